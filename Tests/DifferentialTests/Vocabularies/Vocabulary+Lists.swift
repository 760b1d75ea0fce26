extension Vocabulary {
  /// The list group. Nodes are small, so that lists have many of them and DUMP shows where each ends.
  static let lists = Vocabulary(name: "list", settings: ["list-max-listpack-size": "5"]) { words in list(&words) }

  /// The same with nodes limited by their size, and compressed inside.
  static let largeLists = Vocabulary(
    name: "largelist", settings: ["list-max-listpack-size": "-1", "list-compress-depth": "1"],
    // A node that is compressed in memory is written as it is, and the bytes depend on the compressor.
    rules: ["dump": (.shape, "compressed nodes"), "restore": (.exact, "")]
  ) { words in
    if words.chance(4) {
      let long = { (words: inout Words) in
        [String(repeating: words.pick(["x", "yz", "abc"]), count: 1 + words.below(400)) + words.member()]
      }
      return [words.pick(["LPUSH", "RPUSH"]), words.key()] + words.some(1, 12, long)
    }
    return list(&words)
  }

  /// The same with nodes of their own for elements that are only a little larger than others.
  static let plainLists = Vocabulary(
    name: "plainlist", settings: ["list-max-listpack-size": "4"], prelude: ["DEBUG QUICKLIST-PACKED-THRESHOLD 4b"]
  ) { words in list(&words) }

  private static func list(_ words: inout Words) -> [String] {
    switch words.below(26) {
    case 24: waiting(&words)
    case 25: ["OBJECT", "ENCODING", words.key()]
    case 0..<4: [words.pick(["LPUSH", "RPUSH", "rpush", "lpush"]), words.key()] + words.some(1, 9) { [$0.member()] }
    case 4: [words.pick(["LPUSHX", "RPUSHX"]), words.key()] + words.some(1, 4) { [$0.member()] }
    case 5, 6: [words.pick(["LPOP", "RPOP"]), words.key()]
    case 7: [words.pick(["LPOP", "RPOP"]), words.key(), words.small()]
    case 8: [words.pick(["LLEN", "LLEN", "DUMP"]), words.key()]
    case 9: ["LINDEX", words.key(), place(&words)]
    case 10: ["LRANGE", words.key(), place(&words), place(&words)]
    case 11: ["LRANGE", words.key(), "0", "-1"]
    case 12, 13: ["LSET", words.key(), place(&words), words.member()]
    case 14, 15:
      ["LINSERT", words.key(), words.pick(["BEFORE", "AFTER", "after", "X"]), words.member(), words.member()]
    case 16: ["LREM", words.key(), words.small(), words.member()]
    case 17: words.chance(3) ? ["LTRIM", words.key(), place(&words), place(&words)] : ["DUMP", words.key()]
    case 18: ["LPOS", words.key(), words.member()] + positions(&words)
    case 19:
      words.chance(3)
        ? [words.pick(["RPOPLPUSH", "rpoplpush"]), words.key(), words.key()]
        : ["LMOVE", words.key(), words.key(), end(&words), end(&words)]
    case 20: ["LMPOP", words.pick(["1", "2", "2", "0", "3"]), words.key(), words.key(), end(&words)] + count(&words)
    case 21, 22: sort(&words)
    default: ["DUMP", words.key()]
    }
  }

  /// In a script, where none waits.
  private static func waiting(_ words: inout Words) -> [String] {
    let timeout = words.chance(12) ? words.pick(["-1", "x", "", "nan", "1e400"]) : words.pick(["0", "0.5", "100"])
    return words.scripted(
      words.pick([
        [words.pick(["BLPOP", "BRPOP"]), words.key(), words.key(), timeout],
        ["BLMOVE", words.key(), words.key(), end(&words), end(&words), timeout],
        ["BRPOPLPUSH", words.key(), words.key(), timeout],
        ["BLMPOP", timeout, words.pick(["2", "2", "1", "0"]), words.key(), words.key(), end(&words)] + count(&words),
      ]))
  }

  private static func place(_ words: inout Words) -> String {
    if words.chance(12) { return words.number() }
    return String(words.below(41) - 20)
  }

  private static func end(_ words: inout Words) -> String {
    words.chance(30) ? words.pick(["", "MIDDLE"]) : words.pick(["LEFT", "RIGHT", "left", "right"])
  }

  private static func count(_ words: inout Words) -> [String] {
    words.chance(2) ? [] : [words.pick(["COUNT", "count"]), words.small()]
  }

  private static func positions(_ words: inout Words) -> [String] {
    let options = [
      ["RANK", words.pick(["1", "-1", "2", "-2", "0", "x"])], ["COUNT", words.small()], ["MAXLEN", words.small()],
    ]
    return options.flatMap { words.chance(2) ? $0 : [] }
  }

  private static func sort(_ words: inout Words) -> [String] {
    var command = [words.pick(["SORT", "SORT", "SORT_RO"]), words.key()]
    if words.chance(3) { command += ["BY", words.pick(["*", "k{*", "nosort", "w_*", "*->m1", "m*->x", ""])] }
    // Which of equal weights comes first is seen where there is a limit, and depends on the algorithm.
    let hasLimit = !command.contains("BY") && words.chance(3)
    if hasLimit { command += ["LIMIT", String(words.below(12) - 2), words.small()] }
    command += words.some(0, 2) { words in
      words.chance(2) ? ["GET", words.pick(["#", "*", "k{*", "*->m2", "x", "#x"])] : []
    }
    command += words.options(["ASC", "DESC"])
    let isText = words.chance(2)
    if isText { command.append(words.pick(["ALPHA", "alpha"])) }
    // Of a set, texts of equal weights come in the order of the hash, and so does everything that is not sorted; that
    // must not be stored.
    let isSorted = !command.contains { $0 == "nosort" || $0.isEmpty }
    let isDetermined = !command.contains("BY") || (isSorted && !isText)
    if isDetermined, words.chance(5) { command += ["STORE", words.key()] }
    return command
  }
}
