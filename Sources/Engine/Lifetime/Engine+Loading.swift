public import AOF
import Bytes
public import Commands
import Disk
import RESP

/// The engine as the target of a load: commands run in a session of their own, change the data set, and leave neither
/// replies nor effects.
extension Engine: LoadTarget {
  public var isInTransaction: Bool { context.session.isInTransaction }

  public func willRead(bytes: Int) { loading?.totalBytes = bytes }

  public func noteRead(bytes: Int) { noteLoaded(bytes) }

  public func discardTransaction() { context.session.transaction = nil }

  public func prepare(_ batch: borrowing RequestBatch, in bytes: Span<UInt8>) {
    if let loading, loading.delay > 0 { delay(loading.delay * Int64(batch.count)) }
    context.prepare(batch, in: bytes)
  }

  /// Lets a load take long, for those who want to see what happens meanwhile (Redis directive `key-load-delay`).
  private func delay(_ microseconds: Int64) {
    clock.sleep(microseconds)
    noteLoaded(0)
  }

  public func execute(_ arguments: Arguments) -> LoadVerdict {
    guard let command = table.lookup(arguments) else { return .unknownCommand }
    guard command.accepts(argumentCount: arguments.count) else { return .tooFewArguments }
    if isInTransaction, !command.runsWhileLoadingTransaction {
      context.session.transaction?.append(command, OwnedArguments(copying: arguments))
      return .executed
    }
    // Not as a client's command: it counts nowhere, is not timed, and nothing follows from it. What was written before
    // are replies that others still wait for (DEBUG LOADAOF).
    let start = context.reply.bytes.count
    _ = perform(command, arguments)
    if context.reply.bytes.withSpan({ $0.count > start && $0[start] == UInt8(ascii: "-") }) {
      reportRefusal(arguments, from: start)
    }
    context.reply.bytes.truncate(to: start)
    if !context.effects.items.isEmpty { context.effects.removeAll() }
    return .executed
  }

  /// A command in the file got an error reply; Redis logs it and goes on (spec 1.5).
  private func reportRefusal(_ arguments: Arguments, from start: Int) {
    let reply = context.reply.bytes.array.dropFirst(start + 1).prefix { $0 != 0x0D }
    let line = LoadMessages.errorReply(String(decoding: reply, as: UTF8.self), command: String(bytes: arguments[0]))
    log(.warning, line)
  }
}

extension Command {
  /// EXEC ends a transaction that is being loaded; everything else in it is queued.
  fileprivate var runsWhileLoadingTransaction: Bool {
    if case .engine(.exec) = handler { return true }
    return false
  }
}
