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

  /// `SCAN cursor [MATCH pattern] [COUNT count] [TYPE type]`.
  static func scan(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    var cursor = try ScanOptions.cursor(arguments[1])
    let options = try ScanOptions(arguments, from: 2, allowsType: true)
    context.effects.leaveUnwrapped()
    var found = KeyList()
    var steps = options.steps
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
    if !context.isPaused { context.removeIfExpired(key) }
    guard let entry = context.database.find(key) else { return false }
    return !context.isExpired(entry)
  }
}
