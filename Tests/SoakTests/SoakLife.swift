import AOF
import Bytes
import Commands
import CrashLab
import Disk
import Engine
import SystemPackage

/// One random life of a data directory: engines that run, meet faults, crash and start again.
///
/// What must be found after a crash is known from outside: the states that the data went through, and of which the
/// policy has promised that they are kept.
final class SoakLife {
  let seed: UInt64
  /// What went wrong, with what led to it; nil while nothing has.
  private(set) var problem: String?
  /// Starts that found what they should.
  private(set) var recoveries = 0
  /// What was done, for whoever looks for the cause.
  private(set) var trace: [String] = []

  var random: RandomNumbers
  private var words: SoakWords
  let clock = VirtualClock(start: 1_795_000_000_000_000)
  let disk: SimulatedDisk
  private var worker: InlineSyncWorker
  private var child = InPlaceChild()
  private var engine: Engine?
  private var session: Session?
  private var log: [String] = []
  private var promise = SoakPromise()
  private var configuration = Configuration()

  /// The only fault that is met; nil for all.
  private let only: SoakFault?

  init(seed: UInt64, only: SoakFault? = nil) {
    self.seed = seed
    self.only = only
    random = RandomNumbers(seed: seed)
    words = SoakWords(random: RandomNumbers(seed: seed &* 77 &+ 1))
    disk = SimulatedDisk(
      directories: ["/data"], clock: clock, fileSystem: seed.isMultiple(of: 3) ? .strict : .ordered)
    disk.recordsOperations = false
    worker = InlineSyncWorker(clock: clock)
  }

  func chance(_ number: Int) -> Bool { random.below(number) == 0 }

  func fail(_ text: String) {
    guard problem == nil else { return }
    problem =
      "seed \(seed): \(text)\n" + trace.suffix(60).joined(separator: "\n") + "\n"
      + log.suffix(12).joined(separator: "\n")
  }

  // MARK: Lives

  /// Lives `count` times.
  func run(_ count: Int) throws {
    for _ in 0..<count where problem == nil {
      try configure()
      guard start() else { return }
      for _ in 0..<5 + random.below(40) where problem == nil && engine?.state == .running && !disk.isUnplugged {
        step()
      }
      if problem == nil { try end() }
    }
  }

  private func configure() throws {
    configuration = Configuration()
    let policy = ["always", "everysec", "no"][random.below(3)]
    let settings = [
      ("appendonly", "yes"), ("appendfsync", policy), ("save", ""), ("enable-debug-command", "yes"),
      ("aof-use-rdb-preamble", chance(3) ? "no" : "yes"), ("aof-timestamp-enabled", chance(3) ? "yes" : "no"),
      ("no-appendfsync-on-rewrite", chance(4) ? "yes" : "no"),
      ("auto-aof-rewrite-min-size", chance(2) ? "300b" : "64mb"), ("auto-aof-rewrite-percentage", "50"),
    ]
    for (name, value) in settings { try configuration.set(name, value) }
    trace.append("-- \(policy)")
  }

  /// Starts an engine, at times only after starts that were cut short, and looks at what it finds.
  private func start() -> Bool {
    while chance(5) {
      disk.unplug(after: random.below(12))
      let engine = makeEngine()
      do throws(StartFailure) { try engine.start() } catch { trace.append("start cut short") }
      if !crash(engine) { return false }
    }
    let engine = makeEngine()
    let before = content
    do throws(StartFailure) { try engine.start() } catch {
      if content != before { fail("the refused start changed files: \(error)") }
      // Nothing but a hole or another order of files may keep it from starting.
      if !promise.mayRefuse { fail("the start is refused: \(error)") }
      return false
    }
    self.engine = engine
    session = engine.makeSession()
    if let text = promise.recovered(DataState(engine)) { fail(text) }
    recoveries += 1
    trace.append("started: \(promise.text)")
    if problem == nil, chance(6) {
      // A second start must find the same.
      self.engine = nil
      return crash(engine, .kill) && start()
    }
    return problem == nil
  }

  /// Every file with its bytes.
  var content: [String] { disk.tree.map { "\($0.path) \($0.bytes ?? [])" } }

  func makeEngine() -> Engine {
    worker = InlineSyncWorker(clock: clock)
    child = InPlaceChild()
    let surroundings = Engine.Surroundings(
      disk: disk, clock: clock, syncWorker: worker, child: child, seed: 1, processIdentifier: 1
    ) { [unowned self] line in
      if !disk.isUnplugged { log.append(line.message) }
    }
    return Engine(directory: "/data", configuration: configuration, surroundings: surroundings)
  }

  /// Ends the engine in some way.
  private func end() throws {
    guard let engine else { return }
    if !disk.isUnplugged { clearFaults() }
    if engine.state == .running, !disk.isUnplugged, chance(4) {
      trace.append("shutdown")
      // A second to make good what failed.
      for _ in 0..<21 { pass() }
      if engine.state == .running, engine.shutdown() {
        promise.shutDown()
        self.engine = nil
        return
      }
    }
    self.engine = nil
    _ = crash(engine)
  }

  /// Crashes; false when it could not be told what it left.
  private func crash(_ engine: Engine, _ wanted: Crash? = nil) -> Bool {
    let crash = wanted ?? randomCrash()
    clearFaults()
    trace.append("crash \(crash)")
    promise.crashes(crash)
    do throws(DiskError) { _ = try engine.crash(crash) } catch {
      fail("the crash failed: \(error)")
      return false
    }
    disk.kill()
    return true
  }

  private func randomCrash() -> Crash {
    let kinds = only?.crashes ?? SoakFault.allCrashes
    if kinds.contains(.kill), kinds.count == 1 || chance(3) { return .kill }
    var plan = PowerCutPlan(torn: random.below(200), names: random.below(6))
    if chance(3) { plan = PowerCutPlan(torn: 1 << 30, names: 100, seed: random.next()) }
    if kinds.contains(.hole), chance(only == nil ? 6 : 1) { plan.leavesHoles = true }
    if kinds.contains(.reorder), chance(only == nil ? 8 : 1) { plan.reordersFiles = true }
    if kinds.contains(.lostNames), disk.pendingNames > 0, chance(2) {
      plan.names = 100
      plan.lostNames = Set((0..<disk.pendingNames).filter { _ in chance(2) })
    }
    return .power(plan)
  }

  // MARK: Steps

  private func step() {
    switch random.below(40) {
    case 0..<24: commands(chance(3) ? 1 + random.below(4) : 1)
    case 24..<28: transaction()
    case 28..<32: for _ in 0..<1 + random.below(25) { pass() }
    case 32: aside(["BGREWRITEAOF"])
    case 33:
      aside(["BGREWRITEAOF"])
      if child.isActive, only.map({ $0 == .killedChild }) ?? chance(2) { child.kill() }
    case 34: aside(["CONFIG", "SET", "appendfsync", ["always", "everysec", "no"][random.below(3)]])
    case 35: toggle()
    case 36, 37: injectFault()
    case 38: clearFaults()
    default: if chance(3) { disk.unplug(after: random.below(20)) }
    }
  }

  /// A tenth of a second passes.
  private func pass() {
    clock.advance(100_000)
    engine?.cron()
    acknowledge()
  }

  private func commands(_ count: Int) {
    for _ in 0..<count { execute(words.command()) }
    flush()
  }

  private func transaction() {
    execute(["MULTI"])
    for _ in 0..<1 + random.below(4) { execute(words.command()) }
    execute([chance(6) ? "DISCARD" : "EXEC"])
    flush()
  }

  private func aside(_ command: [String]) {
    execute(command)
    flush()
  }

  private func toggle() {
    guard chance(2) else { return }
    aside(["CONFIG", "SET", "appendonly", "no"])
    commands(1 + random.below(3))
    aside(["CONFIG", "SET", "appendonly", "yes"])
  }

  private func execute(_ command: [String]) {
    guard let engine, let session, engine.state == .running else { return }
    trace.append(command.joined(separator: " "))
    let changes = engine.context.dirty
    engine.execute(OwnedArguments(command.map { Array($0.utf8) }).view, session: session)
    if session.transaction == nil, engine.context.dirty != changes { promise.note(DataState(engine)) }
  }

  private func flush() {
    guard let engine, engine.state == .running else { return }
    engine.flush()
    let replies = engine.takeReplies { String(decoding: [UInt8](copying: $0), as: UTF8.self) }
    trace.append("  -> \(replies.prefix(60).split(separator: "\r\n").joined(separator: "|"))")
    acknowledge()
  }

  /// The replies so far are out: what they promise counts from now on.
  private func acknowledge() {
    guard let engine, engine.state == .running, !disk.isUnplugged else { return }
    promise.acknowledged(engine, at: clock.now())
  }

  // MARK: Faults

  private func injectFault() {
    let fault = only ?? SoakFault.allCases[random.below(SoakFault.allCases.count)]
    guard fault.isOfCalls else { return }
    trace.append("fault \(fault)")
    promise.isHealthy = false
    let times = chance(2) ? 1 : 1 + random.below(8)
    switch fault {
    case .writeError: disk.inject(.failing(.write, .ioError).repeated(times))
    case .fullDisk: disk.limitGrowth(to: random.below(200))
    case .shortWrite: disk.inject(.shortWrite(taking: 1 + random.below(20), then: .noSpace).repeated(times))
    case .stuckShortWrite:
      disk.inject(.shortWrite(taking: 1 + random.below(20), then: .noSpace).repeated(times))
      disk.inject(.failing(.truncate, .ioError).repeated(times))
    case .droppingSync:
      // What was not written again when the power fails is a hole.
      promise.mayHaveDropped = true
      disk.inject(.failingSync(.ioError, dropping: true).repeated(times))
    case .keepingSync: disk.inject(.failingSync(.ioError, dropping: false).repeated(times))
    case .slowSync: worker.delay = Int64(random.below(4_000_000))
    default:
      let operations: [DiskError.Operation] = [.rename, .open, .unlink, .syncDirectory, .makeDirectory]
      disk.inject(.failing(operations[random.below(operations.count)], .ioError).after(random.below(3)))
    }
  }

  private func clearFaults() {
    disk.clearFaults()
    disk.limitGrowth(to: nil)
    worker.delay = 0
  }
}
