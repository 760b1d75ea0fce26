import ArgumentParser
import Glibc
import Shell
import SystemPackage

/// Runs transcripts as tests.
struct Test: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Run transcripts and compare what they print.",
    discussion: "Each file runs on a scratch directory of its own, with virtual time. Prints what differs as a diff.")

  @OptionGroup var workbench: RepeatableArguments

  @Flag(help: "Rewrite the expected output in the files.")
  var update = false

  @Argument(help: ArgumentHelp("Markdown files with blocks marked aofsh.", valueName: "file"))
  var files: [String]

  func run() throws {
    let streams = StandardStreams()
    let options = workbench.options(isInteractive: false, isTerminal: isatty(1) == 1)
    let runner = TranscriptRunner(options: options, updates: update, sink: streams)
    throw ExitCode(runner.run(files.map { FilePath($0) }))
  }
}
