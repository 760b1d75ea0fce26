extension StreamCommands {
  /// The commands on entries.
  static let table: [Command] = [
    Command(
      "xadd", arity: -5, [.write, .denyOOM, .fast],
      keys: [.changes(1, .update, notes: "UPDATE instead of INSERT because of the optional trimming feature")],
      tips: ["nondeterministic_output"], group: .stream, since: "5.0.0",
      complexity: """
        O(1) when adding a new entry, O(N) when trimming where N being the number of entries evicted.
        """, summary: "Appends a new entry to a stream",
      arguments: [
        .key("key"), .token("NOMKSTREAM", .optional, since: "6.2.0"),
        .block(
          "trim", .optional,
          [
            .oneOf("strategy", [.token("MAXLEN"), .token("MINID", since: "6.2.0")]),
            .oneOf("operator", .optional, [.token("=", name: "equal"), .token("~", name: "approximately")]),
            .string("threshold"), .integer("LIMIT", "count", .optional, since: "6.2.0"),
          ]), .oneOf("id_or_auto", [.token("*", name: "auto_id"), .string("id")]),
        .block("field_value", .multiple, [.string("field"), .string("value")]),
      ],
      history: [
        .init("6.2.0", "Added the `NOMKSTREAM` option, `MINID` trimming strategy and the `LIMIT` option."),
        .init("7.0.0", "Added support for the `<ms>-*` explicit ID form."),
      ], handler: .data(StreamCommands.xadd)),
    Command(
      "xdel", arity: -3, [.write, .fast], keys: [.changes(1, .delete)], group: .stream, since: "5.0.0",
      complexity: "O(1) for each single item to delete in the stream, regardless of the stream size.",
      summary: """
        Removes the specified entries from the stream. Returns the number of items actually deleted, that \
        may be different from the number of IDs passed in case certain IDs do not exist.
        """, arguments: [.key("key"), .string("id", .multiple)], handler: .data(StreamCommands.xdel)),
    Command(
      "xlen", arity: 2, [.readonly, .fast], keys: [.inspects(1)], group: .stream, since: "5.0.0", complexity: "O(1)",
      summary: "Return the number of entries in a stream", arguments: [.key("key")], handler: .data(StreamCommands.xlen)
    ),
    Command(
      "xrange", arity: -4, .readonly, keys: [.reads(1)], group: .stream, since: "5.0.0",
      complexity: """
        O(N) with N being the number of elements being returned. If N is constant (e.g. always asking for \
        the first 10 elements with COUNT), you can consider it O(1).
        """, summary: "Return a range of elements in a stream, with IDs matching the specified IDs interval",
      arguments: [.key("key"), .string("start"), .string("end"), .integer("COUNT", "count", .optional)],
      history: [.init("6.2.0", "Added exclusive ranges.")], handler: .data(StreamCommands.xrange)),
    Command(
      "xread", arity: -4, [.readonly, .blocking, .movableKeys],
      keys: [
        KeySpecification(
          start: .keyword("STREAMS", from: 1), extent: .range(last: -1, step: 1, limit: 2), flags: [.readOnly, .access])
      ], group: .stream, since: "5.0.0",
      complexity: """
        For each stream mentioned: O(N) with N being the number of elements being returned, it means that \
        XREAD-ing with a fixed COUNT is O(1). Note that when the BLOCK option is used, XADD will pay O(M) \
        time in order to serve the M clients blocked on the stream getting new data.
        """,
      summary: """
        Return never seen elements in multiple streams, with IDs greater than the ones reported by the \
        caller for each stream. Can block.
        """,
      arguments: [
        .integer("COUNT", "count", .optional), .integer("BLOCK", "milliseconds", .optional),
        .block("streams", token: "STREAMS", [.key("key", .multiple), .string("id", .multiple)]),
      ], handler: .data(StreamCommands.xread)),
    Command(
      "xrevrange", arity: -4, .readonly, keys: [.reads(1)], group: .stream, since: "5.0.0",
      complexity: """
        O(N) with N being the number of elements returned. If N is constant (e.g. always asking for the \
        first 10 elements with COUNT), you can consider it O(1).
        """,
      summary: """
        Return a range of elements in a stream, with IDs matching the specified IDs interval, in reverse \
        order (from greater to smaller IDs) compared to XRANGE
        """, arguments: [.key("key"), .string("end"), .string("start"), .integer("COUNT", "count", .optional)],
      history: [.init("6.2.0", "Added exclusive ranges.")], handler: .data(StreamCommands.xrevrange)),
    Command(
      "xsetid", arity: -3, [.write, .denyOOM, .fast], keys: [.changes(1, .update)], group: .stream, since: "5.0.0",
      complexity: "O(1)", summary: "An internal command for replicating stream values",
      arguments: [
        .key("key"), .string("last-id"), .integer("ENTRIESADDED", "entries_added", .optional, since: "7.0.0"),
        .string("MAXDELETEDID", "max_deleted_entry_id", .optional, since: "7.0.0"),
      ], history: [.init("7.0.0", "Added the `entries_added` and `max_deleted_entry_id` arguments.")],
      handler: .data(StreamCommands.xsetid)),
    Command(
      "xtrim", arity: -4, .write, keys: [.changes(1, .delete)], tips: ["nondeterministic_output"], group: .stream,
      since: "5.0.0",
      complexity: """
        O(N), with N being the number of evicted entries. Constant times are very small however, since \
        entries are organized in macro nodes containing multiple entries that can be released with a single \
        deallocation.
        """, summary: "Trims the stream to (approximately if '~' is passed) a certain size",
      arguments: [
        .key("key"),
        .block(
          "trim",
          [
            .oneOf("strategy", [.token("MAXLEN"), .token("MINID", since: "6.2.0")]),
            .oneOf("operator", .optional, [.token("=", name: "equal"), .token("~", name: "approximately")]),
            .string("threshold"), .integer("LIMIT", "count", .optional, since: "6.2.0"),
          ]),
      ], history: [.init("6.2.0", "Added the `MINID` trimming strategy and the `LIMIT` option.")],
      handler: .data(StreamCommands.xtrim)),
  ]
}
