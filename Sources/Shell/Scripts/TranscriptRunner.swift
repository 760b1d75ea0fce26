import Bytes
import Disk
public import SystemPackage

/// Runs transcripts as tests (`aofsh test`): each on a scratch directory of its own, in a way that can be repeated
/// exactly.
public struct TranscriptRunner {
  private let options: WorkbenchOptions
  private let sink: any OutputSink
  /// Whether files are rewritten so that they pass.
  private let updates: Bool
  private let colored: Bool

  /// A runner that prints to `sink`. Of `options` the directives and the configuration file hold for the transcripts,
  /// and whether the system shell may be used.
  public init(options: WorkbenchOptions, updates: Bool, sink: any OutputSink) {
    self.sink = sink
    self.updates = updates
    colored = options.usesColor
    var own = options.repeatable
    own.bails = false
    self.options = own
  }

  /// Runs the files and compares; prints what differs, or brings them up to date.
  ///
  /// - Returns: The exit status: 0 when all pass or were brought up to date, 1 when one differs, 2 when one cannot be
  ///   read, is no transcript or cannot be written, 3 when no engine can be had.
  public func run(_ files: [FilePath]) -> Int32 {
    var status: Int32 = 0
    for file in files {
      do throws(Failure) { status = max(status, try run(file)) } catch {
        sink.error(Array("\(error.message)\n".utf8))
        status = max(status, error.status)
      }
      sink.flush()
    }
    return status
  }

  private struct Failure: Error {
    let message: String
    let status: Int32
  }

  private func run(_ path: FilePath) throws(Failure) -> Int32 {
    let source: [UInt8]
    do throws(DiskError) { source = try PosixDisk().readAll(path) } catch {
      throw Failure(message: error.description, status: 2)
    }
    let transcript: Transcript
    do throws(TranscriptError) { transcript = try Transcript(source: source) } catch {
      throw Failure(message: "\(path.string):\(error.lineNumber): \(error.message)", status: 2)
    }
    let results = try results(of: transcript)
    let updated = transcript.updated(results)
    let steps = "\(results.count) of \(transcript.steps.count) steps"
    if updated == source {
      sink.output(Array("\(path.string): passed, \(steps)\n".utf8))
      return 0
    }
    if updates {
      try replace(path, by: updated)
      sink.output(Array("\(path.string): updated, \(steps)\n".utf8))
      return 0
    }
    var writer = ByteWriter()
    UnifiedDiff.write(
      old: source, new: updated, names: ("\(path.string) (expected)", "\(path.string) (printed)"), colored: colored,
      into: &writer)
    sink.output(writer.array)
    sink.output(Array("\(path.string): differs; --update takes what was printed\n".utf8))
    return 1
  }

  /// Runs the steps up to one that leaves the shell.
  private func results(of transcript: Transcript) throws(Failure) -> [Transcript.Result?] {
    let output = CollectedOutput()
    let workbench: Workbench
    do throws(WorkbenchError) { workbench = try Workbench(options, sink: output) } catch {
      throw Failure(message: error.description, status: error.exitStatus)
    }
    defer { _ = workbench.close() }
    workbench.display.showsFailures = true
    let opened = workbench.open()
    if let message = opened.message {
      throw Failure(message: String(decoding: message, as: UTF8.self), status: 3)
    }
    var results: [Transcript.Result?] = []
    for step in transcript.steps {
      let prompt = workbench.prompt
      let result = workbench.run(line: step.input)
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
