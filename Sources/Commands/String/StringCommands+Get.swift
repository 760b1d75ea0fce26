import Bytes
import Keyspace
import RESP

/// The commands that read values, and those that do something to the key besides.
extension StringCommands {
  /// `GET key`.
  static func get(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try replyValue(context, arguments[1])
  }

  /// Replies the string at `key`, or null.
  static func replyValue(_ context: CommandContext, _ key: Span<UInt8>) throws(CommandError) {
    guard let entry = try context.readString(key) else { return context.reply.null() }
    context.reply.bulk(string: entry)
  }

  /// `MGET key [key ...]`.
  static func mget(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    context.reply.array(arguments.count - 1)
    for index in 1..<arguments.count {
      if let entry = context.lookupRead(arguments[index]), entry.type == .string {
        context.reply.bulk(string: entry)
      } else {
        context.reply.null()
      }
    }
  }

  /// `GETSET key value`.
  static func getset(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try replyValue(context, arguments[1])
    store(context, arguments[1], arguments[2])
    context.propagateSet(arguments[1], arguments[2])
  }

  /// `GETDEL key`.
  static func getdel(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let key = arguments[1]
    try replyValue(context, key)
    guard context.database.remove(key) else { return }
    context.recordChange(of: key)
    context.notify(.generic, "del", key)
    context.propagateDeletion(of: key, lazily: context.settings.lazyUserDelete)
  }

  /// `GETEX key [EX seconds | PX milliseconds | EXAT time | PXAT time | PERSIST]`.
  static func getex(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let options = try StringOptions(ofGetex: arguments)
    let key = arguments[1]
    guard let entry = try context.readString(key) else { return context.reply.null() }
    guard let given = options.expiry else {
      context.reply.bulk(string: entry)
      if options.persists, context.database.clearExpiry(key) {
        context.recordChange(of: key)
        context.notify(.generic, "persist", key)
        context.effects.replaceCommand(in: context.session.database, count: 2)
        context.effects.add("PERSIST")
        context.effects.add(key)
      }
      return
    }
    let time = try context.expiryTime(given.unit, arguments, at: given.argument, of: "getex")
    context.reply.bulk(string: entry)
    if !given.unit.isRelative, context.isPast(time) {
      context.database.remove(key)
      context.propagateDeletion(of: key, lazily: context.settings.lazyExpire)
      context.notify(.generic, "del", key)
    } else {
      context.database.setExpiry(key, at: time)
      context.effects.replaceCommand(in: context.session.database, count: 3)
      context.effects.add("PEXPIREAT")
      context.effects.add(key)
      context.effects.add(decimal: time)
      context.notify(.generic, "expire", key)
    }
    context.recordChange(of: key)
  }
}
