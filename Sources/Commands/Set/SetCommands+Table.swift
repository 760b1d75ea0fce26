extension SetCommands {
  /// The commands on sets.
  static let table: [Command] = [
    Command(
      "sadd", arity: -3, [.write, .denyOOM, .fast], keys: [.changes(1, .insert)], group: .set, since: "1.0.0",
      complexity: """
        O(1) for each element added, so O(N) to add N elements when the command is called with multiple \
        arguments.
        """, summary: "Add one or more members to a set", arguments: [.key("key"), .string("member", .multiple)],
      history: [.init("2.4.0", "Accepts multiple `member` arguments.")], handler: .data(SetCommands.sadd)),
    Command(
      "scard", arity: 2, [.readonly, .fast], keys: [.inspects(1)], group: .set, since: "1.0.0", complexity: "O(1)",
      summary: "Get the number of members in a set", arguments: [.key("key")], handler: .data(SetCommands.scard)),
    Command(
      "sdiff", arity: -2, .readonly, keys: [.reads(1, through: -1)], tips: ["nondeterministic_output_order"],
      group: .set, since: "1.0.0", complexity: "O(N) where N is the total number of elements in all given sets.",
      summary: "Subtract multiple sets", arguments: [.key("key", .multiple)], handler: .data(SetCommands.sdiff)),
    Command(
      "sdiffstore", arity: -3, [.write, .denyOOM], keys: [.overwrites(1), .reads(2, through: -1)], group: .set,
      since: "1.0.0", complexity: "O(N) where N is the total number of elements in all given sets.",
      summary: "Subtract multiple sets and store the resulting set in a key",
      arguments: [.key("destination"), .key("key", 1, .multiple)], handler: .data(SetCommands.sdiffstore)),
    Command(
      "sinter", arity: -2, .readonly, keys: [.reads(1, through: -1)], tips: ["nondeterministic_output_order"],
      group: .set, since: "1.0.0",
      complexity: """
        O(N*M) worst case where N is the cardinality of the smallest set and M is the number of sets.
        """, summary: "Intersect multiple sets", arguments: [.key("key", .multiple)], handler: .data(SetCommands.sinter)
    ),
    Command(
      "sintercard", arity: -3, [.readonly, .movableKeys],
      keys: [
        KeySpecification(start: .index(1), extent: .counted(count: 1, first: 2, step: 1), flags: [.readOnly, .access])
      ], group: .set, since: "7.0.0",
      complexity: """
        O(N*M) worst case where N is the cardinality of the smallest set and M is the number of sets.
        """, summary: "Intersect multiple sets and return the cardinality of the result",
      arguments: [.integer("numkeys"), .key("key", .multiple), .integer("LIMIT", "limit", .optional)],
      handler: .data(SetCommands.sintercard)),
    Command(
      "sinterstore", arity: -3, [.write, .denyOOM], keys: [.changes(1, .update), .reads(2, through: -1)], group: .set,
      since: "1.0.0",
      complexity: """
        O(N*M) worst case where N is the cardinality of the smallest set and M is the number of sets.
        """, summary: "Intersect multiple sets and store the resulting set in a key",
      arguments: [.key("destination"), .key("key", 1, .multiple)], handler: .data(SetCommands.sinterstore)),
    Command(
      "sismember", arity: 3, [.readonly, .fast], keys: [.inspects(1)], group: .set, since: "1.0.0", complexity: "O(1)",
      summary: "Determine if a given value is a member of a set", arguments: [.key("key"), .string("member")],
      handler: .data(SetCommands.sismember)),
    Command(
      "smembers", arity: 2, .readonly, keys: [.reads(1)], tips: ["nondeterministic_output_order"], group: .set,
      since: "1.0.0", complexity: "O(N) where N is the set cardinality.", summary: "Get all the members in a set",
      arguments: [.key("key")], handler: .data(SetCommands.smembers)),
    Command(
      "smismember", arity: -3, [.readonly, .fast], keys: [.reads(1)], group: .set, since: "6.2.0",
      complexity: "O(N) where N is the number of elements being checked for membership",
      summary: "Returns the membership associated with the given elements for a set",
      arguments: [.key("key"), .string("member", .multiple)], handler: .data(SetCommands.smismember)),
    Command(
      "smove", arity: 4, [.write, .fast], keys: [.changes(1, [.access, .delete]), .changes(2, .insert)], group: .set,
      since: "1.0.0", complexity: "O(1)", summary: "Move a member from one set to another",
      arguments: [.key("source"), .key("destination", 1), .string("member")], handler: .data(SetCommands.smove)),
    Command(
      "spop", arity: -2, [.write, .fast], keys: [.changes(1, [.access, .delete])], tips: ["nondeterministic_output"],
      group: .set, since: "1.0.0",
      complexity: "Without the count argument O(1), otherwise O(N) where N is the value of the passed count.",
      summary: "Remove and return one or multiple random members from a set",
      arguments: [.key("key"), .integer("count", .optional, since: "3.2.0")],
      history: [.init("3.2.0", "Added the `count` argument.")], handler: .data(SetCommands.spop)),
    Command(
      "srandmember", arity: -2, .readonly, keys: [.reads(1)], tips: ["nondeterministic_output"], group: .set,
      since: "1.0.0",
      complexity: """
        Without the count argument O(1), otherwise O(N) where N is the absolute value of the passed count.
        """, summary: "Get one or multiple random members from a set",
      arguments: [.key("key"), .integer("count", .optional, since: "2.6.0")],
      history: [.init("2.6.0", "Added the optional `count` argument.")], handler: .data(SetCommands.srandmember)),
    Command(
      "srem", arity: -3, [.write, .fast], keys: [.changes(1, .delete)], group: .set, since: "1.0.0",
      complexity: "O(N) where N is the number of members to be removed.",
      summary: "Remove one or more members from a set", arguments: [.key("key"), .string("member", .multiple)],
      history: [.init("2.4.0", "Accepts multiple `member` arguments.")], handler: .data(SetCommands.srem)),
    Command(
      "sscan", arity: -3, .readonly, keys: [.reads(1)], tips: ["nondeterministic_output"], group: .set, since: "2.8.0",
      complexity: """
        O(1) for every call. O(N) for a complete iteration, including enough command calls for the cursor to \
        return back to 0. N is the number of elements inside the collection..
        """, summary: "Incrementally iterate Set elements",
      arguments: [
        .key("key"), .integer("cursor"), .pattern("MATCH", "pattern", .optional), .integer("COUNT", "count", .optional),
      ], handler: .data(SetCommands.sscan)),
    Command(
      "sunion", arity: -2, .readonly, keys: [.reads(1, through: -1)], tips: ["nondeterministic_output_order"],
      group: .set, since: "1.0.0", complexity: "O(N) where N is the total number of elements in all given sets.",
      summary: "Add multiple sets", arguments: [.key("key", .multiple)], handler: .data(SetCommands.sunion)),
    Command(
      "sunionstore", arity: -3, [.write, .denyOOM], keys: [.overwrites(1), .reads(2, through: -1)], group: .set,
      since: "1.0.0", complexity: "O(N) where N is the total number of elements in all given sets.",
      summary: "Add multiple sets and store the resulting set in a key",
      arguments: [.key("destination"), .key("key", 1, .multiple)], handler: .data(SetCommands.sunionstore)),
  ]
}
