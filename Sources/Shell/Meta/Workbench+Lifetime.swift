import AOF
import Bytes
import Disk
import Engine
import SystemPackage

extension Workbench {
  func metaStart() throws(MetaError) {
    let earlier = log.total
    do throws(MetaError) { try startEngine() } catch {
      showLog(since: earlier)
      throw error
    }
    showLog(since: earlier)
    if options.isInteractive { tellUnreadLog() }
  }

  func metaStop() throws(MetaError) {
    let earlier = log.total
    defer { showLog(since: earlier) }
    try stopEngine()
  }

  func metaSync() throws(MetaError) {
    guard let engine else { throw MetaError(Self.noEngine) }
    try requireAppendOnly(engine)
    let before = engine.stages
    do throws(AOFError) { try engine.forceSync() } catch {
      throw engine.state == .ended ? MetaError(bytes: noteEnd()) : MetaError("the fsync failed: \(error.description)")
    }
    let commands = engine.stages.durableUnits - before.durableUnits
    let bytes = engine.stages.durableBytes - before.durableBytes
    write("\(Words.count(commands, "command")), \(Words.count(bytes, "byte")) were brought to the disk\n")
  }

  func requireAppendOnly(_ engine: Engine) throws(MetaError) {
    guard engine.configuration.flag("appendonly") else {
      throw MetaError("appendonly is no: no command is logged; :config appendonly yes changes that")
    }
  }

  func metaRewrite() throws(MetaError) {
    guard let engine else { throw MetaError(Self.noEngine) }
    let before = try filesBySize()
    let earlier = log.total
    defer { if engine.state == .ended { _ = noteEnd() } }
    do throws(MetaError) { _ = try executeAside([Array("BGREWRITEAOF".utf8)]) } catch {
      showLog(since: earlier)
      throw error
    }
    waitWatching(engine)
    showLog(since: earlier)
    if engine.isRewriting { throw MetaError("interrupted; the rewrite itself goes on, :info tells when it has ended") }
    if engine.state == .ended { throw MetaError(bytes: noteEnd()) }
    try showChanges(from: before)
    let failed = log.since(earlier).contains { $0.level == .warning && $0.message.hasPrefix("Background AOF rewrite") }
    if failed { throw MetaError("the rewrite failed, the old files stay in use; the log above says why") }
  }

  // MARK: Time

  func metaClock(_ arguments: MetaArguments) throws(MetaError) {
    switch arguments.text(0) {
    case nil: break
    case "advance":
      guard clock.isVirtual else { throw MetaError("the real clock cannot be advanced; :clock virtual changes it") }
      guard arguments.words.count == 2 else { throw MetaError("advance how far? Such as: :clock advance 1s") }
      try pass(arguments.words[1])
    case let name?:
      guard let kind = ClockKind(rawValue: name), arguments.words.count == 1 else {
        throw MetaError("a clock is real or virtual; :clock advance DURATION moves the virtual one on")
      }
      if let engine, clock.kind != kind { engine.waitForChild() }
      worker.drain()
      clock.change(to: kind)
    }
    let time = LogLine.time(clock.now(), inUniversalTime: clock.isVirtual)
    write("\(clock.kind.rawValue) clock: \(time)\(clock.isVirtual ? " UTC" : "")\n")
  }

  /// The length of time that a word says, in microseconds.
  func microseconds(_ word: [UInt8]) throws(MetaError) -> Int64 {
    let duration: Duration
    do throws(ValueError) { duration = try Amount.duration(word.span) } catch { throw MetaError(error.message) }
    return duration.components.seconds * 1_000_000 + duration.components.attoseconds / 1_000_000_000_000
  }

  /// Lets time pass, and the engine do meanwhile what it does ten times a second.
  func pass(_ word: [UInt8]) throws(MetaError) {
    let total = try microseconds(word)
    // Over very long times less often, so that a year does not take minutes.
    let step = max(100_000, total / 50_000)
    let end = clock.monotonic() + total
    sink.flush()
    while true {
      let left = end - clock.monotonic()
      if left <= 0 { break }
      clock.sleep(min(left, step))
      if askInterrupted() { throw .interrupted }
      if engine != nil, clock.monotonic() - lastCron >= 100_000, tick() {
        throw MetaError("the engine stopped while time passed; :log shows its last lines")
      }
    }
  }
}
