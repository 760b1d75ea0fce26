extension Vocabulary {
  /// The bitmap group, on short strings and on longer ones.
  static let bitmaps = Vocabulary(name: "bitmap") { words in
    switch words.below(12) {
    case 0...2: ["SETBIT", words.key(), bit(&words), words.pick(["0", "1", "1", "1", "2", "x"])]
    case 3: ["GETBIT", words.key(), bit(&words)]
    case 4, 5: ["BITCOUNT", words.key()] + range(&words)
    case 6, 7: ["BITPOS", words.key(), words.pick(["0", "1", "1", "0", "2", "x"])] + range(&words)
    case 8:
      [words.pick(["BITOP", "bitop"]), words.pick(["AND", "or", "XOR", "NOT", "NAND"]), words.key()]
        + words.some(1, 4) { [$0.key()] }
    case 9: ["BITFIELD_RO", words.key()] + words.some(0, 3) { ["GET", fieldType(&$0), fieldOffset(&$0)] }
    case 10: ["BITFIELD", words.key()] + words.some(0, 5, fieldOperation)
    default: words.pick([["SET", words.key(), words.value()], ["GET", words.key()], ["STRLEN", words.key()]])
    }
  }

  private static func bit(_ words: inout Words) -> String {
    switch words.below(12) {
    case 0: words.pick(["-1", "4294967296", "9223372036854775807", "x", "", "1.5", "#1"])
    case 1: String(words.below(50_000))
    case 2...4: String(words.below(2500))
    default: String(words.below(70))
    }
  }

  private static func range(_ words: inout Words) -> [String] {
    func place(_ words: inout Words) -> String {
      if words.chance(12) { return words.number() }
      return words.chance(3) ? String(words.below(400)) : String(words.below(21) - 10)
    }
    let unit = words.pick([[], ["BIT"], ["byte"], ["bit"], ["NIBBLE"]])
    return words.pick([[], [place(&words)], [place(&words), place(&words)], [place(&words), place(&words)] + unit])
  }

  private static func fieldType(_ words: inout Words) -> String {
    switch words.below(12) {
    case 0: words.pick(["i0", "u64", "i65", "x8", "i", "8", "I8", "u-1", "i08", ""])
    case 1: words.pick(["i64", "u63", "i63", "u1", "i1", "i2"])
    default: words.pick(["i", "u"]) + String(1 + words.below(40))
    }
  }

  private static func fieldOffset(_ words: inout Words) -> String {
    words.chance(3) ? "#\(words.below(20))" : bit(&words)
  }

  private static func fieldOperation(_ words: inout Words) -> [String] {
    func amount(_ words: inout Words) -> String {
      words.chance(4) ? words.number() : String(words.below(300) - 100)
    }
    switch words.below(7) {
    case 0: return ["OVERFLOW", words.pick(["WRAP", "sat", "FAIL", "FAIL", "SAT", "NONE"])]
    case 1, 2: return ["GET", fieldType(&words), fieldOffset(&words)]
    case 3, 4: return ["SET", fieldType(&words), fieldOffset(&words), amount(&words)]
    default: return ["incrby", fieldType(&words), fieldOffset(&words), amount(&words)]
    }
  }
}
