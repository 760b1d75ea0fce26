extension StringCommands {
  /// The commands that read or write one string, or several at once.
  static let table: [Command] = [
    Command(
      "append", arity: 3, [.write, .denyOOM, .fast], keys: [.changes(1, .insert)], group: .string, since: "2.0.0",
      complexity: """
        O(1). The amortized time complexity is O(1) assuming the appended value is small and the already present value \
        is of any size, since the dynamic string library used by Redis will double the free space available on every \
        reallocation.
        """,
      summary: "Append a value to a key", arguments: [.key("key"), .string("value")],
      handler: .data(StringCommands.append)),
    Command(
      "get", arity: 2, [.readonly, .fast], keys: [.reads(1)], group: .string, since: "1.0.0", complexity: "O(1)",
      summary: "Get the value of a key", arguments: [.key("key")], handler: .data(StringCommands.get)),
    Command(
      "getdel", arity: 2, [.write, .fast], keys: [.changes(1, [.access, .delete])], group: .string, since: "6.2.0",
      complexity: "O(1)", summary: "Get the value of a key and delete the key", arguments: [.key("key")],
      handler: .data(StringCommands.getdel)),
    Command(
      "getex", arity: -2, [.write, .fast],
      keys: [.changes(1, [.access, .update], notes: "RW and UPDATE because it changes the TTL")], group: .string,
      since: "6.2.0", complexity: "O(1)", summary: "Get the value of a key and optionally set its expiration",
      arguments: [
        .key("key"),
        .oneOf(
          "expiration", .optional,
          [
            .integer("EX", "seconds"), .integer("PX", "milliseconds"), .unixTime("EXAT", "unix-time-seconds"),
            .unixTime("PXAT", "unix-time-milliseconds"), .token("PERSIST"),
          ]),
      ],
      handler: .data(StringCommands.getex)),
    Command(
      "getrange", arity: 4, .readonly, keys: [.reads(1)], group: .string, since: "2.4.0",
      complexity: """
        O(N) where N is the length of the returned string. The complexity is ultimately determined by the returned \
        length, but because creating a substring from an existing string is very cheap, it can be considered O(1) for \
        small strings.
        """,
      summary: "Get a substring of the string stored at a key",
      arguments: [.key("key"), .integer("start"), .integer("end")], handler: .data(StringCommands.getrange)),
    Command(
      "getset", arity: 3, [.write, .denyOOM, .fast], keys: [.changes(1, [.access, .update])], group: .string,
      since: "1.0.0", complexity: "O(1)", summary: "Set the string value of a key and return its old value",
      arguments: [.key("key"), .string("value")],
      deprecation: .init(since: "6.2.0", replacement: "`SET` with the `!GET` argument"),
      handler: .data(StringCommands.getset)),
    Command(
      "lcs", arity: -3, .readonly, keys: [.reads(1, through: 1)], group: .string, since: "7.0.0",
      complexity: "O(N*M) where N and M are the lengths of s1 and s2, respectively",
      summary: "Find longest common substring",
      arguments: [
        .key("key1"), .key("key2"), .token("LEN", .optional), .token("IDX", .optional),
        .integer("MINMATCHLEN", "len", .optional), .token("WITHMATCHLEN", .optional),
      ],
      handler: .data(StringCommands.lcs)),
    Command(
      "mget", arity: -2, [.readonly, .fast], keys: [.reads(1, through: -1)], tips: ["request_policy:multi_shard"],
      group: .string, since: "1.0.0", complexity: "O(N) where N is the number of keys to retrieve.",
      summary: "Get the values of all the given keys", arguments: [.key("key", .multiple)],
      handler: .data(StringCommands.mget)),
    Command(
      "mset", arity: -3, [.write, .denyOOM], keys: [.overwrites(1, through: -1, step: 2)],
      tips: ["request_policy:multi_shard", "response_policy:all_succeeded"], group: .string, since: "1.0.1",
      complexity: "O(N) where N is the number of keys to set.", summary: "Set multiple keys to multiple values",
      arguments: [.block("key_value", .multiple, [.key("key"), .string("value")])],
      handler: .data(StringCommands.mset)),
    Command(
      "msetnx", arity: -3, [.write, .denyOOM], keys: [.overwrites(1, .insert, through: -1, step: 2)],
      tips: ["request_policy:multi_shard", "response_policy:agg_min"], group: .string, since: "1.0.1",
      complexity: "O(N) where N is the number of keys to set.",
      summary: "Set multiple keys to multiple values, only if none of the keys exist",
      arguments: [.block("key_value", .multiple, [.key("key"), .string("value")])],
      handler: .data(StringCommands.msetnx)),
    Command(
      "psetex", arity: 4, [.write, .denyOOM], keys: [.overwrites(1)], group: .string, since: "2.6.0",
      complexity: "O(1)", summary: "Set the value and expiration in milliseconds of a key",
      arguments: [.key("key"), .integer("milliseconds"), .string("value")], handler: .data(StringCommands.psetex)),
    Command(
      "set", arity: -3, [.write, .denyOOM],
      keys: [
        .changes(1, [.access, .update, .variableFlags], notes: "RW and ACCESS due to the optional `GET` argument")
      ],
      group: .string, since: "1.0.0", complexity: "O(1)", summary: "Set the string value of a key",
      arguments: [
        .key("key"), .string("value"), .oneOf("condition", .optional, since: "2.6.12", [.token("NX"), .token("XX")]),
        .token("GET", .optional, since: "6.2.0"),
        .oneOf(
          "expiration", .optional,
          [
            .integer("EX", "seconds", since: "2.6.12"), .integer("PX", "milliseconds", since: "2.6.12"),
            .unixTime("EXAT", "unix-time-seconds", since: "6.2.0"),
            .unixTime("PXAT", "unix-time-milliseconds", since: "6.2.0"), .token("KEEPTTL", since: "6.0.0"),
          ]),
      ],
      history: [
        .init("2.6.12", "Added the `EX`, `PX`, `NX` and `XX` options."),
        .init("6.0.0", "Added the `KEEPTTL` option."),
        .init("6.2.0", "Added the `GET`, `EXAT` and `PXAT` option."),
        .init("7.0.0", "Allowed the `NX` and `GET` options to be used together."),
      ],
      handler: .data(StringCommands.set)),
    Command(
      "setex", arity: 4, [.write, .denyOOM], keys: [.overwrites(1)], group: .string, since: "2.0.0", complexity: "O(1)",
      summary: "Set the value and expiration of a key",
      arguments: [.key("key"), .integer("seconds"), .string("value")],
      handler: .data(StringCommands.setex)),
    Command(
      "setnx", arity: 3, [.write, .denyOOM, .fast], keys: [.overwrites(1, .insert)], group: .string, since: "1.0.0",
      complexity: "O(1)", summary: "Set the value of a key, only if the key does not exist",
      arguments: [.key("key"), .string("value")], handler: .data(StringCommands.setnx)),
    Command(
      "setrange", arity: 4, [.write, .denyOOM], keys: [.changes(1, .update)], group: .string, since: "2.2.0",
      complexity: """
        O(1), not counting the time taken to copy the new string in place. Usually, this string is very small so the \
        amortized complexity is O(1). Otherwise, complexity is O(M) with M being the length of the value argument.
        """,
      summary: "Overwrite part of a string at key starting at the specified offset",
      arguments: [.key("key"), .integer("offset"), .string("value")], handler: .data(StringCommands.setrange)),
    Command(
      "strlen", arity: 2, [.readonly, .fast], keys: [.inspects(1)], group: .string, since: "2.2.0", complexity: "O(1)",
      summary: "Get the length of the value stored in a key", arguments: [.key("key")],
      handler: .data(StringCommands.strlen)),
    Command(
      "substr", arity: 4, .readonly, keys: [.reads(1)], group: .string, since: "1.0.0",
      complexity: """
        O(N) where N is the length of the returned string. The complexity is ultimately determined by the returned \
        length, but because creating a substring from an existing string is very cheap, it can be considered O(1) for \
        small strings.
        """,
      summary: "Get a substring of the string stored at a key",
      arguments: [.key("key"), .integer("start"), .integer("end")],
      deprecation: .init(since: "2.0.0", replacement: "`GETRANGE`"), handler: .data(StringCommands.substr)),
  ]

  /// The commands that count.
  static let counters: [Command] = [
    Command(
      "decr", arity: 2, [.write, .denyOOM, .fast], keys: [.changes(1, [.access, .update])], group: .string,
      since: "1.0.0", complexity: "O(1)", summary: "Decrement the integer value of a key by one",
      arguments: [.key("key")], handler: .data(StringCommands.decr)),
    Command(
      "decrby", arity: 3, [.write, .denyOOM, .fast], keys: [.changes(1, [.access, .update])], group: .string,
      since: "1.0.0", complexity: "O(1)", summary: "Decrement the integer value of a key by the given number",
      arguments: [.key("key"), .integer("decrement")], handler: .data(StringCommands.decrby)),
    Command(
      "incr", arity: 2, [.write, .denyOOM, .fast], keys: [.changes(1, [.access, .update])], group: .string,
      since: "1.0.0", complexity: "O(1)", summary: "Increment the integer value of a key by one",
      arguments: [.key("key")], handler: .data(StringCommands.incr)),
    Command(
      "incrby", arity: 3, [.write, .denyOOM, .fast], keys: [.changes(1, [.access, .update])], group: .string,
      since: "1.0.0", complexity: "O(1)", summary: "Increment the integer value of a key by the given amount",
      arguments: [.key("key"), .integer("increment")], handler: .data(StringCommands.incrby)),
    Command(
      "incrbyfloat", arity: 3, [.write, .denyOOM, .fast], keys: [.changes(1, [.access, .update])], group: .string,
      since: "2.6.0", complexity: "O(1)", summary: "Increment the float value of a key by the given amount",
      arguments: [.key("key"), .double("increment")], handler: .data(StringCommands.incrbyfloat)),
  ]
}
