import Commands
public import Disk
public import Engine
import SystemPackage

/// Takes an image of a simulated disk after every operation while engines run on it, with what they have promised.
///
/// Tell it before an engine starts, and whether it did; what runs on it, it learns by itself.
public final class CrashRecorder: EngineObserver {
  /// The lifetimes of the engines so far.
  public private(set) var lifetimes: [RecordedLifetime] = []
  /// The operations of the disk, oldest first, in words.
  public private(set) var operations: [String] = []
  /// What is being run, for the names of states.
  public var command = ""
  private let disk: SimulatedDisk
  private let clock: any Clock
  private weak var engine: Engine?
  private var current = RecordedLifetime()
  private var promises = Promises()
  private var isStarting = false
  /// Images before this one know what may be found.
  private var open = 0

  /// A recorder of what happens on `disk`.
  public init(disk: SimulatedDisk, clock: any Clock) {
    self.disk = disk
    self.clock = clock
    disk.observer = { [unowned self] in take($0) }
  }

  /// An engine is about to start on the disk.
  public func willStart(_ engine: Engine) {
    finish()
    self.engine = engine
    current = RecordedLifetime()
    promises = Promises()
    (open, isStarting) = (0, true)
  }

  /// The start has ended; with `succeeded` the engine runs.
  public func started(succeeded: Bool) {
    isStarting = false
    guard succeeded, let engine else {
      // A start that is refused promises nothing.
      engine = nil
      return
    }
    current.states = [
      RecordedLifetime.State(
        state: DataState(engine.context.keyspace), command: "the start", acknowledgedAt: clock.now())
    ]
    engine.observer = self
    promises.begin(engine)
    close()
  }

  /// The run is over.
  public func finish() {
    engine?.observer = nil
    engine = nil
    close()
    if !current.states.isEmpty { lifetimes.append(current) }
    current = RecordedLifetime()
  }

  public func unitEnded(_ engine: Engine) {
    let state = DataState(engine.context.keyspace)
    guard state != current.states.last?.state else { return }
    current.states.append(RecordedLifetime.State(state: state, command: command, acknowledgedAt: nil))
  }

  public func flushed(_ engine: Engine) {
    guard engine.state == .running else { return }
    let last = current.states.count - 1
    for index in current.states.indices.reversed() {
      if current.states[index].acknowledgedAt != nil { break }
      current.states[index].acknowledgedAt = clock.now()
    }
    promises.acknowledge(last, at: clock.now(), engine)
    close()
  }

  private func close() {
    for index in open..<current.points.count { current.points[index].last = max(0, current.states.count - 1) }
    open = current.points.count
  }

  private func take(_ operation: DiskOperation) {
    guard operation.operation != .lock else { return }
    operations.append(operation.text)
    guard let engine, isStarting || engine.state == .running else { return }
    current.points.append(
      CrashPoint(
        disk: disk.snapshot(), configuration: engine.configuration, time: clock.now(), number: operations.count,
        moment: operation.text, afterKill: promises.afterKill, afterPowerCut: promises.afterPowerCut,
        acknowledged: promises.acknowledged, last: max(0, current.states.count - 1)))
  }
}

extension DiskOperation {
  /// The operation in words.
  var text: String {
    var text = "\(operation) \(path.string)"
    if let target { text += " to \(target.string)" }
    if operation == .write { text += ", \(count) bytes at \(offset)" }
    if operation == .truncate { text += " to \(count) bytes" }
    if let errno { text += " failed: \(errno)" }
    return text
  }
}
