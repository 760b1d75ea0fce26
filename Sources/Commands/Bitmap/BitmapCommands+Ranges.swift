import Bytes
import Keyspace
import RESP

/// The commands that look at a range of bits.
extension BitmapCommands {
  /// `BITCOUNT key [start end [BYTE | BIT]]`.
  static func bitcount(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    guard let entry = try context.readString(arguments[1]) else { return context.reply.integer(0) }
    let length = entry.stringLength
    var range = 0..<length * 8
    switch arguments.count {
    case 2: break
    case 4, 5:
      let start = try arguments.integer(at: 2)
      let end = try arguments.integer(at: 3)
      if start < 0, end < 0, start > end { return context.reply.integer(0) }
      let isBits = arguments.count == 5 ? try unitIsBit(arguments, at: 4) : false
      range = bits(from: start, through: end, length: length, isBits: isBits)
    default: throw .syntax
    }
    let count =
      if entry.stringEncoding == .integer {
        DecimalDigits(entry.integer).span.oneBitCount(in: range)
      } else {
        entry.bytes.oneBitCount(in: range)
      }
    context.reply.integer(count)
  }

  /// `BITPOS key bit [start [end [BYTE | BIT]]]`.
  static func bitpos(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let bit = try arguments.integer(at: 2)
    if bit != 0 && bit != 1 { throw .bitMustBeOneOrZero }
    let isSet = bit == 1
    guard let entry = try context.readString(arguments[1]) else { return context.reply.integer(isSet ? -1 : 0) }
    if arguments.count > 6 { throw .syntax }
    let length = entry.stringLength
    let start = arguments.count > 3 ? try arguments.integer(at: 3) : 0
    let isBits = arguments.count == 6 ? try unitIsBit(arguments, at: 5) : false
    let end = arguments.count > 4 ? try arguments.integer(at: 4) : Int64(length) - 1
    let range = bits(from: start, through: end, length: length, isBits: isBits)
    if range.isEmpty { return context.reply.integer(-1) }
    let found =
      if entry.stringEncoding == .integer {
        DecimalDigits(entry.integer).span.firstBit(isSet, in: range)
      } else {
        entry.bytes.firstBit(isSet, in: range)
      }
    // Without an end of the range, zeroes are thought to follow the string.
    let beyond = !isSet && arguments.count < 5 ? range.upperBound : -1
    context.reply.integer(found ?? beyond)
  }

  private static func unitIsBit(_ arguments: Arguments, at index: Int) throws(CommandError) -> Bool {
    if arguments.isOption(at: index, "bit") { return true }
    if arguments.isOption(at: index, "byte") { return false }
    throw .syntax
  }

  /// The bits from `start` through `end`, which count bytes or bits, from the end of the string if they are negative.
  private static func bits(from start: Int64, through end: Int64, length: Int, isBits: Bool) -> Range<Int> {
    let total = Int64(isBits ? length * 8 : length)
    let first = max(0, start < 0 ? total &+ start : start)
    let last = min(total - 1, max(0, end < 0 ? total &+ end : end))
    if first > last { return 0..<0 }
    let scale: Int64 = isBits ? 1 : 8
    return Int(first * scale)..<Int((last + 1) * scale)
  }
}
