import Bytes
import Keyspace
import RESP

/// The commands that take values for numbers.
extension HashCommands {
  /// `HINCRBY key field increment`.
  static func hincrby(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let (key, field) = (arguments[1], arguments[2])
    let increment = try arguments.integer(at: 3)
    let entry = try entryToChange(context, key)
    let value = try integer(HashValue(block: entry.block).value(of: field))
    let (sum, overflow) = value.addingReportingOverflow(increment)
    if overflow { throw .incrementOverflow }
    let digits = DecimalDigits(sum)
    store(context, entry, field, digits.span)
    context.reply.integer(sum)
    context.recordChange(of: key)
    context.notify(.hash, "hincrby", key)
  }

  private static func integer(_ text: ElementText?) throws(CommandError) -> Int64 {
    guard let text else { return 0 }
    if let integer = text.integer { return integer }
    guard let value = text.bytes.canonicalInteger else { throw .hashValueNotAnInteger }
    return value
  }

  /// `HINCRBYFLOAT key field increment`.
  static func hincrbyfloat(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let (key, field) = (arguments[1], arguments[2])
    guard let increment = LongDouble(arguments[3]) else { throw .notAFloat }
    if !increment.isFinite { throw .increaseNotFinite }
    let entry = try entryToChange(context, key)
    let sum = try float(HashValue(block: entry.block).value(of: field)) + increment
    if !sum.isFinite { throw .incrementNotFinite }
    var text = ByteWriter(minimumCapacity: 64)
    sum.append(to: &text)
    store(context, entry, field, text.span)
    context.reply.bulk(text.span)
    context.recordChange(of: key)
    context.notify(.hash, "hincrbyfloat", key)
    // The result, so that no difference in precision or spelling can come up when the file is loaded.
    context.effects.replaceCommand(in: context.session.database, count: 4)
    context.effects.add("HSET")
    context.effects.add(key)
    context.effects.add(field)
    context.effects.add(text.span)
  }

  private static func float(_ text: ElementText?) throws(CommandError) -> LongDouble {
    guard let text else { return LongDouble(0) }
    if let integer = text.integer { return LongDouble(integer) }
    guard let value = LongDouble(text.bytes) else { throw .hashValueNotAFloat }
    return value
  }

  private static func store(_ context: CommandContext, _ entry: Entry, _ field: Span<UInt8>, _ value: Span<UInt8>) {
    context.change(entry, HashValue.self) { hash in _ = hash.set(field, value, context.settings.limits) }
  }
}
