import AOF
import Bytes
public import Commands
public import Disk
public import Engine
public import SystemPackage
import TestSupport

/// An engine on a data directory of its own, in this process, with everything around it in the test's hands.
///
/// No test process may fork, because the runtime's other threads would not be in the child: rewrites and snapshots are
/// done in place.
public final class EngineHarness {
  /// Which disk it runs on.
  public let kind: HarnessDisk
  /// The clock; ``virtualClock`` unless the real one was asked for.
  public let clock: any Clock
  /// The lines of the log since it was cleared last, as `M * text`.
  public var log: [String] { lines.texts }
  /// The directives that differ from Redis' defaults, for the next start.
  public var settings: [String: String]
  /// The engine of the last start.
  public private(set) var engine: Engine
  /// The client that ``command(_:)-(String...)`` uses.
  public private(set) var session: Session
  /// Whether the next start only reads.
  public var isReadOnly = false
  private let place: HarnessPlace
  private let lines = LineCollector()
  private var worker: any SyncWorker
  private let seed: UInt64
  /// The settings of the engine that `init` made.
  private let preparedSettings: [String: String]

  /// When the virtual clock starts, in microseconds.
  public static let epoch: Int64 = 1_795_000_000_000_000

  /// An engine that has not been started.
  ///
  /// - Parameters:
  ///   - settings: directives; there are no save points unless they say so.
  ///   - directory: a data directory that exists, on the real disk; without it an empty one.
  public init(
    _ kind: HarnessDisk = .simulated, _ settings: [String: String] = [:], clock: (any Clock)? = nil,
    directory: String? = nil, seed: UInt64 = 1
  ) throws {
    self.kind = kind
    self.settings = settings
    preparedSettings = settings
    self.seed = seed
    let clock = clock ?? VirtualClock(start: Self.epoch)
    self.clock = clock
    place = try HarnessPlace(kind, clock: clock, directory: directory)
    worker = InlineSyncWorker(clock: clock)
    let surroundings = Self.surroundings(place, clock, worker, lines, seed)
    engine = try Engine(
      directory: place.directory, configuration: Self.configuration(settings), surroundings: surroundings)
    session = engine.makeSession()
  }

  private static func surroundings(
    _ place: HarnessPlace, _ clock: any Clock, _ worker: any SyncWorker, _ lines: LineCollector, _ seed: UInt64
  ) -> Engine.Surroundings {
    Engine.Surroundings(
      disk: place.disk, clock: clock, syncWorker: worker, child: InPlaceChild(), seed: seed, processIdentifier: 4711
    ) { lines.add($0) }
  }

  private static func configuration(_ settings: [String: String]) throws -> Configuration {
    var configuration = Configuration()
    try configuration.set("save", "")
    try configuration.set("enable-debug-command", "yes")
    for (name, value) in settings.sorted(by: { $0.key < $1.key }) { try configuration.set(name, value) }
    return configuration
  }

  /// A new engine on the same directory; the one before must have ended.
  public func makeEngine() throws -> Engine {
    Engine(
      directory: place.directory, configuration: try Self.configuration(settings), isReadOnly: isReadOnly,
      surroundings: Self.surroundings(place, clock, worker, lines, seed))
  }

  /// Starts a new engine with ``settings`` on what the directory holds.
  public func start() throws {
    lines.clear()
    if engine.state != .created || isReadOnly || settings != preparedSettings {
      engine = try makeEngine()
      session = engine.makeSession()
    }
    try engine.start()
  }

  /// Starts a new engine in surroundings that `adjust` has changed.
  public func start(adjusting adjust: (inout Engine.Surroundings) -> Void) throws {
    lines.clear()
    var surroundings = Self.surroundings(place, clock, worker, lines, seed)
    adjust(&surroundings)
    engine = Engine(
      directory: place.directory, configuration: try Self.configuration(settings), isReadOnly: isReadOnly,
      surroundings: surroundings)
    session = engine.makeSession()
    try engine.start()
  }

  /// A harness whose engine runs.
  public static func started(
    _ kind: HarnessDisk = .simulated, _ settings: [String: String] = ["appendonly": "yes"], clock: (any Clock)? = nil,
    directory: String? = nil, seed: UInt64 = 1
  ) throws -> EngineHarness {
    let harness = try EngineHarness(kind, settings, clock: clock, directory: directory, seed: seed)
    try harness.start()
    return harness
  }

  /// Shuts down cleanly and starts again.
  public func restart() throws {
    stop()
    try start()
  }

  /// Shuts down cleanly.
  @discardableResult
  public func stop() -> Bool { engine.shutdown() }

  /// Crashes.
  @discardableResult
  public func crash(_ crash: Crash) throws -> CrashReport { try engine.crash(crash) }

  // MARK: Surroundings

  /// The virtual clock; the harness must have been made with it.
  public var virtualClock: VirtualClock {
    guard let clock = clock as? VirtualClock else { preconditionFailure("the clock is real") }
    return clock
  }

  /// The disk.
  public var disk: any Disk { place.disk }

  /// The simulated disk; the harness must run on it.
  public var simulated: SimulatedDisk {
    guard let disk = place.disk as? SimulatedDisk else { preconditionFailure("the disk is not simulated") }
    return disk
  }

  /// Microseconds that a background fsync takes from now on.
  public func setSyncDelay(_ microseconds: Int64) { (worker as? InlineSyncWorker)?.delay = microseconds }

  /// The data directory.
  public var directory: FilePath { place.directory }

  /// Forgets the log so far.
  public func clearLog() { lines.clear() }

  /// Lets time pass, calling the engine's cron every 100 ms as its host would.
  public func wait(_ seconds: Double) {
    let steps = Int(seconds * 10)
    for _ in 0..<steps {
      virtualClock.advance(100_000)
      engine.cron()
    }
  }
}

/// Collects log lines.
final class LineCollector {
  private(set) var texts: [String] = []

  func add(_ line: LogLine) { texts.append("\(line.role.rawValue) \(line.level.rawValue) \(line.message)") }

  func clear() { texts = [] }
}
