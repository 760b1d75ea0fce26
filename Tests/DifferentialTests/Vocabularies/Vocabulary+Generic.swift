extension Vocabulary {
  /// What is mixed into the commands of every group: keys, times to live, transactions and databases.
  static func anyKey(_ words: inout Words) -> [String] {
    switch words.below(8) {
    case 0, 1: expiring(&words)
    case 2..<5: generic(&words)
    case 5: ["SET", words.key(), words.value()]
    case 6: transaction(&words)
    default: rest(&words)
    }
  }

  private static func expiring(_ words: inout Words) -> [String] {
    switch words.below(9) {
    case 0: ["EXPIRE", words.key(), words.seconds()] + words.options(["NX", "XX", "GT", "lt"])
    case 1: ["PEXPIRE", words.key(), words.milliseconds()] + words.options(["NX", "XX", "GT", "LT"])
    case 2: ["EXPIREAT", words.key(), words.absolute()] + words.options(["NX", "XX", "GT", "LT"])
    case 3: ["PEXPIREAT", words.key(), words.absoluteMilliseconds()] + words.options(["NX", "XX", "GT", "LT", "bad"])
    case 4: ["PERSIST", words.key()]
    case 5: ["TTL", words.key()]
    case 6: ["PTTL", words.key()]
    case 7: ["EXPIRETIME", words.key()]
    default: ["PEXPIRETIME", words.key()]
    }
  }

  private static func generic(_ words: inout Words) -> [String] {
    switch words.below(18) {
    case 0: [words.pick(["DEL", "UNLINK"]), words.key(), words.key()]
    case 1: ["EXISTS", words.key(), words.key(), words.key()]
    case 2: ["TYPE", words.key()]
    case 3: ["RENAME", words.key(), words.key()]
    case 4: ["RENAMENX", words.key(), words.key()]
    case 5: ["COPY", words.key(), words.key()] + words.options(["REPLACE"])
    case 6:
      ["COPY", words.key(), words.key(), "DB", words.pick(["0", "1", "2", "16", "x"])] + words.options(["REPLACE"])
    case 7: ["MOVE", words.key(), words.pick(["0", "1", "2", "99", "-1"])]
    case 8: ["TOUCH", words.key(), words.key()]
    case 9: ["OBJECT", words.pick(["ENCODING", "REFCOUNT", "FREQ", "IDLETIME", "nope"]), words.key()]
    case 10: ["KEYS", words.pick(["*", "?", "[a-c]", "[^a]", "k{*", "\\a", "", "*e*"])]
    case 11:
      ["SCAN", "0", "COUNT", "1000"] + words.pick([[], ["MATCH", "?"], ["TYPE", "string"], ["TYPE", "list"]])
    // RANDOMKEY removes an expired key when it happens to meet it: its effects are random.
    case 12: ["KEYS", "nothing*"]
    case 13: ["DBSIZE"]
    case 14:
      ["RESTORE", words.key(), words.pick(["0", words.absoluteMilliseconds()]), words.pick(payloads)]
        + words.options(["REPLACE", "ABSTTL"])
    case 15: ["DEL", words.key()]
    case 16: moving(&words)
    default: copied(&words)
    }
  }

  private static let payloads = ["", "x", "\0\u{1}5\u{a}\0"]

  /// A value that goes through a payload.
  private static func copied(_ words: inout Words) -> [String] {
    let body = """
      local payload = redis.call('DUMP', ARGV[1]) if not payload then return 'none' end \
      return redis.pcall('RESTORE', ARGV[2], ARGV[3], payload, select(4, unpack(ARGV)))
      """
    return ["EVAL", body, "0", words.key(), words.key(), words.pick(["0", "0", words.milliseconds()])]
      + words.options(["REPLACE", "ABSTTL", "replace"]) + words.pick([[], [], ["IDLETIME", "5"], ["FREQ", "256"]])
  }

  /// What needs other servers.
  private static func moving(_ words: inout Words) -> [String] {
    words.pick([
      ["WAIT", "0", "0"], ["WAIT", words.pick(["x", "0"]), "-1"], ["MIGRATE", "localhost"],
      ["MIGRATE", "localhost", "x", "missing", "0", "1"], ["MIGRATE", "h", "1", words.key(), "x", "1"],
      ["MIGRATE", "h", "1", "missing", "0", "1", "KEYS", "a"], ["MIGRATE", "h", "1", "missing", "0", "1", "AUTH"],
    ])
  }

  private static func transaction(_ words: inout Words) -> [String] {
    words.pick([
      ["MULTI"], ["EXEC"], ["EXEC"], ["DISCARD"], ["WATCH", words.key()], ["UNWATCH"],
      ["WATCH", words.key(), words.key()], ["MULTI"],
    ])
  }

  private static func rest(_ words: inout Words) -> [String] {
    switch words.below(14) {
    case 0..<3: ["SELECT", words.pick(["0", "0", "0", "1", "2", "16", "x"])]
    case 3: ["SWAPDB", words.pick(["0", "1"]), words.pick(["0", "1", "2", "99"])]
    case 4:
      words.chance(4)
        ? words.pick([["FLUSHDB"], ["FLUSHDB", "ASYNC"], ["flushall", "SYNC"], ["FLUSHALL", "bad"]]) : ["PING"]
    case 5: ["PING"] + words.options([words.value()])
    case 6: ["ECHO", words.value()]
    case 7: [words.pick(["NOSUCH", "get ", "SETT", "é", ""]), words.key(), words.value()]
    case 8: ["CONFIG", "GET", words.pick(["append*", "nosuch", "save", "maxmemory*"])]
    case 9: ["OBJECT", "HELP"]
    case 10: ["OBJECT"]
    case 11: ["COMMAND", "GETKEYS"] + setting(&words)
    case 12: ["CONFIG", words.pick(["NOPE", "GET", "SET"])]
    default: ["CLIENT", words.pick(["GETNAME", "NOPE"])]
    }
  }
}
