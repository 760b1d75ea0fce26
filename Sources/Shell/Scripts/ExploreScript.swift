import Bytes
import Disk
import SystemPackage

/// The lines of a script, so that it can be run again and again, and without some of them.
struct ExploreScript {
  /// A line, or several that an open quote joins.
  struct Line {
    let text: [UInt8]
    let number: Int
    /// The step of a transcript that it is.
    let step: Transcript.Step?

    /// Whether it does nothing.
    var isRemark: Bool { text.isEmpty || text.first == UInt8(ascii: "#") }
  }

  let file: FilePath
  /// The lines; empty for a stream of requests.
  let lines: [Line]
  /// A stream of requests in the protocol's own words; nil for lines.
  let stream: [UInt8]?

  init(_ file: FilePath) throws(WorkbenchError) {
    self.file = file
    let bytes: [UInt8]
    do throws(DiskError) { bytes = try PosixDisk().readAll(file) } catch {
      throw WorkbenchError(error.description, exitStatus: 2)
    }
    switch InputKind.detect(name: file.string, firstByte: bytes.first) {
    case .protocolStream: (lines, stream) = ([], bytes)
    case .script: (lines, stream) = (Self.lines(bytes), nil)
    case .transcript:
      do throws(TranscriptError) {
        lines = try Transcript(source: bytes).steps.map {
          Line(text: $0.input, number: $0.lineNumber, step: $0)
        }
      } catch {
        throw WorkbenchError("\(file.string):\(error.lineNumber): \(error.message)", exitStatus: 2)
      }
      stream = nil
    }
  }

  private static func lines(_ bytes: [UInt8]) -> [Line] {
    var rest = bytes
    let source = LineReader<Never> { buffer in
      buffer += rest
      rest = []
    }
    var reader = LogicalLineReader(source, isFreeText: Workbench.isFreeText)
    var lines: [Line] = []
    while let line = reader.read() { lines.append(Line(text: line.text, number: line.lineNumber, step: nil)) }
    return lines
  }

  /// Runs some of the lines, each followed by `after` with its place among all.
  func run(_ runner: ScriptRunner, _ chosen: [Int], after: (Int) -> Void = { _ in }) {
    runner.workbench.scriptDirectory = file.removingLastComponent()
    if let stream {
      var rest = stream
      runner.run(name: file.string) { bytes throws(DiskError) in
        bytes += rest
        rest = []
      }
      return
    }
    for index in chosen where !runner.isOver {
      let line = lines[index]
      runner.step(line.text, file.string, line.number) { result in line.step?.expects(result) ?? false }
      after(index)
    }
  }
}
