extension Vocabulary {
  /// The geo group.
  static let places = Vocabulary(
    name: "geo", settings: ["zset-max-listpack-entries": "24"]
  ) { words in
    switch words.below(12) {
    case 0...3: ["GEOADD", words.key()] + words.options(["NX", "xx", "CH"]) + words.some(1, 8, placed)
    case 4: words.pick([["GEOPOS", words.key()], ["GEOHASH", words.key()]]) + words.some(0, 3) { [place(&$0)] }
    case 5: ["GEODIST", words.key(), place(&words), place(&words)] + words.pick([[], [unit(&words)]])
    case 6...8:
      words.pick([["GEOSEARCH", words.key()], ["GEOSEARCHSTORE", words.key(), words.key()]])
        + center(&words) + extent(&words) + searchOptions(&words)
    case 9: radius(&words)
    case 10: radiusOfMember(&words)
    default:
      words.pick([
        ["ZADD", words.key(), words.score(), place(&words)], ["ZREM", words.key(), place(&words)],
        ["ZSCORE", words.key(), place(&words)], ["DEL", words.key()], ["ZRANGE", words.key(), "0", "-1", "WITHSCORES"],
        ["SET", words.key(), "x"],
      ])
    }
  }

  private static func place(_ words: inout Words) -> String { "p\(words.below(50))" }

  /// A longitude and a latitude: close together, anywhere, at the edges, or wrong.
  private static func point(_ words: inout Words) -> [String] {
    func decimal(_ words: inout Words, _ reach: Int) -> String {
      let digits = words.pick([1, 100, 1_000_000])
      return String(Double(words.below(2 * reach * digits) - reach * digits) / Double(digits))
    }
    switch words.below(10) {
    case 0: return [decimal(&words, 200), decimal(&words, 90)]
    case 1:
      return [
        words.pick(["180", "-180", "179.999999", "0", "-179.99"]),
        words.pick(["85.05112878", "-85.05112878", "85.0511", "0", "84.9"]),
      ]
    case 2: return [words.pick(["13.361389", "15.087269", "x", "", "inf"]), words.pick(["38.115556", "37.502669"])]
    case 3, 4: return [decimal(&words, 180), decimal(&words, 85)]
    case 5: return [decimal(&words, 10), words.pick(["66.5", "81", "-70", "84", "-84.2"])]
    default: return [decimal(&words, 3), decimal(&words, 3)]
    }
  }

  private static func placed(_ words: inout Words) -> [String] { point(&words) + [place(&words)] }

  private static func unit(_ words: inout Words) -> String { words.pick(["m", "km", "km", "KM", "mi", "ft", "cm"]) }

  private static func distance(_ words: inout Words) -> String {
    switch words.below(12) {
    case 0: words.pick(["-1", "x", "inf", "0", "1e30", "0.001"])
    case 1...3: String(words.below(20_000))
    default: String(words.below(500)) + words.pick(["", ".5", ".125"])
    }
  }

  private static func center(_ words: inout Words) -> [String] {
    switch words.below(8) {
    case 0...3: ["FROMMEMBER", place(&words)]
    case 4: words.pick([[], ["frommember", place(&words)] + ["FROMLONLAT"] + point(&words), ["FROMMEMBER"]])
    default: ["FROMLONLAT"] + point(&words)
    }
  }

  private static func extent(_ words: inout Words) -> [String] {
    switch words.below(8) {
    case 0...3: ["BYRADIUS", distance(&words), unit(&words)]
    case 4: words.pick([[], ["BYRADIUS", "1", "km", "BYBOX", "1", "1", "km"], ["BYBOX", "1", "km"]])
    default: ["BYBOX", distance(&words), distance(&words), unit(&words)]
    }
  }

  private static func searchOptions(_ words: inout Words) -> [String] {
    let count = words.chance(3) ? ["COUNT", words.small()] + words.options(["ANY"]) : []
    return words.options(["ASC", "DESC"]) + count + withs(&words)
  }

  private static func withs(_ words: inout Words) -> [String] {
    words.chance(3) ? words.options(["WITHDIST", "withhash", "WITHCOORD", "STOREDIST"]) : []
  }

  private static func storing(_ words: inout Words) -> [String] {
    words.chance(3) ? [words.pick(["STORE", "storedist"]), words.key()] : []
  }

  private static func radius(_ words: inout Words) -> [String] {
    [words.pick(["GEORADIUS", "GEORADIUS_RO"]), words.key()] + point(&words) + [distance(&words), unit(&words)]
      + searchOptions(&words) + storing(&words)
  }

  private static func radiusOfMember(_ words: inout Words) -> [String] {
    [words.pick(["GEORADIUSBYMEMBER", "georadiusbymember_ro"]), words.key(), place(&words), distance(&words)]
      + [unit(&words)] + searchOptions(&words) + storing(&words)
  }
}
