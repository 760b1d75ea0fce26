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
    var list = ByteWriter(minimumCapacity: 512)
    for session in sessions {
      describe(session, context, to: &list)
      list.append("\n")
    }
    context.reply.verbatim(format: "txt", list.span)
  }

  /// One client in one line, without the line's end.
  ///
  /// What only a socket has is told of a session without one as Redis tells it of clients without one.
  static func describe(_ session: Session, _ context: CommandContext, to line: inout ByteWriter) {
    line.append("id=")
    line.append(decimal: session.id)
    line.append(text: " addr=\(session.address) laddr=\(session.localAddress) fd=\(session.descriptor) name=")
    line.append(session.name)
    line.append(" age=")
    line.append(decimal: max(0, context.microseconds - session.createdAt) / 1_000_000)
    line.append(" idle=")
    line.append(decimal: max(0, context.microseconds - session.lastCommandAt) / 1_000_000)
    line.append(" flags=")
    line.append(text: flags(of: session))
    line.append(" db=")
    line.append(decimal: session.database)
    line.append(" sub=")
    line.append(decimal: session.subscriptions.channels.count)
    line.append(" psub=")
    line.append(decimal: session.subscriptions.patterns.count)
    line.append(" ssub=")
    line.append(decimal: session.subscriptions.shardChannels.count)
    line.append(" multi=")
    line.append(decimal: session.transaction?.commands.count ?? -1)
    let (input, output) = (session.buffers.input, session.buffers.output)
    line.append(text: " qbuf=\(input) qbuf-free=0 argv-mem=0 multi-mem=0 rbs=0 rbp=0 obl=")
    line.append(decimal: session.outbox.count)
    line.append(text: " oll=\(output > 0 ? 1 : 0) omem=\(output) tot-mem=\(session.outbox.count + input + output)")
    line.append(text: output > 0 ? " events=rw cmd=" : " events=r cmd=")
    line.append(text: session.lastCommand < 0 ? "NULL" : context.table.byNumber[session.lastCommand].fullName)
    line.append(" user=")
    line.append((session.user ?? context.access.defaultUser).name)
    line.append(" redir=")
    line.append(decimal: session.tracking?.redirect ?? -1)
    line.append(" resp=")
    line.append(decimal: session.version.rawValue)
  }

  private static func flags(of session: Session) -> String {
    var flags = ""
    if session.attention.contains(.monitors) { flags += "O" }
    if session.attention.contains(.subscribed) { flags += "P" }
    if session.transaction != nil { flags += "x" }
    if session.wait != nil { flags += "b" }
    if session.attention.contains(.tracks) {
      flags += "t"
      if session.tracking?.isBroken == true { flags += "R" }
      if session.tracking?.broadcasts == true { flags += "B" }
    }
    if session.watchFailed { flags += "d" }
    if session.isClosing { flags += "c" }
    if session.isOnUnixSocket { flags += "U" }
    if session.isSparedFromEviction { flags += "e" }
    return flags.isEmpty ? "N" : flags
  }
}

extension CommandContext {
  /// A session as CLIENT LIST and the log tell of it.
  public func description(of session: Session) -> [UInt8] {
    var line = ByteWriter(minimumCapacity: 512)
    ConnectionCommands.describe(session, self, to: &line)
    return line.array
  }

  /// All sessions by their numbers, the running one among them.
  var allSessions: [Session] {
    let known = clients.all
    return known.contains { $0 === session } ? known : known + [session]
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
