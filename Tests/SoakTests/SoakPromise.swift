import AOF
import Commands
import CrashLab
import Disk
import Engine

/// The states that data went through since the last start, and which of them must survive what.
struct SoakPromise {
  /// What an everysec policy may lose at most while all goes well: Redis compares whole seconds and looks ten times in
  /// one.
  private static let everySecondLimit: Int64 = 2_100_000

  /// Oldest first.
  private var states: [DataState] = []
  private var written = 0
  private var durable = 0
  private var isLogging = true
  private var acknowledgedAt: [(time: Int64, state: Int)] = []
  /// The first state that must be found after the crash that has come.
  private var least = 0
  /// Whether no call to the disk was made to fail.
  var isHealthy = true
  /// Whether a failed fsync may have left zeroes in place of bytes.
  var mayHaveDropped = false
  /// Whether a start may be refused, because a power cut left what no order of writes explains.
  private(set) var mayRefuse = false

  /// The last state in words.
  var text: String { states.last?.text ?? "nothing" }

  /// A unit of execution has ended.
  mutating func note(_ state: DataState) { if state != states.last { states.append(state) } }

  /// Everything so far was acknowledged.
  mutating func acknowledged(_ engine: Engine, at now: Int64) {
    let last = states.count - 1
    let wasLogging = isLogging
    isLogging = engine.configuration.flag("appendonly")
    guard isLogging else { return }
    if !wasLogging { (written, durable) = (last, last) }
    if acknowledgedAt.last?.state != last { acknowledgedAt.append((now, last)) }
    let stages = engine.stages
    let policy = engine.configuration.fsyncPolicy
    if isHealthy || policy == .always || stages.bufferedBytes == 0 { written = last }
    if policy == .always || stages.bufferedBytes + stages.pageCacheBytes == 0, last > 0 { durable = last }
    guard isHealthy, policy == .everySecond, !engine.configuration.flag("no-appendfsync-on-rewrite") else { return }
    for (time, state) in acknowledgedAt where time + Self.everySecondLimit <= now { durable = max(durable, state) }
  }

  /// The engine ended in peace.
  mutating func shutDown() {
    if isLogging { (written, durable) = (states.count - 1, states.count - 1) }
    least = durable
    mayRefuse = false
  }

  /// A crash comes.
  mutating func crashes(_ crash: Crash) {
    switch crash {
    case .kill: least = max(least, written)
    case .power(let plan):
      least = durable
      // What a kill left in the page cache before is no more.
      written = durable
      if plan.leavesHoles || plan.reordersFiles || mayHaveDropped { mayRefuse = true }
    }
  }

  /// What is wrong when a start has found `state`, or nil.
  mutating func recovered(_ state: DataState) -> String? {
    defer { begin() }
    if states.isEmpty {
      states = [state]
      return nil
    }
    guard let index = states.lastIndex(of: state) else {
      return "found \(state.text), which was never there; at last there was \(text)"
    }
    if index < least {
      return
        "found state \(index), \(state.text), but \(states[least].text), state \(least) of \(states.count), was promised"
    }
    // A power cut may still take what a kill has left in the page cache.
    states = Array(states[durable...max(index, durable)])
    return nil
  }

  private mutating func begin() {
    written = states.count - 1
    durable = 0
    least = 0
    isLogging = true
    acknowledgedAt = []
    isHealthy = true
    mayHaveDropped = false
    mayRefuse = false
  }
}
