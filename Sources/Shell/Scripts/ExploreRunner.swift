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
    /// States after which each exploration ends.
    public var limit = Int.max

    /// Everything.
    public init() {}
  }

  /// What came of one policy on one file system.
  public struct Result {
    public let policy: String
    public let fileSystem: FileSystemKind
    public let findings: Findings
    /// Why the script could not be run to its end; nil when it was.
    public let failure: String?
    /// The operations of the disk, in words.
    public let operations: [RecordedOperation]
  }

  private let options: WorkbenchOptions
  private let progress: (String) -> Void

  /// A runner whose scripts have the directives, the configuration file and the seed of `options`.
  public init(options: WorkbenchOptions, progress: @escaping (String) -> Void) {
    var own = options.repeatable
    own.isSafe = true
    own.forks = false
    self.options = own
    self.progress = progress
  }

  /// Runs the file under every policy on every file system of `plan`.
  public func run(_ file: FilePath, _ plan: Plan) throws(WorkbenchError) -> [Result] {
    var results: [Result] = []
    for fileSystem in plan.fileSystems {
      for policy in plan.policies {
        results.append(try run(file, plan, policy: policy, fileSystem))
      }
    }
    return results
  }

  private func run(
    _ file: FilePath, _ plan: Plan, policy: String, _ fileSystem: FileSystemKind
  ) throws(WorkbenchError) -> Result {
    var own = options
    let disk = SimulatedDisk(directories: [Exploration.directory], fileSystem: fileSystem)
    own.simulatedDisk = disk
    own.directives = [("appendonly", Array("yes".utf8)), ("appendfsync", Array(policy.utf8))] + own.directives
    let output = CollectedOutput()
    let workbench = try Workbench(own, sink: output)
    let runner = ScriptRunner(workbench)
    runner.open()
    runner.run(file: file)
    guard let recorder = workbench.recorder else { preconditionFailure("a simulated disk has a recorder") }
    recorder.finish()
    _ = workbench.close()
    var exploration = Exploration(fileSystem: fileSystem)
    exploration.depth = plan.depth
    exploration.limit = plan.limit
    let title = "appendfsync \(policy), \(fileSystem.rawValue)"
    var explorer = Explorer(exploration) { states in progress("\(title): \(states) states") }
    explorer.explore(recorder)
    let messages = output.errors
    let failure = runner.status > 1 ? String(decoding: messages, as: UTF8.self) : nil
    return Result(
      policy: policy, fileSystem: fileSystem, findings: explorer.findings, failure: failure,
      operations: recorder.operations)
  }
}
