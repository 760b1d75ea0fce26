extension SlowLogCommands {
  /// SLOWLOG.
  static let table: [Command] = [
    Command(
      "slowlog", arity: -2, group: .server, since: "2.2.12", complexity: "Depends on subcommand.",
      summary: "A container for slow log commands",
      subcommands: [
        Command(
          "slowlog|get", arity: -2, [.admin, .loading, .stale],
          tips: ["request_policy:all_nodes", "nondeterministic_output"], group: .server, since: "2.2.12",
          complexity: "O(N) where N is the number of entries returned", summary: "Get the slow log's entries",
          arguments: [.integer("count", .optional)],
          history: [.init("4.0.0", "Added client IP address, port and name to the reply.")],
          handler: .data(SlowLogCommands.slowlogGet)),
        Command(
          "slowlog|help", arity: 2, [.loading, .stale], group: .server, since: "6.2.0", complexity: "O(1)",
          summary: "Show helpful text about the different subcommands", handler: .data(SlowLogCommands.slowlogHelp)),
        Command(
          "slowlog|len", arity: 2, [.admin, .loading, .stale],
          tips: ["request_policy:all_nodes", "response_policy:agg_sum", "nondeterministic_output"], group: .server,
          since: "2.2.12", complexity: "O(1)", summary: "Get the slow log's length",
          handler: .data(SlowLogCommands.slowlogLen)),
        Command(
          "slowlog|reset", arity: 2, [.admin, .loading, .stale],
          tips: ["request_policy:all_nodes", "response_policy:all_succeeded"], group: .server, since: "2.2.12",
          complexity: "O(N) where N is the number of entries in the slowlog",
          summary: "Clear all entries from the slow log", handler: .data(SlowLogCommands.slowlogReset)),
      ], handler: .container)

  ]
}
