extension Vocabulary {
  /// The generic group, on keys of all types.
  static let generic = onAllTypes("generic") { words in
    words.chance(3) ? mixture.command(&words) : anyKey(&words)
  }

  /// Commands of all groups, in transactions for the most part.
  static let transactions = onAllTypes("transactions") { words in
    guard words.chance(4) else { return mixture.command(&words) }
    return words.pick([
      ["MULTI"], ["MULTI"], ["EXEC"], ["EXEC"], ["EXEC"], ["DISCARD"], ["WATCH", words.key()], ["UNWATCH"],
      ["WATCH", words.key(), words.key()], ["multi"], ["FLUSHDB"], ["SWAPDB", "0", "1"], ["SELECT", "1"],
    ])
  }

  /// Commands of all groups, in scripts for the most part.
  static let scripts = onAllTypes("scripting") { words in
    var command = words.chance(5) ? anyKey(&words) : mixture.command(&words)
    if words.chance(4) { return command }
    // A script may not end another transaction, and what it does not wait for needs no wait.
    if ["EXEC", "MULTI", "DISCARD", "WATCH", "UNWATCH"].contains(command[0]) { command = ["PING"] }
    return ["EVAL", words.pick(bodies), "0"] + command
  }

  /// What is done with the command in the arguments of a script. The reply is that of the command, or is told by kind.
  private static let bodies = [
    "return redis.call(unpack(ARGV))",
    "return redis.pcall(unpack(ARGV))",
    "local r = redis.pcall(unpack(ARGV)) return r",
    "redis.setresp(3) local r = redis.pcall(unpack(ARGV)) return {type(r)}",
    "local r = redis.pcall(unpack(ARGV)) if type(r) == 'table' then return r.err or #r end return type(r)",
    "redis.call('SET', 'a', ARGV[2] or '') return redis.call(unpack(ARGV))",
    "redis.pcall('INCR', 'n') redis.pcall(unpack(ARGV)) return redis.status_reply('DONE')",
    "if redis.pcall(unpack(ARGV)) then redis.call('NOSUCH') end",
  ]

  /// A vocabulary with the directives and rules of ``mixture``.
  private static func onAllTypes(
    _ name: String, _ command: @escaping @Sendable (inout Words) -> [String]
  ) -> Vocabulary {
    Vocabulary(
      name: name, settings: mixture.settings, rules: mixture.rules, normalised: mixture.normalised, command: command)
  }
}
