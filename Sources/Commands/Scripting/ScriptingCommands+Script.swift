extension ScriptingCommands {
  /// The row of SCRIPT and its subcommands.
  static let scripts = Command(
    "script", arity: -2, categories: [], group: .scripting, since: "2.6.0", complexity: "Depends on subcommand.",
    summary: "A container for Lua scripts management commands", subcommands: scriptsSubcommands, handler: .container)

  private static let scriptsSubcommands: [Command] = [
    Command(
      "script|debug", arity: 3, .noScript, group: .scripting, since: "3.2.0", complexity: "O(1)",
      summary: "Set the debug mode for executed scripts.",
      arguments: [.oneOf("mode", [.token("YES"), .token("SYNC"), .token("NO")])],
      handler: .engine(.scripting(.scriptDebug))),
    Command(
      "script|exists", arity: -3, .noScript, tips: ["request_policy:all_shards", "response_policy:agg_logical_and"],
      group: .scripting, since: "2.6.0",
      complexity: """
        O(N) with N being the number of scripts to check (so checking a single script is an O(1) operation).
        """, summary: "Check existence of scripts in the script cache.", arguments: [.string("sha1", .multiple)],
      handler: .engine(.scripting(.scriptExists))),
    Command(
      "script|flush", arity: -2, .noScript, tips: ["request_policy:all_nodes", "response_policy:all_succeeded"],
      group: .scripting, since: "2.6.0", complexity: "O(N) with N being the number of scripts in cache",
      summary: "Remove all the scripts from the script cache.",
      arguments: [.oneOf("async", .optional, since: "6.2.0", [.token("ASYNC"), .token("SYNC")])],
      history: [.init("6.2.0", "Added the `ASYNC` and `SYNC` flushing mode modifiers.")],
      handler: .engine(.scripting(.scriptFlush))),
    Command(
      "script|help", arity: 2, [.loading, .stale], group: .scripting, since: "5.0.0", complexity: "O(1)",
      summary: "Show helpful text about the different subcommands", handler: .data(scriptHelp)),
    Command(
      "script|kill", arity: 2, [.noScript, .allowBusy],
      tips: ["request_policy:all_shards", "response_policy:one_succeeded"], group: .scripting, since: "2.6.0",
      complexity: "O(1)", summary: "Kill the script currently in execution.", handler: .engine(.scripting(.scriptKill))),
    Command(
      "script|load", arity: 3, [.noScript, .stale],
      tips: ["request_policy:all_nodes", "response_policy:all_succeeded"], group: .scripting, since: "2.6.0",
      complexity: "O(N) with N being the length in bytes of the script body.",
      summary: "Load the specified Lua script into the script cache.", arguments: [.string("script")],
      handler: .engine(.scripting(.scriptLoad))),
  ]

  private static func scriptHelp(_ context: CommandContext, _ arguments: Arguments) {
    context.replyHelp(of: "SCRIPT", scriptHelpLines)
  }

  private static let scriptHelpLines: [StaticString] = [
    "DEBUG (YES|SYNC|NO)",
    "    Set the debug mode for subsequent scripts executed.",
    "EXISTS <sha1> [<sha1> ...]",
    "    Return information about the existence of the scripts in the script cache.",
    "FLUSH [ASYNC|SYNC]",
    "    Flush the Lua scripts cache. Very dangerous on replicas.",
    "    When called without the optional mode argument, the behavior is determined by the",
    "    lazyfree-lazy-user-flush configuration directive. Valid modes are:",
    "    * ASYNC: Asynchronously flush the scripts cache.",
    "    * SYNC: Synchronously flush the scripts cache.",
    "KILL",
    "    Kill the currently executing Lua script.",
    "LOAD <script>",
    "    Load a script into the scripts cache without executing it.",
  ]
}
