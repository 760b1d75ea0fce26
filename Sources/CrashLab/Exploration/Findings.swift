import Disk
import SystemPackage

/// What an exploration has found.
public struct Findings {
  /// A file, or a directory if it has no content.
  public typealias File = (path: String, bytes: [UInt8]?)

  /// A state from which recovery did not keep what was promised.
  public struct Violation {
    /// The number of the state among those of depth one, from 1.
    public let state: Int
    /// The crash before the one that is described here, and what came then; nil at depth one.
    public let before: String?
    /// How and where the run was cut short.
    public let crash: String
    /// What is wrong.
    public let problem: String
    /// The operations of the run up to there, oldest first; at depth two those of the second run.
    public let operations: [RecordedOperation]
    /// The files that the crash left.
    public let files: [File]
    /// The files that the crash before left, at depth two; empty at depth one.
    public let firstFiles: [File]
  }

  /// What is lost at the worst.
  public struct Loss: Sendable {
    /// Acknowledged states that are gone.
    public var commands = 0
    /// From the acknowledgement of the oldest of them to the crash, in microseconds.
    public var microseconds: Int64 = 0

    mutating func extend(_ other: Loss) {
      commands = max(commands, other.commands)
      microseconds = max(microseconds, other.microseconds)
    }
  }

  /// Operations of the disk that the run made.
  public var operations = 0
  /// Runs in which something failed.
  public var faultedRuns = 0
  /// States that were tried.
  public var states = 0
  /// States by kind of crash.
  public var statesByKind: [CrashChoice.Kind: Int] = [:]
  /// Different contents of the data directory among them.
  public var images = 0
  /// States at depth two.
  public var laterStates = 0
  /// Different contents of the data directory among them that depth one has not seen.
  public var laterImages = 0
  /// Different directories that recoveries have made, from which the exploration has gone on.
  public var continued = 0
  /// Starts of an engine.
  public var starts = 0
  /// States from which the engine refused to start, loudly and without changing a file, though nothing durable was
  /// damaged: after holes and files in another order.
  public var refusals = 0
  /// What came of changed bits.
  public var rot = RotFindings()
  /// The most that a kill took.
  public var lossByKill = Loss()
  /// The most that a power cut took.
  public var lossByPowerCut = Loss()
  /// What is wrong, the shortest run first; not more than twenty.
  public var violations: [Violation] = []
  /// Violations in all.
  public var violationCount = 0
  /// Whether the limit of states ended the exploration.
  public var isCutShort = false
  /// What crashes at each moment of the run leave, oldest first.
  public var points: [PointSummary] = []

  /// Nothing yet.
  public init() {}

  /// Takes note that data set `index` was found at depth one, or of a start that was refused if it is nil.
  mutating func note(_ index: Int?, _ crash: CrashCase) {
    guard crash.origin.isEmpty else { return }
    let isKill = crash.choice.plan == nil
    if let last = points.indices.last, crash.fault == nil { points[last].note(index, isKill: isKill) }
    guard let index else { return }
    var loss = Loss()
    loss.commands = max(0, crash.point.acknowledged - index)
    if loss.commands > 0, let time = crash.lifetime.states[index + 1].acknowledgedAt {
      loss.microseconds = crash.point.time - time
    }
    if isKill { lossByKill.extend(loss) } else { lossByPowerCut.extend(loss) }
  }

  mutating func violate(_ crash: CrashCase, _ problem: String) {
    violationCount += 1
    if let last = points.indices.last, crash.fault == nil { points[last].violations += 1 }
    guard violations.count < 20 else { return }
    let first = crash.origin.first
    violations.append(
      Violation(
        state: crash.number, before: first.map { "\($0.text), then a start and \(crash.followUp)" }, crash: crash.text,
        problem: problem, operations: Array(crash.operations[..<crash.point.number]), files: Self.files(crash),
        firstFiles: first.map(Self.files) ?? []))
  }

  static func files(_ crash: CrashCase) -> [File] {
    crash.disk().tree.filter { $0.path != Exploration.directory }.map { ($0.path.string, $0.bytes) }
  }
}
