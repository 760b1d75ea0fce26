extension SortedSetCommands {
  /// The commands on intervals.
  static let ranges: [Command] = [
    Command(
      "zrange", arity: -4, .readonly, keys: [.reads(1)], group: .sortedSet, since: "1.2.0",
      complexity: """
        O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements \
        returned.
        """, summary: "Return a range of members in a sorted set",
      arguments: [
        .key("key"), .string("start"), .string("stop"),
        .oneOf("sortby", .optional, since: "6.2.0", [.token("BYSCORE"), .token("BYLEX")]),
        .token("REV", .optional, since: "6.2.0"),
        .block("offset_count", token: "LIMIT", .optional, since: "6.2.0", [.integer("offset"), .integer("count")]),
        .token("WITHSCORES", .optional),
      ], history: [.init("6.2.0", "Added the `REV`, `BYSCORE`, `BYLEX` and `LIMIT` options.")],
      handler: .data(SortedSetCommands.zrange)),
    Command(
      "zrangebylex", arity: -4, .readonly, keys: [.reads(1)], group: .sortedSet, since: "2.8.9",
      complexity: """
        O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements being \
        returned. If M is constant (e.g. always asking for the first 10 elements with LIMIT), you can \
        consider it O(log(N)).
        """, summary: "Return a range of members in a sorted set, by lexicographical range",
      arguments: [
        .key("key"), .string("min"), .string("max"),
        .block("offset_count", token: "LIMIT", .optional, [.integer("offset"), .integer("count")]),
      ], deprecation: .init(since: "6.2.0", replacement: "`ZRANGE` with the `BYLEX` argument"),
      handler: .data(SortedSetCommands.zrangebylex)),
    Command(
      "zrangebyscore", arity: -4, .readonly, keys: [.reads(1)], group: .sortedSet, since: "1.0.5",
      complexity: """
        O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements being \
        returned. If M is constant (e.g. always asking for the first 10 elements with LIMIT), you can \
        consider it O(log(N)).
        """, summary: "Return a range of members in a sorted set, by score",
      arguments: [
        .key("key"), .double("min"), .double("max"), .token("WITHSCORES", .optional, since: "2.0.0"),
        .block("offset_count", token: "LIMIT", .optional, [.integer("offset"), .integer("count")]),
      ], history: [.init("2.0.0", "Added the `WITHSCORES` modifier.")],
      deprecation: .init(since: "6.2.0", replacement: "`ZRANGE` with the `BYSCORE` argument"),
      handler: .data(SortedSetCommands.zrangebyscore)),
    Command(
      "zrangestore", arity: -5, [.write, .denyOOM], keys: [.overwrites(1), .reads(2)], group: .sortedSet,
      since: "6.2.0",
      complexity: """
        O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements \
        stored into the destination key.
        """, summary: "Store a range of members from sorted set into another key",
      arguments: [
        .key("dst"), .key("src", 1), .string("min"), .string("max"),
        .oneOf("sortby", .optional, [.token("BYSCORE"), .token("BYLEX")]), .token("REV", .optional),
        .block("offset_count", token: "LIMIT", .optional, [.integer("offset"), .integer("count")]),
      ], handler: .data(SortedSetCommands.zrangestore)),
    Command(
      "zrevrange", arity: -4, .readonly, keys: [.reads(1)], group: .sortedSet, since: "1.2.0",
      complexity: """
        O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements \
        returned.
        """, summary: "Return a range of members in a sorted set, by index, with scores ordered from high to low",
      arguments: [.key("key"), .integer("start"), .integer("stop"), .token("WITHSCORES", .optional)],
      deprecation: .init(since: "6.2.0", replacement: "`ZRANGE` with the `REV` argument"),
      handler: .data(SortedSetCommands.zrevrange)),
    Command(
      "zrevrangebylex", arity: -4, .readonly, keys: [.reads(1)], group: .sortedSet, since: "2.8.9",
      complexity: """
        O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements being \
        returned. If M is constant (e.g. always asking for the first 10 elements with LIMIT), you can \
        consider it O(log(N)).
        """,
      summary: """
        Return a range of members in a sorted set, by lexicographical range, ordered from higher to lower \
        strings.
        """,
      arguments: [
        .key("key"), .string("max"), .string("min"),
        .block("offset_count", token: "LIMIT", .optional, [.integer("offset"), .integer("count")]),
      ], deprecation: .init(since: "6.2.0", replacement: "`ZRANGE` with the `REV` and `BYLEX` arguments"),
      handler: .data(SortedSetCommands.zrevrangebylex)),
    Command(
      "zrevrangebyscore", arity: -4, .readonly, keys: [.reads(1)], group: .sortedSet, since: "2.2.0",
      complexity: """
        O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements being \
        returned. If M is constant (e.g. always asking for the first 10 elements with LIMIT), you can \
        consider it O(log(N)).
        """, summary: "Return a range of members in a sorted set, by score, with scores ordered from high to low",
      arguments: [
        .key("key"), .double("max"), .double("min"), .token("WITHSCORES", .optional),
        .block("offset_count", token: "LIMIT", .optional, [.integer("offset"), .integer("count")]),
      ], history: [.init("2.1.6", "`min` and `max` can be exclusive.")],
      deprecation: .init(since: "6.2.0", replacement: "`ZRANGE` with the `REV` and `BYSCORE` arguments"),
      handler: .data(SortedSetCommands.zrevrangebyscore)),
  ]
}
