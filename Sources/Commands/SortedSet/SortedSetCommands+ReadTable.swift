extension SortedSetCommands {
  /// The commands that look at members.
  static let reads: [Command] = [
    Command(
      "zcard", arity: 2, [.readonly, .fast], keys: [.inspects(1)], group: .sortedSet, since: "1.2.0",
      complexity: "O(1)", summary: "Get the number of members in a sorted set", arguments: [.key("key")],
      handler: .data(SortedSetCommands.zcard)),
    Command(
      "zcount", arity: 4, [.readonly, .fast], keys: [.reads(1)], group: .sortedSet, since: "2.0.0",
      complexity: "O(log(N)) with N being the number of elements in the sorted set.",
      summary: "Count the members in a sorted set with scores within the given values",
      arguments: [.key("key"), .double("min"), .double("max")], handler: .data(SortedSetCommands.zcount)),
    Command(
      "zlexcount", arity: 4, [.readonly, .fast], keys: [.reads(1)], group: .sortedSet, since: "2.8.9",
      complexity: "O(log(N)) with N being the number of elements in the sorted set.",
      summary: "Count the number of members in a sorted set between a given lexicographical range",
      arguments: [.key("key"), .string("min"), .string("max")], handler: .data(SortedSetCommands.zlexcount)),
    Command(
      "zmscore", arity: -3, [.readonly, .fast], keys: [.reads(1)], group: .sortedSet, since: "6.2.0",
      complexity: "O(N) where N is the number of members being requested.",
      summary: "Get the score associated with the given members in a sorted set",
      arguments: [.key("key"), .string("member", .multiple)], handler: .data(SortedSetCommands.zmscore)),
    Command(
      "zrandmember", arity: -2, .readonly, keys: [.reads(1)], tips: ["nondeterministic_output"], group: .sortedSet,
      since: "6.2.0", complexity: "O(N) where N is the number of elements returned",
      summary: "Get one or multiple random elements from a sorted set",
      arguments: [.key("key"), .block("options", .optional, [.integer("count"), .token("WITHSCORES", .optional)])],
      handler: .data(SortedSetCommands.zrandmember)),
    Command(
      "zrank", arity: 3, [.readonly, .fast], keys: [.reads(1)], group: .sortedSet, since: "2.0.0",
      complexity: "O(log(N))", summary: "Determine the index of a member in a sorted set",
      arguments: [.key("key"), .string("member")], handler: .data(SortedSetCommands.zrank)),
    Command(
      "zrevrank", arity: 3, [.readonly, .fast], keys: [.reads(1)], group: .sortedSet, since: "2.0.0",
      complexity: "O(log(N))",
      summary: "Determine the index of a member in a sorted set, with scores ordered from high to low",
      arguments: [.key("key"), .string("member")], handler: .data(SortedSetCommands.zrevrank)),
    Command(
      "zscan", arity: -3, .readonly, keys: [.reads(1)], tips: ["nondeterministic_output"], group: .sortedSet,
      since: "2.8.0",
      complexity: """
        O(1) for every call. O(N) for a complete iteration, including enough command calls for the cursor to \
        return back to 0. N is the number of elements inside the collection..
        """, summary: "Incrementally iterate sorted sets elements and associated scores",
      arguments: [
        .key("key"), .integer("cursor"), .pattern("MATCH", "pattern", .optional), .integer("COUNT", "count", .optional),
      ], handler: .data(SortedSetCommands.zscan)),
    Command(
      "zscore", arity: 3, [.readonly, .fast], keys: [.reads(1)], group: .sortedSet, since: "1.2.0", complexity: "O(1)",
      summary: "Get the score associated with the given member in a sorted set",
      arguments: [.key("key"), .string("member")], handler: .data(SortedSetCommands.zscore)),
  ]
}
