import ArgumentParser
import Bench
import Bytes
import Glibc
import SystemPackage
import Terminal

/// Measures this machine, and redis-server beside it.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench", abstract: "Measure this machine, and redis-server beside it when there is one.",
    usage: """
      aofsh bench                   everything
      aofsh bench policies          what each fsync policy costs on this disk
      aofsh bench --json > FILE     figures for programs
      """)

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Where the scratch directories are made: the disk that is measured.", valueName: "directory"))
  var dir: String = "."

  @Option(help: ArgumentHelp("Keys in the data sets.", valueName: "number"))
  var keys = 1_000_000

  @Option(help: ArgumentHelp("Runs of each measure.", valueName: "number"))
  var runs = 3

  @Option(help: ArgumentHelp("Seconds for each fsync policy.", valueName: "seconds"))
  var seconds = 2.0

  @Option(help: ArgumentHelp("Seeds the workloads.", valueName: "number"))
  var seed: UInt64 = 1

  @Flag(help: "Print JSON.")
  var json = false

  @Argument(
    help: ArgumentHelp(
      "What to measure; everything when none is named: \(Self.known).",
      valueName: "measure"))
  var measures: [String] = []

  private static let known = BenchOptions.Measure.allCases.map(\.rawValue).joined(separator: ", ")

  func validate() throws {
    guard keys > 0, runs > 0, seconds > 0 else {
      throw ValidationError("--keys, --runs and --seconds must be positive")
    }
    for name in measures where BenchOptions.Measure(rawValue: name) == nil {
      throw ValidationError("'\(name)' is no measure; there are \(Self.known)")
    }
  }

  func run() throws {
    var options = BenchOptions(directory: FilePath(dir))
    if !measures.isEmpty { options.measures = measures.compactMap { BenchOptions.Measure(rawValue: $0) } }
    options.keys = keys
    options.runs = runs
    options.secondsPerPolicy = seconds
    options.seed = seed
    options.isJSON = json
    options.executable = Environment.executable.map { FilePath($0) }
    if let path = Environment.value(.searchPath) { options.searchPath = path }
    options.showsPlots = isatty(1) == 1 && !json
    options.width = Terminal.size().columns
    let streams = StandardStreams()
    var status: Int32 = 3
    do throws(BenchError) {
      status = try Bench.run(options, progress: { streams.error(Array("\($0)\n".utf8)) }) { report in
        streams.output([UInt8](copying: report))
      }
    } catch {
      streams.error(Array("aofsh: \(error.description)\n".utf8))
    }
    throw ExitCode(streams.end(status))
  }
}
