extension Vocabulary {
  /// The hyperloglog group; the limit of the sparse encoding is passed often.
  static let hyperLogLogs = Vocabulary(
    name: "hyperloglog", settings: ["hll-sparse-max-bytes": "400"], command: hyperLogLog)

  /// The hyperloglog group on strings that are often damaged.
  static let damagedHyperLogLogs = Vocabulary(
    name: "hyperloglog-damage", settings: ["hll-sparse-max-bytes": "400"]
  ) { words in
    switch words.below(8) {
    case 0: return damage(&words)
    case 1: return ["PFADD", damagedKey(&words)] + words.some(0, 12) { ["\($0.below(100_000))"] }
    case 2: return ["PFCOUNT", damagedKey(&words)] + words.options([words.key()])
    case 3: return ["PFMERGE", words.key(), words.key(), damagedKey(&words)]
    case 4:
      let key = damagedKey(&words)
      return words.pick([["GET", key], ["STRLEN", key], ["PFDEBUG", "DECODE", key], ["PFDEBUG", "ENCODING", key]])
    default: return hyperLogLog(&words)
    }
  }

  /// Keys of which none but ``damage(_:)`` makes strings.
  private static func damagedKey(_ words: inout Words) -> String { words.pick(["damaged", "d2", "d3"]) }

  @Sendable private static func hyperLogLog(_ words: inout Words) -> [String] {
    switch words.below(15) {
    case 0...5: ["PFADD", words.key()] + words.some(0, 12) { ["\($0.below(100_000))"] }
    case 6: ["PFADD", words.key()] + words.some(100, 400) { ["element:\($0.below(10_000_000))"] }
    case 7, 8: ["PFCOUNT", words.key()]
    case 9: ["PFCOUNT"] + words.some(2, 4) { [$0.key()] }
    case 10, 11: ["PFMERGE", words.key()] + words.some(0, 3) { [$0.key()] }
    case 12:
      ["PFDEBUG", words.pick(["ENCODING", "decode", "TODENSE", "ENCODING", "NOPE"]), words.key()]
    case 13: ["GET", words.key()]
    default:
      words.pick([
        ["PFDEBUG", "GETREG", words.key()], ["DEL", words.key()], ["STRLEN", words.key()],
        ["SET", words.key(), words.value()],
        words.threshold([("hll-sparse-max-bytes", ["400", "400", "100", "20", "3000", "0", "-1"])]),
      ])
    }
  }

  /// Strings that begin as a sparse one does, and changes in the middle of them.
  ///
  /// None ends in the middle of a run of two bytes, whatever its bytes are read as: there, Redis reads and writes behind
  /// the end of the string. So no string ends with a byte that could begin such a run.
  private static func damage(_ words: inout Words) -> [String] {
    let header = "HYLL\u{1}\0\0\0" + words.pick(["\0\0\0\0\0\0\0\0", "\u{5}\0\0\0\0\0\0\0"])
    let key = damagedKey(&words)
    switch words.below(5) {
    case 0: return ["SET", key, header + words.pick(["\u{3F}", "", "\u{7F}\u{7F}\u{3F}\u{3F}", "\u{4F}\u{3F}\0"])]
    case 1: return ["SETRANGE", key, String(words.below(60)), words.pick(["\0", "\u{3F}", "é", "è"])]
    case 2: return ["APPEND", key, words.pick(["\0", "\u{3F}", "é"])]
    case 3: return ["SET", key, header + "\u{7F}\u{7F}\u{3F}\u{3F}"]
    default: return ["SET", key, header + words.pick(["\u{7F}\u{1F}", "\u{7F}\0\u{7F}>\0", "\u{7F}\u{40}\0"])]
    }
  }
}
