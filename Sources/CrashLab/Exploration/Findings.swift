import Disk
import SystemPackage

/// What an exploration has found.
public struct Findings {
  /// A state from which recovery did not keep what was promised.
  public struct Violation {
    /// The number of the state among those of depth one, from 1.
    public let state: Int
    /// What came between the crash at that state and the one that is described here; nil at depth one.
    public let before: String?
    /// The number of the disk operation after which the run was cut short.
    public let operation: Int
    /// That operation.
    public let moment: String
    /// How it was cut short.
    public let crash: String
    /// What is wrong.
    public let problem: String
    /// The files that the crash left, and of directories the names without content.
    public let files: [File]
    /// The files that the crash before left, at depth two; empty at depth one.
    public let firstFiles: [File]
  }

  /// A file, or a directory if it has no content.
  public typealias File = (path: String, bytes: [UInt8]?)

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
  /// The most that a kill took.
  public var lossByKill = Loss()
  /// The most that a power cut took.
  public var lossByPowerCut = Loss()
  /// What is wrong, the shortest run first.
  public var violations: [Violation] = []
  /// Violations in all.
  public var violationCount = 0
  /// Whether the limit of states ended the exploration.
  public var isCutShort = false

  /// Nothing yet.
  public init() {}

  mutating func extend(_ path: WritableKeyPath<Findings, Loss>, _ loss: Loss) { self[keyPath: path].extend(loss) }

  mutating func violate(_ crash: CrashCase, _ problem: String) {
    violationCount += 1
    guard violations.count < 20 else { return }
    let first = crash.origin.first
    let before = first.map {
      "\($0.choice.text) after operation \($0.point.number) (\($0.point.moment)), a start and \(crash.followUp)"
    }
    violations.append(
      Violation(
        state: crash.number, before: before, operation: crash.point.number, moment: crash.point.moment,
        crash: crash.choice.text, problem: problem, files: Self.files(crash), firstFiles: first.map(Self.files) ?? []))
  }

  private static func files(_ crash: CrashCase) -> [File] {
    crash.disk().tree.map { ($0.path.string, $0.bytes) }
  }
}
