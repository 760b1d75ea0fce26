import AOF
import Commands
import Engine
import Keyspace

/// What the right edge of the prompt shows: where the data is on its way to the disk.
extension Workbench {
  /// The state of persistence in a few words; empty when no engine runs or nobody wants to see it.
  ///
  /// It is made anew at most ten times a second: nobody reads faster.
  public var stateOfPersistence: String {
    guard let engine, display.state else { return "" }
    let now = clock.machineMonotonic
    if now - stateWatch.madeAt >= 90_000 || stateWatch.engine != ObjectIdentifier(engine) {
      stateWatch.update(engine, now: now, keysWritten: engine.isRewriting ? keysWritten(engine) : 0)
    }
    return stateWatch.text(before: transactionState, usesColor: display.color)
  }
}

extension Workbench {
  /// How many commands wait for EXEC, and whether it will refuse them.
  private var transactionState: String? {
    guard let transaction = session?.transaction else { return nil }
    return transaction.isAborted ? "EXEC will abort" : "\(transaction.commands.count) queued"
  }
}

/// What was seen of an engine's persistence, and when.
struct StateWatch {
  fileprivate(set) var madeAt: Int64 = .min / 2
  fileprivate(set) var engine: ObjectIdentifier?
  private var bytes = (buffered: 0, cached: 0, durable: 0)
  /// When something was last seen to have reached the disk, or the engine was first seen.
  private var durableSince: Int64 = 0
  private var parts: [String] = []
  private var style = Style.calm

  private enum Style: String {
    case calm = "\u{1B}[90m"
    case atRisk = "\u{1B}[33m"
    case bad = "\u{1B}[31m"
  }

  fileprivate mutating func update(_ engine: Engine, now: Int64, keysWritten: Int) {
    let new = engine.stages
    if self.engine != ObjectIdentifier(engine) || new.durableBytes != bytes.durable || bytes.cached == 0 {
      durableSince = now
    }
    bytes = (new.bufferedBytes, new.pageCacheBytes, new.durableBytes)
    (self.engine, madeAt) = (ObjectIdentifier(engine), now)
    style = .calm
    parts = []
    if engine.isReadOnly {
      parts.append("read-only")
    } else if engine.configuration.flag("appendonly") {
      describeLog(engine, now)
    } else {
      parts.append("AOF off")
    }
    if engine.isRewriting {
      let share = min(99, keysWritten * 100 / max(1, engine.context.keyspace.count))
      parts.append(share > 0 ? "rewriting \(share) %" : "rewriting")
    } else if engine.isSaving {
      parts.append("saving")
    }
  }

  private mutating func describeLog(_ engine: Engine, _ now: Int64) {
    let policy = engine.configuration.value(of: "appendfsync").map { String(decoding: $0, as: UTF8.self) } ?? ""
    if bytes.buffered == 0, bytes.cached == 0 {
      parts.append("AOF \(policy): all on disk")
      return
    }
    style = .atRisk
    let buffered = bytes.buffered == 0 ? "" : "buffer \(Words.shortSize(bytes.buffered)), "
    parts.append("AOF \(policy): \(buffered)cache \(Words.shortSize(bytes.cached))")
    let age = (now - durableSince) / 1_000_000
    if age > 0 { parts.append("fsync \(Words.shortTime(Int(age))) ago") }
  }

  fileprivate func text(before: String?, usesColor: Bool) -> String {
    let text = ((before.map { [$0] } ?? []) + parts).joined(separator: " \u{B7} ")
    return usesColor && !text.isEmpty ? style.rawValue + text + "\u{1B}[0m" : text
  }
}

extension Words {
  /// A number of bytes in at most five characters: `27 B`, `1.5 K`, `64 M`.
  static func shortSize(_ bytes: Int) -> String {
    if bytes < 1000 { return "\(bytes) B" }
    var value = Double(bytes)
    var unit = ""
    for next in ["K", "M", "G", "T"] where value >= 1000 {
      value /= 1024
      unit = next
    }
    let tenths = Int(value * 10)
    return tenths < 100 ? "\(tenths / 10).\(tenths % 10) \(unit)" : "\(tenths / 10) \(unit)"
  }

  /// A number of seconds: `5s`, `3m`, `2h`.
  static func shortTime(_ seconds: Int) -> String {
    seconds < 120 ? "\(seconds)s" : seconds < 7200 ? "\(seconds / 60)m" : "\(seconds / 3600)h"
  }
}
