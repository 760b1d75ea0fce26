extension SortedSetCommands {
  /// The commands that combine sets.
  static let combinations: [Command] = [
    Command(
      "zdiff", arity: -3, [.readonly, .movableKeys],
      keys: [
        KeySpecification(start: .index(1), extent: .counted(count: 1, first: 2, step: 1), flags: [.readOnly, .access])
      ], group: .sortedSet, since: "6.2.0",
      complexity: """
        O(L + (N-K)log(N)) worst case where L is the total number of elements in all the sets, N is the size \
        of the first set, and K is the size of the result set.
        """, summary: "Subtract multiple sorted sets",
      arguments: [.integer("numkeys"), .key("key", .multiple), .token("WITHSCORES", .optional)],
      handler: .data(SortedSetCommands.zdiff)),
    Command(
      "zdiffstore", arity: -4, [.write, .denyOOM, .movableKeys],
      keys: [
        .overwrites(1),
        KeySpecification(start: .index(2), extent: .counted(count: 2, first: 3, step: 1), flags: [.readOnly, .access]),
      ], group: .sortedSet, since: "6.2.0",
      complexity: """
        O(L + (N-K)log(N)) worst case where L is the total number of elements in all the sets, N is the size \
        of the first set, and K is the size of the result set.
        """, summary: "Subtract multiple sorted sets and store the resulting sorted set in a new key",
      arguments: [.key("destination"), .integer("numkeys"), .key("key", 1, .multiple)],
      handler: .data(SortedSetCommands.zdiffstore)),
    Command(
      "zinter", arity: -3, [.readonly, .movableKeys],
      keys: [
        KeySpecification(start: .index(1), extent: .counted(count: 1, first: 2, step: 1), flags: [.readOnly, .access])
      ], group: .sortedSet, since: "6.2.0",
      complexity: """
        O(N*K)+O(M*log(M)) worst case with N being the smallest input sorted set, K being the number of \
        input sorted sets and M being the number of elements in the resulting sorted set.
        """, summary: "Intersect multiple sorted sets",
      arguments: [
        .integer("numkeys"), .key("key", .multiple), .integer("WEIGHTS", "weight", [.optional, .multiple]),
        .oneOf("aggregate", token: "AGGREGATE", .optional, [.token("SUM"), .token("MIN"), .token("MAX")]),
        .token("WITHSCORES", .optional),
      ], handler: .data(SortedSetCommands.zinter)),
    Command(
      "zintercard", arity: -3, [.readonly, .movableKeys],
      keys: [
        KeySpecification(start: .index(1), extent: .counted(count: 1, first: 2, step: 1), flags: [.readOnly, .access])
      ], group: .sortedSet, since: "7.0.0",
      complexity: """
        O(N*K) worst case with N being the smallest input sorted set, K being the number of input sorted \
        sets.
        """, summary: "Intersect multiple sorted sets and return the cardinality of the result",
      arguments: [.integer("numkeys"), .key("key", .multiple), .integer("LIMIT", "limit", .optional)],
      handler: .data(SortedSetCommands.zintercard)),
    Command(
      "zinterstore", arity: -4, [.write, .denyOOM, .movableKeys],
      keys: [
        .overwrites(1),
        KeySpecification(start: .index(2), extent: .counted(count: 2, first: 3, step: 1), flags: [.readOnly, .access]),
      ], group: .sortedSet, since: "2.0.0",
      complexity: """
        O(N*K)+O(M*log(M)) worst case with N being the smallest input sorted set, K being the number of \
        input sorted sets and M being the number of elements in the resulting sorted set.
        """, summary: "Intersect multiple sorted sets and store the resulting sorted set in a new key",
      arguments: [
        .key("destination"), .integer("numkeys"), .key("key", 1, .multiple),
        .integer("WEIGHTS", "weight", [.optional, .multiple]),
        .oneOf("aggregate", token: "AGGREGATE", .optional, [.token("SUM"), .token("MIN"), .token("MAX")]),
      ], handler: .data(SortedSetCommands.zinterstore)),
    Command(
      "zunion", arity: -3, [.readonly, .movableKeys],
      keys: [
        KeySpecification(start: .index(1), extent: .counted(count: 1, first: 2, step: 1), flags: [.readOnly, .access])
      ], group: .sortedSet, since: "6.2.0",
      complexity: """
        O(N)+O(M*log(M)) with N being the sum of the sizes of the input sorted sets, and M being the number \
        of elements in the resulting sorted set.
        """, summary: "Add multiple sorted sets",
      arguments: [
        .integer("numkeys"), .key("key", .multiple), .integer("WEIGHTS", "weight", [.optional, .multiple]),
        .oneOf("aggregate", token: "AGGREGATE", .optional, [.token("SUM"), .token("MIN"), .token("MAX")]),
        .token("WITHSCORES", .optional),
      ], handler: .data(SortedSetCommands.zunion)),
    Command(
      "zunionstore", arity: -4, [.write, .denyOOM, .movableKeys],
      keys: [
        .overwrites(1),
        KeySpecification(start: .index(2), extent: .counted(count: 2, first: 3, step: 1), flags: [.readOnly, .access]),
      ], group: .sortedSet, since: "2.0.0",
      complexity: """
        O(N)+O(M log(M)) with N being the sum of the sizes of the input sorted sets, and M being the number \
        of elements in the resulting sorted set.
        """, summary: "Add multiple sorted sets and store the resulting sorted set in a new key",
      arguments: [
        .key("destination"), .integer("numkeys"), .key("key", 1, .multiple),
        .integer("WEIGHTS", "weight", [.optional, .multiple]),
        .oneOf("aggregate", token: "AGGREGATE", .optional, [.token("SUM"), .token("MIN"), .token("MAX")]),
      ], handler: .data(SortedSetCommands.zunionstore)),
  ]
}
