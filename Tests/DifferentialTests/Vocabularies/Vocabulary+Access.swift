extension Vocabulary {
  /// Users and what they may do with which keys, for commands of all groups.
  static let access = Vocabulary(
    name: "access",
    rules: ["acl|cat": (.unordered, "hash order")]
  ) { words in
    switch words.below(12) {
    case 0...3: ["ACL", "SETUSER", user(&words)] + words.some(1, 5) { [rule(&$0)] }
    case 4...8: ["ACL", "DRYRUN", user(&words)] + wellFormed(&words)
    case 9: ["ACL", "GETUSER", user(&words)]
    case 10: ["COMMAND", words.pick(["GETKEYS", "GETKEYSANDFLAGS"])] + wellFormed(&words)
    default: telling(&words)
    }
  }

  /// Where the number of keys is told.
  private static let counts = [
    "zunion": 1, "zinter": 1, "zdiff": 1, "zintercard": 1, "sintercard": 1, "lmpop": 1, "zmpop": 1, "zunionstore": 2,
    "zinterstore": 2, "zdiffstore": 2, "blmpop": 2, "bzmpop": 2,
  ]

  /// A command that has all of its keys: of others, which are errors, Redis checks none, and here those are checked that
  /// are there.
  private static func wellFormed(_ words: inout Words) -> [String] {
    while true {
      let command = Vocabulary.mixture.command(&words)
      let name = command[0].lowercased()
      if ["pfmerge", "xread", "xreadgroup"].contains(name), command.count < 4 { continue }
      guard let place = counts[name] else { return command }
      let isCounted =
        command.count > place && (Int(command[place]).map { 1...command.count - place - 1 ~= $0 } ?? false)
      if isCounted { return command }
    }
  }

  private static func telling(_ words: inout Words) -> [String] {
    switch words.below(9) {
    case 0: ["ACL", "LIST"]
    case 1: ["ACL", "USERS"]
    case 2: ["ACL", "WHOAMI"]
    case 3: ["ACL", "DELUSER", "u1"]
    case 4: ["ACL", "DELUSER", "u2", "nope"]
    case 5: ["ACL", "CAT"]
    case 6: ["ACL", "CAT", words.pick(categories)]
    case 7: ["ACL", "LOG", "RESET"]
    default: ["ACL", "SETUSER", user(&words), "reset"]
    }
  }

  private static func user(_ words: inout Words) -> String {
    words.chance(20) ? words.pick(["nobody", "", "a b", "U1"]) : words.pick(["u1", "u2", "u3"])
  }

  private static let categories = [
    "read", "write", "keyspace", "string", "list", "hash", "set", "sortedset", "stream", "bitmap", "hyperloglog", "geo",
    "fast", "slow", "blocking", "dangerous", "admin", "connection", "transaction", "scripting", "pubsub", "all", "nope",
    "WRITE",
  ]

  private static let names = [
    "get", "set", "del", "copy", "lpush", "sort", "zadd", "xadd", "xreadgroup", "eval", "config", "config|get",
    "object",
    "config|set", "object|freq", "xgroup", "xgroup|create", "client|id", "get|x", "select|0", "nope", "nope|x",
    "geoadd",
    "rename", "SADD", "config|nope", "acl|whoami", "bitfield", "getex", "pfcount", "memory|usage",
  ]

  private static func pattern(_ words: inout Words) -> String {
    words.pick(["*", "a", "b*", "[a-c]", "?", "k{1}", "n", "m", "\\*", "", "a b"])
  }

  private static func rule(_ words: inout Words) -> String {
    switch words.below(16) {
    case 0, 1: words.pick(["+", "+", "-"]) + words.pick(names)
    case 2...4: words.pick(["+@", "+@", "-@"]) + words.pick(categories)
    case 5: words.pick(["allcommands", "nocommands", "+@all", "-@all", "ALLCOMMANDS"])
    case 6, 7: "~" + pattern(&words)
    case 8, 9: "%" + words.pick(["R", "W", "RW", "w", "X", ""]) + "~" + pattern(&words)
    case 10: words.pick(["allkeys", "resetkeys", "~*"])
    case 11: words.pick(["&" + pattern(&words), "allchannels", "resetchannels"])
    case 12:
      words.pick(["on", "off", "nopass", "resetpass", ">word", "<word", ">", "#", "!", "sanitize-payload", "ON"])
    case 13: "(" + [rule(&words), rule(&words)].joined(separator: " ") + words.pick([")", ")", ")", "", "x"])
    case 14: words.pick(["clearselectors", "reset", "skip-sanitize-payload", "nope", "", "(", ")", "()"])
    default: words.pick(["+@read", "+@write", "+@all"])
    }
  }
}
