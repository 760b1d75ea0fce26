extension MemoryCommands {
  /// MEMORY.
  static let table: [Command] = [
    Command(
      "memory", arity: -2, group: .server, since: "4.0.0", complexity: "Depends on subcommand.",
      summary: "A container for memory diagnostics commands",
      subcommands: [
        Command(
          "memory|doctor", arity: 2,
          tips: ["nondeterministic_output", "request_policy:all_shards", "response_policy:special"], group: .server,
          since: "4.0.0", complexity: "O(1)", summary: "Outputs memory problems report", handler: .engine(.memoryDoctor)
        ),
        Command(
          "memory|help", arity: 2, [.loading, .stale], group: .server, since: "4.0.0", complexity: "O(1)",
          summary: "Show helpful text about the different subcommands", handler: .data(MemoryCommands.memoryHelp)),
        Command(
          "memory|malloc-stats", arity: 2,
          tips: ["nondeterministic_output", "request_policy:all_shards", "response_policy:special"], group: .server,
          since: "4.0.0", complexity: "Depends on how much memory is allocated, could be slow",
          summary: "Show allocator internal stats", handler: .data(MemoryCommands.memoryMallocStats)),
        Command(
          "memory|purge", arity: 2, tips: ["request_policy:all_shards", "response_policy:all_succeeded"],
          group: .server, since: "4.0.0", complexity: "Depends on how much memory is allocated, could be slow",
          summary: "Ask the allocator to release memory", handler: .data(MemoryCommands.memoryPurge)),
        Command(
          "memory|stats", arity: 2,
          tips: ["nondeterministic_output", "request_policy:all_shards", "response_policy:special"], group: .server,
          since: "4.0.0", complexity: "O(1)", summary: "Show memory usage details", handler: .engine(.memoryStats)),
        Command(
          "memory|usage", arity: -3, .readonly, keys: [.inspects(2)], group: .server, since: "4.0.0",
          complexity: "O(N) where N is the number of samples.", summary: "Estimate the memory usage of a key",
          arguments: [.key("key"), .integer("SAMPLES", "count", .optional)], handler: .data(MemoryCommands.memoryUsage)),
      ], handler: .container)

  ]
}
