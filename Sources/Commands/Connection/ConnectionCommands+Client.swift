import Bytes
import RESP

/// The subcommands of CLIENT. They know one client: the session that asks.
extension ConnectionCommands {
  /// `CLIENT ID`.
  static func clientId(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    context.reply.integer(context.session.id)
  }

  /// `CLIENT GETNAME`.
  static func clientGetname(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    if context.session.name.isEmpty { return context.reply.null() }
    context.reply.bulk(context.session.name)
  }

  /// `CLIENT SETNAME connection-name`: an empty name takes it away.
  static func clientSetname(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    context.session.name = try validatedName(arguments[2])
    context.reply.simple("OK")
  }

  /// `name`, if it can stand in the output of CLIENT LIST.
  ///
  /// HELLO accepts the same names.
  static func validatedName(_ name: Span<UInt8>) throws(CommandError) -> [UInt8] {
    for index in name.indices where !(0x21...0x7E).contains(name[index]) { throw .invalidClientName }
    return [UInt8](copying: name)
  }

  /// `CLIENT INFO`.
  static func clientInfo(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    context.countArguments(arguments)
    defer { context.forgetArguments() }
    var line = ByteWriter(minimumCapacity: 512)
    describe(context.session, context, to: &line)
    line.append("\n")
    context.reply.verbatim(format: "txt", line.span)
  }

  /// `CLIENT LIST [TYPE NORMAL | MASTER | REPLICA | PUBSUB] [ID client-id ...]`.
  static func clientList(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    var sessions = context.allSessions
    if arguments.count == 4, arguments.isOption(at: 2, "type") {
      let type = try ClientType(arguments[3])
      sessions = sessions.filter { ClientType(of: $0) == type }
    } else if arguments.count > 3, arguments.isOption(at: 2, "id") {
      var chosen: [Session] = []
      for index in 3..<arguments.count {
        guard let id = arguments[index].canonicalInteger else { throw .invalidClientID }
        chosen += sessions.filter { $0.id == id }
      }
      sessions = chosen
    } else if arguments.count != 2 {
      throw .syntax
    }
    context.countArguments(arguments)
    defer { context.forgetArguments() }
    var list = ByteWriter(minimumCapacity: 512)
    for session in sessions {
      describe(session, context, to: &list)
      list.append("\n")
    }
    context.reply.verbatim(format: "txt", list.span)
  }
}

/// The classes of clients that CLIENT LIST and CLIENT KILL tell apart.
enum ClientType {
  case normal, replica, pubSub, master

  init(_ word: Span<UInt8>) throws(CommandError) {
    if word.equalsIgnoringCase("normal") {
      self = .normal
    } else if word.equalsIgnoringCase("slave") || word.equalsIgnoringCase("replica") {
      self = .replica
    } else if word.equalsIgnoringCase("pubsub") {
      self = .pubSub
    } else if word.equalsIgnoringCase("master") {
      self = .master
    } else {
      throw .unknownClientType(word)
    }
  }

  init(of session: Session) { self = session.attention.contains(.subscribed) ? .pubSub : .normal }
}
