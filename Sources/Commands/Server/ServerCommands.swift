import RESP

/// The commands about the server itself that need no more than the context.
enum ServerCommands {
  /// `TIME`: Unix seconds, and microseconds of the second.
  static func time(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    context.reply.array(2)
    context.reply.bulk(decimal: context.microseconds / 1_000_000)
    context.reply.bulk(decimal: context.microseconds % 1_000_000)
  }

  /// `LOLWUT [VERSION version]`: the name of the version; the pictures of older ones are not drawn.
  static func lolwut(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    if arguments.count >= 3, arguments.isOption(at: 1, "version") { _ = try arguments.integer(at: 2) }
    let text = Array("Redis ver. 7.0.15\n".utf8)
    context.reply.verbatim(format: "txt", text.span)
  }

  /// `MONITOR`.
  static func monitor(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    guard !context.deniesBlocking else { throw .text("ERR MONITOR isn't allowed for DENY BLOCKING client") }
    // As in Redis, who monitors already gets no reply.
    if context.session.attention.contains(.monitors) { return }
    context.clients.monitor(context.session)
    context.reply.simple("OK")
  }
}
