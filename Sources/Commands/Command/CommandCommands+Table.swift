extension CommandCommands {
  /// COMMAND.
  static let table: [Command] = [
    Command(
      "command", arity: -1, [.loading, .stale], categories: .connection, tips: ["nondeterministic_output_order"],
      group: .server, since: "2.8.13", complexity: "O(N) where N is the total number of Redis commands",
      summary: "Get array of Redis command details", subcommands: subcommands, handler: .data(CommandCommands.command))
  ]

  /// The subcommands of COMMAND.
  static let subcommands: [Command] = [
    Command(
      "command|count", arity: 2, [.loading, .stale], categories: .connection, group: .server, since: "2.8.13",
      complexity: "O(1)", summary: "Get total number of Redis commands", handler: .data(CommandCommands.commandCount)),
    Command(
      "command|docs", arity: -2, [.loading, .stale], categories: .connection, tips: ["nondeterministic_output_order"],
      group: .server, since: "7.0.0", complexity: "O(N) where N is the number of commands to look up",
      summary: "Get array of specific Redis command documentation",
      arguments: [.string("command-name", [.optional, .multiple])], handler: .data(CommandCommands.commandDocs)),
    Command(
      "command|getkeys", arity: -4, [.loading, .stale], categories: .connection, group: .server, since: "2.8.13",
      complexity: "O(N) where N is the number of arguments to the command",
      summary: "Extract keys given a full Redis command", handler: .data(CommandCommands.commandGetkeys)),
    Command(
      "command|getkeysandflags", arity: -4, [.loading, .stale], categories: .connection, group: .server, since: "7.0.0",
      complexity: "O(N) where N is the number of arguments to the command",
      summary: "Extract keys and access flags given a full Redis command",
      handler: .data(CommandCommands.commandGetkeysandflags)),
    Command(
      "command|help", arity: 2, [.loading, .stale], categories: .connection, group: .server, since: "5.0.0",
      complexity: "O(1)", summary: "Show helpful text about the different subcommands",
      handler: .data(CommandCommands.commandHelp)),
    Command(
      "command|info", arity: -2, [.loading, .stale], categories: .connection, tips: ["nondeterministic_output_order"],
      group: .server, since: "2.8.13", complexity: "O(N) where N is the number of commands to look up",
      summary: "Get array of specific Redis command details, or all when no argument is given.",
      arguments: [.string("command-name", [.optional, .multiple])],
      history: [.init("7.0.0", "Allowed to be called with no argument to get info on all commands.")],
      handler: .data(CommandCommands.commandInfo)),
    Command(
      "command|list", arity: -2, [.loading, .stale], categories: .connection, tips: ["nondeterministic_output_order"],
      group: .server, since: "7.0.0", complexity: "O(N) where N is the total number of Redis commands",
      summary: "Get an array of Redis command names",
      arguments: [
        .oneOf(
          "filterby", token: "FILTERBY", .optional,
          [
            .string("MODULE", "module-name"), .string("ACLCAT", "category"), .pattern("PATTERN", "pattern"),
          ])
      ],
      handler: .data(CommandCommands.commandList)),
  ]
}
