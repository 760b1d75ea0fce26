import Bytes
import Commands
import Disk
import Engine

/// An engine on a simulated disk of its own, for a trial of what a crash left.
struct EngineRun {
  let disk: SimulatedDisk
  let clock: VirtualClock
  let configuration: Configuration
  private(set) var engine: Engine
  private var session: Session

  init(_ disk: SimulatedDisk, _ configuration: Configuration, time: Int64) {
    self.disk = disk
    self.configuration = configuration
    clock = VirtualClock(start: time)
    engine = Self.engine(disk, clock, configuration)
    session = engine.makeSession()
  }

  private static func engine(
    _ disk: SimulatedDisk, _ clock: VirtualClock, _ configuration: Configuration
  ) -> Engine {
    Engine(
      directory: Exploration.directory, configuration: configuration,
      surroundings: Engine.Surroundings(
        disk: disk, clock: clock, syncWorker: InlineSyncWorker(clock: clock), child: InPlaceChild(), seed: 1,
        processIdentifier: 1, log: { _ in }))
  }

  /// Starts the engine; why it refuses, or nil.
  mutating func start() -> String? {
    engine = Self.engine(disk, clock, configuration)
    session = engine.makeSession()
    do throws(StartFailure) { try engine.start() } catch { return error.description }
    return nil
  }

  var state: DataState { DataState(engine.context.keyspace) }

  /// Runs commands, each acknowledged before the next; false when the engine ended.
  func run(_ commands: [[String]]) -> Bool {
    for command in commands {
      engine.execute(OwnedArguments(command.map { Array($0.utf8) }).view, session: session)
      engine.flush()
      engine.takeReplies { _ in }
      clock.advance(100_000)
      engine.cron()
    }
    return engine.state == .running
  }
}
