import Bytes
import Keyspace
import RESP

/// The commands that list keys.
extension GenericCommands {
  /// `KEYS pattern`: keys whose time is over are left out, and left alone.
  static func keys(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let pattern = [UInt8](copying: arguments[1])
    let takesAll = pattern == [UInt8(ascii: "*")]
    var found = ReplyWriter(version: context.reply.version)
    var count = 0
    context.database.forEach { entry in
      guard takesAll || Glob.matches(entry.key, pattern: pattern.span), !context.isExpired(entry) else { return }
      found.bulk(entry.key)
      count += 1
    }
    context.reply.array(count)
    context.reply.rawFragment(found.bytes.span)
  }

  private struct ScanOptions {
    var count = 10
    var pattern: Int?
    var type: Int?
  }

  /// `SCAN cursor [MATCH pattern] [COUNT count] [TYPE type]`.
  static func scan(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    var cursor = try cursor(arguments[1])
    let options = try scanOptions(arguments)
    context.effects.leaveUnwrapped()
    var found = KeyList()
    // A sparse table may have many empty buckets in a row.
    var steps = options.count > Int.max / 10 ? Int.max : options.count * 10
    repeat {
      cursor = context.database.scan(cursor) { found.append($0) }
      steps -= 1
    } while cursor != 0 && steps >= 0 && found.count < options.count

    var reply = ReplyWriter(version: context.reply.version)
    var count = 0
    for index in 0..<found.count where passes(context, found[index], arguments, options) {
      reply.bulk(found[index])
      count += 1
    }
    context.reply.array(2)
    var number = ByteWriter()
    number.append(decimal: cursor)
    context.reply.bulk(number.span)
    context.reply.array(count)
    context.reply.rawFragment(reply.bytes.span)
  }

  /// Whether SCAN replies `key`.
  ///
  /// The order of the checks shows: only a key that matches counts as a hit and is removed when its time is over.
  private static func passes(
    _ context: CommandContext, _ key: Span<UInt8>, _ arguments: Arguments, _ options: ScanOptions
  ) -> Bool {
    if let index = options.pattern, !Glob.matches(key, pattern: arguments[index]) { return false }
    if let index = options.type {
      guard let entry = context.lookupRead(key, touch: false) else { return false }
      return arguments.isOption(at: index, entry.type.name)
    }
    context.removeIfExpired(key)
    return context.database.find(key) != nil
  }

  private static func scanOptions(_ arguments: Arguments) throws(CommandError) -> ScanOptions {
    var options = ScanOptions()
    var index = 2
    while index < arguments.count {
      guard index + 1 < arguments.count else { throw .syntax }
      if arguments.isOption(at: index, "count") {
        options.count = Int(try arguments.integer(at: index + 1))
        if options.count < 1 { throw .syntax }
      } else if arguments.isOption(at: index, "match") {
        options.pattern = arguments[index + 1].equals("*") ? nil : index + 1
      } else if arguments.isOption(at: index, "type") {
        options.type = index + 1
      } else {
        throw .syntax
      }
      index += 2
    }
    return options
  }

  /// The cursor that C's `strtoul` reads: a sign is allowed and no digit at all is 0.
  ///
  /// Nothing may follow but a zero byte.
  private static func cursor(_ text: Span<UInt8>) throws(CommandError) -> UInt64 {
    var index = 0
    let negative = text.count > 0 && text[0] == UInt8(ascii: "-")
    if negative || (text.count > 0 && text[0] == UInt8(ascii: "+")) { index = 1 }
    let firstDigit = index
    var value: UInt64 = 0
    while index < text.count, text[index].isASCIIDigit {
      let (scaled, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = scaled.addingReportingOverflow(UInt64(text[index] - 0x30))
      if overflow || carry { throw .invalidCursor }
      value = sum
      index += 1
    }
    if index == firstDigit { index = 0 }
    guard index == text.count || text[index] == 0 else { throw .invalidCursor }
    return negative ? 0 &- value : value
  }
}
