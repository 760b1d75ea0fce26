extension ScriptingCommands {
  /// The row of FUNCTION and its subcommands.
  static let functions = Command(
    "function", arity: -2, categories: [], group: .scripting, since: "7.0.0", complexity: "Depends on subcommand.",
    summary: "A container for function commands", subcommands: functionsSubcommands, handler: .container)

  private static let functionsSubcommands: [Command] = [
    Command(
      "function|delete", arity: 3, [.write, .noScript],
      tips: ["request_policy:all_shards", "response_policy:all_succeeded"], group: .scripting, since: "7.0.0",
      complexity: "O(1)", summary: "Delete a function by name", arguments: [.string("library-name")],
      handler: .engine(.scripting(.functionDelete))),
    Command(
      "function|dump", arity: 2, .noScript, group: .scripting, since: "7.0.0",
      complexity: "O(N) where N is the number of functions",
      summary: "Dump all functions into a serialized binary payload", handler: .engine(.scripting(.functionDump))),
    Command(
      "function|flush", arity: -2, [.write, .noScript],
      tips: ["request_policy:all_shards", "response_policy:all_succeeded"], group: .scripting, since: "7.0.0",
      complexity: "O(N) where N is the number of functions deleted", summary: "Deleting all functions",
      arguments: [.oneOf("async", .optional, [.token("ASYNC"), .token("SYNC")])],
      handler: .engine(.scripting(.functionFlush))),
    Command(
      "function|help", arity: 2, [.loading, .stale], group: .scripting, since: "7.0.0", complexity: "O(1)",
      summary: "Show helpful text about the different subcommands", handler: .data(functionHelp)),
    Command(
      "function|kill", arity: 2, [.noScript, .allowBusy],
      tips: ["request_policy:all_shards", "response_policy:one_succeeded"], group: .scripting, since: "7.0.0",
      complexity: "O(1)", summary: "Kill the function currently in execution.",
      handler: .engine(.scripting(.functionKill))),
    Command(
      "function|list", arity: -2, .noScript, tips: ["nondeterministic_output_order"], group: .scripting, since: "7.0.0",
      complexity: "O(N) where N is the number of functions", summary: "List information about all the functions",
      arguments: [.string("LIBRARYNAME", "library-name-pattern", .optional), .token("WITHCODE", .optional)],
      handler: .engine(.scripting(.functionList))),
    Command(
      "function|load", arity: -3, [.write, .denyOOM, .noScript],
      tips: ["request_policy:all_shards", "response_policy:all_succeeded"], group: .scripting, since: "7.0.0",
      complexity: "O(1) (considering compilation time is redundant)",
      summary: "Create a function with the given arguments (name, code, description)",
      arguments: [.token("REPLACE", .optional), .string("function-code")], handler: .engine(.scripting(.functionLoad))),
    Command(
      "function|restore", arity: -3, [.write, .denyOOM, .noScript],
      tips: ["request_policy:all_shards", "response_policy:all_succeeded"], group: .scripting, since: "7.0.0",
      complexity: "O(N) where N is the number of functions on the payload",
      summary: "Restore all the functions on the given payload",
      arguments: [
        .string("serialized-value"),
        .oneOf("policy", .optional, [.token("FLUSH"), .token("APPEND"), .token("REPLACE")]),
      ], handler: .engine(.scripting(.functionRestore))),
    Command(
      "function|stats", arity: 2, [.noScript, .allowBusy],
      tips: ["nondeterministic_output", "request_policy:all_shards", "response_policy:special"], group: .scripting,
      since: "7.0.0", complexity: "O(1)",
      summary: "Return information about the function currently running (name, description, duration)",
      handler: .engine(.scripting(.functionStats))),
  ]

  private static func functionHelp(_ context: CommandContext, _ arguments: Arguments) {
    context.replyHelp(of: "FUNCTION", functionHelpLines)
  }

  private static let functionHelpLines: [StaticString] = [
    "LOAD [REPLACE] <FUNCTION CODE>",
    "    Create a new library with the given library name and code.",
    "DELETE <LIBRARY NAME>",
    "    Delete the given library.",
    "LIST [LIBRARYNAME PATTERN] [WITHCODE]",
    "    Return general information on all the libraries:",
    "    * Library name",
    "    * The engine used to run the Library",
    "    * Library description",
    "    * Functions list",
    "    * Library code (if WITHCODE is given)",
    "    It also possible to get only function that matches a pattern using LIBRARYNAME argument.",
    "STATS",
    "    Return information about the current function running:",
    "    * Function name",
    "    * Command used to run the function",
    "    * Duration in MS that the function is running",
    "    If no function is running, return nil",
    "    In addition, returns a list of available engines.",
    "KILL",
    "    Kill the current running function.",
    "FLUSH [ASYNC|SYNC]",
    "    Delete all the libraries.",
    "    When called without the optional mode argument, the behavior is determined by the",
    "    lazyfree-lazy-user-flush configuration directive. Valid modes are:",
    "    * ASYNC: Asynchronously flush the libraries.",
    "    * SYNC: Synchronously flush the libraries.",
    "DUMP",
    "    Return a serialized payload representing the current libraries, can be restored using FUNCTION RESTORE command",
    "RESTORE <PAYLOAD> [FLUSH|APPEND|REPLACE]",
    "    Restore the libraries represented by the given payload, it is possible to give a restore policy to",
    "    control how to handle existing libraries (default APPEND):",
    "    * FLUSH: delete all existing libraries.",
    "    * APPEND: appends the restored libraries to the existing libraries. On collision, abort.",
    "    * REPLACE: appends the restored libraries to the existing libraries, On collision, replace the old",
    "      libraries with the new libraries (notice that even on this option there is a chance of failure",
    "      in case of functions name collision with another library).",
  ]
}
