import Bytes
public import CrashLab
public import Disk
import Engine
public import SystemPackage

/// Runs a script on a simulated disk and tries every state that a crash could have left (`aofsh explore`).
public struct ExploreRunner {
  /// What is explored.
  public struct Plan: Sendable {
    /// The policies to run the script under, as values of the directive `appendfsync`.
    public var policies = ["always", "everysec", "no"]
    /// The file systems to simulate.
    public var fileSystems = FileSystemKind.allCases
    /// 1 to recover from each state, 2 to go on after it and crash again.
    public var depth = 2
    /// Only every so many-th state is tried.
    public var stride = 1
    /// States after which each exploration ends.
    public var limit = Int.max
    /// The number of the only state to try; nil for all.
    public var state: Int?
    /// Whether the script also runs with a failure at each operation of the disk.
    public var hasFaults = false
    /// A redis-server that recovers from the same images; nil without.
    var redis: (searchPath: String, images: Int)?
    /// Whether the shortest script that leads to a violation is looked for.
    public var shrinks = true
    /// Where the files of violations are saved; nil for a new directory.
    public var savePath: FilePath?

    /// Everything.
    public init() {}

    /// Lets redis-server recover from so many of the images of each exploration; it is looked for in the directories of
    /// `searchPath`, which is as `PATH`.
    public mutating func compares(searchPath: String, images: Int) { redis = (searchPath, images) }
  }

  /// What came of one policy on one file system.
  public struct Result {
    public let policy: String
    public let fileSystem: FileSystemKind
    public var findings: Findings
    /// Why the script could not be run to its end; nil when it was.
    public let failure: String?
    /// The run.
    public let lifetimes: [RecordedLifetime]
    /// The operations of the disk.
    public let operations: [RecordedOperation]
    /// What came of the runs with a failure; nil when there were none.
    public var faults: Findings?
    /// What redis-server made of the same images; nil when it was not asked.
    public var redis: RedisFindings?
    /// The shortest script that leads to a violation, and the violation it leads to.
    public var shortest: (lines: [String], violation: Findings.Violation)?
    /// Where the files of the first violation lie.
    public var saved: FilePath?
    /// The command that tries the first violation again.
    public var command: String?
  }

  let options: WorkbenchOptions
  let progress: (String, Double) -> Void

  /// A runner whose scripts have the directives, the configuration file and the seed of `options`.
  ///
  /// `progress` is told what is being done, and which part of it is.
  public init(options: WorkbenchOptions, progress: @escaping (String, Double) -> Void) {
    var own = options.repeatable
    own.isSafe = true
    own.forks = false
    self.options = own
    self.progress = progress
  }

  /// Runs the file under every policy on every file system of `plan`.
  public func run(_ file: FilePath, _ plan: Plan) throws(WorkbenchError) -> [Result] {
    let script = try ExploreScript(file)
    let start = plan.redis == nil ? WorkbenchClock.virtualStart : Self.startBesideRedis
    var results: [Result] = []
    for fileSystem in plan.fileSystems {
      for policy in plan.policies {
        results.append(try run(Setting(script: script, policy: policy, fileSystem: fileSystem, start: start), plan))
      }
    }
    return results
  }

  /// What stays the same in one exploration.
  struct Setting {
    let script: ExploreScript
    let policy: String
    let fileSystem: FileSystemKind
    /// When the virtual time of its runs starts.
    let start: Int64

    var title: String { "\(policy), \(fileSystem.rawValue)" }
    var allLines: [Int] { Array(script.lines.indices) }
  }

  private func run(_ setting: Setting, _ plan: Plan) throws(WorkbenchError) -> Result {
    let run = try record(setting, setting.allLines)
    var exploration = Exploration(fileSystem: setting.fileSystem)
    exploration.depth = plan.depth
    exploration.limit = plan.limit
    exploration.stride = plan.stride
    exploration.only = plan.state
    exploration.keepsImages = plan.redis != nil
    var explorer = Explorer(exploration) { states, part in progress("\(setting.title): \(states) states", part) }
    explorer.explore(run.recorder)
    var result = Result(
      policy: setting.policy, fileSystem: setting.fileSystem, findings: explorer.findings, failure: run.failure,
      lifetimes: run.recorder.lifetimes, operations: run.recorder.operations)
    if plan.hasFaults { result.faults = try exploreFaults(setting, run, plan) }
    if let redis = plan.redis {
      result.redis = try compare(explorer.images, redis, setting, plan)
    }
    try explain(&result, setting, plan)
    return result
  }

  /// A run that was recorded.
  struct Run {
    let recorder: CrashRecorder
    /// Why it did not get to its end; nil when it did.
    let failure: String?
    /// Lines behind which a rewrite was under way, and the operations done by then.
    var rewriting: [(line: Int, operation: Int)] = []
  }

  /// Runs some lines of the script on a disk of its own.
  func record(_ setting: Setting, _ lines: [Int], _ fault: InjectedFault? = nil) throws(WorkbenchError) -> Run {
    var own = options
    let disk = SimulatedDisk(directories: [Exploration.directory], fileSystem: setting.fileSystem)
    own.simulatedDisk = disk
    own.virtualStart = setting.start
    own.directives =
      [("appendonly", Array("yes".utf8)), ("appendfsync", Array(setting.policy.utf8))] + own.directives
    let output = CollectedOutput()
    let workbench = try Workbench(own, sink: output)
    guard let recorder = workbench.recorder else { preconditionFailure("a simulated disk has a recorder") }
    recorder.expectsFaults = fault != nil
    for each in fault?.faults ?? [] { disk.inject(each) }
    if fault?.kind == .slowSync { workbench.worker.delay = Self.slowSyncSeconds * 1_000_000 }
    let runner = ScriptRunner(workbench)
    runner.open()
    var rewriting: [(line: Int, operation: Int)] = []
    setting.script.run(runner, lines) { index in
      guard workbench.child.isActive else { return }
      rewriting.append((index, recorder.operations.count))
      if fault?.kind == .killedChild, recorder.operations.count >= fault?.operation ?? 0 { workbench.child.kill() }
    }
    recorder.finish()
    workbench.worker.delay = 0
    _ = workbench.close()
    let failure = runner.status > 1 ? String(decoding: output.errors, as: UTF8.self) : nil
    return Run(recorder: recorder, failure: failure, rewriting: rewriting)
  }

  static var slowSyncSeconds: Int64 { 4 }
}
