import ArgumentParser
import Bytes
import Disk
import Glibc
import Listener
import Shell
import SystemPackage
import Terminal

/// Scripts, lines, standard input, or a shell on a terminal: what the program does by default.
struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "A workbench for Redis append-only persistence.",
    usage: """
      aofsh                   a shell on a scratch directory
      aofsh --dir DIR         a shell on a data directory
      aofsh FILE ...          run scripts, transcripts (.md), request streams
      """,
    discussion: """
      In the shell, help and :help list what can be typed; aofsh man is the whole manual. Without files, and with \
      standard input not a terminal, its lines are run. Exit status: 0 all well; 1 an error reply, a failed check or a transcript that differs; 2 bad usage; 3 a \
      meta-command failed or the engine could not start.
      """,
    shouldDisplay: false)

  @OptionGroup var workbench: WorkbenchArguments

  @Option(name: .shortAndLong, help: ArgumentHelp("A line to run, repeatable, instead of files.", valueName: "line"))
  var eval: [String] = []

  @Flag(name: .customShort("x"), help: "Take standard input as the last word of the last --eval line.")
  var takesLastWord = false

  @Flag(name: .customLong("no-rc"), help: "Do not run the lines of aofshrc when a shell starts.")
  var skipsStartFile = false

  @Flag(name: [.customShort("v"), .long], help: "Show the version.")
  var version = false

  @Argument(
    help: ArgumentHelp("Scripts, transcripts (.md) or streams of requests, run in order.", valueName: "file"))
  var files: [String] = []

  func validate() throws {
    if takesLastWord, eval.isEmpty { throw ValidationError("-x needs a line to add to, such as: -x -e 'SET key'") }
    if !eval.isEmpty, !files.isEmpty { throw ValidationError("--eval and files cannot be combined") }
  }

  func run() throws {
    let streams = StandardStreams()
    if version {
      streams.output(Array((Version.text + "\n").utf8))
      throw ExitCode(streams.end(0))
    }
    let isInteractive = eval.isEmpty && files.isEmpty && Terminal.isInteractive()
    let options = workbench.options(isInteractive: isInteractive, isTerminal: isatty(1) == 1)
    let status = Self.withWorkbench(options, streams) { bench in
      guard isInteractive else { return runScripts(bench, streams) }
      return Interactive(bench, streams, startFile: skipsStartFile ? nil : UserFiles.startFile).run()
    }
    throw ExitCode(status)
  }

  /// Makes a workbench, lets `body` use it, closes it, and ends the process: freeing a data set key by key would take
  /// longer than ending with it.
  private static func withWorkbench(
    _ options: WorkbenchOptions, _ streams: StandardStreams, _ body: (Workbench) -> Int32
  ) -> Int32 {
    do throws(WorkbenchError) {
      let bench = try Workbench(options, sink: streams)
      bench.serve = ShellDoor.serve
      var status = body(bench)
      let engine: AnyObject? = bench.engine
      if let problem = bench.close() {
        streams.error(Array("aofsh: \(problem)\n".utf8))
        status = max(status, 3)
      }
      streams.flush()
      Ending.heed()
      endProcess(streams.end(status), keeping: engine)
    } catch {
      streams.error(Array("aofsh: \(error.description)\n".utf8))
      return error.exitStatus
    }
  }

  /// Tells of a tool whose name is like that of a file that is not there.
  private func tellOfTools(_ missing: String, _ streams: StandardStreams) {
    guard missing == files.first else { return }
    let tools = Aofsh.configuration.subcommands.map { $0.configuration }.filter { $0.shouldDisplay }
      .compactMap { $0.commandName }
    let near = missing == "version" ? ["--version"] : Suggestions.nearest(to: missing, among: tools)
    if near.isEmpty { return }
    let words = near.map { "aofsh \($0)" }.joined(separator: " or ")
    streams.error(Array("aofsh: did you mean: \(words)\n".utf8))
  }

  private func runScripts(_ bench: Workbench, _ streams: StandardStreams) -> Int32 {
    let runner = ScriptRunner(bench)
    if let missing = files.first(where: { !Environment.canRead($0) }) {
      runner.run(file: FilePath(missing))
      tellOfTools(missing, streams)
      return runner.status
    }
    if let directory = files.first(where: Environment.isDirectory) {
      streams.error(
        Array("aofsh: \(directory) is a directory; --dir \(directory) has the engine use it\n".utf8))
      return 2
    }
    runner.open()
    // A start may be given up as any program; what runs later has files to clear away.
    Ending.hold(withInterrupt: true)
    bench.takeInterrupt = { Ending.signal != nil }
    let input = { (bytes: inout [UInt8]) throws(DiskError) in
      // Acknowledged writes wait for the periodic work, and a writer may pause for long.
      try StandardInput.read(
        into: &bytes, idle: { if !bench.clock.isVirtual { _ = bench.tick() } }, isOver: bench.takeInterrupt)
    }
    for (index, line) in eval.enumerated() where !runner.isOver {
      let isLast = takesLastWord && index == eval.count - 1
      if isLast {
        runner.run(line: Array(line.utf8), lastWord: input, number: index + 1)
      } else {
        runner.run(line: Array(line.utf8), number: index + 1)
      }
    }
    for file in files where !runner.isOver { runner.run(file: FilePath(file)) }
    if eval.isEmpty, files.isEmpty { runner.run(name: nil, source: input) }
    return runner.status
  }
}
