import AOF
import Bytes
import Commands
import Disk
import Engine
import EngineHarness
import Keyspace
import SystemPackage
import TestSupport

/// The data set as text, with the times at which keys expire.
func contents(of engine: Engine) -> String {
  var found: [String] = []
  for (index, database) in engine.context.keyspace.databases.enumerated() where database.count > 0 {
    database.forEach { entry in
      var value = ByteWriter()
      value.append(string: entry)
      let expiry = entry.expiry.map { "@\($0)" } ?? ""
      let key = String(decoding: [UInt8](copying: entry.key), as: UTF8.self)
      found.append("\(index)/\(key)=\(String(decoding: value.array, as: UTF8.self))\(expiry)")
    }
  }
  return found.sorted().joined(separator: " ")
}

/// A moment at which a run may be cut short, and what must survive.
struct CrashImage {
  let disk: SimulatedDisk
  let settings: [String: String]
  /// Microseconds since 1970.
  let time: Int64
  /// What happened last.
  let moment: String
  /// The state that must survive a kill at least.
  let afterKill: Int
  /// The state that must survive a power cut at least.
  let afterPowerCut: Int
  /// The last state that may be found; known when the step has ended.
  var last: Int
}

/// A run of an engine on a simulated disk, of which an image is taken after every operation of the disk.
///
/// A step is a command, several commands that one flush follows (`SET a 1 ; SET b 2`), or one of `wait SECONDS`,
/// `restart` and `kill`. The states of the data set are numbered; a command adds at most one.
final class CrashRun {
  let disk: SimulatedDisk
  let clock: VirtualClock
  private(set) var settings: [String: String]
  private(set) var engine: Engine
  private var session: Session
  /// The data sets that the run went through, oldest first.
  private(set) var states: [String]
  private(set) var images: [CrashImage] = []
  private(set) var log: [String] = []
  /// Why the last start failed.
  private(set) var refusal: String?
  /// Whether disk operations fail as they do not in a healthy run: then times promise nothing.
  var isHealthy = true
  var takesImages = true
  /// Microseconds that an fsync of the second thread takes.
  var syncDelay: Int64 = 0
  private var worker: InlineSyncWorker

  private var acknowledged = 0
  private var written = 0
  private var durable = 0
  private var saved = 0
  private var isLogging = false
  private var acknowledgedAt: [(time: Int64, state: Int)] = []
  private var open = 0

  init(
    _ settings: [String: String], disk: SimulatedDisk? = nil, time: Int64 = EngineHarness.epoch, states: [String] = [""]
  ) throws {
    self.settings = settings
    self.states = states
    clock = VirtualClock(start: time)
    self.disk = disk ?? SimulatedDisk(directories: ["/data"], clock: clock)
    worker = InlineSyncWorker(clock: clock)
    engine = try Self.engine(settings, self.disk, clock, worker) { _ in }
    session = engine.makeSession()
    acknowledged = states.count - 1
    written = acknowledged
    durable = acknowledged
    saved = 0
  }

  private static func engine(
    _ settings: [String: String], _ disk: SimulatedDisk, _ clock: VirtualClock, _ worker: InlineSyncWorker,
    log: @escaping (LogLine) -> Void
  ) throws -> Engine {
    var configuration = Configuration()
    try configuration.set("save", "")
    try configuration.set("databases", "4")
    for (name, value) in settings { try configuration.set(name, value) }
    return Engine(
      directory: "/data", configuration: configuration,
      surroundings: Engine.Surroundings(
        disk: disk, clock: clock, syncWorker: worker, child: InPlaceChild(), seed: 1, processIdentifier: 4711, log: log)
    )
  }

  /// Starts an engine; false when it refuses.
  @discardableResult
  func start() throws -> Bool {
    disk.observer = { [unowned self] in take($0) }
    worker = InlineSyncWorker(clock: clock, delay: syncDelay)
    engine = try Self.engine(settings, disk, clock, worker) { [unowned self] in log.append($0.message) }
    session = engine.makeSession()
    refusal = nil
    do throws(StartFailure) { try engine.start() } catch {
      refusal = error.description
      close()
      return false
    }
    isLogging = engine.configuration.flag("appendonly")
    close()
    return true
  }

  /// Runs the steps; ends early when the engine has ended.
  func run(_ steps: [String]) throws {
    for step in steps where refusal == nil { try perform(step) }
    disk.observer = nil
  }

  private func perform(_ step: String) throws {
    let words = step.split(separator: " ").map(String.init)
    switch words[0] {
    case "wait":
      for _ in 0..<Int((Double(words[1]) ?? 0) * 10) where engine.state == .running {
        clock.advance(100_000)
        engine.cron()
        note()
        close()
      }
    case "restart":
      if engine.state == .running, engine.shutdown() { noteSaved(if: engine.configuration.savePoints.isEmpty == false) }
      if engine.state == .running {
        // It goes on, and has a second to make good what failed.
        try perform("wait 2.1")
        if engine.state == .running, !engine.shutdown() { disk.kill() }
      }
      try start()
    case "kill":
      disk.kill()
      try start()
    default: if engine.state == .running { commands(step) }
    }
  }

  private func commands(_ line: String) {
    let before = settings["appendonly"]
    for command in line.components(separatedBy: " ; ") {
      let arguments = command.split(separator: " ").map { Array($0.utf8) }
      engine.execute(OwnedArguments(arguments).view, session: session)
      note()
    }
    engine.flush()
    let replies = engine.takeReplies { String(decoding: [UInt8](copying: $0), as: UTF8.self) }
    let isClean = engine.endReason == nil
    if isClean { follow(line, replies, before) }
    close()
  }

  /// Takes note of what the replies promise.
  private func follow(_ line: String, _ replies: String, _ appendOnly: String?) {
    acknowledged = states.count - 1
    acknowledgedAt.append((clock.now(), acknowledged))
    if line == "SAVE", replies == "+OK\r\n" { noteSaved(if: true) }
    guard line.hasPrefix("CONFIG SET"), replies == "+OK\r\n" else { return }
    let words = line.split(separator: " ").map(String.init)
    settings[words[2]] = words[3]
    isLogging = engine.configuration.flag("appendonly")
    if appendOnly != "yes", isLogging { (written, durable) = (acknowledged, acknowledged) }
  }

  private func noteSaved(if isSaved: Bool) { if isSaved { saved = states.count - 1 } }

  private func note() {
    let now = contents(of: engine)
    if now != states[states.count - 1] { states.append(now) }
  }

  /// Ends a step: what was promised is known now.
  private func close() {
    for index in open..<images.count { images[index].last = states.count - 1 }
    open = images.count
    guard engine.state == .running, isLogging else { return }
    let stages = engine.stages
    if stages.bufferedBytes == 0 { written = acknowledged }
    if stages.bufferedBytes == 0 && stages.pageCacheBytes == 0 { durable = acknowledged }
    guard isHealthy, settings["appendfsync"] != "no" else { return }
    if settings["appendfsync"] == "always" { durable = acknowledged }
    guard syncDelay == 0 else { return }
    // Redis compares whole seconds, and the cron runs ten times in one.
    for (time, state) in acknowledgedAt where time + 2_100_000 <= clock.now() { durable = max(durable, state) }
  }

  /// The image of this moment.
  func image(_ moment: String) -> CrashImage {
    CrashImage(
      disk: disk.snapshot(), settings: settings, time: clock.now(), moment: moment,
      afterKill: isLogging ? written : saved, afterPowerCut: isLogging ? durable : saved, last: states.count - 1)
  }

  private func take(_ operation: DiskOperation) {
    guard takesImages, operation.operation != .lock else { return }
    images.append(image("\(operation.operation) \(operation.path)\(operation.errno.map { " failed: \($0)" } ?? "")"))
  }
}

extension String {
  func components(separatedBy separator: String) -> [String] {
    var parts: [String] = []
    var rest = self[...]
    while let range = rest.firstRange(of: separator) {
      parts.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return parts + [String(rest)]
  }
}
