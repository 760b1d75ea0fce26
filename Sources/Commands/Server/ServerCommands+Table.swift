extension ServerCommands {
  /// The commands on the server as a whole.
  static let table: [Command] = [
    Command(
      "bgrewriteaof", arity: 1, [.admin, .noScript, .noAsyncLoading], group: .server, since: "1.0.0",
      complexity: "O(1)", summary: "Asynchronously rewrite the append-only file", handler: .engine(.backgroundRewrite)),
    Command(
      "bgsave", arity: -1, [.admin, .noScript, .noAsyncLoading], group: .server, since: "1.0.0", complexity: "O(1)",
      summary: "Asynchronously save the dataset to disk", arguments: [.token("SCHEDULE", .optional, since: "3.2.2")],
      history: [.init("3.2.2", "Added the `SCHEDULE` option.")], handler: .engine(.backgroundSave)),
    Command(
      "config", arity: -2, group: .server, since: "2.0.0", complexity: "Depends on subcommand.",
      summary: "A container for server configuration commands", subcommands: configSubcommands, handler: .container),
    Command(
      "debug", arity: -2, [.admin, .noScript, .loading, .stale], group: .server, since: "1.0.0",
      complexity: "Depends on subcommand.", summary: "A container for debugging commands", isSystem: true,
      handler: .engine(.debug)),
    Command(
      "info", arity: -1, [.loading, .stale], categories: .dangerous,
      tips: ["nondeterministic_output", "request_policy:all_shards", "response_policy:special"], group: .server,
      since: "1.0.0", complexity: "O(1)", summary: "Get information and statistics about the server",
      arguments: [.string("section", [.optional, .multiple])],
      history: [.init("7.0.0", "Added support for taking multiple section arguments.")], handler: .engine(.info)),
    Command(
      "lastsave", arity: 1, [.loading, .stale, .fast], categories: [.admin, .dangerous],
      tips: ["nondeterministic_output"], group: .server, since: "1.0.0", complexity: "O(1)",
      summary: "Get the UNIX time stamp of the last successful save to disk", handler: .engine(.lastSave)),
    Command(
      "lolwut", arity: -1, [.readonly, .fast], group: .server, since: "5.0.0",
      summary: "Display some computer art and the Redis version",
      arguments: [.integer("VERSION", "version", .optional)], handler: .data(ServerCommands.lolwut)),
    Command(
      "monitor", arity: 1, [.admin, .noScript, .loading, .stale], group: .server, since: "1.0.0",
      summary: "Listen for all requests received by the server in real time", handler: .data(ServerCommands.monitor)),
    Command(
      "save", arity: 1, [.admin, .noScript, .noAsyncLoading, .noMulti], group: .server, since: "1.0.0",
      complexity: "O(N) where N is the total number of keys in all databases",
      summary: "Synchronously save the dataset to disk", handler: .engine(.save)),
    Command(
      "shutdown", arity: -1, [.admin, .noScript, .loading, .stale, .noMulti, .allowBusy], group: .server,
      since: "1.0.0",
      complexity: """
        O(N) when saving, where N is the total number of keys in all databases when saving data, otherwise O(1)
        """,
      summary: "Synchronously save the dataset to disk and then shut down the server",
      arguments: [
        .oneOf("nosave_save", .optional, [.token("NOSAVE"), .token("SAVE")]), .token("NOW", .optional, since: "7.0.0"),
        .token("FORCE", .optional, since: "7.0.0"), .token("ABORT", .optional, since: "7.0.0"),
      ],
      history: [.init("7.0.0", "Added the `NOW`, `FORCE` and `ABORT` modifiers.")], handler: .engine(.shutdown)),
    Command(
      "time", arity: 1, [.loading, .stale, .fast], tips: ["nondeterministic_output"], group: .server, since: "2.6.0",
      complexity: "O(1)", summary: "Return the current server time", handler: .data(ServerCommands.time)),
  ]

  /// The subcommands of CONFIG.
  static let configSubcommands: [Command] = [
    Command(
      "config|get", arity: -3, [.admin, .noScript, .loading, .stale], group: .server, since: "2.0.0",
      complexity: "O(N) when N is the number of configuration parameters provided",
      summary: "Get the values of configuration parameters",
      arguments: [.block("parameter", .multiple, [.string("parameter")])],
      history: [.init("7.0.0", "Added the ability to pass multiple pattern parameters in one call")],
      handler: .engine(.configGet)),
    Command(
      "config|help", arity: 2, [.loading, .stale], group: .server, since: "5.0.0", complexity: "O(1)",
      summary: "Show helpful text about the different subcommands", handler: .data(ServerCommands.configHelp)),
    Command(
      "config|resetstat", arity: 2, [.admin, .noScript, .loading, .stale], group: .server, since: "2.0.0",
      complexity: "O(1)", summary: "Reset the stats returned by INFO", handler: .engine(.configResetStat)),
    Command(
      "config|rewrite", arity: 2, [.admin, .noScript, .loading, .stale], group: .server, since: "2.8.0",
      complexity: "O(1)", summary: "Rewrite the configuration file with the in memory configuration",
      handler: .engine(.configRewrite)),
    Command(
      "config|set", arity: -4, [.admin, .noScript, .loading, .stale],
      tips: ["request_policy:all_nodes", "response_policy:all_succeeded"], group: .server, since: "2.0.0",
      complexity: "O(N) when N is the number of configuration parameters provided",
      summary: "Set configuration parameters to the given values",
      arguments: [.block("parameter_value", .multiple, [.string("parameter"), .string("value")])],
      history: [.init("7.0.0", "Added the ability to set multiple parameters in one call.")],
      handler: .engine(.configSet)),
  ]
}
