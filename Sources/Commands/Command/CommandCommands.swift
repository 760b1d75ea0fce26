import Bytes
import RESP

/// COMMAND and its subcommands: what the tables of commands know, told to clients.
enum CommandCommands {
  static func command(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    replyInfo(context)
  }

  static func commandCount(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    context.reply.integer(context.table.callable.count)
  }

  static func commandInfo(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    guard arguments.count > 2 else { return replyInfo(context) }
    context.reply.array(arguments.count - 2)
    for index in 2..<arguments.count {
      if let command = context.table.lookup(fullName: arguments[index]) {
        context.reply.info(of: command)
      } else {
        context.reply.null()
      }
    }
  }

  private static func replyInfo(_ context: CommandContext) {
    context.reply.array(context.table.callable.count)
    for command in context.table.callable { context.reply.info(of: command) }
  }

  static func commandDocs(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    var commands = context.table.callable
    if arguments.count > 2 {
      commands = (2..<arguments.count).compactMap { context.table.lookup(fullName: arguments[$0]) }
    }
    context.reply.map(commands.count)
    for command in commands {
      context.reply.bulk(text: command.fullName)
      context.reply.docs(of: command)
    }
  }

  static func commandHelp(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    context.replyHelp(
      of: "COMMAND",
      [
        "(no subcommand)",
        "    Return details about all Redis commands.",
        "COUNT",
        "    Return the total number of commands in this Redis server.",
        "LIST",
        "    Return a list of all commands in this Redis server.",
        "INFO [<command-name> ...]",
        "    Return details about multiple Redis commands.",
        "    If no command names are given, documentation details for all",
        "    commands are returned.",
        "DOCS [<command-name> ...]",
        "    Return documentation details about multiple Redis commands.",
        "    If no command names are given, documentation details for all",
        "    commands are returned.",
        "GETKEYS <full-command>",
        "    Return the keys from a full Redis command.",
        "GETKEYSANDFLAGS <full-command>",
        "    Return the keys and the access flags from a full Redis command.",
      ])
  }
}
