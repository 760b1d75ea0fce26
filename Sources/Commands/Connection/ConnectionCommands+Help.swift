extension ConnectionCommands {
  /// Redis' text, less the subcommands that have no sense here.
  static func clientHelp(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    context.replyHelp(
      of: "CLIENT",
      [
        "GETNAME",
        "    Return the name of the current connection.",
        "ID",
        "    Return the ID of the current connection.",
        "INFO",
        "    Return information about the current client connection.",
        "LIST [options ...]",
        "    Return information about client connections. Options:",
        "    * TYPE (NORMAL|MASTER|REPLICA|PUBSUB)",
        "      Return clients of specified type.",
        "SETNAME <name>",
        "    Assign the name <name> to the current connection.",
      ])
  }
}
