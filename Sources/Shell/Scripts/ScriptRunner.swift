import Bytes
public import Disk
public import SystemPackage

/// Runs scripts: lines of the shell's language, streams of requests in bulk, or transcripts.
///
/// One runner runs all that a command line names, one after the other, as long as ``isOver`` is false; ``status`` is
/// then what the program should end with. Errors are reported to the sink as `NAME:LINE: message`.
public final class ScriptRunner {
  /// The workbench that runs the lines.
  public let workbench: Workbench
  /// The exit status so far: 0 all well, 1 an error reply or a failed check, 2 an input that cannot be read, 3 a
  /// meta-command that failed.
  public private(set) var status: Int32 = 0
  /// Whether nothing more is to be run: the script was left, or stopped by an error.
  public private(set) var isOver = false
  /// Whether a line has asked to leave the shell.
  public var wasLeft: Bool { quit != nil }
  /// Bytes in the file that is run; nil for standard input.
  private(set) var streamSize: Int?
  /// That the shell is to be left, for the script that this one runs in.
  private(set) var quit: LineResult?
  /// Whether the first error reply ends the run.
  let bails: Bool

  /// A runner of scripts on `workbench`.
  public init(_ workbench: Workbench) {
    self.workbench = workbench
    bails = workbench.options.bails
  }

  /// Opens the workbench: starts its engine, if its options say so.
  public func open() {
    let result = workbench.open()
    if let message = result.message { report("aofsh: ", message) }
    take(result)
  }

  /// Runs the file at `path`, whose name tells with its first byte what it holds; see ``InputKind``.
  public func run(file path: FilePath) {
    guard !isOver else { return }
    let disk = PosixDisk()
    let file: any DiskFile
    do throws(DiskError) { file = try disk.open(path, .read) } catch {
      report("aofsh: ", Array(error.description.utf8))
      return fail(2)
    }
    let outer = workbench.scriptDirectory
    workbench.scriptDirectory = path.removingLastComponent()
    defer { workbench.scriptDirectory = outer }
    do throws(DiskError) { streamSize = try file.size() } catch { streamSize = nil }
    var offset = 0
    run(name: path.string) { bytes throws(DiskError) in
      var writer = ByteWriter()
      offset += try file.read(at: offset, atMost: 1 << 18, into: &writer)
      bytes += writer.array
    }
  }

  /// Runs what `source` gives; `name` is nil for standard input.
  public func run(name: String?, source: @escaping LineReader<DiskError>.Source) {
    guard !isOver else { return }
    let shown = name ?? "stdin"
    var lines = LineReader(source: source)
    do throws(DiskError) {
      switch InputKind.detect(name: name, firstByte: try lines.peek()) {
      case .script: try run(script: lines, shown)
      case .protocolStream: try run(stream: lines.takeBuffered(), then: source, shown)
      case .transcript:
        var content = lines.takeBuffered()
        var before = -1
        while before != content.count {
          before = content.count
          try source(&content)
        }
        run(transcript: content, shown)
      }
    } catch {
      guard !workbench.askInterrupted() else {
        report("\(shown): ", Array("interrupted".utf8))
        return fail(3)
      }
      report("\(shown): ", Array(error.description.utf8))
      fail(2)
    }
  }

  /// Runs one line of the command line (`--eval`), the `number`-th.
  public func run(line: [UInt8], number: Int) {
    guard !isOver else { return }
    if workbench.askInterrupted() {
      report("--eval:\(number): ", Array("interrupted".utf8))
      return fail(3)
    }
    step(line, "--eval", number)
  }

  /// Runs one line of the command line with all that `source` gives as its last word (`-x`).
  public func run(line: [UInt8], lastWord source: LineReader<DiskError>.Source, number: Int) {
    guard !isOver else { return }
    var word: [UInt8] = []
    var before = -1
    do throws(DiskError) {
      while before != word.count {
        before = word.count
        try source(&word)
      }
    } catch {
      report("stdin: ", Array(error.description.utf8))
      return fail(2)
    }
    step(line + [0x20] + [UInt8](quoted: word.span), "--eval", number)
  }

  private func run(script: LineReader<DiskError>, _ name: String) throws(DiskError) {
    var lines = LogicalLineReader(script, isFreeText: Workbench.isFreeText)
    while !isOver, let line = try lines.read() {
      if workbench.askInterrupted() {
        report("\(name):\(line.lineNumber): ", Array("interrupted".utf8))
        return fail(3)
      }
      step(line.text, name, line.lineNumber)
    }
  }

  /// Runs one logical line and takes note of what came of it.
  ///
  /// - Parameter isExpected: whether a failure with this message is no error.
  func step(_ line: [UInt8], _ name: String, _ number: Int, isExpected: (LineResult) -> Bool = { _ in false }) {
    // Of a script within a script only the output is shown, so that the whole can be run as a transcript.
    if workbench.display.echo, workbench.sourceDepth == 0 { echo(line) }
    let result = workbench.run(line: line)
    if result.outcome == .error || result.outcome == .failed, isExpected(result) { return }
    for inner in result.reports { report("\(name):\(number + inner.line): ", inner.message, inner.drawing) }
    if let message = result.message { report("\(name):\(number): ", message, result.drawing) }
    take(result)
  }

  /// Prints a line with its prompt, so that the output reads as a transcript.
  private func echo(_ line: [UInt8]) {
    var text = Array(workbench.prompt.text.utf8)
    for byte in line {
      text.append(byte)
      if byte == 0x0A { text += Array(Prompt.continuation.utf8) }
    }
    workbench.sink.output(text + [0x0A])
  }

  /// Heeds what came of a line.
  func take(_ result: LineResult) {
    switch result.outcome {
    case .done: return
    case .error:
      status = max(status, 1)
      if bails { isOver = true }
    case .failed: fail(3)
    case .quit(let wanted):
      if let wanted { status = wanted }
      quit = LineResult(outcome: .quit(status == 0 && wanted == nil ? nil : status))
      isOver = true
    }
  }

  /// Ends the run with a status.
  func fail(_ failure: Int32) {
    status = max(status, failure)
    isOver = true
  }

  /// Notes an error after which the run goes on.
  func noteError() { take(LineResult(outcome: .error)) }

  /// Tells people about an error.
  ///
  /// - Parameter drawing: the line with a mark under what is wrong.
  func report(_ place: String, _ message: [UInt8], _ drawing: [UInt8]? = nil) {
    workbench.sink.flush()
    workbench.sink.error(Array(place.utf8) + message + [0x0A] + (drawing ?? []))
  }
}
