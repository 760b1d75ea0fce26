extension HashCommands {
  /// The commands on hashes.
  static let table: [Command] = [
    Command(
      "hdel", arity: -3, [.write, .fast], keys: [.changes(1, .delete)], group: .hash, since: "2.0.0",
      complexity: "O(N) where N is the number of fields to be removed.", summary: "Delete one or more hash fields",
      arguments: [.key("key"), .string("field", .multiple)],
      history: [.init("2.4.0", "Accepts multiple `field` arguments.")], handler: .data(HashCommands.hdel)),
    Command(
      "hexists", arity: 3, [.readonly, .fast], keys: [.inspects(1)], group: .hash, since: "2.0.0", complexity: "O(1)",
      summary: "Determine if a hash field exists", arguments: [.key("key"), .string("field")],
      handler: .data(HashCommands.hexists)),
    Command(
      "hget", arity: 3, [.readonly, .fast], keys: [.reads(1)], group: .hash, since: "2.0.0", complexity: "O(1)",
      summary: "Get the value of a hash field", arguments: [.key("key"), .string("field")],
      handler: .data(HashCommands.hget)),
    Command(
      "hgetall", arity: 2, .readonly, keys: [.reads(1)], tips: ["nondeterministic_output_order"], group: .hash,
      since: "2.0.0", complexity: "O(N) where N is the size of the hash.",
      summary: "Get all the fields and values in a hash", arguments: [.key("key")], handler: .data(HashCommands.hgetall)
    ),
    Command(
      "hincrby", arity: 4, [.write, .denyOOM, .fast], keys: [.changes(1, [.access, .update])], group: .hash,
      since: "2.0.0", complexity: "O(1)", summary: "Increment the integer value of a hash field by the given number",
      arguments: [.key("key"), .string("field"), .integer("increment")], handler: .data(HashCommands.hincrby)),
    Command(
      "hincrbyfloat", arity: 4, [.write, .denyOOM, .fast], keys: [.changes(1, [.access, .update])], group: .hash,
      since: "2.6.0", complexity: "O(1)", summary: "Increment the float value of a hash field by the given amount",
      arguments: [.key("key"), .string("field"), .double("increment")], handler: .data(HashCommands.hincrbyfloat)),
    Command(
      "hkeys", arity: 2, .readonly, keys: [.reads(1)], tips: ["nondeterministic_output_order"], group: .hash,
      since: "2.0.0", complexity: "O(N) where N is the size of the hash.", summary: "Get all the fields in a hash",
      arguments: [.key("key")], handler: .data(HashCommands.hkeys)),
    Command(
      "hlen", arity: 2, [.readonly, .fast], keys: [.inspects(1)], group: .hash, since: "2.0.0", complexity: "O(1)",
      summary: "Get the number of fields in a hash", arguments: [.key("key")], handler: .data(HashCommands.hlen)),
    Command(
      "hmget", arity: -3, [.readonly, .fast], keys: [.reads(1)], group: .hash, since: "2.0.0",
      complexity: "O(N) where N is the number of fields being requested.",
      summary: "Get the values of all the given hash fields", arguments: [.key("key"), .string("field", .multiple)],
      handler: .data(HashCommands.hmget)),
    Command(
      "hmset", arity: -4, [.write, .denyOOM, .fast], keys: [.changes(1, .update)], group: .hash, since: "2.0.0",
      complexity: "O(N) where N is the number of fields being set.",
      summary: "Set multiple hash fields to multiple values",
      arguments: [.key("key"), .block("field_value", .multiple, [.string("field"), .string("value")])],
      deprecation: .init(since: "4.0.0", replacement: "`HSET` with multiple field-value pairs"),
      handler: .data(HashCommands.hmset)),
    Command(
      "hrandfield", arity: -2, .readonly, keys: [.reads(1)], tips: ["nondeterministic_output"], group: .hash,
      since: "6.2.0", complexity: "O(N) where N is the number of fields returned",
      summary: "Get one or multiple random fields from a hash",
      arguments: [.key("key"), .block("options", .optional, [.integer("count"), .token("WITHVALUES", .optional)])],
      handler: .data(HashCommands.hrandfield)),
    Command(
      "hscan", arity: -3, .readonly, keys: [.reads(1)], tips: ["nondeterministic_output"], group: .hash, since: "2.8.0",
      complexity: """
        O(1) for every call. O(N) for a complete iteration, including enough command calls for the cursor to \
        return back to 0. N is the number of elements inside the collection..
        """, summary: "Incrementally iterate hash fields and associated values",
      arguments: [
        .key("key"), .integer("cursor"), .pattern("MATCH", "pattern", .optional), .integer("COUNT", "count", .optional),
      ], handler: .data(HashCommands.hscan)),
    Command(
      "hset", arity: -4, [.write, .denyOOM, .fast], keys: [.changes(1, .update)], group: .hash, since: "2.0.0",
      complexity: """
        O(1) for each field/value pair added, so O(N) to add N field/value pairs when the command is called \
        with multiple field/value pairs.
        """, summary: "Set the string value of a hash field",
      arguments: [.key("key"), .block("field_value", .multiple, [.string("field"), .string("value")])],
      history: [.init("4.0.0", "Accepts multiple `field` and `value` arguments.")], handler: .data(HashCommands.hset)),
    Command(
      "hsetnx", arity: 4, [.write, .denyOOM, .fast], keys: [.changes(1, .insert)], group: .hash, since: "2.0.0",
      complexity: "O(1)", summary: "Set the value of a hash field, only if the field does not exist",
      arguments: [.key("key"), .string("field"), .string("value")], handler: .data(HashCommands.hsetnx)),
    Command(
      "hstrlen", arity: 3, [.readonly, .fast], keys: [.inspects(1)], group: .hash, since: "3.2.0", complexity: "O(1)",
      summary: "Get the length of the value of a hash field", arguments: [.key("key"), .string("field")],
      handler: .data(HashCommands.hstrlen)),
    Command(
      "hvals", arity: 2, .readonly, keys: [.reads(1)], tips: ["nondeterministic_output_order"], group: .hash,
      since: "2.0.0", complexity: "O(N) where N is the size of the hash.", summary: "Get all the values in a hash",
      arguments: [.key("key")], handler: .data(HashCommands.hvals)),
  ]
}
