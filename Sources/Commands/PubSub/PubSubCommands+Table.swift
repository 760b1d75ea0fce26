extension PubSubCommands {
  /// The commands of publish and subscribe.
  static let table: [Command] = [
    Command(
      "psubscribe", arity: -2, [.pubSub, .noScript, .loading, .stale], group: .pubSub, since: "2.0.0",
      complexity: "O(N) where N is the number of patterns the client is already subscribed to.",
      summary: "Listen for messages published to channels matching the given patterns",
      arguments: [.block("pattern", .multiple, [.pattern("pattern")])], handler: .data(PubSubCommands.psubscribe)),
    Command(
      "publish", arity: 3, [.pubSub, .loading, .stale, .fast], group: .pubSub, since: "2.0.0",
      complexity: """
        O(N+M) where N is the number of clients subscribed to the receiving channel and M is the total \
        number of subscribed patterns (by any client).
        """, summary: "Post a message to a channel", arguments: [.string("channel"), .string("message")],
      handler: .data(PubSubCommands.publish)),
    Command(
      "pubsub", arity: -2, categories: [], group: .pubSub, since: "2.8.0", complexity: "Depends on subcommand.",
      summary: "A container for Pub/Sub commands",
      subcommands: [
        Command(
          "pubsub|channels", arity: -2, [.pubSub, .loading, .stale], group: .pubSub, since: "2.8.0",
          complexity: """
            O(N) where N is the number of active channels, and assuming constant time pattern matching \
            (relatively short channels and patterns)
            """, summary: "List active channels", arguments: [.pattern("pattern", .optional)],
          handler: .data(PubSubCommands.pubsubChannels)),
        Command(
          "pubsub|help", arity: 2, [.loading, .stale], categories: [], group: .pubSub, since: "6.2.0",
          complexity: "O(1)", summary: "Show helpful text about the different subcommands",
          handler: .data(PubSubCommands.pubsubHelp)),
        Command(
          "pubsub|numpat", arity: 2, [.pubSub, .loading, .stale], group: .pubSub, since: "2.8.0", complexity: "O(1)",
          summary: "Get the count of unique patterns pattern subscriptions", handler: .data(PubSubCommands.pubsubNumpat)
        ),
        Command(
          "pubsub|numsub", arity: -2, [.pubSub, .loading, .stale], group: .pubSub, since: "2.8.0",
          complexity: "O(N) for the NUMSUB subcommand, where N is the number of requested channels",
          summary: "Get the count of subscribers for channels",
          arguments: [.string("channel", [.optional, .multiple])], handler: .data(PubSubCommands.pubsubNumsub)),
        Command(
          "pubsub|shardchannels", arity: -2, [.pubSub, .loading, .stale], group: .pubSub, since: "7.0.0",
          complexity: """
            O(N) where N is the number of active shard channels, and assuming constant time pattern matching \
            (relatively short shard channels).
            """, summary: "List active shard channels", arguments: [.pattern("pattern", .optional)],
          handler: .data(PubSubCommands.pubsubShardchannels)),
        Command(
          "pubsub|shardnumsub", arity: -2, [.pubSub, .loading, .stale], group: .pubSub, since: "7.0.0",
          complexity: "O(N) for the SHARDNUMSUB subcommand, where N is the number of requested shard channels",
          summary: "Get the count of subscribers for shard channels",
          arguments: [.string("shardchannel", [.optional, .multiple])], handler: .data(PubSubCommands.pubsubShardnumsub)
        ),
      ], handler: .container),
    Command(
      "punsubscribe", arity: -1, [.pubSub, .noScript, .loading, .stale], group: .pubSub, since: "2.0.0",
      complexity: """
        O(N+M) where N is the number of patterns the client is already subscribed and M is the number of \
        total patterns subscribed in the system (by any client).
        """, summary: "Stop listening for messages posted to channels matching the given patterns",
      arguments: [.pattern("pattern", [.optional, .multiple])], handler: .data(PubSubCommands.punsubscribe)),
    Command(
      "spublish", arity: 3, [.pubSub, .loading, .stale, .fast],
      keys: [KeySpecification(start: .index(1), extent: .range(last: 0, step: 1, limit: 0), flags: .notKey)],
      group: .pubSub, since: "7.0.0",
      complexity: "O(N) where N is the number of clients subscribed to the receiving shard channel.",
      summary: "Post a message to a shard channel", arguments: [.string("shardchannel"), .string("message")],
      handler: .data(PubSubCommands.spublish)),
    Command(
      "ssubscribe", arity: -2, [.pubSub, .noScript, .loading, .stale],
      keys: [KeySpecification(start: .index(1), extent: .range(last: -1, step: 1, limit: 0), flags: .notKey)],
      group: .pubSub, since: "7.0.0", complexity: "O(N) where N is the number of shard channels to subscribe to.",
      summary: "Listen for messages published to the given shard channels",
      arguments: [.string("shardchannel", .multiple)], handler: .data(PubSubCommands.ssubscribe)),
    Command(
      "subscribe", arity: -2, [.pubSub, .noScript, .loading, .stale], group: .pubSub, since: "2.0.0",
      complexity: "O(N) where N is the number of channels to subscribe to.",
      summary: "Listen for messages published to the given channels", arguments: [.string("channel", .multiple)],
      handler: .data(PubSubCommands.subscribe)),
    Command(
      "sunsubscribe", arity: -1, [.pubSub, .noScript, .loading, .stale],
      keys: [KeySpecification(start: .index(1), extent: .range(last: -1, step: 1, limit: 0), flags: .notKey)],
      group: .pubSub, since: "7.0.0",
      complexity: "O(N) where N is the number of clients already subscribed to a shard channel.",
      summary: "Stop listening for messages posted to the given shard channels",
      arguments: [.string("shardchannel", [.optional, .multiple])], handler: .data(PubSubCommands.sunsubscribe)),
    Command(
      "unsubscribe", arity: -1, [.pubSub, .noScript, .loading, .stale], group: .pubSub, since: "2.0.0",
      complexity: "O(N) where N is the number of clients already subscribed to a channel.",
      summary: "Stop listening for messages posted to the given channels",
      arguments: [.string("channel", [.optional, .multiple])], handler: .data(PubSubCommands.unsubscribe)),

  ]
}
