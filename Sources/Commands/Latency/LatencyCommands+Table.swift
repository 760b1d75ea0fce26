extension LatencyCommands {
  /// LATENCY.
  static let table: [Command] = [
    Command(
      "latency", arity: -2, group: .server, since: "2.8.13", complexity: "Depends on subcommand.",
      summary: "A container for latency diagnostics commands",
      subcommands: [
        Command(
          "latency|doctor", arity: 2, [.admin, .noScript, .loading, .stale],
          tips: ["nondeterministic_output", "request_policy:all_nodes", "response_policy:special"], group: .server,
          since: "2.8.13", complexity: "O(1)", summary: "Return a human readable latency analysis report.",
          handler: .data(LatencyCommands.latencyDoctor)),
        Command(
          "latency|graph", arity: 3, [.admin, .noScript, .loading, .stale],
          tips: ["nondeterministic_output", "request_policy:all_nodes", "response_policy:special"], group: .server,
          since: "2.8.13", complexity: "O(1)", summary: "Return a latency graph for the event.",
          arguments: [.string("event")], handler: .data(LatencyCommands.latencyGraph)),
        Command(
          "latency|help", arity: 2, [.loading, .stale], group: .server, since: "2.8.13", complexity: "O(1)",
          summary: "Show helpful text about the different subcommands.", handler: .data(LatencyCommands.latencyHelp)),
        Command(
          "latency|histogram", arity: -2, [.admin, .noScript, .loading, .stale],
          tips: ["nondeterministic_output", "request_policy:all_nodes", "response_policy:special"], group: .server,
          since: "7.0.0",
          complexity: "O(N) where N is the number of commands with latency information being retrieved.",
          summary: "Return the cumulative distribution of latencies of a subset of commands or all.",
          arguments: [.string("command", [.optional, .multiple])], handler: .data(LatencyCommands.latencyHistogram)),
        Command(
          "latency|history", arity: 3, [.admin, .noScript, .loading, .stale],
          tips: ["nondeterministic_output", "request_policy:all_nodes", "response_policy:special"], group: .server,
          since: "2.8.13", complexity: "O(1)", summary: "Return timestamp-latency samples for the event.",
          arguments: [.string("event")], handler: .data(LatencyCommands.latencyHistory)),
        Command(
          "latency|latest", arity: 2, [.admin, .noScript, .loading, .stale],
          tips: ["nondeterministic_output", "request_policy:all_nodes", "response_policy:special"], group: .server,
          since: "2.8.13", complexity: "O(1)", summary: "Return the latest latency samples for all events.",
          handler: .data(LatencyCommands.latencyLatest)),
        Command(
          "latency|reset", arity: -2, [.admin, .noScript, .loading, .stale],
          tips: ["request_policy:all_nodes", "response_policy:all_succeeded"], group: .server, since: "2.8.13",
          complexity: "O(1)", summary: "Reset latency data for one or more events.",
          arguments: [.string("event", [.optional, .multiple])], handler: .data(LatencyCommands.latencyReset)),
      ], handler: .container)

  ]
}
