import Bytes
import Keyspace
import RESP

/// The commands on integers of any width inside of strings.
extension BitmapCommands {
  /// `BITFIELD key [GET type offset | [OVERFLOW WRAP | SAT | FAIL] SET type offset value | INCRBY …] ...`.
  static func bitfield(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try run(context, arguments, isReadOnly: false)
  }

  /// `BITFIELD_RO key [GET type offset ...]`.
  static func bitfieldRo(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try run(context, arguments, isReadOnly: true)
  }

  private static func run(
    _ context: CommandContext, _ arguments: Arguments, isReadOnly: Bool
  ) throws(CommandError) {
    let fields = try parse(context, arguments)
    var end: Int?
    for field in fields {
      if case .get = field.operation { continue }
      end = max(end ?? 0, field.offset + field.width)
    }
    let key = arguments[1]
    guard let end else { return reply(context, fields, try context.readString(key)) }
    if isReadOnly { throw .fieldIsReadOnly }
    let access = context.access(replacing: try context.writeString(key))
    context.notifyIfNew(key)
    let isLonger = context.database.extendString(key, to: (end - 1) >> 3 + 1, access: access)
    context.reply.array(fields.count)
    let changes = context.database.editString(key) { bytes in
      var changes: Int64 = 0
      for field in fields where apply(field, to: &bytes, &context.reply, always: isLonger) { changes += 1 }
      return changes
    }
    guard changes > 0 else { return }
    context.signalModified(key)
    context.notify(.string, "setbit", key)
    context.dirty += changes
  }

  private static func reply(_ context: CommandContext, _ fields: [BitField], _ entry: Entry?) {
    var text = ByteWriter()
    let isInteger = entry?.stringEncoding == .integer
    if isInteger, let entry { text.append(string: entry) }
    context.reply.array(fields.count)
    for field in fields {
      let bits =
        if let entry, !isInteger {
          entry.bytes.bitField(at: field.offset, width: field.width)
        } else {
          text.span.bitField(at: field.offset, width: field.width)
        }
      context.reply.integer(field.value(of: bits))
    }
  }

  /// Does what is to happen to one field, replies, and returns whether that counts as a change.
  private static func apply(
    _ field: BitField, to bytes: inout MutableSpan<UInt8>, _ reply: inout ReplyWriter, always: Bool
  ) -> Bool {
    let old = field.value(of: bytes.span.bitField(at: field.offset, width: field.width))
    let new: Int64?
    switch field.operation {
    case .get:
      reply.integer(old)
      return false
    case .set(let value): new = field.sum(value, 0)
    case .increase(let increment): new = field.sum(old, increment)
    }
    guard let new else {
      reply.null()
      return false
    }
    if case .set = field.operation { reply.integer(old) } else { reply.integer(new) }
    bytes.setBitField(at: field.offset, width: field.width, to: UInt64(bitPattern: new))
    return always || new != old
  }

  // MARK: Parsing

  private static func parse(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) -> [BitField] {
    var fields: [BitField] = []
    var overflow = BitField.Overflow.wrap
    var index = 2
    while index < arguments.count {
      let left = arguments.count - index - 1
      if arguments.isOption(at: index, "overflow"), left >= 1 {
        overflow = try parseOverflow(arguments, at: index + 1)
        index += 2
        continue
      }
      let isGet = arguments.isOption(at: index, "get") && left >= 2
      let isSet = arguments.isOption(at: index, "set") && left >= 3
      guard isGet || isSet || (arguments.isOption(at: index, "incrby") && left >= 3) else { throw .syntax }
      let (isSigned, width) = try parseType(arguments[index + 1])
      let offset = try bitOffset(context, arguments[index + 2], width: width)
      let number = isGet ? 0 : try arguments.integer(at: index + 3)
      fields.append(
        BitField(
          isSigned: isSigned, width: width, offset: offset,
          operation: isGet ? .get : isSet ? .set(number) : .increase(number), overflow: overflow))
      index += isGet ? 3 : 4
    }
    return fields
  }

  private static func parseOverflow(_ arguments: Arguments, at index: Int) throws(CommandError) -> BitField.Overflow {
    if arguments.isOption(at: index, "wrap") { return .wrap }
    if arguments.isOption(at: index, "sat") { return .saturate }
    if arguments.isOption(at: index, "fail") { return .fail }
    throw .invalidOverflowType
  }

  private static func parseType(_ argument: Span<UInt8>) throws(CommandError) -> (isSigned: Bool, width: Int) {
    var count = 0
    while count < argument.count, argument[count] != 0 { count += 1 }
    guard count > 1, argument[0] == UInt8(ascii: "i") || argument[0] == UInt8(ascii: "u"),
      let width = argument.extracting(1..<count).canonicalInteger
    else { throw .invalidFieldType }
    let isSigned = argument[0] == UInt8(ascii: "i")
    guard width >= 1, width <= (isSigned ? 64 : 63) else { throw .invalidFieldType }
    return (isSigned, Int(width))
  }
}
