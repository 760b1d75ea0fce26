import Bytes
import Keyspace
import RESP

/// The commands that count different elements approximately (Redis' hyperloglog group).
enum HyperLogLogCommands {
  /// `PFADD key [element ...]`.
  static func pfadd(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let key = arguments[1]
    let entry = try context.writeHyperLogLog(key)
    let outcome =
      entry.map { HyperLogLog.encoding(of: $0.bytes) } == .dense
      ? addToDense(context, arguments) : addToSparse(context, arguments, entry)
    if outcome.isDamaged { throw .damagedHyperLogLog }
    if outcome.changes > 0 {
      context.signalModified(key)
      context.notify(.string, "pfadd", key)
      context.dirty += outcome.changes
    }
    context.reply.integer(outcome.changes > 0 ? 1 : 0)
  }

  private static func addToDense(
    _ context: CommandContext, _ arguments: Arguments
  ) -> (changes: Int64, isDamaged: Bool) {
    let changes = context.database.editString(arguments[1]) { bytes in
      var changes: Int64 = 0
      for index in 2..<arguments.count {
        let (register, rank) = HyperLogLog.place(of: arguments[index])
        if HyperLogLogValue.raise(&bytes, register, to: rank) { changes += 1 }
      }
      if changes > 0 { HyperLogLog.invalidateCount(&bytes) }
      return changes
    }
    return (changes, false)
  }

  /// Adds to a sparse one, or to a new one if there is no entry, which may become dense.
  private static func addToSparse(
    _ context: CommandContext, _ arguments: Arguments, _ entry: Entry?
  ) -> (changes: Int64, isDamaged: Bool) {
    var value = HyperLogLogValue(entry)
    var changes: Int64 = entry == nil ? 1 : 0
    var isDamaged = false
    for index in 2..<arguments.count {
      let (register, rank) = HyperLogLog.place(of: arguments[index])
      do throws(HyperLogLog.Damaged) {
        let limit = context.settings.limits.hllSparseMaxBytes
        if try value.raise(register, to: rank, sparseLimit: limit) { changes += 1 }
      } catch {
        // What was added before the damage was found is there, as in Redis.
        isDamaged = true
        break
      }
    }
    if changes > 0, !isDamaged { value.invalidateCount() }
    let access = context.access(replacing: entry)
    context.notifyIfNew(arguments[1])
    context.database.setRawString(arguments[1], value.bytes.span, access: access)
    return (changes, isDamaged)
  }

  /// `PFCOUNT key [key ...]`.
  static func pfcount(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    if arguments.count > 2 {
      let (ranks, _) = try union(context, arguments)
      return context.reply.integer(Int64(bitPattern: HyperLogLog.estimate(ofRanks: ranks.span)))
    }
    let key = arguments[1]
    guard let entry = try context.readHyperLogLog(key) else { return context.reply.integer(0) }
    if entry.stringEncoding == .embedded { _ = context.database.extendString(key, to: 0, access: entry.access) }
    guard let entry = context.database.find(key) else { return }
    if let count = HyperLogLog.cachedCount(entry.bytes) { return context.reply.integer(Int64(bitPattern: count)) }
    let count: UInt64
    do throws(HyperLogLog.Damaged) {
      count = try HyperLogLog.estimate(entry.bytes)
    } catch {
      throw .damagedHyperLogLog
    }
    context.database.editString(key) { HyperLogLog.setCachedCount(&$0, count) }
    // The string has changed, so that the reading command is logged.
    context.recordChange(of: key)
    context.reply.integer(Int64(bitPattern: count))
  }

  /// The greatest rank of each register among those of all keys, and whether one of them is dense.
  private static func union(
    _ context: CommandContext, _ arguments: Arguments
  ) throws(CommandError) -> (ranks: [UInt8], isDense: Bool) {
    var ranks = [UInt8](repeating: 0, count: HyperLogLog.registerCount)
    var isDense = false
    for index in 1..<arguments.count {
      guard let entry = try context.readHyperLogLog(arguments[index]) else { continue }
      if HyperLogLog.encoding(of: entry.bytes) == .dense { isDense = true }
      do throws(HyperLogLog.Damaged) {
        try HyperLogLog.merge(entry.bytes, into: &ranks)
      } catch {
        throw .damagedHyperLogLog
      }
    }
    return (ranks, isDense)
  }

  /// `PFMERGE destkey sourcekey [sourcekey ...]`.
  static func pfmerge(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let key = arguments[1]
    let (ranks, isDense) = try union(context, arguments)
    let entry = try context.writeHyperLogLog(key)
    var value = HyperLogLogValue(entry)
    do throws(HyperLogLog.Damaged) {
      if isDense { try value.makeDense() }
      try value.raise(to: ranks.span, sparseLimit: context.settings.limits.hllSparseMaxBytes)
    } catch {
      throw .damagedHyperLogLog
    }
    value.invalidateCount()
    let access = context.access(replacing: entry)
    context.notifyIfNew(key)
    context.database.setRawString(key, value.bytes.span, access: access)
    context.recordChange(of: key)
    context.notify(.string, "pfadd", key)
    context.reply.simple("OK")
  }
}

extension HyperLogLogValue {
  /// A copy of the one at `entry`, or an empty one.
  init(_ entry: Entry?) {
    if let entry { self.init(copying: entry.bytes) } else { self.init() }
  }
}

extension CommandContext {
  /// The HyperLogLog at `key` for a command that reads.
  func readHyperLogLog(_ key: Span<UInt8>) throws(CommandError) -> Entry? {
    guard let entry = try readString(key) else { return nil }
    try entry.requireHyperLogLog()
    return entry
  }

  /// The HyperLogLog at `key` for a command that writes.
  func writeHyperLogLog(_ key: Span<UInt8>) throws(CommandError) -> Entry? {
    guard let entry = try writeString(key) else { return nil }
    try entry.requireHyperLogLog()
    return entry
  }
}

extension Entry {
  fileprivate func requireHyperLogLog() throws(CommandError) {
    guard stringEncoding != .integer, HyperLogLog.encoding(of: bytes) != nil else { throw .notAHyperLogLog }
  }
}
