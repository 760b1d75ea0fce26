import AOF
import Commands
public import Disk
public import Engine
import SystemPackage

/// Takes an image of a simulated disk after every operation while engines run on it, with what they have promised.
///
/// Tell it before an engine starts, and whether it did; what runs on it, it learns by itself. What is done to the files
/// while no engine runs, or while ``isByHand`` says so, is the person's: nothing is promised of what that destroys, and
/// before the next start it is brought to the disk, as a careful person would with `sync`.
public final class CrashRecorder: EngineObserver {
  /// The lifetimes of the engines so far.
  public private(set) var lifetimes: [RecordedLifetime] = []
  /// The operations of the disk, oldest first.
  public private(set) var operations: [RecordedOperation] = []
  /// What is being run, for the names of states.
  public var command = ""
  /// Whether a person changes files at the moment.
  public var isByHand = false
  /// Whether operations of the disk may fail, so that nothing can be promised for a time.
  public var expectsFaults = false {
    didSet { promises.expectsFaults = expectsFaults }
  }
  private let disk: SimulatedDisk
  private let clock: any Clock
  private weak var engine: Engine?
  private var current = RecordedLifetime()
  private var promises = Promises()
  private var isStarting = false
  /// The directives in force when something was acknowledged last: with them the next start would be made.
  private var configuration = Configuration()
  /// What the last engine went through and a power cut may bring back.
  private var carried: [RecordedLifetime.State] = []
  /// Whether a person has changed files since the last engine ran.
  private var isTouched = false
  /// Whether a person has changed files that the running engine uses.
  private var isDamaged = false
  /// Images before this one know what may be found.
  private var open = 0

  /// A recorder of what happens on `disk`; `earlier` are the data sets that a power cut may bring back, oldest first.
  public init(disk: SimulatedDisk, clock: any Clock, earlier: [RecordedLifetime.State] = []) {
    self.disk = disk
    self.clock = clock
    carried = earlier
    disk.observer = { [unowned self] in take($0) }
  }

  /// An engine is about to start on the disk.
  public func willStart(_ engine: Engine) {
    finish()
    if isTouched { disk.settle() }
    (isTouched, isDamaged) = (false, false)
    if disk.bytesInPageCache == 0, disk.pendingNames == 0 { carried = [] }
    self.engine = engine
    configuration = engine.configuration
    current = RecordedLifetime()
    promises = Promises()
    promises.expectsFaults = expectsFaults
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
    let isDurable = carried.isEmpty
    current.states = carried
    let found = DataState(engine)
    if let index = carried.lastIndex(where: { $0.state == found }) {
      current.states.removeSubrange((index + 1)...)
    } else {
      current.states.append(
        RecordedLifetime.State(
          state: found, command: "the start", operation: operations.count, acknowledgedAt: clock.now()))
    }
    let first = current.states.count - 1
    current.first = first
    for index in current.points.indices {
      current.points[index].afterKill = first
      current.points[index].afterPowerCut = isDurable ? first : 0
      current.points[index].acknowledged = first
    }
    engine.observer = self
    promises.begin(engine, at: first, isDurable: isDurable)
    close()
  }

  /// The run is over.
  public func finish() {
    engine?.observer = nil
    engine = nil
    close()
    if !current.states.isEmpty {
      lifetimes.append(current)
      carried = Array(current.states[promises.afterPowerCut...])
    }
    current = RecordedLifetime()
  }

  public func unitEnded(_ engine: Engine) {
    let state = DataState(engine)
    guard state != current.states.last?.state else { return }
    current.states.append(
      RecordedLifetime.State(
        state: state, command: command, operation: operations.count, acknowledgedAt: nil))
  }

  public func flushed(_ engine: Engine) {
    guard engine.state == .running else { return }
    let last = current.states.count - 1
    for index in current.states.indices.reversed() {
      if current.states[index].acknowledgedAt != nil { break }
      current.states[index].acknowledgedAt = clock.now()
    }
    configuration = engine.configuration
    promises.acknowledge(last, at: clock.now(), engine)
    note(engine)
    close()
  }

  /// Takes note of where the logged bytes are.
  private func note(_ engine: Engine) {
    let stages = engine.stages
    current.moments.append(
      RecordedLifetime.Moment(
        command: command, time: clock.now(), operation: operations.count, state: current.states.count - 1,
        bufferedBytes: stages.bufferedBytes, pageCacheBytes: stages.pageCacheBytes,
        durableBytes: stages.durableBytes, survivesKill: promises.afterKill, survivesPowerCut: promises.afterPowerCut))
  }

  private func close() {
    for index in open..<current.points.count { current.points[index].last = max(0, current.states.count - 1) }
    open = current.points.count
  }

  private func take(_ operation: DiskOperation) {
    guard operation.operation != .lock else { return }
    operations.append(
      RecordedOperation(
        text: operation.text, call: operation.operation, count: operation.count, time: clock.now(), command: command))
    if operation.errno != nil || disk.syncDelay > 0 { promises.expectsFaults = true }
    guard let engine, isStarting || engine.state == .running else {
      isTouched = true
      return
    }
    if isByHand {
      if operation.isLive(in: engine) { (isTouched, isDamaged) = (true, true) }
      return
    }
    if isDamaged { return }
    current.points.append(
      CrashPoint(
        disk: disk.snapshot(), configuration: configuration, time: clock.now(), number: operations.count,
        moment: operation.text, isStart: isStarting, afterKill: promises.afterKill,
        afterPowerCut: promises.afterPowerCut,
        acknowledged: promises.acknowledged, last: max(0, current.states.count - 1)))
  }
}
