import ArgumentParser
import Glibc
import Shell
import SystemPackage

/// Runs transcripts as tests.
struct Test: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Run transcripts and compare what they print.",
    usage: """
      aofsh test FILE ...                       show what differs
      aofsh test --update FILE ...              take what is printed now
      aofsh test --junit report.xml FILE ...    for a server that runs tests
      """,
    discussion: """
      A transcript is a Markdown file; its blocks marked aofsh hold prompts, commands and what they print. Three dots \
      alone on a line stand for any lines, [..] in a line for any characters. Each file runs in a process and on a \
      scratch directory of its own, with virtual time, so that it gives the same output every time. Exit status: 0 if \
      all pass, 1 if one differs, 2 if one cannot be read, 3 if one cannot be run.
      """)

  @OptionGroup var workbench: RepeatableArguments

  @Flag(help: "Rewrite the expected output in the files.")
  var update = false

  @Option(help: ArgumentHelp("Also write the results as JUnit XML.", valueName: "report.xml"))
  var junit: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Files that run at once; as many as there are processors.", valueName: "number"))
  var jobs: Int?

  @Argument(help: ArgumentHelp("Markdown files with blocks marked aofsh.", valueName: "file"))
  var files: [String]

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be positive") }
  }

  func run() throws {
    let streams = StandardStreams()
    let options = workbench.options(isInteractive: false, isTerminal: isatty(1) == 1)
    let runner = TranscriptRunner(options: options, updates: update, jobs: jobs, sink: streams)
    throw ExitCode(streams.end(runner.run(files.map { FilePath($0) }, report: junit.map { FilePath($0) })))
  }
}
