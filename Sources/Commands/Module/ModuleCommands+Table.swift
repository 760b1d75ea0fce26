extension ModuleCommands {
  /// MODULE, which loads nothing.
  static let table: [Command] = [
    Command(
      "module", arity: -2, group: .server, since: "4.0.0", complexity: "Depends on subcommand.",
      summary: "A container for module commands",
      subcommands: [
        Command(
          "module|help", arity: 2, [.loading, .stale], group: .server, since: "5.0.0", complexity: "O(1)",
          summary: "Show helpful text about the different subcommands", handler: .data(ModuleCommands.moduleHelp)),
        Command(
          "module|list", arity: 2, [.admin, .noScript], tips: ["nondeterministic_output_order"], group: .server,
          since: "4.0.0", complexity: "O(N) where N is the number of loaded modules.",
          summary: "List all modules loaded by the server", handler: .data(ModuleCommands.moduleList)),
        Command(
          "module|load", arity: -3, [.admin, .noScript, .noAsyncLoading], group: .server, since: "4.0.0",
          complexity: "O(1)", summary: "Load a module",
          arguments: [.string("path"), .string("arg", [.optional, .multiple])],
          handler: .data(ModuleCommands.moduleLoad)),
        Command(
          "module|loadex", arity: -3, [.admin, .noScript, .noAsyncLoading], group: .server, since: "7.0.0",
          complexity: "O(1)", summary: "Load a module with extended parameters",
          arguments: [
            .string("path"),
            .block(
              "configs", token: "CONFIG", [.optional, .multiple, .multipleToken], [.string("name"), .string("value")]),
            .block("args", token: "ARGS", [.optional, .multiple], [.string("arg")]),
          ], handler: .data(ModuleCommands.moduleLoad)),
        Command(
          "module|unload", arity: 3, [.admin, .noScript, .noAsyncLoading], group: .server, since: "4.0.0",
          complexity: "O(1)", summary: "Unload a module", arguments: [.string("name")],
          handler: .data(ModuleCommands.moduleLoad)),
      ], handler: .container)

  ]
}
