extension Vocabulary {
  /// The hash group, on hashes that often become large.
  static let hashes: Vocabulary = {
    var hashes = Vocabulary(
      name: "hash", settings: ["hash-max-listpack-entries": "24"],
      rules: [
        "hgetall": (.unordered, "hash order"),
        "hkeys": (.unordered, "hash order"),
        "hvals": (.unordered, "hash order"),
        "hscan": (.unordered, "hash order"),
        "hrandfield": (.shape, "random"),
      ]
    ) { words in
      switch words.below(17) {
      case 16: thresholds(&words)
      case 0...3: hset(&words)
      case 4: ["HSETNX", words.key(), words.member(), words.value()]
      case 5, 6: ["HDEL", words.key()] + words.some(1, 8) { [$0.member()] }
      case 7: [words.pick(["HGET", "HEXISTS", "HSTRLEN"]), words.key(), words.member()]
      case 8: ["HMGET", words.key()] + words.some(1, 5) { [$0.member()] }
      case 9: [words.pick(["HGETALL", "HKEYS", "HVALS", "HLEN", "hlen"]), words.key()]
      case 10, 11: ["HINCRBY", words.key(), words.member(), words.number()]
      case 12: ["HINCRBYFLOAT", words.key(), words.member(), words.float()]
      case 13: hscan(&words)
      case 14: ["HRANDFIELD", words.key()] + words.pick([[], [words.small()], [words.small(), "WithValues"]])
      default:
        words.pick([
          ["HGET", words.key(), "n"], ["DUMP", "nosuchkey"], ["OBJECT", "ENCODING", words.key()],
          ["HSET", words.key(), "n", words.number()], ["COPY", words.key(), words.key(), "REPLACE"],
        ])
      }
    }
    return hashes
  }()

  private static func thresholds(_ words: inout Words) -> [String] {
    guard words.chance(4) else { return ["OBJECT", "ENCODING", words.key()] }
    return words.threshold([
      ("hash-max-listpack-entries", ["0", "2", "8", "24", "24", "100"]),
      ("hash-max-listpack-value", ["0", "5", "64", "64", "1000"]), ("hash-max-ziplist-entries", ["24", "x", "-1"]),
    ])
  }

  private static func hset(_ words: inout Words) -> [String] {
    let name = words.pick(["HSET", "HSET", "hset", "HMSET"])
    if words.chance(10) { return [name, words.key()] + words.some(10, 40) { [$0.member(), $0.member()] } }
    return [name, words.key()] + words.some(1, 3) { [$0.member(), $0.chance(2) ? $0.value() : $0.float()] }
  }

  private static func hscan(_ words: inout Words) -> [String] {
    let cursor = words.chance(20) ? words.pick(["x", "-0", "", "18446744073709551616"]) : "0"
    let match = words.pick([[], ["MATCH", words.pick(["m*", "*1*", "[^m]*", "*"])], ["TYPE", "hash"]])
    return ["HSCAN", words.key(), cursor] + match + [
      "COUNT", words.chance(20) ? words.pick(["0", "-1", "x"]) : "100000",
    ]
  }
}
