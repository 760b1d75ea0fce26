import Bytes
import Commands
import Keyspace
import RESP

extension Engine {
  func multi() throws(CommandError) {
    guard context.session.transaction == nil else { throw .text("ERR MULTI calls can not be nested") }
    context.session.transaction = Transaction()
    context.effects.suppressCommand()
    context.reply.simple("OK")
  }

  func discard() throws(CommandError) {
    guard context.session.transaction != nil else { throw .text("ERR DISCARD without MULTI") }
    endTransaction()
    context.reply.simple("OK")
  }

  /// Runs the queued commands as one unit. A watched key that changed, or a command that was refused while queueing,
  /// ends the transaction without running anything.
  func exec(_ arguments: Arguments) throws(CommandError) {
    guard let transaction = context.session.transaction else { throw .text("ERR EXEC without MULTI") }
    let session = context.session
    let watchFailed = session.watchFailed || watchesExpiredKey(session)
    endTransaction()
    if transaction.isAborted { throw .text("EXECABORT Transaction discarded because of previous errors.") }
    if watchFailed { return context.reply.nullArray() }
    if let refusal = writeRefusal, transaction.commands.contains(where: { $0.0.flags.contains(.write) }) {
      throw .message(text: "EXECABORT Transaction discarded because of: \(refusal.textString)")
    }
    context.reply.array(transaction.commands.count)
    isInsideUnit = true
    context.deniesBlocking = true
    session.executing = transaction
    session.argumentMemory = arguments[0].count
    for (command, arguments) in transaction.commands {
      context.session = session
      if session.attention.contains(.restricted), let refusal = refusalInTransaction(command, arguments) {
        context.refuse(refusal)
        continue
      }
      run(command, arguments.view)
    }
    isInsideUnit = false
    context.deniesBlocking = false
    session.executing = nil
    session.argumentMemory = 0
    unitIsTransaction = true
    // EXEC itself is never written; its commands are.
    context.effects.suppressCommand()
  }

  /// An EXEC that is refused before it runs ends its transaction.
  func abortTransaction(because error: CommandError) -> CommandError {
    endTransaction()
    let reason = error.textString
    let text = reason.hasPrefix("ERR ") ? String(reason.dropFirst(4)) : reason
    return .message(text: "EXECABORT Transaction discarded because of: \(text)")
  }

  private func endTransaction() {
    context.session.transaction = nil
    context.watchers.unwatchAll(context.session)
  }

  func watch(_ arguments: Arguments) throws(CommandError) {
    guard context.session.transaction == nil else { throw .text("ERR WATCH inside MULTI is not allowed") }
    for index in 1..<arguments.count where !context.session.watchFailed {
      let key = arguments[index]
      let expiry = context.database.find(key)?.expiry
      let watched = WatchedKey(
        database: context.session.database, key: [UInt8](copying: key),
        wasExpired: expiry.map { $0 < context.milliseconds } ?? false)
      context.watchers.watch(watched, context.session)
    }
    context.reply.simple("OK")
  }

  func unwatch() {
    context.watchers.unwatchAll(context.session)
    context.reply.simple("OK")
  }

  /// Whether a watched key that was alive when it was watched has expired since.
  private func watchesExpiredKey(_ session: Session) -> Bool {
    session.watched.contains { watched in
      guard !watched.wasExpired,
        let expiry = context.keyspace.databases[watched.database].find(watched.key.span)?.expiry
      else { return false }
      return expiry < context.milliseconds
    }
  }
}
