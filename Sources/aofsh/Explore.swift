import ArgumentParser
import CrashLab
import Disk
import Glibc
import Shell
import SystemPackage

/// Tries every state that a crash could leave.
struct Explore: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explore", abstract: "Run a script on a simulated disk and recover from every crash state.",
    usage: """
      aofsh explore FILE                        each policy, each crash
      aofsh explore --policy always FILE        one policy only
      aofsh explore --with redis-server FILE    and what Redis makes of it
      """,
    discussion: """
      The script runs under each fsync policy on each kind of file system, with virtual time. After every operation of \
      the disk it is cut short in every way in which a crash could do it, and an engine starts on what is left. Bits \
      of the files change too: then a start may be refused, but cuts nothing off in silence, and finds nothing that a \
      checksum contradicts. Exits with 1 when recovery does not keep what the policy promises.
      """)

  @OptionGroup var workbench: RepeatableArguments

  @Option(help: ArgumentHelp("Only this fsync policy: always, everysec or no.", valueName: "policy"))
  var policy: String?

  @Option(help: ArgumentHelp("Only this file system: ordered (ext4) or strict (POSIX).", valueName: "kind"))
  var fileSystem: FileSystemKind?

  @Option(help: ArgumentHelp("1 recovers from each state, 2 goes on and crashes again.", valueName: "number"))
  var depth = 2

  @Option(help: ArgumentHelp("Tries at most so many states of each exploration.", valueName: "number"))
  var limit: Int?

  @Option(help: ArgumentHelp("Tries only every so many-th state.", valueName: "number"))
  var every = 1

  @Option(help: ArgumentHelp("Tries only the state of this number, as a violation names it.", valueName: "number"))
  var state: Int?

  @Flag(help: "Also runs the script with a failure at each operation of the disk, and crashes after it.")
  var faults = false

  @Option(help: ArgumentHelp("Lets it recover from the same images: redis-server.", valueName: "program"))
  var with: String?

  @Option(help: ArgumentHelp("Images that redis-server is given of each exploration.", valueName: "number"))
  var images = 150

  @Option(help: ArgumentHelp("Where files of violations and differences are saved.", valueName: "directory"))
  var save: String?

  @Flag(help: "Print JSON.")
  var json = false

  @Option(help: ArgumentHelp("Also writes a page that shows the runs, for a browser.", valueName: "file.html"))
  var report: String?

  @Argument(help: ArgumentHelp("A script or a transcript.", valueName: "file"))
  var file: String

  func validate() throws {
    if let policy, !["always", "everysec", "no"].contains(policy) {
      throw ValidationError("'\(policy)' is no fsync policy; there are always, everysec and no")
    }
    guard (1...2).contains(depth) else { throw ValidationError("--depth is 1 or 2") }
    if let limit, limit < 1 { throw ValidationError("--limit must be positive") }
    if every < 1 { throw ValidationError("--every must be positive") }
    if images < 1 { throw ValidationError("--images must be positive") }
    if let with, with != "redis-server" {
      throw ValidationError("--with \(with): only redis-server can be compared with")
    }
    if state != nil, policy == nil || fileSystem == nil {
      throw ValidationError("--state is the number of a state under one --policy on one --file-system")
    }
  }

  func run() throws {
    let streams = StandardStreams()
    let bar = isatty(2) == 1 ? ProgressBar(streams) : nil
    let runner = ExploreRunner(options: workbench.options(isInteractive: false, isTerminal: false)) { title, part in
      bar?.show(title, part)
    }
    var status: Int32 = 0
    do throws(WorkbenchError) {
      let plan = try plan()
      let results = try runner.run(FilePath(file), plan)
      bar?.clear()
      streams.output(Array((json ? ExploreReport.json(results) : ExploreReport.text(results)).utf8))
      if let report { try ExploreReport.write(page: results, of: FilePath(file), to: FilePath(report)) }
      status = ExploreReport.status(results)
    } catch {
      bar?.clear()
      streams.error(Array("aofsh: \(error.description)\n".utf8))
      status = error.exitStatus
    }
    throw ExitCode(streams.end(status))
  }

  private func plan() throws(WorkbenchError) -> ExploreRunner.Plan {
    var plan = ExploreRunner.Plan()
    if let policy { plan.policies = [policy] }
    if let fileSystem { plan.fileSystems = [fileSystem] }
    plan.depth = depth
    if let limit { plan.limit = limit }
    plan.stride = every
    plan.state = state
    plan.hasFaults = faults
    plan.savePath = save.map { FilePath($0) }
    if with != nil { plan.compares(searchPath: Environment.value(.searchPath) ?? "/usr/bin:/bin", images: images) }
    return plan
  }
}

/// A line on the terminal that shows how far something is.
private final class ProgressBar {
  private static let width = 24
  private let streams: StandardStreams
  private var shown = ""

  init(_ streams: StandardStreams) { self.streams = streams }

  func show(_ title: String, _ part: Double) {
    let done = Int((min(max(part, 0), 1) * Double(Self.width)).rounded())
    let bar = String(repeating: "█", count: done) + String(repeating: "░", count: Self.width - done)
    let line = "\(bar) \(title)"
    guard line != shown else { return }
    shown = line
    streams.error(Array("\r\u{1B}[K\(line.prefix(100))".utf8))
  }

  func clear() { streams.error(Array("\r\u{1B}[K".utf8)) }
}
