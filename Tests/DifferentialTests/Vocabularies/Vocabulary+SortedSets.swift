extension Vocabulary {
  /// The sorted set group; sets are among the sources of unions.
  static let sortedSets = Vocabulary(
    name: "sorted-set", settings: ["zset-max-listpack-entries": "24"],
    rules: [
      "zrandmember": (.shape, "random"),
      "zscan": (.unordered, "hash order"),
    ]
  ) { words in
    switch words.below(20) {
    case 0...5: adding(&words)
    case 6, 7: lexical(&words)
    case 8: removing(&words)
    case 9...11: ranging(&words)
    case 12, 13: looking(&words)
    case 14: popping(&words)
    case 15, 16: combining(&words)
    case 17: storing(&words)
    case 18: ["SADD", words.key()] + words.some(1, 4) { [$0.member()] }
    default:
      words.pick([
        ["DEL", words.key()], ["OBJECT", "ENCODING", words.key()], ["DUMP", "small"], ["DUMP", "lex"],
        thresholds(&words), waiting(&words), waiting(&words),
      ])
    }
  }

  /// A score, but no negative zero: it gets lost in a listpack, so that a base file of commands has it or not as the
  /// order of a hash says.
  private static func score(_ words: inout Words) -> String {
    let score = words.score()
    return score == "-0" ? "0" : score
  }

  private static func adding(_ words: inout Words) -> [String] {
    let key = words.key()
    switch words.below(6) {
    case 0: return ["ZINCRBY", key, score(&words), words.member()]
    case 1:
      return ["ZADD", key] + words.options(["INCR", "nx", "XX", "GT", "lt", "CH"]) + [score(&words), words.member()]
    case 2: return ["ZADD", key] + words.some(10, 40) { [score(&$0), $0.member()] }
    default:
      return ["zadd", key] + words.options(["NX", "xx", "gt", "LT", "ch"])
        + words.some(1, 5) { [score(&$0), $0.member()] }
    }
  }

  /// Keys of which one has equal scores only, and the other so few members that it stays small: where scores differ in
  /// a large set, what an interval of members is depends on Redis' random numbers.
  private static func lexical(_ words: inout Words) -> [String] {
    func bound(_ words: inout Words) -> String {
      words.chance(5) ? words.pick(["-", "+", "(", "[", "x", "", "+x"]) : words.pick(["[", "("]) + words.member()
    }
    let key = words.pick(["lex", "lex", "small"])
    let ends = [bound(&words), bound(&words)]
    let limit = words.pick([[], ["LIMIT", words.small(), words.small()]])
    switch words.below(9) {
    case 0, 1: return ["ZADD", "lex"] + words.some(1, 20) { ["0", $0.member()] }
    case 2: return ["ZADD", "small"] + words.some(1, 3) { [score(&$0), "m\($0.below(10))"] }
    case 3: return ["ZRANGEBYLEX", key] + ends + limit
    case 4: return ["ZREVRANGEBYLEX", key] + ends + limit
    case 5: return ["ZRANGE", key] + ends + ["BYLEX"] + words.options(["REV", "WITHSCORES"]) + limit
    case 6: return ["ZLEXCOUNT", key] + ends
    case 7: return words.chance(4) ? ["ZREMRANGEBYLEX", key] + ends : ["ZRANGE", key, "0", "-1", "WITHSCORES"]
    default: return ["ZRANGESTORE", words.key(), key] + ends + ["BYLEX"] + words.options(["REV"]) + limit
    }
  }

  private static func removing(_ words: inout Words) -> [String] {
    switch words.below(4) {
    case 0, 1: ["ZREM", words.key()] + words.some(1, 4) { [$0.member()] }
    case 2: ["ZREMRANGEBYRANK", words.key(), words.small(), words.small()]
    default: ["ZREMRANGEBYSCORE", words.key()] + scores(&words)
    }
  }

  private static func scores(_ words: inout Words) -> [String] {
    [words.pick(["", "", "("]) + score(&words), words.pick(["", "(", ""]) + score(&words)]
  }

  private static func ranging(_ words: inout Words) -> [String] {
    let limit = words.pick([[], [], ["LIMIT", words.small(), words.small()], ["limit", "2"]])
    let withScores = words.options(["WITHSCORES"])
    let ranks = [words.small(), words.pick([words.small(), "-1"])]
    switch words.below(9) {
    case 0: return ["ZRANGE", words.key()] + ranks + words.options(["REV"]) + withScores
    case 1: return ["ZRANGE", words.key()] + scores(&words) + ["BYSCORE"] + words.options(["REV"]) + limit + withScores
    case 2: return ["ZRANGE", words.key()] + ranks + words.options(["REV", "BYSCORE", "withscores", "bad"]) + limit
    case 3: return ["ZREVRANGE", words.key()] + ranks + withScores
    case 4: return ["ZRANGEBYSCORE", words.key()] + scores(&words) + withScores + limit
    case 5: return ["ZREVRANGEBYSCORE", words.key()] + scores(&words) + limit + withScores
    case 6: return ["ZCOUNT", words.key()] + scores(&words)
    case 7: return ["ZRANGESTORE", words.key(), words.key()] + ranks + words.options(["REV"])
    default:
      return ["ZRANGESTORE", words.key(), words.key()] + scores(&words) + ["byscore"] + words.options(["REV"]) + limit
    }
  }

  private static func looking(_ words: inout Words) -> [String] {
    switch words.below(8) {
    case 0: ["ZCARD", words.key()]
    case 1: ["ZSCORE", words.key(), words.member()]
    case 2: ["ZMSCORE", words.key()] + words.some(1, 4) { [$0.member()] }
    case 3: [words.pick(["ZRANK", "ZREVRANK"]), words.key(), words.member()]
    case 4: ["ZRANK", words.key(), words.member(), "WITHSCORE"]
    case 5:
      ["ZRANDMEMBER", words.key()]
        + words.pick([
          [], [words.small()], ["100000", "WITHSCORES"], ["-4"], ["-5", "withscores"], ["3", "WITHSCORE"],
        ])
    default: ["ZSCAN", words.key(), "0", "COUNT", "100000"] + words.pick([[], ["MATCH", "m*"], ["TYPE", "zset"]])
    }
  }

  private static func popping(_ words: inout Words) -> [String] {
    switch words.below(6) {
    case 0...2: [words.pick(["ZPOPMIN", "ZPOPMAX"]), words.key()] + words.pick([[], [words.small()]])
    case 3, 4:
      ["ZMPOP", words.pick(["1", "2", "2", "0", "x"]), words.key(), words.key(), words.pick(["MIN", "max", "mid"])]
        + words.pick([[], ["COUNT", words.small()]])
    default:
      // Those that would wait are refused for their timeouts.
      words.pick([
        ["BZPOPMIN", words.key(), words.pick(["-1", "x", ""])], ["bzpopmax", words.key(), "nan"],
        ["BZMPOP", "x", "1", words.key(), "MIN"], ["BZMPOP", "-2", "2", words.key(), words.key(), "MAX", "COUNT", "3"],
        ["BZMPOP", "0", words.small(), words.key(), "MED"],
      ])
    }
  }

  /// In a script, where none waits.
  private static func waiting(_ words: inout Words) -> [String] {
    let count = words.pick([[], ["COUNT", words.small()]])
    return words.scripted(
      words.pick([
        [words.pick(["BZPOPMIN", "BZPOPMAX"]), words.key(), words.key(), "0"],
        ["BZMPOP", words.pick(["0", "1.5", "-1"]), "2", words.key(), words.key(), words.pick(["MIN", "max"])] + count,
      ]))
  }

  /// Members of `small` are fewer and shorter than the least of these values.
  private static func thresholds(_ words: inout Words) -> [String] {
    words.threshold([
      ("zset-max-listpack-entries", ["24", "24", "48", "200"]),
      ("zset-max-listpack-value", ["20", "64", "64", "1000"]), ("zset-max-ziplist-value", ["64", "x", "-1"]),
    ])
  }

  private static func combining(_ words: inout Words) -> [String] {
    let (keys, options) = sources(&words)
    switch words.below(4) {
    case 0: return ["ZUNION"] + keys + options + words.options(["WITHSCORES"])
    case 1: return ["ZINTER"] + keys + options + words.options(["WITHSCORES"])
    case 2: return ["ZDIFF"] + keys + words.options(["WITHSCORES"])
    default: return ["ZINTERCARD"] + keys + words.pick([[], ["LIMIT", words.small()]])
    }
  }

  private static func storing(_ words: inout Words) -> [String] {
    let (keys, options) = sources(&words)
    switch words.below(3) {
    case 0: return ["ZUNIONSTORE", words.key()] + keys + positive(options)
    case 1: return ["ZINTERSTORE", words.key()] + keys + positive(options)
    default: return ["ZDIFFSTORE", words.key()] + keys
    }
  }

  /// Options without weights that make negative zeros.
  private static func positive(_ options: [String]) -> [String] {
    options.map { $0.hasPrefix("-") || $0 == "0" ? "3" : $0 }
  }

  /// A number of keys with the keys, and options that fit their number.
  private static func sources(_ words: inout Words) -> (keys: [String], options: [String]) {
    let keys = words.some(1, 4) { [$0.key()] }
    let count = words.chance(15) ? words.small() : String(keys.count)
    let weights = words.chance(3) ? ["WEIGHTS"] + keys.map { _ in score(&words) } : []
    let aggregate = words.chance(3) ? ["AGGREGATE", words.pick(["SUM", "min", "MAX", "avg"])] : []
    return ([count] + keys, weights + aggregate)
  }
}
