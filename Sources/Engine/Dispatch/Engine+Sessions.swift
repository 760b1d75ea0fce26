import Bytes
public import Commands
import Disk
import RESP

/// The clients of the engine, and what is done for those that are more than senders of commands.
extension Engine {
  /// A new client of this engine, which is one until ``endSession(_:)``.
  public func makeSession() -> Session {
    let session = Session(id: nextSession)
    nextSession += 1
    session.createdAt = clock.now()
    session.lastCommandAt = session.createdAt
    context.clients.add(session)
    context.becomeDefaultUser(session)
    return session
  }

  /// Lets go of a client: its transaction, what it watches and its subscriptions.
  public func endSession(_ session: Session) { context.forget(session) }

  /// Runs one command of a session that is subscribed, monitors, or does not want replies.
  func dispatchAttentively(_ arguments: Arguments) {
    let session = context.session
    let start = context.reply.bytes.count
    dispatchOnce(arguments)
    if session.attention.contains(.muted) { mute(session, from: start, isConfirmation: isSubscription(arguments)) }
    if session.attention.contains(.tracks), !session.isInTransaction, !isOfClient(arguments) {
      session.tracking?.saidCaching = false
    }
    // What the session's own command brought about comes before its reply, as in Redis; inside of a transaction Redis
    // puts it within the reply, where no client expects it.
    // What it caches is told to be old after the reply.
    guard !session.outbox.isEmpty else { return }
    let isLate = session.attention.contains(.tracks) && !session.attention.contains(.subscribed)
    insert(session.takeMessages(), at: isLate ? context.reply.bytes.count : start)
  }

  /// Whether the reply to a command is a message of channels, which even those get who want no replies.
  private func isSubscription(_ arguments: Arguments) -> Bool {
    switch table.lookup(arguments)?.name {
    case "subscribe", "psubscribe", "ssubscribe", "unsubscribe", "punsubscribe", "sunsubscribe": true
    default: false
    }
  }

  private func isOfClient(_ arguments: Arguments) -> Bool {
    guard let command = table.lookup(arguments) else { return false }
    return command.fullName.hasPrefix("client")
  }

  private func insert(_ messages: [UInt8], at start: Int) {
    let reply = context.reply.bytes.withSpan { [UInt8](copying: $0.extracting(start...)) }
    context.reply.bytes.truncate(to: start)
    context.reply.bytes.append(messages.span)
    context.reply.bytes.append(reply.span)
  }

  /// Remembers what a session has read that wants to know when it changes.
  func noteReads(_ command: Command, _ arguments: Arguments) {
    context.rememberReads(of: command, arguments, by: context.session)
  }

  private func mute(_ session: Session, from start: Int, isConfirmation: Bool) {
    let isRefusal = context.reply.bytes.withSpan { $0.count > start && $0[start] == UInt8(ascii: "-") }
    let keeps = isConfirmation && !isRefusal
    switch session.replyMode {
    case .on: session.attention.remove(.muted)
    case .off: if !keeps { context.reply.bytes.truncate(to: start) }
    case .skipsNext: session.replyMode = .skips
    case .skips:
      if !keeps { context.reply.bytes.truncate(to: start) }
      session.replyMode = .on
      session.attention.remove(.muted)
    }
  }

  /// The refusals that depend on what the session is.
  func admit(_ command: Command, _ arguments: Arguments, of session: Session) throws(CommandError) {
    if session.attention.contains(.restricted) { try context.checkPermissions(command, arguments) }
    if session.isInSubscribedMode, !command.runsWhileSubscribed {
      throw .message(
        text: "ERR Can't execute '\(command.fullName)': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET "
          + "are allowed in this context")
    }
    let touchesKeys = !command.flags.isDisjoint(with: [.write, .readonly, .mayReplicate])
    if session.attention.contains(.monitors), touchesKeys {
      throw .text("ERR Replica can't interact with the keyspace")
    }
  }

  // MARK: CLIENT PAUSE

  /// Waits until a pause is over, if there is one that concerns `command`.
  func waitForPause(_ command: Command, _ arguments: Arguments) {
    let end = context.clients.pausedUntil
    guard end > 0 else { return }
    if end > context.microseconds {
      if !pauseConcerns(command, arguments) { return }
      clock.sleep(end - context.microseconds)
    }
    context.microseconds = max(clock.now(), context.microseconds)
    context.clients.pausedUntil = 0
  }

  private func pauseConcerns(_ command: Command, _ arguments: Arguments) -> Bool {
    !context.clients.pausesOnlyWrites || isExecOfChanges(command)
      || command.mayChange && !promisesNoWrites(command, arguments)
  }

  /// Whether a command of the session must wait until a pause is over: a host with many clients lets it wait instead
  /// of waiting itself.
  func isPaused(_ arguments: Arguments) -> Bool {
    guard context.clients.pausedUntil > context.microseconds, let command = context.table.lookup(arguments) else {
      return false
    }
    return pauseConcerns(command, arguments)
  }

  private func isExecOfChanges(_ command: Command) -> Bool {
    guard case .engine(.exec) = command.handler, let transaction = context.session.transaction else { return false }
    return transaction.commands.contains { $0.0.mayChange && !promisesNoWrites($0.0, $0.1.view) }
  }

  // MARK: MONITOR

  /// Shows a command that has run to those who monitor, or a script that is going to run: its commands follow.
  func showMonitors(_ command: Command, _ arguments: Arguments, isScript: Bool = false) {
    guard !context.clients.monitors.isEmpty, isScript || command.flags.isDisjoint(with: [.skipMonitor, .admin]) else {
      return
    }
    var line = ByteWriter(minimumCapacity: 128)
    line.append("+")
    line.append(decimal: context.microseconds / 1_000_000)
    line.append(text: "." + String(context.microseconds % 1_000_000 + 1_000_000).dropFirst())
    line.append(text: " [\(context.session.database) \(context.runsScript ? "lua" : context.session.address)]")
    for index in 0..<arguments.count {
      line.append(" ")
      if command.hidesArgument(index, arguments) {
        line.append("\"(redacted)\"")
      } else {
        line.append([UInt8](quoted: arguments[index]).span)
      }
    }
    line.append("\r\n")
    let text = line.array
    for monitor in context.clients.monitors {
      // A session that monitors itself sees the command after its reply.
      if monitor === context.session { context.reply.bytes.append(text.span) } else { monitor.post(text) }
    }
  }
}

extension Command {
  /// Whether a RESP2 session that is subscribed may run the command.
  fileprivate var runsWhileSubscribed: Bool {
    switch name {
    case "subscribe", "psubscribe", "ssubscribe", "unsubscribe", "punsubscribe", "sunsubscribe", "ping", "quit",
      "reset":
      true
    default: false
    }
  }

  /// Whether a pause of changes concerns the command.
  fileprivate var mayChange: Bool {
    if !flags.isDisjoint(with: [.write, .mayReplicate]) { return true }
    // Those that Redis replicates although they write nothing, which COMMAND INFO does not tell.
    return switch name {
    case "publish", "spublish", "pfcount", "eval", "evalsha", "fcall": true
    default: false
    }
  }
}
