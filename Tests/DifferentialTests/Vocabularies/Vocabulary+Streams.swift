extension Vocabulary {
  /// The stream group, with identifiers that grow from command to command, on small nodes.
  static let streams = Vocabulary(
    name: "stream", settings: ["stream-node-max-entries": "7", "stream-node-max-bytes": "300"],
    rules: [
      "xpending": (.times, "idle times"),
      "xinfo": (.times, "idle times and delivery times"),
      "dump": (.length, "delivery times"),
    ]
  ) { words in
    switch words.below(25) {
    case 24: rare(&words)
    case 0...8: adding(&words)
    case 9, 10: removing(&words)
    case 11, 12: reading(&words)
    case 13...15: readingAsGroup(&words)
    case 16, 17: grouping(&words)
    case 18, 19: claiming(&words)
    case 20: ["XACK", words.key(), group(&words)] + words.some(1, 4) { [recentID(&$0)] }
    case 21: pending(&words)
    case 22: describing(&words)
    default: keeping(&words)
    }
  }

  private static func group(_ words: inout Words) -> String { words.pick(["g1", "g1", "g1", "g2", "g2", "7", ""]) }
  private static func consumer(_ words: inout Words) -> String {
    words.pick(["alice", "bob", "bob", "carl", "12", ""])
  }

  /// An identifier of one of the last entries, perhaps, or something else.
  private static func recentID(_ words: inout Words) -> String {
    switch words.below(30) {
    case 0:
      words.pick([
        "0", "0-0", "0-1", "x", "-1", "1-x", "1-1-1", "", "18446744073709551615-18446744073709551615",
        "18446744073709551616", "1--1", "+1", " 1", "1- 1", "01-01", "-", "+", "$", ">", "1-*",
      ])
    case 1...4: String(max(0, words.ticks - words.below(40)))
    default: "\(max(0, words.ticks - words.below(40)))-\(words.below(3))"
    }
  }

  private static func bound(_ words: inout Words, _ edge: String) -> String {
    words.pick([edge, edge, recentID(&words), "(" + recentID(&words), words.pick(["-", "+", "(-", "(", "(0"])])
  }

  private static func count(_ words: inout Words) -> [String] {
    words.pick([[], [], ["COUNT", words.pick(["1", "2", "5", "0", "-1", "100", "x"])], ["count"]])
  }

  private static func trimming(_ words: inout Words) -> [String] {
    let sign = words.pick([[], [], ["="], ["~"], ["~"]])
    let limit = words.pick([[], [], [], ["LIMIT", words.pick(["0", "5", "10", "1000", "-1", "x"])]])
    let cut =
      words.chance(2)
      ? ["MAXLEN"] + sign + [words.pick(["0", "5", "10", "20", "50", "-1"])]
      : ["minid"] + sign + [recentID(&words)]
    return words.chance(20) ? limit + cut : cut + limit
  }

  private static func adding(_ words: inout Words) -> [String] {
    let tick = words.tick()
    let id = words.pick(["\(tick)", "\(tick)-1", "\(tick)-*", "\(tick - words.below(3))-*", recentID(&words)])
    let trim = words.chance(4) ? trimming(&words) : []
    let fields =
      words.chance(3)
      ? words.some(1, 4) { [$0.member(), $0.chance(6) ? $0.value() : $0.member()] }
      : ["name", words.member(), "1234", words.member()]
    return ["XADD", words.key()] + (words.chance(12) ? ["NOMKSTREAM"] : []) + trim + [id] + fields
  }

  private static func removing(_ words: inout Words) -> [String] {
    words.pick([
      ["XDEL", words.key()] + words.some(1, 4) { [recentID(&$0)] }, ["XTRIM", words.key()] + trimming(&words),
    ])
  }

  private static func reading(_ words: inout Words) -> [String] {
    switch words.below(5) {
    case 0, 1: ["XRANGE", words.key(), bound(&words, "-"), bound(&words, "+")] + count(&words)
    case 2, 3: ["XREVRANGE", words.key(), bound(&words, "+"), bound(&words, "-")] + count(&words)
    default: ["XREAD"] + count(&words) + streams(&words) { $0.pick([recentID(&$0), "0", "$", ">"]) }
    }
  }

  private static func streams(_ words: inout Words, _ id: (inout Words) -> String) -> [String] {
    let keys = words.some(1, 3) { [$0.key()] }
    return ["STREAMS"] + keys + keys.map { _ in id(&words) }
  }

  private static func readingAsGroup(_ words: inout Words) -> [String] {
    let options = count(&words) + (words.chance(5) ? ["NOACK"] : [])
    return ["XREADGROUP", "GROUP", group(&words), consumer(&words)] + options
      + streams(&words) { $0.pick([">", ">", ">", "0", recentID(&$0)]) }
  }

  private static func grouping(_ words: inout Words) -> [String] {
    let read = words.pick([[], [], ["ENTRIESREAD", words.pick(["0", "3", "-1", "-2", "100", "x"])]])
    switch words.below(8) {
    case 0...3:
      return ["XGROUP", "CREATE", words.key(), group(&words), words.pick(["0", "$", recentID(&words)])] + read
        + words.options(["MKSTREAM"])
    case 4: return ["XGROUP", "SETID", words.key(), group(&words), words.pick(["0", "$", recentID(&words)])] + read
    case 5: return ["XGROUP", words.chance(6) ? "DESTROY" : "NOPE", words.key(), group(&words)]
    default:
      return ["XGROUP", words.pick(["CREATECONSUMER", "DELCONSUMER"]), words.key(), group(&words), consumer(&words)]
    }
  }

  private static func rare(_ words: inout Words) -> [String] {
    switch words.below(4) {
    case 0:
      let place = ["BLOCK", "0"] + streams(&words) { $0.pick(["$", recentID(&$0)]) }
      return words.scripted(words.pick([["XREAD"] + place, ["xreadgroup", "GROUP", group(&words), "c"] + place]))
    case 1: return ["XRANGE", words.key(), "-", "+"]
    case 2: return ["XINFO", "HELP"]
    default:
      // Nodes of a few dozen bytes end redis-server 7.0.15: "listpack.c:1276 'lpValidateNext(…)' is not true".
      return words.threshold([
        ("stream-node-max-entries", ["1", "3", "7", "7", "100", "0", "-1"]),
        ("stream-node-max-bytes", ["300", "300", "4096", "0", "x"]),
      ])
    }
  }

  /// Idle times are none or years, so that both servers see the same.
  private static func idle(_ words: inout Words) -> String { words.pick(["0", "0", "100000000", "-1", "x"]) }

  private static func claiming(_ words: inout Words) -> [String] {
    let place = [words.key(), group(&words), consumer(&words), idle(&words)]
    if words.chance(3) {
      return ["XAUTOCLAIM"] + place + [bound(&words, "-")] + count(&words) + words.options(["JUSTID"])
    }
    let time = words.pick([[], ["TIME", "1000"], ["IDLE", "100000000000"], ["RETRYCOUNT", words.small()]])
    return ["XCLAIM"] + place + words.some(1, 4) { [recentID(&$0)] } + time + words.options(["FORCE", "JUSTID"])
      + words.pick([[], [], ["LASTID", recentID(&words)]])
  }

  private static func pending(_ words: inout Words) -> [String] {
    let place = [words.key(), group(&words)]
    if words.chance(3) { return ["XPENDING"] + place }
    return ["XPENDING"] + place + words.pick([[], ["IDLE", idle(&words)]]) + [bound(&words, "-"), bound(&words, "+")]
      + [words.pick(["1", "5", "100", "-1", "x"])] + words.pick([[], [consumer(&words)]])
  }

  private static func describing(_ words: inout Words) -> [String] {
    switch words.below(6) {
    case 0: ["XINFO", "STREAM", words.key()]
    case 1, 2: ["XINFO", "STREAM", words.key(), "FULL"] + count(&words)
    case 3: ["XINFO", "GROUPS", words.key()]
    case 4: ["XINFO", "CONSUMERS", words.key(), group(&words)]
    default: ["XLEN", words.key()]
    }
  }

  private static func keeping(_ words: inout Words) -> [String] {
    switch words.below(5) {
    case 0:
      ["XSETID", words.key(), recentID(&words)]
        + words.pick([[], ["ENTRIESADDED", words.pick(["5", "100", "-1"])], ["MAXDELETEDID", recentID(&words)]])
    case 1: ["DUMP", words.key()]
    case 2: ["COPY", words.key(), words.key(), "REPLACE"]
    case 3: ["OBJECT", "ENCODING", words.key()]
    default: ["XADD", words.key(), "MAXLEN", "0", "\(words.tick())-1", "x", "y"]
    }
  }
}
