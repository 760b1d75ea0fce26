import Bytes
import RESP

/// The commands about the connection.
///
/// The subcommands of CLIENT are in `ConnectionCommands+Client.swift`.
enum ConnectionCommands {
  /// `PING [message]`.
  static func ping(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    if context.session.isInSubscribedMode, arguments.count <= 2 {
      context.reply.array(2)
      context.reply.bulk("pong")
      if arguments.count == 2 { context.reply.bulk(arguments[1]) } else { context.reply.bulk("") }
      return
    }
    switch arguments.count {
    case 1: context.reply.simple("PONG")
    case 2: context.reply.bulk(arguments[1])
    default: throw .wrongArity("ping")
    }
  }

  /// `ECHO message`.
  static func echo(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    context.reply.bulk(arguments[1])
  }
}
