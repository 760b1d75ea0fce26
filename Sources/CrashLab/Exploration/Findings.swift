/// What an exploration has found.
public struct Findings {
  /// A state from which recovery did not keep what was promised.
  public struct Violation {
    /// The number of the disk operation after which the run was cut short.
    public let operation: Int
    /// That operation.
    public let moment: String
    /// How it was cut short.
    public let crash: String
    /// What is wrong.
    public let problem: String
    /// The files that the crash left.
    public let files: [(path: String, bytes: [UInt8])]
  }

  /// What is lost at the worst.
  public struct Loss {
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
}
