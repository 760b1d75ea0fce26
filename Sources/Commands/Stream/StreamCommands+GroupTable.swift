extension StreamCommands {
  /// The commands on groups of consumers, and on what describes a stream.
  static let groupTable: [Command] = [
    Command(
      "xack", arity: -4, [.write, .fast], keys: [.changes(1, .update)], group: .stream, since: "5.0.0",
      complexity: "O(1) for each message ID processed.",
      summary: """
        Marks a pending message as correctly processed, effectively removing it from the pending entries \
        list of the consumer group. Return value of the command is the number of messages successfully \
        acknowledged, that is, the IDs we were actually able to resolve in the PEL.
        """, arguments: [.key("key"), .string("group"), .string("id", .multiple)], handler: .data(StreamCommands.xack)),
    Command(
      "xautoclaim", arity: -6, [.write, .fast], keys: [.changes(1, .delete)], tips: ["nondeterministic_output"],
      group: .stream, since: "6.2.0", complexity: "O(1) if COUNT is small.",
      summary: """
        Changes (or acquires) ownership of messages in a consumer group, as if the messages were delivered \
        to the specified consumer.
        """,
      arguments: [
        .key("key"), .string("group"), .string("consumer"), .string("min-idle-time"), .string("start"),
        .integer("COUNT", "count", .optional), .token("JUSTID", .optional),
      ],
      history: [
        .init(
          "7.0.0",
          """
          Added an element to the reply array, containing deleted entries the command cleared from the PEL
          """)
      ], handler: .data(StreamCommands.xautoclaim)),
    Command(
      "xclaim", arity: -6, [.write, .fast], keys: [.changes(1, .update)], tips: ["nondeterministic_output"],
      group: .stream, since: "5.0.0",
      complexity: "O(log N) with N being the number of messages in the PEL of the consumer group.",
      summary: """
        Changes (or acquires) ownership of a message in a consumer group, as if the message was delivered to \
        the specified consumer.
        """,
      arguments: [
        .key("key"), .string("group"), .string("consumer"), .string("min-idle-time"), .string("id", .multiple),
        .integer("IDLE", "ms", .optional), .unixTime("TIME", "unix-time-milliseconds", .optional),
        .integer("RETRYCOUNT", "count", .optional), .token("FORCE", .optional), .token("JUSTID", .optional),
        .string("LASTID", "id", .optional),
      ], handler: .data(StreamCommands.xclaim)),
    Command(
      "xgroup", arity: -2, categories: [], group: .stream, since: "5.0.0", complexity: "Depends on subcommand.",
      summary: "A container for consumer groups commands",
      subcommands: [
        Command(
          "xgroup|create", arity: -5, [.write, .denyOOM], keys: [.changes(2, .insert)], group: .stream, since: "5.0.0",
          complexity: "O(1)", summary: "Create a consumer group.",
          arguments: [
            .key("key"), .string("groupname"), .oneOf("id", [.string("id"), .token("$", name: "new_id")]),
            .token("MKSTREAM", .optional), .integer("ENTRIESREAD", "entries_read", .optional),
          ], history: [.init("7.0.0", "Added the `entries_read` named argument.")],
          handler: .data(StreamCommands.xgroupCreate)),
        Command(
          "xgroup|createconsumer", arity: 5, [.write, .denyOOM], keys: [.changes(2, .insert)], group: .stream,
          since: "6.2.0", complexity: "O(1)", summary: "Create a consumer in a consumer group.",
          arguments: [.key("key"), .string("groupname"), .string("consumername")],
          handler: .data(StreamCommands.xgroupCreateconsumer)),
        Command(
          "xgroup|delconsumer", arity: 5, .write, keys: [.changes(2, .delete)], group: .stream, since: "5.0.0",
          complexity: "O(1)", summary: "Delete a consumer from a consumer group.",
          arguments: [.key("key"), .string("groupname"), .string("consumername")],
          handler: .data(StreamCommands.xgroupDelconsumer)),
        Command(
          "xgroup|destroy", arity: 4, .write, keys: [.changes(2, .delete)], group: .stream, since: "5.0.0",
          complexity: "O(N) where N is the number of entries in the group's pending entries list (PEL).",
          summary: "Destroy a consumer group.", arguments: [.key("key"), .string("groupname")],
          handler: .data(StreamCommands.xgroupDestroy)),
        Command(
          "xgroup|help", arity: 2, [.loading, .stale], group: .stream, since: "5.0.0", complexity: "O(1)",
          summary: "Show helpful text about the different subcommands", handler: .data(StreamCommands.xgroupHelp)),
        Command(
          "xgroup|setid", arity: -5, .write, keys: [.changes(2, .update)], group: .stream, since: "5.0.0",
          complexity: "O(1)", summary: "Set a consumer group to an arbitrary last delivered ID value.",
          arguments: [
            .key("key"), .string("groupname"), .oneOf("id", [.string("id"), .token("$", name: "new_id")]),
            .integer("ENTRIESREAD", "entries_read", .optional),
          ], history: [.init("7.0.0", "Added the optional `entries_read` argument.")],
          handler: .data(StreamCommands.xgroupSetid)),
      ], handler: .container),
    Command(
      "xinfo", arity: -2, categories: [], group: .stream, since: "5.0.0", complexity: "Depends on subcommand.",
      summary: "A container for stream introspection commands",
      subcommands: [
        Command(
          "xinfo|consumers", arity: 4, .readonly, keys: [.reads(2)], tips: ["nondeterministic_output"], group: .stream,
          since: "5.0.0", complexity: "O(1)", summary: "List the consumers in a consumer group",
          arguments: [.key("key"), .string("groupname")], handler: .data(StreamCommands.xinfoConsumers)),
        Command(
          "xinfo|groups", arity: 3, .readonly, keys: [.reads(2)], group: .stream, since: "5.0.0", complexity: "O(1)",
          summary: "List the consumer groups of a stream", arguments: [.key("key")],
          history: [.init("7.0.0", "Added the `entries-read` and `lag` fields")],
          handler: .data(StreamCommands.xinfoGroups)),
        Command(
          "xinfo|help", arity: 2, [.loading, .stale], group: .stream, since: "5.0.0", complexity: "O(1)",
          summary: "Show helpful text about the different subcommands", handler: .data(StreamCommands.xinfoHelp)),
        Command(
          "xinfo|stream", arity: -3, .readonly, keys: [.reads(2)], group: .stream, since: "5.0.0", complexity: "O(1)",
          summary: "Get information about a stream",
          arguments: [.key("key"), .block("full", token: "FULL", .optional, [.integer("COUNT", "count", .optional)])],
          history: [
            .init("6.0.0", "Added the `FULL` modifier."),
            .init(
              "7.0.0",
              """
              Added the `max-deleted-entry-id`, `entries-added`, `recorded-first-entry-id`, `entries-read` and \
              `lag` fields
              """),
          ], handler: .data(StreamCommands.xinfoStream)),
      ], handler: .container),
    Command(
      "xpending", arity: -3, .readonly, keys: [.reads(1)], tips: ["nondeterministic_output"], group: .stream,
      since: "5.0.0",
      complexity: """
        O(N) with N being the number of elements returned, so asking for a small fixed number of entries per \
        call is O(1). O(M), where M is the total number of entries scanned when used with the IDLE filter. \
        When the command returns just the summary and the list of consumers is small, it runs in O(1) time; \
        otherwise, an additional O(N) time for iterating every consumer.
        """,
      summary: """
        Return information and entries from a stream consumer group pending entries list, that are messages \
        fetched but never acknowledged.
        """,
      arguments: [
        .key("key"), .string("group"),
        .block(
          "filters", .optional,
          [
            .integer("IDLE", "min-idle-time", .optional, since: "6.2.0"), .string("start"), .string("end"),
            .integer("count"), .string("consumer", .optional),
          ]),
      ], history: [.init("6.2.0", "Added the `IDLE` option and exclusive range intervals.")],
      handler: .data(StreamCommands.xpending)),
    Command(
      "xreadgroup", arity: -7, [.write, .blocking, .movableKeys],
      keys: [
        KeySpecification(
          start: .keyword("STREAMS", from: 4), extent: .range(last: -1, step: 1, limit: 2), flags: [.readOnly, .access])
      ], group: .stream, since: "5.0.0",
      complexity: """
        For each stream mentioned: O(M) with M being the number of elements returned. If M is constant (e.g. \
        always asking for the first 10 elements with COUNT), you can consider it O(1). On the other side \
        when XREADGROUP blocks, XADD will pay the O(N) time in order to serve the N clients blocked on the \
        stream getting new data.
        """,
      summary: """
        Return new entries from a stream using a consumer group, or access the history of the pending \
        entries for a given consumer. Can block.
        """,
      arguments: [
        .block("group_consumer", token: "GROUP", [.string("group"), .string("consumer")]),
        .integer("COUNT", "count", .optional), .integer("BLOCK", "milliseconds", .optional), .token("NOACK", .optional),
        .block("streams", token: "STREAMS", [.key("key", .multiple), .string("id", .multiple)]),
      ], handler: .data(StreamCommands.xreadgroup)),
  ]
}
