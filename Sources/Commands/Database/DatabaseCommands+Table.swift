extension DatabaseCommands {
  /// The commands on whole databases.
  static let table: [Command] = [
    Command(
      "dbsize", arity: 1, [.readonly, .fast], categories: .keyspace,
      tips: ["request_policy:all_shards", "response_policy:agg_sum"], group: .server, since: "1.0.0",
      complexity: "O(1)", summary: "Return the number of keys in the selected database",
      handler: .data(DatabaseCommands.dbsize)),
    Command(
      "flushall", arity: -1, .write, categories: [.keyspace, .dangerous],
      tips: ["request_policy:all_shards", "response_policy:all_succeeded"], group: .server, since: "1.0.0",
      complexity: "O(N) where N is the total number of keys in all databases",
      summary: "Remove all keys from all databases",
      arguments: [.oneOf("async", .optional, [.token("ASYNC", since: "4.0.0"), .token("SYNC", since: "6.2.0")])],
      history: [
        .init("4.0.0", "Added the `ASYNC` flushing mode modifier."),
        .init("6.2.0", "Added the `SYNC` flushing mode modifier."),
      ],
      handler: .data(DatabaseCommands.flushall)),
    Command(
      "flushdb", arity: -1, .write, categories: [.keyspace, .dangerous],
      tips: ["request_policy:all_shards", "response_policy:all_succeeded"], group: .server, since: "1.0.0",
      complexity: "O(N) where N is the number of keys in the selected database",
      summary: "Remove all keys from the current database",
      arguments: [.oneOf("async", .optional, [.token("ASYNC", since: "4.0.0"), .token("SYNC", since: "6.2.0")])],
      history: [
        .init("4.0.0", "Added the `ASYNC` flushing mode modifier."),
        .init("6.2.0", "Added the `SYNC` flushing mode modifier."),
      ],
      handler: .data(DatabaseCommands.flushdb)),
    Command(
      "select", arity: 2, [.loading, .stale, .fast], group: .connection, since: "1.0.0", complexity: "O(1)",
      summary: "Change the selected database for the current connection", arguments: [.integer("index")],
      handler: .data(DatabaseCommands.select)),
    Command(
      "swapdb", arity: 3, [.write, .fast], categories: [.keyspace, .dangerous], group: .server, since: "4.0.0",
      complexity: "O(N) where N is the count of clients watching or blocking on keys from both databases.",
      summary: "Swaps two Redis databases", arguments: [.integer("index1"), .integer("index2")],
      handler: .data(DatabaseCommands.swapdb)),
  ]
}
