import Glibc
import Shell
import SystemPackage
import Terminal

/// The shell at a terminal: a line editor before the workbench.
final class Interactive {
  private let bench: Workbench
  private let streams: StandardStreams

  /// The file whose lines run first; nil for none.
  private let startFile: String?

  init(_ bench: Workbench, _ streams: StandardStreams, startFile: String?) {
    self.bench = bench
    self.streams = streams
    self.startFile = startFile
  }

  /// Reads and runs lines until the shell is left. Returns the exit status.
  func run() -> Int32 {
    streams.output(Array(bench.greeting.utf8))
    streams.flush()
    bench.takeInterrupt = { Interruption.take() || Ending.signal != nil }
    // A start may be given up by Ctrl-C as any program; what is typed later may not take the shell with it.
    _ = bench.open()
    Interruption.hold()
    Ending.hold(withInterrupt: false)
    do throws(TerminalError) {
      let editor = try makeEditor()
      defer { editor.close() }
      if let status = runStartFile() { return status }
      return try readLines(editor)
    } catch {
      streams.error(Array("aofsh: \(error.description)\n".utf8))
      return 3
    }
  }

  private func makeEditor() throws(TerminalError) -> LineEditor {
    let editor = try LineEditor(program: "aofsh", historyFile: UserFiles.historyFile())
    report(editor)
    editor.complete = { [bench] line, cursor in
      let result = bench.complete(line, cursor: cursor)
      return Completion(
        start: result.start,
        candidates: result.candidates.map {
          Completion.Candidate(text: $0.text, suffix: $0.suffix, display: $0.display)
        })
    }
    editor.hint = { [bench] in bench.hint($0) }
    editor.state = { [bench] in bench.stateOfPersistence }
    editor.usesColor = { [bench] in bench.display.color }
    editor.continues = { Line.isOpen($0) }
    editor.idle = { [bench] in bench.tick() }
    editor.isSecret = { Secrets.isSecret($0.span) }
    return editor
  }

  /// Runs the lines of a user's own file. Errors are told; what the lines print is not, so that settings are silent.
  ///
  /// - Returns: The status to leave the shell with, if that is what they ask for.
  private func runStartFile() -> Int32? {
    guard let startFile else { return nil }
    let runner = ScriptRunner(bench)
    streams.isMuted = true
    runner.run(file: FilePath(startFile))
    streams.isMuted = false
    return runner.wasLeft ? runner.status : nil
  }

  private func report(_ editor: LineEditor) {
    guard let problem = editor.historyError else { return }
    streams.error(Array("aofsh: \(problem.description)\n".utf8))
  }

  private func readLines(_ editor: LineEditor) throws(TerminalError) -> Int32 {
    while Ending.signal == nil {
      guard let line = try readLogicalLine(editor) else { continue }
      guard var line = line.text else { return 0 }
      if !line.isEmpty { remember(line, editor) }
      if let question = bench.question(line) {
        // What was asked about stays in the line.
        editor.prefill(question.rest)
        line = question.line
      } else if let warning = bench.warning(before: line), !(try agrees(warning, editor)) {
        discardPaste(editor)
        continue
      }
      let result = bench.run(line: line)
      streams.flush()
      switch result.outcome {
      case .quit(let status): return status ?? 0
      case .error, .failed: discardPaste(editor)
      case .done: if bench.isInterrupted || Interruption.take() { discardPaste(editor) }
      }
    }
    return 0
  }

  /// Pasted lines are not run behind one that failed.
  private func discardPaste(_ editor: LineEditor) {
    let count = editor.discardPastedLines()
    if count == 0 { return }
    let lines = count == 1 ? "1 pasted line" : "\(count) pasted lines"
    bench.note("the rest of what was pasted is not run: \(lines)")
    streams.flush()
  }

  /// Asks before something is destroyed.
  private func agrees(_ warning: String, _ editor: LineEditor) throws(TerminalError) -> Bool {
    streams.output(Array("\(warning)\n".utf8))
    streams.flush()
    guard case .line(let answer) = try editor.readAnswer("Go on? [y/N] ") else { return false }
    if ["y", "yes"].contains(String(decoding: answer, as: UTF8.self).lowercased()) { return true }
    streams.output(Array("not done; :set guard off asks no more\n".utf8))
    streams.flush()
    return false
  }

  private func remember(_ line: [UInt8], _ editor: LineEditor) {
    let hadProblem = editor.historyError != nil
    editor.addHistory(line)
    if !hadProblem { report(editor) }
  }

  /// A whole line, or the end of input as a line without text.
  private struct LogicalLine {
    var text: [UInt8]?
  }

  /// Reads lines until no quote and no block is open; nil when the person gave up with Ctrl-C.
  private func readLogicalLine(_ editor: LineEditor) throws(TerminalError) -> LogicalLine? {
    var text: [UInt8] = []
    var isContinued = false
    while true {
      let isFirst = !isContinued
      editor.prompt = { [self] in isFirst ? coloured(bench.prompt.text) : Prompt.continuation }
      switch try editor.readLine() {
      case .interrupted: return nil
      case .endOfInput: return LogicalLine(text: isContinued ? text : nil)
      case .line(let line): text += line
      }
      guard Line.isOpen(text) else { return LogicalLine(text: text) }
      text.append(0x0A)
      isContinued = true
    }
  }

  private func coloured(_ prompt: String) -> String {
    guard bench.display.color else { return prompt }
    let colour = bench.state == .running ? "\u{1B}[1;32m" : "\u{1B}[1;31m"
    return colour + prompt.dropLast() + "\u{1B}[0m "
  }
}
