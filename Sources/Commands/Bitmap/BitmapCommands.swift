import Bytes
import Keyspace
import RESP

/// The commands that take strings for runs of bits (Redis' bitmap group).
enum BitmapCommands {
  /// `SETBIT key offset value`.
  static func setbit(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let key = arguments[1]
    let offset = try bitOffset(context, arguments[2])
    guard let value = arguments[3].canonicalInteger, value == 0 || value == 1 else { throw .notABit }
    let entry = try context.writeString(key)
    let access = context.access(replacing: entry)
    context.notifyIfNew(key)
    let isLonger = context.database.extendString(key, to: offset >> 3 + 1, access: access)
    let old = context.database.editString(key) { bytes in
      let old = bytes.span.bit(at: offset)
      bytes.setBitField(at: offset, width: 1, to: UInt64(value))
      return old
    }
    if isLonger || old != (value == 1) {
      context.recordChange(of: key)
      context.notify(.string, "setbit", key)
    }
    context.reply.integer(old ? 1 : 0)
  }

  /// `GETBIT key offset`.
  static func getbit(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let offset = try bitOffset(context, arguments[2])
    guard let entry = try context.readString(arguments[1]) else { return context.reply.integer(0) }
    let isSet =
      if entry.stringEncoding == .integer {
        DecimalDigits(entry.integer).span.bit(at: offset)
      } else {
        entry.bytes.bit(at: offset)
      }
    context.reply.integer(isSet ? 1 : 0)
  }

  /// `BITOP AND | OR | XOR | NOT destkey key [key ...]`.
  static func bitop(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let isNot = arguments.isOption(at: 1, "not")
    let operation: BitOperation
    if arguments.isOption(at: 1, "and") {
      operation = .and
    } else if arguments.isOption(at: 1, "or") || isNot {
      operation = .or
    } else if arguments.isOption(at: 1, "xor") {
      operation = .xor
    } else {
      throw .syntax
    }
    if isNot, arguments.count != 4 { throw .bitwiseNotOfMany }
    let result = try combine(operation, context, arguments, inverts: isNot)
    let target = arguments[2]
    if result.isEmpty {
      context.removeIfExpired(target)
      if context.database.remove(target) {
        context.recordChange(of: target)
        context.notify(.generic, "del", target)
      }
    } else {
      let access = context.prepareOverwrite(of: target)
      context.notifyIfNew(target)
      context.database.setRawString(target, result.span, expiry: .clear, access: access)
      context.recordChange(of: target)
      context.notify(.string, "set", target)
    }
    context.reply.integer(result.count)
  }

  /// The strings of all source keys combined; the shorter ones are filled up with zeroes.
  private static func combine(
    _ operation: BitOperation, _ context: CommandContext, _ arguments: Arguments, inverts: Bool
  ) throws(CommandError) -> [UInt8] {
    // All are looked up before any is read, because that may remove one that has expired.
    var length = 0
    for index in 3..<arguments.count {
      if let entry = try context.readString(arguments[index]) { length = max(length, entry.stringLength) }
    }
    if length == 0 { return [] }
    var result = [UInt8](repeating: 0, count: length)
    var bits = result.mutableSpan
    for index in 3..<arguments.count {
      let entry = context.database.find(arguments[index])
      // Whatever is combined first is taken as it is.
      apply(index == 3 ? .or : operation, entry, to: &bits)
    }
    if inverts { bits.invert() }
    return result
  }

  private static func apply(_ operation: BitOperation, _ entry: Entry?, to bits: inout MutableSpan<UInt8>) {
    guard let entry else { return bits.combine(operation, Span()) }
    if entry.stringEncoding == .integer { return bits.combine(operation, DecimalDigits(entry.integer).span) }
    bits.combine(operation, entry.bytes)
  }

  /// A number of a bit, which must be in a string that `proto-max-bulk-len` allows.
  ///
  /// With a `width`, `#n` stands for the n-th field of that many bits.
  static func bitOffset(
    _ context: CommandContext, _ argument: Span<UInt8>, width: Int = 0
  ) throws(CommandError) -> Int {
    let isMultiple = width > 0 && argument.count > 0 && argument[0] == UInt8(ascii: "#")
    let digits = isMultiple ? argument.extracting(1...) : argument
    guard let number = digits.canonicalInteger else { throw .notABitOffset }
    let offset = isMultiple ? Int(number) &* width : Int(number)
    // A file may hold what a larger limit once allowed, but nothing that no memory could hold.
    let limit = context.isLoading ? 1 << 46 : context.settings.maximumBulkLength
    guard offset >= 0, offset >> 3 < limit else { throw .notABitOffset }
    return offset
  }
}
