import Bytes
import Commands
import Disk
import Engine

extension ScriptRunner {
  /// Error replies of a stream that are reported one by one.
  private static var reportLimit: Int { 100 }

  /// Loads a stream of requests in bulk, as `redis-cli --pipe` does: many are run for each write to the append-only
  /// file, and of the replies only the errors are shown.
  ///
  /// `start` are the bytes that were taken from `source` already.
  func run(stream start: [UInt8], then source: LineReader<DiskError>.Source, _ name: String) throws(DiskError) {
    guard let engine = workbench.engine, let session = workbench.session else {
      report("\(name): ", Array(Workbench.noEngine.utf8))
      return fail(3)
    }
    var stream = RequestStream(engine, session: session, failureLimit: Self.reportLimit, bails: bails)
    var pending = start
    let bench = workbench
    bench.beginProgress("ingesting")
    defer { bench.endProgress() }
    let size = streamSize
    let summary = try stream.run(progress: { bench.showProgress(done: $0.bytes, of: size, unit: .bytes) }) {
      (buffer, _) throws(DiskError) in
      // What was read is run to its end; a request that is cut off is told of as one at the end of the file.
      if bench.askInterrupted() { return 0 }
      if pending.isEmpty { try source(&pending) }
      defer { pending.removeAll(keepingCapacity: true) }
      buffer.append(pending)
      return pending.count
    }
    bench.endProgress()
    workbench.write("errors: \(summary.errors), replies: \(summary.replies)\n")
    workbench.printed = []
    workbench.sink.flush()
    report(summary, name)
    workbench.lastCron = workbench.clock.monotonic()
    guard engine.state == .ended else { return }
    let wasAsked = engine.endReason == nil
    let message = workbench.noteEnd()
    if wasAsked { return }
    report("\(name): ", message)
    fail(3)
  }

  /// Tells of the errors of a stream, and where it could not be read further.
  private func report(_ summary: RequestStream.Summary, _ name: String) {
    for failure in summary.failures {
      report("\(name): request \(failure.request) at byte \(failure.offset): ", failure.message)
    }
    let more = summary.errors - summary.failures.count
    if more > 0 { report("\(name): ", Array("\(Words.count(more, "error")) more are not shown".utf8)) }
    switch summary.end {
    case .torn(let offset) where workbench.isInterrupted:
      report("\(name): ", Array("interrupted before the request at byte \(offset)".utf8))
      noteError()
    case .complete where workbench.isInterrupted:
      report("\(name): ", Array("interrupted".utf8))
      noteError()
    case .torn(let offset):
      report("\(name): ", Array("the stream ends within the request that begins at byte \(offset)".utf8))
      noteError()
    case .malformed: fail(1)
    case .complete, .bailed, .closed, .stopped: break
    }
    if summary.errors > 0 { noteError() }
  }
}
