import Bytes
import CrashLab
import Disk
import Engine
import RESP

extension Workbench {
  /// Whether the meta-command of this name takes the rest of its line as it stands; none does.
  static func isFreeText(_ name: String) -> Bool { false }

  /// Runs one logical line: a line, or several joined by newlines where a quote is open.
  public func run(line: [UInt8]) -> LineResult {
    let content = Line.parse(line.span)
    let before = prompt
    let started = recording == nil ? 0 : clock.monotonic()
    let earlier = printed
    printed = []
    if sourceDepth == 0 { isInterrupted = false }
    recorder?.command = String(decoding: line, as: UTF8.self)
    cronIfDue()
    beginArmedCrash(line, content)
    var result = endArmedCrash(perform(content, line))
    showLateReplies()
    if case .quit = result.outcome {} else { result = finish(result) }
    if redirection != nil, result.isReply, let message = result.message {
      note(Array("(error) ".utf8) + message + [0x0A])
    }
    if let drawing = result.drawing { note(drawing) }
    if sourceDepth == 0 {
      do throws(MetaError) { try lineEnded() } catch { result = finish(error.result) }
    }
    if content.isRemembered { lastPrinted = printed }
    if sourceDepth == 0 { record(line, content, at: before, started: started) }
    printed = earlier + (sourceDepth > 0 && recording != nil ? printed : [])
    sink.flush()
    return result
  }

  /// The engine's periodic work; call it ten times a second while nobody types.
  ///
  /// - Returns: Whether something was printed, so that the prompt must be printed again.
  public func tick() -> Bool {
    guard let engine else { return false }
    engine.cron()
    lastCron = clock.monotonic()
    guard engine.state == .ended, !disk.isUnplugged else { return false }
    sink.error(Array("aofsh: ".utf8) + noteEnd() + [0x0A])
    sink.flush()
    return true
  }

  /// The periodic work when a tenth of a second has passed since it was done last.
  func cronIfDue() {
    if engine != nil, clock.monotonic() - lastCron >= 100_000 { _ = tick() }
  }

  func perform(_ content: Line, _ line: [UInt8]) -> LineResult {
    switch content {
    case .empty, .comment: return .done
    case .command(let arguments):
      let words = variables.replace(in: arguments, of: line)
      do throws(MetaError) { return try paged { run(command: words) } } catch { return error.result }
    case .meta(var call):
      call.arguments = variables.replace(in: call.arguments, of: call.rest)
      let command = metaCommands.lookup(call.name)
      do throws(MetaError) {
        guard command?.isLong == true else { return try run(call) }
        return try paged { () throws(MetaError) in try run(call) }
      } catch {
        var result = error.result
        if command != nil, let message = result.message { result.drawing = drawFault(message, meta: call) }
        return result
      }
    case .block(let text): return run(block: text)
    case .openBlock: return invalid(.unclosedBlock, line)
    case .shell(let line):
      do throws(MetaError) { try runSystem(line) } catch { return error.result }
      return .done
    case .openQuote: return invalid(.unclosedQuote, line)
    case .invalid(let problem): return invalid(problem, line)
    }
  }

  private func invalid(_ problem: Line.Problem, _ line: [UInt8]) -> LineResult {
    if !display.showsFailures {
      if recording == nil { write("\(problem.message)\n") } else { sink.output(Array("\(problem.message)\n".utf8)) }
    }
    var result = LineResult.error(Array("\(problem.message): \(problem.explanation)".utf8))
    result.drawing = problem.drawing(line, measure: options.measure)
    return result
  }

  /// Prints a failure of a meta-command where a person or a transcript expects it. Errors of Redis commands were
  /// printed as replies.
  func finish(_ result: LineResult) -> LineResult {
    keepInRecording(result)
    guard let message = result.message, !result.isReply, display.showsFailures else { return result }
    let text = Array("error: ".utf8) + message + [0x0A]
    write(text, as: .failure)
    // Where output goes nobody looks for what went wrong.
    if redirection != nil { note(text) }
    return result
  }

  // MARK: Printing

  /// What a text is, for its colour.
  enum Style: String {
    case plain = ""
    case failure = "\u{1B}[31m"
    case quiet = "\u{1B}[90m"
    case strong = "\u{1B}[1m"
  }

  /// Prints bytes.
  func write(_ bytes: [UInt8], as style: Style = .plain) {
    if redirection != nil { return redirect(bytes) }
    printed += bytes
    guard display.color, style != .plain, bytes.last == 0x0A else { return put(bytes) }
    put(Array(style.rawValue.utf8) + bytes.dropLast() + Array("\u{1B}[0m\n".utf8))
  }

  /// Prints text.
  func write(_ text: String) { write(Array(text.utf8)) }

  // MARK: The system shell

  private func runSystem(_ line: [UInt8]) throws(MetaError) {
    if options.isSafe { throw MetaError("lines for the system shell are off, because of --safe") }
    if line.contains(0) { throw MetaError("a line for the system shell cannot hold a zero byte") }
    if line.isEmpty { throw MetaError("give a line for the system shell behind the !, such as: !ls -l") }
    sink.flush()
    let isCaptured = !options.isInteractive || recording != nil
    let end = SystemShell.run(
      line, in: directory, takesErrors: display.showsFailures || recording != nil,
      isOver: { self.askInterrupted() },
      emit: isCaptured ? { self.write($0) } : nil)
    try check(end)
  }

  /// Fails unless a system command went well.
  func check(_ end: SystemShell.End) throws(MetaError) {
    switch end {
    case .status(0): return
    case .status(let status): throw MetaError("the system shell ended with status \(status)")
    case .signal(let number):
      if number == 2, options.isInteractive { sink.output([0x0A]) }
      throw MetaError("the system shell was ended by signal \(number)")
    case .failed(let reason): throw MetaError("the system shell /bin/sh cannot be run: \(reason)")
    }
  }
}

extension Line {
  /// Whether `:expect` looks at what this line prints.
  var isRemembered: Bool {
    switch self {
    case .empty, .comment: false
    case .meta(let call): call.name != "expect" && call.name != "assert"
    default: true
    }
  }
}
