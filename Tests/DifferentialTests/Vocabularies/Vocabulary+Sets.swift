extension Vocabulary {
  /// The set group, on intsets and large sets; without members that SPOP chooses at random.
  static let sets = Vocabulary(
    name: "set", settings: ["set-max-intset-entries": "32"],
    rules: [
      "smembers": (.unordered, "hash order"),
      "sinter": (.unordered, "hash order"),
      "sunion": (.unordered, "hash order"),
      "sdiff": (.unordered, "hash order"),
      "sscan": (.unordered, "hash order"),
      "spop": (.unordered, "hash order"),
      "srandmember": (.shape, "random"),
    ]
  ) { words in
    switch words.below(18) {
    case 16: popping(&words)
    case 17: thresholds(&words)
    case 0...3: ["SADD", words.key()] + (words.chance(8) ? integers(&words) : members(&words, 4))
    case 4, 5: ["SREM", words.key()] + members(&words, 10)
    case 6: ["SMOVE", words.key(), words.key(), member(&words)]
    case 7: [words.pick(["SISMEMBER", "SMISMEMBER"]), words.key(), member(&words)]
    case 8: [words.pick(["SMEMBERS", "SCARD"]), words.key()]
    case 9: ["SMISMEMBER", words.key()] + members(&words, 5)
    case 10: [words.pick(["SINTER", "SUNION", "SDIFF"])] + words.some(1, 4) { [$0.key()] }
    case 11, 12: [words.pick(["SINTERSTORE", "SUNIONSTORE", "SDIFFSTORE"])] + words.some(2, 5) { [$0.key()] }
    case 13: sintercard(&words)
    case 14: sscan(&words)
    default:
      words.pick([
        ["SRANDMEMBER", words.key()], ["SRANDMEMBER", words.key(), words.small()],
        ["OBJECT", "ENCODING", words.key()], ["COPY", words.key(), words.key(), "REPLACE"],
      ])
    }
  }

  /// Of all members, or of none: others are chosen at random.
  private static func popping(_ words: inout Words) -> [String] {
    ["SPOP", words.key()]
      + words.pick([["100000"], ["100000"], ["0"], ["-1"], ["x"], ["9223372036854775807"], ["1", "2"]])
  }

  private static func thresholds(_ words: inout Words) -> [String] {
    guard words.chance(4) else { return ["OBJECT", "ENCODING", words.key()] }
    return words.threshold([("set-max-intset-entries", ["0", "1", "8", "32", "32", "512", "-1"])])
  }

  /// Mostly integers, of all widths.
  private static func member(_ words: inout Words) -> String {
    switch words.below(12) {
    case 0: words.member()
    case 1: words.pick(["32767", "32768", "-32768", "-32769", "2147483647", "2147483648", "-2147483649"])
    default: String(words.below(60))
    }
  }

  private static func members(_ words: inout Words, _ most: Int) -> [String] { words.some(1, most) { [member(&$0)] } }

  private static func integers(_ words: inout Words) -> [String] {
    let start = words.below(1000)
    return (0..<5 + words.below(40)).map { String(start + $0) }
  }

  private static func sintercard(_ words: inout Words) -> [String] {
    let keys = words.some(1, 4) { [$0.key()] }
    let count = words.chance(10) ? words.pick(["0", "-1", "x", "5"]) : String(keys.count)
    return ["SINTERCARD", count] + keys + words.pick([[], [], ["LIMIT", words.small()], ["limit"]])
  }

  private static func sscan(_ words: inout Words) -> [String] {
    let match = words.pick([[], ["match", words.pick(["m*", "*1*", "[^m]*", "*"])]])
    return ["SSCAN", words.key(), words.chance(20) ? "x" : "0"] + match + ["COUNT", "100000"]
  }
}
