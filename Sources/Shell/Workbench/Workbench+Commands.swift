import AOF
import Bytes
import Commands
import Disk
import Engine
import RESP

extension Reply {
  /// Whether it has very many elements.
  fileprivate var isLong: Bool {
    switch self {
    case .array(let elements), .set(let elements), .push(let elements): elements.count > 10_000
    case .map(let pairs): pairs.count > 10_000
    default: false
    }
  }
}

extension LineResult {
  /// An error that has been printed as a reply.
  static func printed(_ message: [UInt8]) -> LineResult {
    LineResult(outcome: .error, message: message, isReply: true)
  }
}

extension Workbench {
  static let noEngine = "no engine is running; :start starts one"

  /// Runs a Redis command, or one of those that redis-cli knows itself.
  func run(command arguments: [[UInt8]]) -> LineResult {
    guard let first = arguments.first else { return .done }
    switch String(decoding: first, as: UTF8.self).lowercased() {
    case "quit", "exit": return LineResult(outcome: .quit(nil))
    case "help", "?":
      do throws(MetaError) { try help(Array(arguments.dropFirst())) } catch { return error.result }
      return .done
    default: break
    }
    guard arguments.count > 1, let count = first.span.canonicalInteger else { return runOnce(arguments) }
    guard count > 0 else {
      write("Invalid redis-cli repeat command option value.\n")
      return .printed(Array("a count before a command must be above 0".utf8))
    }
    var result = LineResult.done
    watchInterrupts { isInterrupted in
      for _ in 0..<count {
        let next = runOnce(Array(arguments.dropFirst()))
        if next != .done { result = next }
        if engine == nil || armedCrash?.run != nil && disk.isUnplugged { break }
        if isInterrupted() {
          if next == .done { result = .interrupted }
          break
        }
      }
    }
    return result
  }

  private func runOnce(_ arguments: [[UInt8]]) -> LineResult {
    let started = clock.monotonic()
    let replies: [Reply]
    do throws(MetaError) { replies = try execute(arguments) } catch {
      guard let message = error.message, engine == nil, state != .running else { return error.result }
      show(.error(Array("ERR ".utf8) + message), to: arguments)
      return .printed(Array("ERR ".utf8) + message)
    }
    var result = LineResult.done
    for reply in replies {
      // A reply that took long to make takes long to print.
      if reply.isLong, askInterrupted() { return .interrupted }
      show(reply, to: arguments)
      if isInterrupted { return .interrupted }
      guard case .error(let message) = reply else { continue }
      result = .printed(message)
      result.drawing = drawFault(message, arguments)
    }
    if let last = replies.last { variables.lastReply = Self.rawText(last) }
    showTime(clock.monotonic() - started)
    if let engine, engine.state == .ended {
      let wasAsked = engine.endReason == nil
      let message = noteEnd()
      if !wasAsked { return .failed(message) }
    }
    return result
  }

  func show(_ reply: Reply, to arguments: [[UInt8]]) {
    var writer = ByteWriter()
    if display.format == .table, let table = ReplyTable(reply, to: arguments) {
      return write(table.text(columns: screenColumns, measure: options.measure))
    }
    display.format.write(reply, to: arguments, into: &writer)
    write(writer.array)
  }

  /// A reply as raw output prints it, without the newline at its end.
  static func rawText(_ reply: Reply) -> [UInt8] {
    var writer = ByteWriter()
    ReplyFormat.raw.write(reply, into: &writer)
    return writer.array.last == 0x0A ? writer.array.dropLast() : writer.array
  }

  /// redis-cli tells the time of slow commands; `:set timing on` that of all.
  private func showTime(_ microseconds: Int64) {
    if display.timing {
      let text = "\(microseconds / 1000).\(String(microseconds % 1000 + 1000).dropFirst())"
      write(Array("(\(text) ms)\n".utf8), as: .quiet)
    } else if display.format == .tty, microseconds >= 500_000 {
      let hundredths = (microseconds + 5000) / 10_000
      write("(\(hundredths / 100).\(String(hundredths % 100 + 100).dropFirst())s)\n")
    }
  }

  /// Runs a Redis command for a session, the shell's own if none is given, and hands out its replies once they may be
  /// shown: after what it left has been written as the fsync policy asks.
  func execute(_ arguments: [[UInt8]], session given: Session? = nil) throws(MetaError) -> [Reply] {
    guard let engine, let session = given ?? session else { throw MetaError(Self.noEngine) }
    if session.wait != nil {
      try waitOut(session, engine)
      show(messagesOf: session)
    }
    engine.execute(OwnedArguments(arguments).view, session: session)
    engine.flush()
    if armedCrash != nil, disk.isUnplugged { throw .crashed }
    let waits = session.wait != nil && !mayStayWaiting(session)
    if waits { try waitOut(session, engine) }
    if engine.state == .ended, engine.endReason != nil {
      engine.takeReplies { _ in }
      throw MetaError(bytes: noteEnd())
    }
    let replies = Self.replies(in: engine.takeReplies { [UInt8](copying: $0) })
    return waits ? replies + Self.replies(in: session.takeMessages()) : replies
  }

  /// Runs a Redis command beside the shell's own session, so that a transaction there does not queue it.
  func executeAside(_ words: [[UInt8]]) throws(MetaError) -> Reply {
    guard let engine else { throw MetaError(Self.noEngine) }
    let aside = engine.makeSession()
    defer { engine.endSession(aside) }
    let replies = try execute(words, session: aside)
    guard let reply = replies.last else { throw MetaError("the command gave no reply") }
    if case .error(let message) = reply { throw MetaError(bytes: message) }
    return reply
  }

  /// Takes note that the engine has ended, and says why in a sentence.
  func noteEnd() -> [UInt8] {
    let reason = engine?.endReason?.description
    engine = nil
    session = nil
    state = .stopped
    guard let reason else { return Array("the engine has ended".utf8) }
    return Array("the engine stopped by itself: \(reason) (:log shows its last lines, :start starts it again)".utf8)
  }
}
