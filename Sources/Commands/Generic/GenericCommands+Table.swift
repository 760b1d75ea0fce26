extension GenericCommands {
  /// The commands on keys of any type.
  static let table: [Command] = [
    Command(
      "copy", arity: -3, [.write, .denyOOM], keys: [.reads(1), .overwrites(2)], group: .generic, since: "6.2.0",
      complexity: "O(N) worst case for collections, where N is the number of nested items. O(1) for string values.",
      summary: "Copy a key",
      arguments: [
        .key("source"), .key("destination", 1), .integer("DB", "destination-db", .optional),
        .token("REPLACE", .optional),
      ],
      handler: .data(GenericCommands.copy)),
    Command(
      "del", arity: -2, .write, keys: [.removes(1, through: -1)],
      tips: ["request_policy:multi_shard", "response_policy:agg_sum"], group: .generic, since: "1.0.0",
      complexity: """
        O(N) where N is the number of keys that will be removed. When a key to remove holds a value other than a \
        string, the individual complexity for this key is O(M) where M is the number of elements in the list, set, \
        sorted set or hash. Removing a single key that holds a string value is O(1).
        """,
      summary: "Delete a key", arguments: [.key("key", .multiple)], handler: .data(GenericCommands.del)),
    Command(
      "dump", arity: 2, .readonly, keys: [.reads(1)], tips: ["nondeterministic_output"], group: .generic,
      since: "2.6.0",
      complexity: """
        O(1) to access the key and additional O(N*M) to serialize it, where N is the number of Redis objects composing \
        the value and M their average size. For small string values the time complexity is thus O(1)+O(1*M) where M is \
        small, so simply O(1).
        """,
      summary: "Return a serialized version of the value stored at the specified key.", arguments: [.key("key")],
      handler: .engine(.dump)),
    Command(
      "exists", arity: -2, [.readonly, .fast], keys: [.inspects(1, through: -1)],
      tips: ["request_policy:multi_shard", "response_policy:agg_sum"], group: .generic, since: "1.0.0",
      complexity: "O(N) where N is the number of keys to check.", summary: "Determine if a key exists",
      arguments: [.key("key", .multiple)], history: [.init("3.0.3", "Accepts multiple `key` arguments.")],
      handler: .data(GenericCommands.exists)),
    Command(
      "keys", arity: 2, .readonly, categories: [.keyspace, .dangerous],
      tips: ["request_policy:all_shards", "nondeterministic_output_order"], group: .generic, since: "1.0.0",
      complexity: """
        O(N) with N being the number of keys in the database, under the assumption that the key names in the database \
        and the given pattern have limited length.
        """,
      summary: "Find all keys matching the given pattern", arguments: [.pattern("pattern")],
      handler: .data(GenericCommands.keys)),
    Command(
      "migrate", arity: -6, [.write, .movableKeys], categories: [.dangerous, .keyspace],
      keys: [
        .changes(3, [.access, .delete]),
        KeySpecification(
          start: .keyword("KEYS", from: -2), extent: .range(last: -1, step: 1, limit: 0),
          flags: [.readWrite, .access, .delete, .incomplete]),
      ], tips: ["nondeterministic_output"], group: .generic, since: "2.6.0",
      complexity: """
        This command actually executes a DUMP+DEL in the source instance, and a RESTORE in the target \
        instance. See the pages of these commands for time complexity. Also an O(N) data transfer between \
        the two instances is performed.
        """, summary: "Atomically transfer a key from a Redis instance to another one.",
      arguments: [
        .string("host"), .integer("port"),
        .oneOf("key_or_empty_string", [.key("key"), .token("", name: "empty_string")]), .integer("destination-db"),
        .integer("timeout"), .token("COPY", .optional, since: "3.0.0"), .token("REPLACE", .optional, since: "3.0.0"),
        .oneOf(
          "authentication", .optional,
          [
            .string("AUTH", "password", .optional, since: "4.0.7"),
            .block(
              "username_password", token: "AUTH2", .optional, since: "6.0.0",
              [.string("username"), .string("password")]),
          ]), .key("KEYS", "key", [.optional, .multiple], specification: 1, since: "3.0.6"),
      ],
      history: [
        .init("3.0.0", "Added the `COPY` and `REPLACE` options."), .init("3.0.6", "Added the `KEYS` option."),
        .init("4.0.7", "Added the `AUTH` option."), .init("6.0.0", "Added the `AUTH2` option."),
      ], handler: .data(GenericCommands.migrate)),
    Command(
      "move", arity: 3, [.write, .fast], keys: [.changes(1, [.access, .update])], group: .generic, since: "1.0.0",
      complexity: "O(1)", summary: "Move a key to another database", arguments: [.key("key"), .integer("db")],
      handler: .data(GenericCommands.move)),
    Command(
      "object", arity: -2, categories: [], group: .generic, since: "2.2.3", complexity: "Depends on subcommand.",
      summary: "A container for object introspection commands", subcommands: objectSubcommands, handler: .container),
    Command(
      "randomkey", arity: 1, .readonly, tips: ["request_policy:all_shards", "nondeterministic_output"], group: .generic,
      since: "1.0.0", complexity: "O(1)", summary: "Return a random key from the keyspace",
      handler: .data(GenericCommands.randomkey)),
    Command(
      "rename", arity: 3, .write, keys: [.changes(1, [.access, .delete]), .overwrites(2)], group: .generic,
      since: "1.0.0", complexity: "O(1)", summary: "Rename a key", arguments: [.key("key"), .key("newkey", 1)],
      handler: .data(GenericCommands.rename)),
    Command(
      "renamenx", arity: 3, [.write, .fast], keys: [.changes(1, [.access, .delete]), .overwrites(2, .insert)],
      group: .generic, since: "1.0.0", complexity: "O(1)", summary: "Rename a key, only if the new key does not exist",
      arguments: [.key("key"), .key("newkey", 1)],
      history: [
        .init("3.2.0", "The command no longer returns an error when source and destination names are the same.")
      ],
      handler: .data(GenericCommands.renamenx)),
    Command(
      "restore", arity: -4, [.write, .denyOOM], categories: [.keyspace, .dangerous], keys: [.overwrites(1)],
      group: .generic, since: "2.6.0",
      complexity: """
        O(1) to create the new key and additional O(N*M) to reconstruct the serialized value, where N is the number of \
        Redis objects composing the value and M their average size. For small string values the time complexity is \
        thus O(1)+O(1*M) where M is small, so simply O(1). However for sorted set values the complexity is \
        O(N*M*log(N)) because inserting values into sorted sets is O(log(N)).
        """,
      summary: "Create a key using the provided serialized value, previously obtained using DUMP.",
      arguments: [
        .key("key"), .integer("ttl"), .string("serialized-value"), .token("REPLACE", .optional, since: "3.0.0"),
        .token("ABSTTL", .optional, since: "5.0.0"), .integer("IDLETIME", "seconds", .optional, since: "5.0.0"),
        .integer("FREQ", "frequency", .optional, since: "5.0.0"),
      ],
      history: [
        .init("3.0.0", "Added the `REPLACE` modifier."),
        .init("5.0.0", "Added the `ABSTTL` modifier."),
        .init("5.0.0", "Added the `IDLETIME` and `FREQ` options."),
      ],
      handler: .engine(.restore)),
    Command(
      "scan", arity: -2, .readonly, tips: ["nondeterministic_output", "request_policy:special"], group: .generic,
      since: "2.8.0",
      complexity: """
        O(1) for every call. O(N) for a complete iteration, including enough command calls for the cursor to return \
        back to 0. N is the number of elements inside the collection.
        """,
      summary: "Incrementally iterate the keys space",
      arguments: [
        .integer("cursor"), .pattern("MATCH", "pattern", .optional), .integer("COUNT", "count", .optional),
        .string("TYPE", "type", .optional, since: "6.0.0"),
      ],
      history: [.init("6.0.0", "Added the `TYPE` subcommand.")], handler: .data(GenericCommands.scan)),
    Command(
      "touch", arity: -2, [.readonly, .fast], keys: [.inspects(1, through: -1)],
      tips: ["request_policy:multi_shard", "response_policy:agg_sum"], group: .generic, since: "3.2.1",
      complexity: "O(N) where N is the number of keys that will be touched.",
      summary: "Alters the last access time of a key(s). Returns the number of existing keys specified.",
      arguments: [.key("key", .multiple)], handler: .data(GenericCommands.touch)),
    Command(
      "type", arity: 2, [.readonly, .fast], keys: [.inspects(1)], group: .generic, since: "1.0.0", complexity: "O(1)",
      summary: "Determine the type stored at key", arguments: [.key("key")], handler: .data(GenericCommands.type)),
    Command(
      "unlink", arity: -2, [.write, .fast], keys: [.removes(1, through: -1)],
      tips: ["request_policy:multi_shard", "response_policy:agg_sum"], group: .generic, since: "4.0.0",
      complexity: """
        O(1) for each key removed regardless of its size. Then the command does O(N) work in a different thread in \
        order to reclaim memory, where N is the number of allocations the deleted objects where composed of.
        """,
      summary: "Delete a key asynchronously in another thread. Otherwise it is just as DEL, but non blocking.",
      arguments: [.key("key", .multiple)], handler: .data(GenericCommands.unlink)),
  ]

  /// The subcommands of OBJECT.
  static let objectSubcommands: [Command] = [
    Command(
      "object|encoding", arity: 3, .readonly, keys: [.inspects(2)], tips: ["nondeterministic_output"], group: .generic,
      since: "2.2.3", complexity: "O(1)", summary: "Inspect the internal encoding of a Redis object",
      arguments: [.key("key")], handler: .data(GenericCommands.objectEncoding)),
    Command(
      "object|freq", arity: 3, .readonly, keys: [.inspects(2)], tips: ["nondeterministic_output"], group: .generic,
      since: "4.0.0", complexity: "O(1)", summary: "Get the logarithmic access frequency counter of a Redis object",
      arguments: [.key("key")], handler: .data(GenericCommands.objectFreq)),
    Command(
      "object|help", arity: 2, [.loading, .stale], group: .generic, since: "6.2.0", complexity: "O(1)",
      summary: "Show helpful text about the different subcommands", handler: .data(GenericCommands.objectHelp)),
    Command(
      "object|idletime", arity: 3, .readonly, keys: [.inspects(2)], tips: ["nondeterministic_output"], group: .generic,
      since: "2.2.3", complexity: "O(1)", summary: "Get the time since a Redis object was last accessed",
      arguments: [.key("key")], handler: .data(GenericCommands.objectIdletime)),
    Command(
      "object|refcount", arity: 3, .readonly, keys: [.inspects(2)], tips: ["nondeterministic_output"], group: .generic,
      since: "2.2.3", complexity: "O(1)", summary: "Get the number of references to the value of the key",
      arguments: [.key("key")], handler: .data(GenericCommands.objectRefcount)),
  ]
}
