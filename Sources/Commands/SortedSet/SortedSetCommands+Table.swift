extension SortedSetCommands {
  /// The commands that add and remove members.
  static let table: [Command] = [
    Command(
      "bzmpop", arity: -5, [.write, .blocking, .movableKeys],
      keys: [
        KeySpecification(
          start: .index(2), extent: .counted(count: 2, first: 3, step: 1), flags: [.readWrite, .access, .delete])
      ], group: .sortedSet, since: "7.0.0",
      complexity: """
        O(K) + O(M*log(N)) where K is the number of provided keys, N being the number of elements in the \
        sorted set, and M being the number of elements popped.
        """, summary: "Remove and return members with scores in a sorted set or block until one is available",
      arguments: [
        .double("timeout"), .integer("numkeys"), .key("key", .multiple),
        .oneOf("where", [.token("MIN"), .token("MAX")]), .integer("COUNT", "count", .optional),
      ], handler: .data(SortedSetCommands.bzmpop)),
    Command(
      "bzpopmax", arity: -3, [.write, .noScript, .blocking, .fast],
      keys: [
        KeySpecification(
          start: .index(1), extent: .range(last: -2, step: 1, limit: 0), flags: [.readWrite, .access, .delete])
      ], group: .sortedSet, since: "5.0.0",
      complexity: "O(log(N)) with N being the number of elements in the sorted set.",
      summary: """
        Remove and return the member with the highest score from one or more sorted sets, or block until one \
        is available
        """, arguments: [.key("key", .multiple), .double("timeout")],
      history: [.init("6.0.0", "`timeout` is interpreted as a double instead of an integer.")],
      handler: .data(SortedSetCommands.bzpopmax)),
    Command(
      "bzpopmin", arity: -3, [.write, .noScript, .blocking, .fast],
      keys: [
        KeySpecification(
          start: .index(1), extent: .range(last: -2, step: 1, limit: 0), flags: [.readWrite, .access, .delete])
      ], group: .sortedSet, since: "5.0.0",
      complexity: "O(log(N)) with N being the number of elements in the sorted set.",
      summary: """
        Remove and return the member with the lowest score from one or more sorted sets, or block until one \
        is available
        """, arguments: [.key("key", .multiple), .double("timeout")],
      history: [.init("6.0.0", "`timeout` is interpreted as a double instead of an integer.")],
      handler: .data(SortedSetCommands.bzpopmin)),
    Command(
      "zadd", arity: -4, [.write, .denyOOM, .fast], keys: [.changes(1, .update)], group: .sortedSet, since: "1.2.0",
      complexity: "O(log(N)) for each item added, where N is the number of elements in the sorted set.",
      summary: "Add one or more members to a sorted set, or update its score if it already exists",
      arguments: [
        .key("key"), .oneOf("condition", .optional, since: "3.0.2", [.token("NX"), .token("XX")]),
        .oneOf("comparison", .optional, since: "6.2.0", [.token("GT"), .token("LT")]),
        .token("CH", name: "change", .optional, since: "3.0.2"),
        .token("INCR", name: "increment", .optional, since: "3.0.2"),
        .block("score_member", .multiple, [.double("score"), .string("member")]),
      ],
      history: [
        .init("2.4.0", "Accepts multiple elements."), .init("3.0.2", "Added the `XX`, `NX`, `CH` and `INCR` options."),
        .init("6.2.0", "Added the `GT` and `LT` options."),
      ], handler: .data(SortedSetCommands.zadd)),
    Command(
      "zincrby", arity: 4, [.write, .denyOOM, .fast], keys: [.changes(1, [.access, .update])], group: .sortedSet,
      since: "1.2.0", complexity: "O(log(N)) where N is the number of elements in the sorted set.",
      summary: "Increment the score of a member in a sorted set",
      arguments: [.key("key"), .integer("increment"), .string("member")], handler: .data(SortedSetCommands.zincrby)),
    Command(
      "zmpop", arity: -4, [.write, .movableKeys],
      keys: [
        KeySpecification(
          start: .index(1), extent: .counted(count: 1, first: 2, step: 1), flags: [.readWrite, .access, .delete])
      ], group: .sortedSet, since: "7.0.0",
      complexity: """
        O(K) + O(M*log(N)) where K is the number of provided keys, N being the number of elements in the \
        sorted set, and M being the number of elements popped.
        """, summary: "Remove and return members with scores in a sorted set",
      arguments: [
        .integer("numkeys"), .key("key", .multiple), .oneOf("where", [.token("MIN"), .token("MAX")]),
        .integer("COUNT", "count", .optional),
      ], handler: .data(SortedSetCommands.zmpop)),
    Command(
      "zpopmax", arity: -2, [.write, .fast], keys: [.changes(1, [.access, .delete])], group: .sortedSet, since: "5.0.0",
      complexity: """
        O(log(N)*M) with N being the number of elements in the sorted set, and M being the number of \
        elements popped.
        """, summary: "Remove and return members with the highest scores in a sorted set",
      arguments: [.key("key"), .integer("count", .optional)], handler: .data(SortedSetCommands.zpopmax)),
    Command(
      "zpopmin", arity: -2, [.write, .fast], keys: [.changes(1, [.access, .delete])], group: .sortedSet, since: "5.0.0",
      complexity: """
        O(log(N)*M) with N being the number of elements in the sorted set, and M being the number of \
        elements popped.
        """, summary: "Remove and return members with the lowest scores in a sorted set",
      arguments: [.key("key"), .integer("count", .optional)], handler: .data(SortedSetCommands.zpopmin)),
    Command(
      "zrem", arity: -3, [.write, .fast], keys: [.changes(1, .delete)], group: .sortedSet, since: "1.2.0",
      complexity: """
        O(M*log(N)) with N being the number of elements in the sorted set and M the number of elements to be \
        removed.
        """, summary: "Remove one or more members from a sorted set",
      arguments: [.key("key"), .string("member", .multiple)], history: [.init("2.4.0", "Accepts multiple elements.")],
      handler: .data(SortedSetCommands.zrem)),
    Command(
      "zremrangebylex", arity: 4, .write, keys: [.changes(1, .delete)], group: .sortedSet, since: "2.8.9",
      complexity: """
        O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements \
        removed by the operation.
        """, summary: "Remove all members in a sorted set between the given lexicographical range",
      arguments: [.key("key"), .string("min"), .string("max")], handler: .data(SortedSetCommands.zremrangebylex)),
    Command(
      "zremrangebyrank", arity: 4, .write, keys: [.changes(1, .delete)], group: .sortedSet, since: "2.0.0",
      complexity: """
        O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements \
        removed by the operation.
        """, summary: "Remove all members in a sorted set within the given indexes",
      arguments: [.key("key"), .integer("start"), .integer("stop")], handler: .data(SortedSetCommands.zremrangebyrank)),
    Command(
      "zremrangebyscore", arity: 4, .write, keys: [.changes(1, .delete)], group: .sortedSet, since: "1.2.0",
      complexity: """
        O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements \
        removed by the operation.
        """, summary: "Remove all members in a sorted set within the given scores",
      arguments: [.key("key"), .double("min"), .double("max")], handler: .data(SortedSetCommands.zremrangebyscore)),
  ]
}
