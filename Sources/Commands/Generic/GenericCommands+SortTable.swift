extension GenericCommands {
  /// SORT and SORT_RO.
  static let sorting: [Command] = [
    Command(
      "sort", arity: -2, [.write, .denyOOM, .movableKeys], categories: [.dangerous, .list, .set, .sortedSet],
      keys: [
        .reads(1),
        KeySpecification(
          start: .unknown, extent: .unknown, flags: [.readOnly, .access],
          notes: """
            For the optional BY/GET keyword. It is marked 'unknown' because the key names derive from the \
            content of the key we sort
            """),
        KeySpecification(
          start: .unknown, extent: .unknown, flags: [.overwrite, .update],
          notes: """
            For the optional STORE keyword. It is marked 'unknown' because the keyword can appear anywhere in \
            the argument array
            """),
      ], group: .generic, since: "1.0.0",
      complexity: """
        O(N+M*log(M)) where N is the number of elements in the list or set to sort, and M the number of \
        returned elements. When the elements are not sorted, complexity is O(N).
        """, summary: "Sort the elements in a list, set or sorted set",
      arguments: [
        .key("key"), .pattern("BY", "pattern", .optional, specification: 1),
        .block("offset_count", token: "LIMIT", .optional, [.integer("offset"), .integer("count")]),
        .pattern("GET", "pattern", [.optional, .multiple, .multipleToken], specification: 1),
        .oneOf("order", .optional, [.token("ASC"), .token("DESC")]), .token("ALPHA", name: "sorting", .optional),
        .key("STORE", "destination", .optional, specification: 2),
      ], handler: .data(GenericCommands.sort)),
    Command(
      "sort_ro", arity: -2, [.readonly, .movableKeys], categories: [.dangerous, .list, .set, .sortedSet],
      keys: [
        .reads(1),
        KeySpecification(
          start: .unknown, extent: .unknown, flags: [.readOnly, .access],
          notes: """
            For the optional BY/GET keyword. It is marked 'unknown' because the key names derive from the \
            content of the key we sort
            """),
      ], group: .generic, since: "7.0.0",
      complexity: """
        O(N+M*log(M)) where N is the number of elements in the list or set to sort, and M the number of \
        returned elements. When the elements are not sorted, complexity is O(N).
        """, summary: "Sort the elements in a list, set or sorted set. Read-only variant of SORT.",
      arguments: [
        .key("key"), .pattern("BY", "pattern", .optional, specification: 1),
        .block("offset_count", token: "LIMIT", .optional, [.integer("offset"), .integer("count")]),
        .pattern("GET", "pattern", [.optional, .multiple, .multipleToken], specification: 1),
        .oneOf("order", .optional, [.token("ASC"), .token("DESC")]), .token("ALPHA", name: "sorting", .optional),
      ], handler: .data(GenericCommands.sortRo)),
  ]
}
