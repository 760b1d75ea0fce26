extension ServerCommands {
  static func configHelp(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    context.replyHelp(
      of: "CONFIG",
      [
        "GET <pattern>",
        "    Return parameters matching the glob-like <pattern> and their values.",
        "SET <directive> <value>",
        "    Set the configuration <directive> to <value>.",
        "RESETSTAT",
        "    Reset statistics reported by the INFO command.",
        "REWRITE",
        "    Rewrite the configuration file.",
      ])
  }
}
