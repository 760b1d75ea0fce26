import Bytes
import Commands
import RESP

extension RequestStream {
  /// Runs what is complete in `buffer` and says how many bytes that was.
  static func runRequests(
    _ buffer: borrowing ByteWriter, _ scanner: inout RequestScanner, _ batch: inout RequestBatch, _ engine: Engine,
    _ session: Session, _ counts: inout Counts
  ) -> Int {
    let bytes = buffer.span
    var position = 0
    engine.enter(session)
    defer { engine.endBatches() }
    while true {
      let ended = scan(bytes, &scanner, &batch, from: &position)
      engine.tick()
      engine.beginBatch()
      engine.context.prepare(batch, in: bytes)
      for index in 0..<batch.count {
        let place = batch.place(index)
        let message = engine.runInBulk(batch.arguments(index, in: bytes), wantsMessage: counts.wantsMessage)
        counts.add(message, at: place.lowerBound)
        if let end = counts.end(session) { return counts.stop(end, at: place.upperBound) }
      }
      switch ended {
      case .full: continue
      case .incomplete: return position
      case .failure(let error): return counts.fail(Array("ERR ".utf8) + error.message, at: position)
      case .inline(let arguments, let start):
        counts.add(engine.runInBulk(OwnedArguments(arguments).view, wantsMessage: counts.wantsMessage), at: start)
        if let end = counts.end(session) { return counts.stop(end, at: position) }
      }
    }
  }

  /// Why a batch is not continued.
  private enum BatchEnd {
    case full, incomplete
    case failure(ProtocolError)
    /// A request whose arguments are not those in the stream, byte by byte; it began at `start`.
    case inline([[UInt8]], start: Int)
  }

  /// Gathers the requests that begin at `position`, and moves that behind them.
  private static func scan(
    _ bytes: Span<UInt8>, _ scanner: inout RequestScanner, _ batch: inout RequestBatch, from position: inout Int
  ) -> BatchEnd {
    batch.removeAll()
    while !batch.isFull {
      // Its largest numbers are below all limits that can be configured.
      if !scanner.isWithinRequest, let end = batch.appendCanonical(bytes, from: position) {
        position = end
        continue
      }
      let start = position
      switch scanner.next(bytes, from: start) {
      case .request(let end):
        position = end
        if let arguments = scanner.inlineArguments { return .inline(arguments, start: start) }
        batch.append(scanner.arguments, at: start..<end, isCanonical: scanner.isCanonical)
      case .empty(let end): position = end
      case .incomplete: return .incomplete
      case .failure(let error): return .failure(error)
      }
    }
    return .full
  }
}
