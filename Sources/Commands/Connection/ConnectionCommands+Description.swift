import Bytes
import RESP

/// One client as CLIENT INFO, CLIENT LIST and the log tell of it.
extension ConnectionCommands {
  /// One client in one line, without the line's end.
  ///
  /// What only a socket has is told of a session without one as Redis tells it of clients without one.
  static func describe(_ session: Session, _ context: CommandContext, to line: inout ByteWriter) {
    context.clients.measure?(session)
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
    line.append(decimal: (session.transaction ?? session.executing)?.commands.count ?? -1)
    describeMemory(of: session, to: &line)
    line.append(text: session.buffers.output > 0 ? " events=rw cmd=" : " events=r cmd=")
    line.append(text: session.lastCommand < 0 ? "NULL" : context.table.byNumber[session.lastCommand].fullName)
    line.append(" user=")
    line.append((session.user ?? context.access.defaultUser).name)
    line.append(" redir=")
    line.append(decimal: session.tracking?.redirect ?? -1)
    line.append(" resp=")
    line.append(decimal: session.version.rawValue)
  }

  /// What a client takes, in Redis' fields.
  ///
  /// Replies of all clients gather in one buffer until the turn ends, of which `obl` is what is for this client. A client
  /// has no such buffer of its own, so that its size `rbs` is always 0; `rbp` is the most that it had waiting there.
  private static func describeMemory(of session: Session, to line: inout ByteWriter) {
    let buffers = session.buffers
    line.append(text: " qbuf=\(buffers.input) qbuf-free=\(buffers.inputRoom) argv-mem=")
    line.append(decimal: session.wait?.arguments.bytes.count ?? session.argumentMemory)
    line.append(" multi-mem=")
    line.append(decimal: (session.transaction ?? session.executing)?.memory ?? 0)
    line.append(text: " rbs=0 rbp=\(buffers.repliesPeak) obl=\(buffers.replies + session.outbox.count)")
    line.append(text: " oll=\(buffers.outputPieces) omem=\(buffers.output) tot-mem=\(session.memory)")
  }

  private static func flags(of session: Session) -> String {
    var flags = ""
    if session.attention.contains(.monitors) { flags += "O" }
    if session.attention.contains(.subscribed) { flags += "P" }
    if session.isInTransaction || session.executing != nil { flags += "x" }
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

  /// Counts the arguments of the running command, for those who ask what clients take. Those of EXEC are counted
  /// already.
  func countArguments(_ arguments: Arguments) {
    guard session.executing == nil else { return }
    session.argumentMemory = 0
    for index in 0..<arguments.count { session.argumentMemory += arguments[index].count }
  }

  /// Undoes that.
  func forgetArguments() {
    if session.executing == nil { session.argumentMemory = 0 }
  }

  /// All sessions by their numbers, the running one among them.
  var allSessions: [Session] {
    let known = clients.all
    return known.contains { $0 === session } ? known : known + [session]
  }
}
