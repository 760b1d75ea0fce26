import Bytes
import Commands
import Disk
import Engine
import RESP

extension ScriptRunner {
  /// What a stream of requests has brought.
  private struct Progress {
    var replies = 0
    var errors = 0
    var offset = 0
  }

  /// Loads a stream of requests in bulk, as `redis-cli --pipe` does: many are run for each write to the append-only
  /// file, and of the replies only the errors are shown.
  func run(stream start: [UInt8], then source: LineReader<DiskError>.Source, _ name: String) throws(DiskError) {
    var buffer = start
    var scanner = RequestScanner()
    var progress = Progress()
    var isAtEnd = false
    while !isOver {
      let used = load(buffer, &scanner, &progress, name)
      buffer.removeFirst(used)
      progress.offset += used
      if isOver { break }
      if isAtEnd {
        if !buffer.isEmpty {
          report("\(name): ", Array("the stream ends within the request at byte \(progress.offset)".utf8))
          noteError()
        }
        break
      }
      let before = buffer.count
      try source(&buffer)
      isAtEnd = buffer.count == before
    }
    workbench.write("errors: \(progress.errors), replies: \(progress.replies)\n")
    workbench.printed = []
    workbench.sink.flush()
  }

  /// Runs the requests that `bytes` hold. Returns the bytes that are done with.
  private func load(
    _ bytes: [UInt8], _ scanner: inout RequestScanner, _ progress: inout Progress, _ name: String
  ) -> Int {
    guard let engine = workbench.engine, let session = workbench.session else {
      report("\(name): ", Array(Workbench.noEngine.utf8))
      fail(3)
      return 0
    }
    var offset = 0
    var errors: [(offset: Int, message: [UInt8])] = []
    loop: while engine.state == .running, !session.isClosing {
      switch scanner.next(bytes.span, from: offset) {
      case .incomplete: break loop
      case .empty(let end): offset = end
      case .failure(let error):
        errors.append((progress.offset + offset, Array("ERR ".utf8) + error.message))
        fail(1)
        break loop
      case .request(let end):
        let before = engine.context.reply.bytes.count
        if let arguments = scanner.inlineArguments {
          engine.execute(OwnedArguments(arguments).view, session: session)
        } else {
          engine.execute(Arguments(bytes.span, scanner.arguments.span), session: session)
        }
        if let message = Self.error(in: engine, from: before) { errors.append((progress.offset + offset, message)) }
        progress.replies += 1
        offset = end
      }
    }
    finish(engine, errors, &progress, name)
    return offset
  }

  /// The error that was replied last, if it was one.
  private static func error(in engine: Engine, from start: Int) -> [UInt8]? {
    engine.context.reply.bytes.withSpan { reply in
      guard reply.count > start, reply[start] == UInt8(ascii: "-") else { return nil }
      return [UInt8](copying: reply.extracting((start + 1)..<(reply.count - 2)))
    }
  }

  /// Writes what the requests left, and only then tells of their replies.
  private func finish(
    _ engine: Engine, _ errors: [(offset: Int, message: [UInt8])], _ progress: inout Progress, _ name: String
  ) {
    engine.flush()
    engine.takeReplies { _ in }
    progress.errors += errors.count
    for (offset, message) in errors {
      report("\(name): byte \(offset): ", message)
      noteError()
    }
    guard engine.state == .ended else { return workbench.cronIfDue() }
    let stopped = engine.endReason != nil
    let message = workbench.noteEnd()
    if stopped { report("\(name): ", message) }
    if stopped { fail(3) } else { take(LineResult(outcome: .quit(nil))) }
  }
}
