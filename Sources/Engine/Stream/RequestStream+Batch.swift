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
      let ended = BatchEnd.gather(bytes, &scanner, &batch, from: &position)
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
}
