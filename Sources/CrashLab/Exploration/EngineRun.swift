import AOF
import Bytes
import Commands
import Disk
import Engine
import SystemPackage

/// An engine on a simulated disk of its own, for a trial of what a crash left.
struct EngineRun {
  let disk: SimulatedDisk
  let clock: VirtualClock
  let configuration: Configuration
  private let commands: CommandTable
  private let log = Warnings()
  private var engine: Engine?
  private var session: Session?

  init(_ disk: SimulatedDisk, _ configuration: Configuration, time: Int64, _ commands: CommandTable) {
    self.disk = disk
    self.configuration = configuration
    self.commands = commands
    clock = VirtualClock(start: time)
  }

  /// The warnings that its engines have logged, oldest first.
  var warnings: [String] { log.lines }

  private final class Warnings {
    var lines: [String] = []
  }

  private func makeEngine() -> Engine {
    var surroundings = Engine.Surroundings(
      disk: disk, clock: clock, syncWorker: InlineSyncWorker(clock: clock), child: InPlaceChild(), seed: 1,
      processIdentifier: 1,
      log: { [log] line in if line.level == .warning { log.lines.append(line.message) } })
    surroundings.commands = commands
    return Engine(directory: Exploration.directory, configuration: configuration, surroundings: surroundings)
  }

  /// Starts the engine, and tells `recorder` of it.
  ///
  /// - Returns: What the engine found, or why it refuses.
  mutating func start(_ recorder: CrashRecorder? = nil) -> Outcome {
    let engine = makeEngine()
    recorder?.willStart(engine)
    do throws(StartFailure) { try engine.start() } catch {
      recorder?.started(succeeded: false)
      return .refused(error.description)
    }
    recorder?.started(succeeded: true)
    self.engine = engine
    session = engine.makeSession()
    return .found(DataState(engine))
  }

  /// What tells its data from others, as ``RedisTrial`` asks redis-server for it.
  var redisDigest: RedisDigest? { engine.map { RedisDigest($0) } }

  /// Runs commands, the replies of each group handed out together; ends early when the engine ends by itself.
  func run(_ work: FollowUp, _ recorder: CrashRecorder) {
    guard let engine, let session else { preconditionFailure("the engine was not started") }
    for group in work.groups {
      if group.fails { disk.inject(.failing(.write, .noSpace)) }
      for command in group.commands {
        recorder.command = command.joined(separator: " ")
        engine.execute(OwnedArguments(command.map { Array($0.utf8) }).view, session: session)
      }
      engine.flush()
      engine.takeReplies { _ in }
      clock.advance(100_000)
      engine.cron()
      if engine.state == .ended { return }
    }
  }
}

/// What comes of a start.
enum Outcome {
  /// It found these data.
  case found(DataState)
  /// It was refused for this reason.
  case refused(String)
}
