extension ReplicationCommands {
  /// The commands between a master and its replicas, of which an embedded engine has none.
  static let table: [Command] = [
    Command(
      "failover", arity: -1, [.admin, .noScript, .stale], group: .server, since: "6.2.0", complexity: "O(1)",
      summary: "Start a coordinated failover between this server and one of its replicas.",
      arguments: [
        .block("target", token: "TO", .optional, [.string("host"), .integer("port"), .token("FORCE", .optional)]),
        .token("ABORT", .optional), .integer("TIMEOUT", "milliseconds", .optional),
      ], handler: .data(ReplicationCommands.failover)),
    Command(
      "psync", arity: -3, [.admin, .noScript, .noAsyncLoading, .noMulti], group: .server, since: "2.8.0",
      summary: "Internal command used for replication", arguments: [.string("replicationid"), .integer("offset")],
      handler: .data(ReplicationCommands.sync)),
    Command(
      "replconf", arity: -1, [.admin, .noScript, .loading, .stale, .allowBusy], group: .server, since: "3.0.0",
      complexity: "O(1)", summary: "An internal command for configuring the replication stream", isSystem: true,
      handler: .data(ReplicationCommands.sync)),
    Command(
      "replicaof", arity: 3, [.admin, .noScript, .stale, .noAsyncLoading], group: .server, since: "5.0.0",
      complexity: "O(1)", summary: "Make the server a replica of another instance, or promote it as master.",
      arguments: [
        .oneOf(
          "args",
          [.block("host-port", [.string("host"), .integer("port")]), .block("no-one", [.token("NO"), .token("ONE")])])
      ], handler: .data(ReplicationCommands.replicaof)),
    Command(
      "restore-asking", arity: -4, [.write, .denyOOM, .asking], categories: [.dangerous, .keyspace],
      keys: [.overwrites(1)], group: .server, since: "3.0.0",
      complexity: """
        O(1) to create the new key and additional O(N*M) to reconstruct the serialized value, where N is the \
        number of Redis objects composing the value and M their average size. For small string values the \
        time complexity is thus O(1)+O(1*M) where M is small, so simply O(1). However for sorted set values \
        the complexity is O(N*M*log(N)) because inserting values into sorted sets is O(log(N)).
        """, summary: "An internal command for migrating keys in a cluster",
      arguments: [
        .key("key"), .integer("ttl"), .string("serialized-value"), .token("REPLACE", .optional, since: "3.0.0"),
        .token("ABSTTL", .optional, since: "5.0.0"), .integer("IDLETIME", "seconds", .optional, since: "5.0.0"),
        .integer("FREQ", "frequency", .optional, since: "5.0.0"),
      ],
      history: [
        .init("3.0.0", "Added the `REPLACE` modifier."), .init("5.0.0", "Added the `ABSTTL` modifier."),
        .init("5.0.0", "Added the `IDLETIME` and `FREQ` options."),
      ], isSystem: true, handler: .engine(.restore)),
    Command(
      "role", arity: 1, [.noScript, .loading, .stale, .fast], categories: [.admin, .dangerous], group: .server,
      since: "2.8.12", complexity: "O(1)", summary: "Return the role of the instance in the context of replication",
      handler: .data(ReplicationCommands.role)),
    Command(
      "slaveof", arity: 3, [.admin, .noScript, .stale, .noAsyncLoading], group: .server, since: "1.0.0",
      complexity: "O(1)", summary: "Make the server a replica of another instance, or promote it as master.",
      arguments: [
        .oneOf(
          "args",
          [.block("host-port", [.string("host"), .integer("port")]), .block("no-one", [.token("NO"), .token("ONE")])])
      ], deprecation: .init(since: "5.0.0", replacement: "`REPLICAOF`"), handler: .data(ReplicationCommands.slaveof)),
    Command(
      "sync", arity: 1, [.admin, .noScript, .noAsyncLoading, .noMulti], group: .server, since: "1.0.0",
      summary: "Internal command used for replication", handler: .data(ReplicationCommands.sync)),
    Command(
      "wait", arity: 3, .noScript, categories: [.connection],
      tips: ["request_policy:all_shards", "response_policy:agg_min"], group: .generic, since: "3.0.0",
      complexity: "O(1)",
      summary: """
        Wait for the synchronous replication of all the write commands sent in the context of the current \
        connection
        """, arguments: [.integer("numreplicas"), .integer("timeout")], handler: .data(ReplicationCommands.wait)),

  ]
}
