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
    discussion: """
      The script runs under each fsync policy on each kind of file system, with virtual time. After every operation of \
      the disk it is cut short in every way in which a crash could do it, and an engine starts on what is left. Exits \
      with 1 when recovery does not keep what the policy promises.
      """)

  @OptionGroup var workbench: WorkbenchArguments

  @Option(help: ArgumentHelp("Only this fsync policy: always, everysec or no.", valueName: "policy"))
  var policy: String?

  @Option(help: ArgumentHelp("Only this file system: ordered (ext4) or strict (POSIX).", valueName: "kind"))
  var fileSystem: FileSystemKind?

  @Option(help: ArgumentHelp("1 recovers from each state, 2 goes on and crashes again.", valueName: "number"))
  var depth = 2

  @Option(help: ArgumentHelp("Tries at most so many states of each exploration.", valueName: "number"))
  var limit: Int?

  @Argument(help: ArgumentHelp("A script or a transcript.", valueName: "file"))
  var file: String

  func validate() throws {
    if let policy, !["always", "everysec", "no"].contains(policy) {
      throw ValidationError("'\(policy)' is no fsync policy; there are always, everysec and no")
    }
    guard (1...2).contains(depth) else { throw ValidationError("--depth is 1 or 2") }
    if let limit, limit < 1 { throw ValidationError("--limit must be positive") }
  }

  func run() throws {
    let streams = StandardStreams()
    let isWatched = isatty(2) == 1
    let options = workbench.options(isInteractive: false, isTerminal: false)
    var plan = ExploreRunner.Plan()
    if let policy { plan.policies = [policy] }
    if let fileSystem { plan.fileSystems = [fileSystem] }
    plan.depth = depth
    if let limit { plan.limit = limit }
    let runner = ExploreRunner(options: options) { line in
      if isWatched { streams.error(Array("\r\u{1B}[K\(line)".utf8)) }
    }
    var status: Int32 = 0
    do throws(WorkbenchError) {
      let results = try runner.run(FilePath(file), plan)
      if isWatched { streams.error(Array("\r\u{1B}[K".utf8)) }
      streams.output(Array(ExploreReport.text(results).utf8))
      if results.contains(where: { $0.findings.violationCount > 0 }) { status = 1 }
      if results.contains(where: { $0.failure != nil }) { status = 3 }
    } catch {
      streams.error(Array("aofsh: \(error.description)\n".utf8))
      status = error.exitStatus
    }
    streams.flush()
    throw ExitCode(status)
  }
}
