extension HyperLogLogCommands {
  /// The hyperloglog group.
  static let table: [Command] = [
    Command(
      "pfadd", arity: -2, [.write, .denyOOM, .fast], keys: [.changes(1, .insert)], group: .hyperLogLog, since: "2.8.9",
      complexity: "O(1) to add every element.", summary: "Adds the specified elements to the specified HyperLogLog.",
      arguments: [.key("key"), .string("element", [.optional, .multiple])], handler: .data(HyperLogLogCommands.pfadd)),
    Command(
      "pfcount", arity: -2, .readonly,
      keys: [
        KeySpecification(
          start: .index(1), extent: .range(last: -1, step: 1, limit: 0), flags: [.readWrite, .access],
          notes: """
            RW because it may change the internal representation of the key, and propagate to replicas
            """)
      ], group: .hyperLogLog, since: "2.8.9",
      complexity: """
        O(1) with a very small average constant time when called with a single key. O(N) with N being the \
        number of keys, and much bigger constant times, when called with multiple keys.
        """, summary: "Return the approximated cardinality of the set(s) observed by the HyperLogLog at key(s).",
      arguments: [.key("key", .multiple)], handler: .data(HyperLogLogCommands.pfcount)),
    Command(
      "pfdebug", arity: 3, [.write, .denyOOM, .admin], keys: [.changes(2, .access)], group: .hyperLogLog,
      since: "2.8.9", complexity: "N/A", summary: "Internal commands for debugging HyperLogLog values",
      arguments: [.string("subcommand"), .key("key")], isSystem: true, handler: .data(HyperLogLogCommands.pfdebug)),
    Command(
      "pfmerge", arity: -2, [.write, .denyOOM], keys: [.changes(1, [.access, .insert]), .reads(2, through: -1)],
      group: .hyperLogLog, since: "2.8.9", complexity: "O(N) to merge N HyperLogLogs, but with high constant times.",
      summary: "Merge N different HyperLogLogs into a single one.",
      arguments: [.key("destkey"), .key("sourcekey", 1, .multiple)], handler: .data(HyperLogLogCommands.pfmerge)),
    Command(
      "pfselftest", arity: 1, .admin, group: .hyperLogLog, since: "2.8.9", complexity: "N/A",
      summary: "An internal command for testing HyperLogLog values", isSystem: true,
      handler: .data(HyperLogLogCommands.pfselftest)),
  ]
}
