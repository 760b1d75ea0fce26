import Bytes
import Disk
import SystemPackage
import TestSupport
import Testing

@testable import Shell

/// A workbench under the virtual clock that forks nothing, with what it prints.
final class Bench {
  let output = CollectedOutput()
  let workbench: Workbench

  init(_ change: (inout WorkbenchOptions) -> Void = { _ in }) throws {
    var options = WorkbenchOptions()
    options.clock = .virtual
    options.forks = false
    options.format = .tty
    options.directives = [("save", [])]
    change(&options)
    workbench = try Workbench(options, sink: output)
    workbench.display.showsFailures = true
    let opened = workbench.open()
    if let message = opened.message { Issue.record("not opened: \(text(message))") }
  }

  deinit { _ = workbench.close() }

  /// What a line prints.
  @discardableResult func run(_ line: String) -> String {
    result = workbench.run(line: bytes(line))
    return text(output.takeOutput())
  }

  /// What came of the last line.
  private(set) var result = LineResult.done

  /// Runs lines that must go well.
  func runAll(_ lines: [String]) {
    for line in lines {
      let printed = run(line)
      #expect(result.outcome == .done, "\(line): \(printed)")
    }
  }
}

/// One line, what it prints (nil for whatever) and how it ends.
struct Case: CustomTestStringConvertible, Sendable {
  var before: [String] = []
  let line: String
  let prints: String
  var outcome = LineResult.Outcome.done

  /// A line that goes well.
  static func good(_ line: String, _ prints: String, after before: [String] = []) -> Case {
    Case(before: before, line: line, prints: prints)
  }

  /// A line that fails with `error: ` and this text.
  ///
  /// Without a text it has been reported before.
  static func bad(_ line: String, _ error: String?, after before: [String] = []) -> Case {
    Case(before: before, line: line, prints: error.map { "error: \($0)\n" } ?? "", outcome: .failed)
  }

  var testDescription: String { line }

  /// Runs it and compares; `[..]` stands for any characters of a line and `...` for any lines.
  func check(_ bench: Bench, sourceLocation: SourceLocation = #_sourceLocation) {
    for line in before {
      let printed = bench.run(line)
      #expect(bench.result.outcome == .done, "\(line): \(printed)", sourceLocation: sourceLocation)
    }
    let printed = bench.run(line)
    let wanted = prints.split(separator: "\n", omittingEmptySubsequences: false).map {
      ExpectedLine(written: bytes(String($0)))
    }
    let lines = printed.split(separator: "\n", omittingEmptySubsequences: false).map { bytes(String($0)) }
    #expect(ExpectedLine.match(wanted, lines), "\(line) prints:\n\(printed)", sourceLocation: sourceLocation)
    #expect(bench.result.outcome == outcome, sourceLocation: sourceLocation)
  }
}

extension PosixDisk {
  /// Writes a whole file.
  static func write(_ path: String, _ content: String) throws {
    let file = try PosixDisk().open(FilePath(path), .truncate)
    try file.writeAll(bytes(content).span)
    try file.close()
  }
}
