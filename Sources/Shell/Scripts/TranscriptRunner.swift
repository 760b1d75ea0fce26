import Bytes
import Disk
public import SystemPackage

/// Runs transcripts as tests (`aofsh test`): each on a scratch directory and in a process of its own, in a way that can
/// be repeated exactly.
public struct TranscriptRunner {
  private let options: WorkbenchOptions
  private let sink: any OutputSink
  /// Whether files are rewritten so that they pass.
  private let updates: Bool
  private let colored: Bool
  /// Files that run at once.
  private let jobs: Int
  /// Whether the seed was given, and is not for the transcripts to name.
  private let hasSeed: Bool
  private let clock = SystemClock()

  /// A runner that prints to `sink`. Of `options` the directives and the configuration file hold for the transcripts,
  /// and whether the system shell may be used.
  ///
  /// - Parameter jobs: how many files run at once; nil for as many as there are processors.
  public init(options: WorkbenchOptions, updates: Bool, jobs: Int? = nil, sink: any OutputSink) {
    self.sink = sink
    self.updates = updates
    self.jobs = jobs ?? ProcessPool.processors
    colored = options.usesColor
    hasSeed = options.seed != nil
    var own = options.repeatable
    own.bails = false
    self.options = own
  }

  /// Runs the files and compares; prints what differs in the order of the files, or brings them up to date.
  ///
  /// - Parameter report: where JUnit XML is written; nil for nowhere.
  /// - Returns: The exit status: 0 when all pass or were brought up to date, 1 when one differs, 2 when one cannot be
  ///   read, is no transcript or cannot be written, 3 when no engine can be had.
  public func run(_ files: [FilePath], report: FilePath? = nil) -> Int32 {
    var outcomes: [TranscriptOutcome] = []
    let take = { (outcome: TranscriptOutcome) in
      sink.output(outcome.output)
      if !outcome.errors.isEmpty { sink.error(outcome.errors) }
      sink.flush()
      outcomes.append(outcome)
    }
    sink.flush()
    if options.forks {
      ProcessPool.run(files.count, atOnce: jobs, { outcome(of: files[$0]).encoded }) { index, answer, end in
        let name = files[index].string
        var lost = TranscriptOutcome(name: name, failure: "\(name): the run \(end.words)", status: 3)
        lost.start = clock.now()
        take(answer.flatMap { TranscriptOutcome(name: name, encoded: $0) } ?? lost)
      }
    } else {
      for file in files { take(outcome(of: file)) }
    }
    if files.count > 1 { sink.output(Array("\(Self.summary(outcomes))\n".utf8)) }
    var status = outcomes.map(\.status).max() ?? 0
    if let report {
      do throws(DiskError) { try Self.write(JUnitReport.write(outcomes), to: report) } catch {
        sink.error(Array("aofsh: the report is not whole: \(error.description)\n".utf8))
        status = max(status, 2)
      }
    }
    sink.flush()
    return status
  }

  private static func write(_ report: [UInt8], to path: FilePath) throws(DiskError) {
    let file = try PosixDisk().open(path, .truncate)
    try file.writeAll(report.span)
    try file.close()
  }

  /// What came of all files, such as `3 files: 2 passed, 1 differs`.
  private static func summary(_ outcomes: [TranscriptOutcome]) -> String {
    let kinds: [(TranscriptOutcome.Verdict, String)] = [
      (.passed, "passed"), (.updated, "updated"), (.differs, "differs"), (.failed, "not run"),
    ]
    let counts = kinds.compactMap { verdict, words -> String? in
      let count = outcomes.count { $0.verdict == verdict }
      if count == 0 { return nil }
      return "\(count) \(verdict == .differs && count > 1 ? "differ" : words)"
    }
    return "\(Words.count(outcomes.count, "file")): \(counts.joined(separator: ", "))"
  }

  private struct Failure: Error {
    let message: String
    let status: Int32
  }

  /// Runs one file.
  private func outcome(of path: FilePath) -> TranscriptOutcome {
    let start = clock.now()
    let before = clock.monotonic()
    var outcome: TranscriptOutcome
    do throws(Failure) { outcome = try run(path) } catch {
      outcome = TranscriptOutcome(name: path.string, failure: error.message, status: error.status)
    }
    outcome.start = start
    outcome.time = clock.monotonic() - before
    return outcome
  }

  private func run(_ path: FilePath) throws(Failure) -> TranscriptOutcome {
    let source: [UInt8]
    do throws(DiskError) { source = try PosixDisk().readAll(path) } catch {
      throw Failure(message: error.description, status: 2)
    }
    let transcript: Transcript
    do throws(TranscriptError) { transcript = try Transcript(source: source) } catch {
      throw Failure(message: "\(path.string):\(error.lineNumber): \(error.message)", status: 2)
    }
    if transcript.steps.isEmpty {
      throw Failure(message: "\(path.string): there is nothing to compare: no block is marked aofsh", status: 2)
    }
    var times: [Int64] = []
    let results = try results(of: transcript, in: path.removingLastComponent(), &times)
    let updated = transcript.updated(results)
    var outcome = TranscriptOutcome(name: path.string, verdict: .passed, status: 0)
    outcome.steps = transcript.outcomes(results, times)
    let steps = "\(results.count) of \(transcript.steps.count) steps"
    if updated == source {
      outcome.output = Array("\(path.string): passed, \(steps)\n".utf8)
    } else if updates {
      try replace(path, by: updated)
      outcome.verdict = .updated
      for index in outcome.steps.indices where outcome.steps[index].verdict == .differs {
        outcome.steps[index].verdict = .passed
      }
      outcome.output = Array("\(path.string): updated, \(steps)\n".utf8)
    } else {
      outcome.verdict = .differs
      outcome.status = 1
      outcome.output = difference(path.string, source, updated, outcome.steps)
    }
    return outcome
  }

  /// What differs: as a diff, and by the lines of the steps.
  private func difference(
    _ name: String, _ source: [UInt8], _ updated: [UInt8], _ steps: [TranscriptOutcome.Step]
  ) -> [UInt8] {
    var writer = ByteWriter()
    UnifiedDiff.write(
      old: source, new: updated, names: ("\(name) (expected)", "\(name) (printed)"), colored: colored, into: &writer)
    let wrong = steps.filter { $0.verdict == .differs }
    for step in wrong {
      writer.append(text: "\(name):\(step.line): differs: ")
      // A terminal must not take what was typed for its own.
      writer.append(step.input.prefix { $0 != 0x0A }.map { $0 < 0x20 || $0 == 0x7F ? UInt8(ascii: "?") : $0 })
      writer.append("\n")
    }
    writer.append(text: "\(name): differs, \(wrong.count) of \(steps.count) steps; --update takes what was printed\n")
    return writer.array
  }

  /// Runs the steps up to one that leaves the shell.
  ///
  /// - Parameters:
  ///   - directory: what scripts that it runs are relative to.
  ///   - times: the microseconds that each took.
  private func results(
    of transcript: Transcript, in directory: FilePath, _ times: inout [Int64]
  ) throws(Failure) -> [Transcript.Result?] {
    let output = CollectedOutput()
    let workbench: Workbench
    var options = options
    if !hasSeed { options.seed = transcript.seed ?? options.seed }
    do throws(WorkbenchError) { workbench = try Workbench(options, sink: output) } catch {
      throw Failure(message: error.description, status: error.exitStatus)
    }
    defer { _ = workbench.close() }
    workbench.display.showsFailures = true
    workbench.scriptDirectory = directory
    let opened = workbench.open()
    if let message = opened.message {
      throw Failure(message: String(decoding: message, as: UTF8.self), status: 3)
    }
    var results: [Transcript.Result?] = []
    for step in transcript.steps {
      let prompt = workbench.prompt
      let before = clock.monotonic()
      let result = workbench.run(line: step.input)
      times.append(clock.monotonic() - before)
      results.append(Transcript.Result(prompt: prompt, output: output.takeOutput()))
      if case .quit = result.outcome { break }
    }
    return results
  }

  /// Puts `content` in the place of a file: beside it first, fsynced, then renamed over it.
  private func replace(_ path: FilePath, by content: [UInt8]) throws(Failure) {
    let disk = PosixDisk()
    let temporary = FilePath(path.string + ".aofsh-update")
    do throws(DiskError) {
      let file = try disk.open(temporary, .truncate)
      try file.writeAll(content.span)
      try file.sync()
      try file.close()
      try disk.rename(temporary, to: path)
    } catch {
      throw Failure(message: error.description, status: 2)
    }
  }
}

extension Transcript {
  /// What came of each step.
  fileprivate func outcomes(_ results: [Result?], _ times: [Int64]) -> [TranscriptOutcome.Step] {
    steps.enumerated().map { index, step in
      var outcome = TranscriptOutcome.Step(verdict: .skipped, line: step.lineNumber, input: step.input)
      guard index < results.count, let result = results[index] else { return outcome }
      outcome.time = times[index]
      outcome.verdict = matches(result, at: index) ? .passed : .differs
      if outcome.verdict == .differs { outcome.difference = step.difference(result) }
      return outcome
    }
  }
}

extension Transcript.Step {
  /// How what the step printed differs from what it should, as a diff.
  fileprivate func difference(_ result: Transcript.Result) -> [UInt8] {
    func text(_ prompt: Prompt, _ lines: [[UInt8]]) -> [UInt8] {
      ([Array(prompt.text.utf8) + input] + lines).flatMap { $0 + [0x0A] }
    }
    let renewed = ExpectedLine.renew(expected, for: Transcript.lines(of: result.output))
    var writer = ByteWriter()
    UnifiedDiff.write(
      old: text(prompt, expected.map(\.written)), new: text(result.prompt, renewed), names: ("expected", "printed"),
      into: &writer)
    return writer.array
  }
}

extension SystemShell.End {
  /// As a part of a sentence.
  fileprivate var words: String {
    switch self {
    case .status(let status): "ended with status \(status) and no result"
    case .signal(let number): "was ended by signal \(number)"
    case .failed(let reason): "was lost: \(reason)"
    }
  }
}
