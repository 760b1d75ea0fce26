extension Vocabulary {
  /// The string group.
  static let strings = Vocabulary(name: "string") { words in
    switch words.below(6) {
    case 0..<3: setting(&words)
    case 3..<5: arithmetic(&words)
    default: reading(&words)
    }
  }

  static func setting(_ words: inout Words) -> [String] {
    switch words.below(10) {
    case 0..<3: ["SET", words.key(), words.value()] + words.options(["NX", "xx", "GET"]) + words.expiryOption()
    case 3: ["SETNX", words.key(), words.value()]
    case 4:
      words.pick([
        ["SETEX", words.key(), words.seconds(), words.value()],
        ["psetex", words.key(), words.milliseconds(), words.value()],
      ])
    case 5: ["MSET"] + words.some(1, 3) { [$0.key(), $0.value()] }
    case 6: ["MSETNX"] + words.some(1, 3) { [$0.key(), $0.value()] }
    case 7: ["GETSET", words.key(), words.value()]
    case 8: ["APPEND", words.key(), words.pick([words.value(), "1", "x"])]
    default: ["SETRANGE", words.key(), words.small(), words.pick(["", "x", "xyz", "12345"])]
    }
  }

  private static func arithmetic(_ words: inout Words) -> [String] {
    switch words.below(6) {
    case 0: ["INCR", words.key()]
    case 1: ["DECR", words.key()]
    case 2: ["incrby", words.key(), words.number()]
    case 3: ["DECRBY", words.key(), words.number()]
    case 4: ["INCRBYFLOAT", words.key(), words.float()]
    default: ["SET", words.key(), words.number()]
    }
  }

  private static func reading(_ words: inout Words) -> [String] {
    switch words.below(9) {
    case 0: ["GET", words.key()]
    case 1: ["MGET", words.key(), words.key(), "missing"]
    case 2: [words.pick(["GETRANGE", "SUBSTR"]), words.key(), words.small(), words.small()]
    case 3: ["STRLEN", words.key()]
    case 4: ["GETEX", words.key()] + words.expiryOption()
    case 5: ["GETDEL", words.key()]
    case 6: ["LCS", words.key(), words.key()] + words.options(["LEN", "IDX", "WITHMATCHLEN"])
    case 7: ["LCS", words.key(), words.key(), "IDX", "MINMATCHLEN", words.small(), "WITHMATCHLEN"]
    default: ["DUMP", words.pick(["n", "m"])]
    }
  }
}
