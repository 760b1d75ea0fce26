import Bytes
import Keyspace
import RESP

/// The commands that take values for numbers.
extension StringCommands {
  /// `INCR key`.
  static func incr(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try add(1, context, arguments[1])
  }

  /// `DECR key`.
  static func decr(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try add(-1, context, arguments[1])
  }

  /// `INCRBY key increment`.
  static func incrby(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try add(try arguments.integer(at: 2), context, arguments[1])
  }

  /// `DECRBY key decrement`.
  static func decrby(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let decrement = try arguments.integer(at: 2)
    if decrement == .min { throw .decrementOverflow }
    try add(-decrement, context, arguments[1])
  }

  private static func add(
    _ increment: Int64, _ context: CommandContext, _ key: Span<UInt8>
  ) throws(CommandError) {
    let entry = try context.writeString(key)
    let access = context.access(replacing: entry)
    let (sum, overflow) = try integer(of: entry).addingReportingOverflow(increment)
    if overflow { throw .incrementOverflow }
    context.notifyIfNew(key)
    context.database.setInteger(key, sum, expiry: .keep, access: access)
    context.recordChange(of: key)
    context.notify(.string, "incrby", key)
    context.reply.integer(sum)
  }

  private static func integer(of entry: Entry?) throws(CommandError) -> Int64 {
    guard let entry else { return 0 }
    if entry.stringEncoding == .integer { return entry.integer }
    guard let value = entry.bytes.canonicalInteger else { throw .notAnInteger }
    return value
  }

  /// `INCRBYFLOAT key increment`.
  static func incrbyfloat(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let key = arguments[1]
    let entry = try context.writeString(key)
    let access = context.access(replacing: entry)
    let value = try float(of: entry)
    guard let increment = LongDouble(arguments[2]) else { throw .notAFloat }
    let sum = value + increment
    if !sum.isFinite { throw .incrementNotFinite }
    var text = ByteWriter(minimumCapacity: 64)
    sum.append(to: &text)
    context.notifyIfNew(key)
    context.database.setText(key, text.span, expiry: .keep, access: access)
    context.recordChange(of: key)
    context.notify(.string, "incrbyfloat", key)
    context.reply.bulk(text.span)
    // The result, so that no difference in precision or spelling can come up when the file is loaded.
    context.effects.replaceCommand(in: context.session.database, count: 4)
    context.effects.add("SET")
    context.effects.add(key)
    context.effects.add(text.span)
    context.effects.add("KEEPTTL")
  }

  private static func float(of entry: Entry?) throws(CommandError) -> LongDouble {
    guard let entry else { return LongDouble(0) }
    if entry.stringEncoding == .integer { return LongDouble(entry.integer) }
    guard let value = LongDouble(entry.bytes) else { throw .notAFloat }
    return value
  }
}
