import Bytes
import Keyspace
import RESP

/// The commands that read or change parts of values.
extension StringCommands {
  /// `STRLEN key`.
  static func strlen(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    context.reply.integer(try context.readString(arguments[1])?.stringLength ?? 0)
  }

  /// `APPEND key value`.
  static func append(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let key = arguments[1]
    let value = arguments[2]
    guard let entry = try context.writeString(key) else {
      // As SET would: an integer becomes one.
      context.notifyIfNew(key)
      context.database.setString(key, value, access: context.accessClock)
      context.recordChange(of: key)
      context.notify(.string, "append", key)
      return context.reply.integer(value.count)
    }
    try context.requireLength(entry.stringLength, adding: value.count)
    let length = context.database.append(key, value)
    context.recordChange(of: key)
    context.notify(.string, "append", key)
    context.reply.integer(length)
  }

  /// `SETRANGE key offset value`.
  static func setrange(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let key = arguments[1]
    let value = arguments[3]
    let offset = Int(try arguments.integer(at: 2))
    if offset < 0 { throw .offsetOutOfRange }
    let entry = try context.writeString(key)
    if value.count == 0 { return context.reply.integer(entry?.stringLength ?? 0) }
    try context.requireLength(offset, adding: value.count)
    context.notifyIfNew(key)
    let length = context.database.setRange(key, offset: offset, value, access: context.accessClock)
    context.recordChange(of: key)
    context.notify(.string, "setrange", key)
    context.reply.integer(length)
  }

  /// `GETRANGE key start end`.
  static func getrange(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let start = try arguments.integer(at: 2)
    let end = try arguments.integer(at: 3)
    guard let entry = try context.readString(arguments[1]) else { return context.reply.bulk("") }
    let range = absoluteRange(from: start, through: end, count: entry.stringLength)
    if range.isEmpty { return context.reply.bulk("") }
    if entry.stringEncoding == .integer {
      let digits = DecimalDigits(entry.integer)
      return context.reply.bulk(digits.span.extracting(range))
    }
    context.reply.bulk(entry.bytes.extracting(range))
  }

  /// `SUBSTR key start end`: what GETRANGE was called once.
  static func substr(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try getrange(context, arguments)
  }

  /// The part of `count` bytes from `start` through `end`, where negative numbers count from the end.
  private static func absoluteRange(from start: Int64, through end: Int64, count: Int) -> Range<Int> {
    if start < 0, end < 0, start > end { return 0..<0 }
    let length = Int64(count)
    let first = max(0, start < 0 ? length + start : start)
    let last = min(length - 1, max(0, end < 0 ? length + end : end))
    return first > last ? 0..<0 : Int(first)..<Int(last) + 1
  }
}
