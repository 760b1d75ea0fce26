import Bytes
import Commands
import RESP

extension ClientStream {
  /// Runs what is complete in `bytes` and says how many bytes that was.
  static func run(
    _ bytes: Span<UInt8>, _ scanner: inout RequestScanner, _ batch: inout RequestBatch, _ engine: Engine,
    _ session: Session, _ stop: inout Stop
  ) -> Int {
    var position = 0
    engine.enter(session)
    defer { engine.endBatches() }
    while true {
      engine.limit(&scanner, session)
      let start = position
      // The first request of a stranger may be what lifts the limits for the second.
      let limit = scanner.limits.isStranger ? 1 : RequestBatch.limit
      let ended = BatchEnd.gather(bytes, &scanner, &batch, from: &position, limit: limit)
      engine.tick()
      engine.beginBatch()
      // Of one alone nothing can be made ready ahead.
      if batch.count > 1 { engine.context.prepare(batch, in: bytes) }
      let ran = runBatch(bytes, batch, engine, session, &stop)
      if stop != .idle {
        // Requests that were scanned already are scanned again when it goes on.
        scanner.reset()
        return ran ?? start
      }
      switch ended {
      case .full: continue
      case .incomplete: return position
      case .failure(let error):
        engine.refuse(error, session, sent: bytes.extracting(scanner.failedAt...))
        stop = .malformed
        return bytes.count
      case .inline(let arguments, let start):
        if runOne(OwnedArguments(arguments).view, engine, session, &stop) { continue }
        return stop == .paused ? start : position
      }
    }
  }

  /// Runs a batch; when that stops early, returns where the requests begin that have not run.
  private static func runBatch(
    _ bytes: Span<UInt8>, _ batch: borrowing RequestBatch, _ engine: Engine, _ session: Session, _ stop: inout Stop
  ) -> Int? {
    for index in 0..<batch.count {
      guard !runOne(batch.arguments(index, in: bytes), engine, session, &stop) else { continue }
      let place = batch.place(index)
      return stop == .paused ? place.lowerBound : place.upperBound
    }
    return nil
  }

  /// Runs a request; false when no other may follow for now.
  @inline(__always)
  private static func runOne(
    _ arguments: Arguments, _ engine: Engine, _ session: Session, _ stop: inout Stop
  ) -> Bool {
    if engine.context.clients.isWatchful, engine.isPaused(arguments) {
      stop = .paused
      return false
    }
    let (start, refusals) = (engine.replyCount, engine.context.statistics.errorReplies)
    engine.dispatch(arguments)
    if engine.context.statistics.errorReplies != refusals, isForeign(arguments[0]) {
      engine.dropReplies(from: start)
      stop = .foreign
      return false
    }
    if session.isClosing || !engine.isServing {
      stop = .closed
      return false
    }
    if session.wait != nil {
      stop = .waits
      return false
    }
    return true
  }
}

extension ClientStream {
  /// Whether a word that is no command is one of HTTP's.
  private static func isForeign(_ name: Span<UInt8>) -> Bool {
    name.equalsIgnoringCase("post") || name.equalsIgnoringCase("host:")
  }
}

extension Engine {
  /// Sets what a request of `session` may ask for.
  func limit(_ scanner: inout RequestScanner, _ session: Session) {
    scanner.limits.maximumBulkLength = context.settings.maximumBulkLength
    scanner.limits.isStranger = !session.isAuthenticated && context.access.needsAuthentication
  }

  /// Replies that what a client has sent is no request, unless it wants no replies.
  func refuse(_ error: ProtocolError, _ session: Session, sent: Span<UInt8>) {
    log(error, of: session, sent)
    let start = context.reply.bytes.count
    context.refuse(.message(Array("ERR ".utf8) + error.message))
    if session.attention.contains(.muted) { context.reply.bytes.truncate(to: start) }
  }
}
