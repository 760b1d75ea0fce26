import AOF
import Commands
import Engine

/// Which states an engine has promised to keep (spec 4.6).
///
/// What is written survives a kill. What an fsync has covered survives a power cut: under `always` all that is
/// acknowledged, under `everysec` all that was acknowledged two seconds ago, because Redis compares whole seconds and
/// looks ten times in one. The policy is the one in force when something is acknowledged: a switch to `always` covers
/// what came before it, and a switch to `no` takes nothing back. With the append-only file off, the last snapshot is
/// all.
struct Promises {
  private static let everySecondLimit: Int64 = 2_100_000

  /// Whether fsyncs may fail: then time alone promises nothing, only an fsync that succeeded does.
  var expectsFaults = false
  private(set) var acknowledged = 0
  private var first = 0
  private var written = 0
  private var durable = 0
  private var saved = 0
  private var savedDurably = 0
  private var isLogging = false
  /// What was acknowledged and is not durable yet; `position` is the number of bytes logged by then.
  private var pending: [(time: Int64, state: Int, position: Int)] = []

  var afterKill: Int { isLogging ? written : saved }
  var afterPowerCut: Int { isLogging ? durable : savedDurably }

  /// An engine has started with state `first`, which is durable with all its files, or perhaps only in part.
  mutating func begin(_ engine: Engine, at first: Int, isDurable: Bool) {
    self.first = first
    (acknowledged, written, saved) = (first, first, first)
    isLogging = engine.configuration.flag("appendonly")
    savedDurably = isDurable ? first : 0
    // With the append-only file on, a start makes durable what it has loaded, before it serves.
    durable = isLogging ? first : savedDurably
  }

  /// All up to state `last` is acknowledged at `now`.
  mutating func acknowledge(_ last: Int, at now: Int64, _ engine: Engine) {
    acknowledged = last
    if engine.context.dirty == 0, last > first { (saved, savedDurably) = (last, last) }
    let wasLogging = isLogging
    isLogging = engine.configuration.flag("appendonly")
    guard isLogging else { return }
    // The switch is acknowledged when the first base is durable.
    if !wasLogging {
      (written, durable) = (last, last)
      pending = []
    }
    let stages = engine.stages
    if pending.last?.state != last {
      let logged = stages.durableBytes + stages.pageCacheBytes + stages.bufferedBytes
      pending.append((now, last, logged))
    }
    for (time, state, position) in pending {
      if position <= stages.durableBytes + stages.pageCacheBytes { written = max(written, state) }
      if position <= stages.durableBytes || isDue(time, now, engine) { durable = max(durable, state) }
    }
    pending.removeAll { $0.state <= durable && $0.state <= written }
  }

  /// Whether the policy alone says that what was acknowledged at `time` is durable.
  private func isDue(_ time: Int64, _ now: Int64, _ engine: Engine) -> Bool {
    switch engine.configuration.fsyncPolicy {
    case .always: true
    case .everySecond: !expectsFaults && time + Self.everySecondLimit <= now
    case .no: false
    }
  }
}
