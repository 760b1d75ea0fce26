import Bytes
import Keyspace
import RESP

/// The commands that read one set.
extension SetCommands {
  /// `SCARD key`.
  static func scard(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    context.reply.integer(try context.read(SetValue.self, arguments[1])?.count ?? 0)
  }

  /// `SISMEMBER key member`.
  static func sismember(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let isMember = try context.read(SetValue.self, arguments[1])?.contains(arguments[2]) ?? false
    context.reply.integer(isMember ? 1 : 0)
  }

  /// `SMISMEMBER key member [member ...]`.
  static func smismember(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let set = try context.read(SetValue.self, arguments[1])
    context.reply.array(arguments.count - 2)
    for index in 2..<arguments.count { context.reply.integer(set?.contains(arguments[index]) ?? false ? 1 : 0) }
  }

  /// `SMEMBERS key`.
  static func smembers(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    guard let set = try context.read(SetValue.self, arguments[1]) else { return context.reply.set(0) }
    reply(context, set)
  }

  /// Replies all members.
  static func reply(_ context: CommandContext, _ set: SetValue) {
    context.reply.set(set.count)
    set.forEach { context.reply.bulk($0) }
  }

  /// `SSCAN key cursor [MATCH pattern] [COUNT count]`.
  static func sscan(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let cursor = try ScanOptions.cursor(arguments[2])
    guard let set = try context.read(SetValue.self, arguments[1]) else { return ElementScan.replyNothing(context) }
    var scan = try ElementScan(context, arguments, cursor: cursor)
    scan.run { cursor, scan in set.scan(cursor) { scan.meet($0) } }
    scan.reply(to: context)
  }
}
