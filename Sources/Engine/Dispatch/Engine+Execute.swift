import AOF
import Bytes
public import Commands
import Disk
import RESP

extension Engine {
  /// Runs one command of `session` and appends its reply to ``replies``. The reply may be shown to the client only
  /// after ``flush()``, which writes what the command left in the AOF buffer.
  public func execute(_ arguments: Arguments, session: Session) {
    guard arguments.count > 0 else { return }
    context.session = session
    context.reply.version = session.version
    context.microseconds = clock.now()
    if !context.blocking.isEmpty { context.endOverdueWaits() }
    dispatch(arguments)
  }

  /// Runs one command of the session and at the time that the context has.
  func dispatch(_ arguments: Arguments) {
    if context.session.attention.isEmpty {
      dispatchOnce(arguments)
    } else {
      dispatchAttentively(arguments)
    }
    if context.blocking.hasReady { serveWaiting() }
  }

  func dispatchOnce(_ arguments: Arguments) {
    do throws(CommandError) {
      let command = try table.resolve(arguments)
      try admit(command, arguments)
      if context.session.isInTransaction, !command.runsInsideTransaction { return queue(command, arguments) }
      run(command, arguments)
    } catch {
      if let command = table.lookup(arguments) { context.figures.countRejected(command.number) }
      context.session.transaction?.isAborted = true
      context.refuse(isExec(arguments) ? abortTransaction(because: error) : error)
    }
    finishUnit()
  }

  /// The refusals that come before a command runs, in Redis' order.
  private func admit(_ command: Command, _ arguments: Arguments) throws(CommandError) {
    context.session.lastCommand = command.number
    context.session.lastCommandAt = context.microseconds
    let flags = command.flags
    if !context.session.attention.isEmpty { try admit(command, arguments, of: context.session) }
    if flags.contains(.write), isReadOnly { throw .readOnly }
    if flags.contains(.noMulti), context.session.isInTransaction {
      throw .text("ERR Command not allowed inside a transaction")
    }
    if context.settings.maximumMemory > 0, occupation == nil { try admitByMemory(command) }
    if flags.contains(.write) || command.name == "ping", let refusal = writeRefusal { throw refusal }
    if let occupation { try refuseMeanwhile(occupation, command) }
    if context.clients.isWatchful { waitForPause(command, arguments) }
  }

  /// Makes room, and refuses what may take more when there is none.
  private func admitByMemory(_ command: Command) throws(CommandError) {
    foundNoMemory = evict() == .impossible
    guard foundNoMemory else { return }
    var mayTakeMore = command.flags.contains(.denyOOM)
    if let transaction = context.session.transaction {
      mayTakeMore =
        command.runsInsideTransaction
        ? command.name == "exec" && transaction.commands.contains { $0.0.flags.contains(.denyOOM) } : true
    }
    if mayTakeMore { throw .outOfMemory }
  }

  /// Whether there was no room, and none could be made, when the running command began.
  var isOutOfMemory: Bool { context.settings.maximumMemory > 0 && foundNoMemory && !context.isLoading }

  private func isExec(_ arguments: Arguments) -> Bool {
    guard case .engine(.exec) = table.lookup(arguments)?.handler else { return false }
    return true
  }

  private func queue(_ command: Command, _ arguments: Arguments) {
    context.session.transaction?.append(command, OwnedArguments(copying: arguments))
    context.reply.simple("QUEUED")
  }

  /// Runs one command; its own effect joins the unit that is under way.
  func run(_ command: Command, _ arguments: Arguments) {
    let dirtyBefore = context.dirty
    let database = context.session.database
    context.effects.beginCommand()
    let isMeasured = !context.isLoading && isMeasured(command)
    let started = isMeasured ? clock.monotonic() : 0
    if !perform(command, arguments) { context.figures.countFailed(command.number) }
    // Afterwards: a command that tells of the figures does not count itself.
    statistics.processedCommands += 1
    // While loading only EXEC comes here, and Redis takes no note of times and calls then.
    if context.isLoading { return }
    // One that has waited was counted, and shown, when it began.
    let isServing = context.isServing
    if !isServing { context.figures.count(command.number) }
    if isMeasured {
      noteTime(clock.monotonic() - started, of: command, arguments)
    } else {
      commandClock.count(command.number)
    }
    if context.session.attention.contains(.tracks) { noteReads(command, arguments) }
    if context.clients.isWatchful, !isServing { showMonitors(command, arguments) }
    // SAVE takes changes away from the count: it is no change.
    guard context.dirty > dirtyBefore, context.effects.includesCommand, propagates else { return }
    if isInsideUnit || !context.effects.items.isEmpty {
      context.effects.add(command: arguments, in: database)
    } else {
      appendOnlyFile.append(command: arguments, in: database, second: context.microseconds / 1_000_000)
    }
  }

  /// Runs the handler of a command. Returns whether it did not refuse; else its reply is the refusal.
  @inline(__always)
  func perform(_ command: Command, _ arguments: Arguments) -> Bool {
    let replyStart = context.reply.bytes.count
    do throws(CommandError) {
      switch command.handler {
      case .data(let handler): try handler(context, arguments)
      case .engine(let operation): try run(operation, arguments)
      case .container: throw CommandError.syntax
      }
      return true
    } catch {
      context.reply.bytes.truncate(to: replyStart)
      context.refuse(error)
      return false
    }
  }

  /// Sends the effects of the command or transaction that just ended to the append-only file, as one unit.
  func finishUnit() {
    defer {
      unitIsTransaction = false
      observer?.unitEnded(self)
    }
    if context.flushedAll { saveAfterFlush() }
    guard !context.effects.items.isEmpty else { return context.effects.wrapAgain() }
    if propagates {
      let isWrapped = context.effects.isWrapped || unitIsTransaction
      appendOnlyFile.append(unit: context.effects, isWrapped: isWrapped, second: context.microseconds / 1_000_000)
    }
    context.effects.removeAll()
  }
}

extension Command {
  /// Whether the command runs at once inside of MULTI instead of being queued.
  var runsInsideTransaction: Bool {
    guard case .engine(let operation) = handler else { return false }
    return switch operation {
    case .multi, .exec, .discard, .watch, .quit, .reset: true
    default: false
    }
  }
}
