import Bytes
import RESP

/// The subcommands of CLIENT that change how commands are served.
extension ConnectionCommands {
  /// `CLIENT REPLY ON | OFF | SKIP`.
  static func clientReply(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let session = context.session
    if arguments[2].equalsIgnoringCase("on") {
      session.replyMode = .on
      session.attention.remove(.muted)
      context.reply.simple("OK")
    } else if arguments[2].equalsIgnoringCase("off") {
      session.replyMode = .off
      session.attention.insert(.muted)
    } else if arguments[2].equalsIgnoringCase("skip") {
      // While nothing else asks for attention, this command itself is not looked at any more.
      if session.replyMode != .off { session.replyMode = session.attention.isEmpty ? .skips : .skipsNext }
      session.attention.insert(.muted)
    } else {
      throw .syntax
    }
  }

  /// `CLIENT NO-EVICT ON | OFF`.
  static func clientNoEvict(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let isOn = arguments[2].equalsIgnoringCase("on")
    guard isOn || arguments[2].equalsIgnoringCase("off") else { throw .syntax }
    context.session.isSparedFromEviction = isOn
    context.reply.simple("OK")
  }

  /// `CLIENT PAUSE timeout [WRITE | ALL]`.
  static func clientPause(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    var onlyWrites = false
    if arguments.count == 4 {
      onlyWrites = arguments[3].equalsIgnoringCase("write")
      guard onlyWrites || arguments[3].equalsIgnoringCase("all") else {
        throw .text("ERR CLIENT PAUSE mode must be WRITE or ALL")
      }
    } else if arguments.count != 3 {
      throw .wrongSubcommand(of: "CLIENT", arguments)
    }
    guard let timeout = arguments[2].canonicalInteger else { throw .timeoutNotAnInteger }
    guard timeout >= 0 else { throw .negativeTimeout }
    // As in Redis, a time beyond what can be counted is one long ago.
    let end = min(context.milliseconds &+ timeout, Int64.max / 1000)
    // A pause that is under way is never shortened, and the stricter kind of both counts.
    let isPaused = context.clients.pausedUntil > context.microseconds
    context.clients.pausesOnlyWrites = onlyWrites && !(isPaused && !context.clients.pausesOnlyWrites)
    context.clients.pausedUntil = max(context.clients.pausedUntil, end &* 1000)
    context.reply.simple("OK")
  }

  /// `CLIENT UNPAUSE`.
  static func clientUnpause(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    context.clients.pausedUntil = 0
    context.reply.simple("OK")
  }

  /// `CLIENT UNBLOCK client-id [TIMEOUT | ERROR]`.
  static func clientUnblock(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    if arguments.count == 4 {
      guard arguments[3].equalsIgnoringCase("timeout") || arguments[3].equalsIgnoringCase("error") else {
        throw .text("ERR CLIENT UNBLOCK reason should be TIMEOUT or ERROR")
      }
    } else if arguments.count != 3 {
      throw .wrongSubcommand(of: "CLIENT", arguments)
    }
    let number = try arguments.integer(at: 2)
    let withError = arguments.count == 4 && arguments[3].equalsIgnoringCase("error")
    context.reply.integer(context.unblock(session: Int(number), withError: withError) ? 1 : 0)
  }
}

extension CommandError {
  static var timeoutOutOfRange: CommandError { .text("ERR timeout is out of range") }

  /// A subcommand with arguments that none of its forms has.
  static func wrongSubcommand(of container: StaticString, _ arguments: Arguments) -> CommandError {
    .message(
      Array("ERR unknown subcommand or wrong number of arguments for '".utf8) + [UInt8](copying: arguments[1])
        + Array("'. Try \(container) HELP.".utf8))
  }
}
