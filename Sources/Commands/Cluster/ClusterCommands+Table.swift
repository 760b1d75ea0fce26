extension ClusterCommands {
  /// The commands of Redis Cluster, which an embedded engine is not part of.
  static let table: [Command] = [
    Command(
      "asking", arity: 1, .fast, categories: [.connection], group: .cluster, since: "3.0.0", complexity: "O(1)",
      summary: "Sent by cluster clients after an -ASK redirect", handler: .data(ClusterCommands.disabled)),
    Command(
      "cluster", arity: -2, group: .cluster, since: "3.0.0", complexity: "Depends on subcommand.",
      summary: "A container for cluster commands",
      subcommands: [
        Command(
          "cluster|addslots", arity: -3, [.admin, .stale, .noAsyncLoading], group: .cluster, since: "3.0.0",
          complexity: "O(N) where N is the total number of hash slot arguments",
          summary: "Assign new hash slots to receiving node", arguments: [.integer("slot", .multiple)],
          handler: .data(ClusterCommands.disabled)),
        Command(
          "cluster|addslotsrange", arity: -4, [.admin, .stale, .noAsyncLoading], group: .cluster, since: "7.0.0",
          complexity: """
            O(N) where N is the total number of the slots between the start slot and end slot arguments.
            """, summary: "Assign new hash slots to receiving node",
          arguments: [.block("start-slot_end-slot", .multiple, [.integer("start-slot"), .integer("end-slot")])],
          handler: .data(ClusterCommands.disabled)),
        Command(
          "cluster|bumpepoch", arity: 2, [.admin, .stale, .noAsyncLoading], tips: ["nondeterministic_output"],
          group: .cluster, since: "3.0.0", complexity: "O(1)", summary: "Advance the cluster config epoch",
          handler: .data(ClusterCommands.disabled)),
        Command(
          "cluster|count-failure-reports", arity: 3, [.admin, .stale], tips: ["nondeterministic_output"],
          group: .cluster, since: "3.0.0", complexity: "O(N) where N is the number of failure reports",
          summary: "Return the number of failure reports active for a given node", arguments: [.string("node-id")],
          handler: .data(ClusterCommands.disabled)),
        Command(
          "cluster|countkeysinslot", arity: 3, .stale, group: .cluster, since: "3.0.0", complexity: "O(1)",
          summary: "Return the number of local keys in the specified hash slot", arguments: [.integer("slot")],
          handler: .data(ClusterCommands.disabled)),
        Command(
          "cluster|delslots", arity: -3, [.admin, .stale, .noAsyncLoading], group: .cluster, since: "3.0.0",
          complexity: "O(N) where N is the total number of hash slot arguments",
          summary: "Set hash slots as unbound in receiving node", arguments: [.integer("slot", .multiple)],
          handler: .data(ClusterCommands.disabled)),
        Command(
          "cluster|delslotsrange", arity: -4, [.admin, .stale, .noAsyncLoading], group: .cluster, since: "7.0.0",
          complexity: """
            O(N) where N is the total number of the slots between the start slot and end slot arguments.
            """, summary: "Set hash slots as unbound in receiving node",
          arguments: [.block("start-slot_end-slot", .multiple, [.integer("start-slot"), .integer("end-slot")])],
          handler: .data(ClusterCommands.disabled)),
        Command(
          "cluster|failover", arity: -2, [.admin, .stale, .noAsyncLoading], group: .cluster, since: "3.0.0",
          complexity: "O(1)", summary: "Forces a replica to perform a manual failover of its master.",
          arguments: [.oneOf("options", .optional, [.token("FORCE"), .token("TAKEOVER")])],
          handler: .data(ClusterCommands.disabled)),
        Command(
          "cluster|flushslots", arity: 2, [.admin, .stale, .noAsyncLoading], group: .cluster, since: "3.0.0",
          complexity: "O(1)", summary: "Delete a node's own slots information",
          handler: .data(ClusterCommands.disabled)),
        Command(
          "cluster|forget", arity: 3, [.admin, .stale, .noAsyncLoading], group: .cluster, since: "3.0.0",
          complexity: "O(1)", summary: "Remove a node from the nodes table", arguments: [.string("node-id")],
          handler: .data(ClusterCommands.disabled)),
        Command(
          "cluster|getkeysinslot", arity: 4, .stale, tips: ["nondeterministic_output"], group: .cluster, since: "3.0.0",
          complexity: "O(log(N)) where N is the number of requested keys",
          summary: "Return local key names in the specified hash slot",
          arguments: [.integer("slot"), .integer("count")], handler: .data(ClusterCommands.disabled)),
        Command(
          "cluster|help", arity: 2, [.loading, .stale], group: .cluster, since: "5.0.0", complexity: "O(1)",
          summary: "Show helpful text about the different subcommands", handler: .data(ClusterCommands.disabled)),
        Command(
          "cluster|info", arity: 2, .stale, tips: ["nondeterministic_output"], group: .cluster, since: "3.0.0",
          complexity: "O(1)", summary: "Provides info about Redis Cluster node state",
          handler: .data(ClusterCommands.disabled)),
        Command(
          "cluster|keyslot", arity: 3, .stale, group: .cluster, since: "3.0.0",
          complexity: "O(N) where N is the number of bytes in the key",
          summary: "Returns the hash slot of the specified key", arguments: [.string("key")],
          handler: .data(ClusterCommands.disabled)),
        Command(
          "cluster|links", arity: 2, .stale, tips: ["nondeterministic_output"], group: .cluster, since: "7.0.0",
          complexity: "O(N) where N is the total number of Cluster nodes",
          summary: "Returns a list of all TCP links to and from peer nodes in cluster",
          handler: .data(ClusterCommands.disabled)),
        Command(
          "cluster|meet", arity: -4, [.admin, .stale, .noAsyncLoading], group: .cluster, since: "3.0.0",
          complexity: "O(1)", summary: "Force a node cluster to handshake with another node",
          arguments: [.string("ip"), .integer("port"), .integer("cluster_bus_port", .optional, since: "4.0.0")],
          history: [.init("4.0.0", "Added the optional `cluster_bus_port` argument.")],
          handler: .data(ClusterCommands.disabled)),
        Command(
          "cluster|myid", arity: 2, .stale, group: .cluster, since: "3.0.0", complexity: "O(1)",
          summary: "Return the node id", handler: .data(ClusterCommands.disabled)),
        Command(
          "cluster|nodes", arity: 2, .stale, tips: ["nondeterministic_output"], group: .cluster, since: "3.0.0",
          complexity: "O(N) where N is the total number of Cluster nodes", summary: "Get Cluster config for the node",
          handler: .data(ClusterCommands.disabled)),
        Command(
          "cluster|replicas", arity: 3, [.admin, .stale], tips: ["nondeterministic_output"], group: .cluster,
          since: "5.0.0", complexity: "O(1)", summary: "List replica nodes of the specified master node",
          arguments: [.string("node-id")], handler: .data(ClusterCommands.disabled)),
        Command(
          "cluster|replicate", arity: 3, [.admin, .stale, .noAsyncLoading], group: .cluster, since: "3.0.0",
          complexity: "O(1)", summary: "Reconfigure a node as a replica of the specified master node",
          arguments: [.string("node-id")], handler: .data(ClusterCommands.disabled)),
        Command(
          "cluster|reset", arity: -2, [.admin, .noScript, .stale], group: .cluster, since: "3.0.0",
          complexity: """
            O(N) where N is the number of known nodes. The command may execute a FLUSHALL as a side effect.
            """, summary: "Reset a Redis Cluster node",
          arguments: [.oneOf("hard_soft", .optional, [.token("HARD"), .token("SOFT")])],
          handler: .data(ClusterCommands.disabled)),
        Command(
          "cluster|saveconfig", arity: 2, [.admin, .stale, .noAsyncLoading], group: .cluster, since: "3.0.0",
          complexity: "O(1)", summary: "Forces the node to save cluster state on disk",
          handler: .data(ClusterCommands.disabled)),
        Command(
          "cluster|set-config-epoch", arity: 3, [.admin, .stale, .noAsyncLoading], group: .cluster, since: "3.0.0",
          complexity: "O(1)", summary: "Set the configuration epoch in a new node",
          arguments: [.integer("config-epoch")], handler: .data(ClusterCommands.disabled)),
        Command(
          "cluster|setslot", arity: -4, [.admin, .stale, .noAsyncLoading], group: .cluster, since: "3.0.0",
          complexity: "O(1)", summary: "Bind a hash slot to a specific node",
          arguments: [
            .integer("slot"),
            .oneOf(
              "subcommand",
              [
                .string("IMPORTING", "node-id"), .string("MIGRATING", "node-id"), .string("NODE", "node-id"),
                .token("STABLE"),
              ]),
          ], handler: .data(ClusterCommands.disabled)),
        Command(
          "cluster|shards", arity: 2, .stale, tips: ["nondeterministic_output"], group: .cluster, since: "7.0.0",
          complexity: "O(N) where N is the total number of cluster nodes",
          summary: "Get array of cluster slots to node mappings", handler: .data(ClusterCommands.disabled)),
        Command(
          "cluster|slaves", arity: 3, [.admin, .stale], tips: ["nondeterministic_output"], group: .cluster,
          since: "3.0.0", complexity: "O(1)", summary: "List replica nodes of the specified master node",
          arguments: [.string("node-id")], deprecation: .init(since: "5.0.0", replacement: "`CLUSTER REPLICAS`"),
          handler: .data(ClusterCommands.disabled)),
        Command(
          "cluster|slots", arity: 2, .stale, tips: ["nondeterministic_output"], group: .cluster, since: "3.0.0",
          complexity: "O(N) where N is the total number of Cluster nodes",
          summary: "Get array of Cluster slot to node mappings",
          history: [.init("4.0.0", "Added node IDs."), .init("7.0.0", "Added additional networking metadata field.")],
          deprecation: .init(since: "7.0.0", replacement: "`CLUSTER SHARDS`"),
          handler: .data(ClusterCommands.disabled)),
      ], handler: .container),
    Command(
      "readonly", arity: 1, [.loading, .stale, .fast], categories: [.connection], group: .cluster, since: "3.0.0",
      complexity: "O(1)", summary: "Enables read queries for a connection to a cluster replica node",
      handler: .data(ClusterCommands.disabled)),
    Command(
      "readwrite", arity: 1, [.loading, .stale, .fast], categories: [.connection], group: .cluster, since: "3.0.0",
      complexity: "O(1)", summary: "Disables read queries for a connection to a cluster replica node",
      handler: .data(ClusterCommands.disabled)),

  ]
}
