import RESP

/// The commands about the server itself that need no more than the context.
enum ServerCommands {
  /// `TIME`: Unix seconds, and microseconds of the second.
  static func time(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    context.reply.array(2)
    context.reply.bulk(decimal: context.microseconds / 1_000_000)
    context.reply.bulk(decimal: context.microseconds % 1_000_000)
  }
}
