import Bytes
import Keyspace
import RESP

/// The commands that read hashes.
extension HashCommands {
  /// `HGET key field`.
  static func hget(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    guard let value = try context.read(HashValue.self, arguments[1])?.value(of: arguments[2]) else {
      return context.reply.null()
    }
    context.reply.bulk(value)
  }

  /// `HMGET key field [field ...]`.
  static func hmget(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let hash = try context.read(HashValue.self, arguments[1])
    context.reply.array(arguments.count - 2)
    for index in 2..<arguments.count {
      if let value = hash?.value(of: arguments[index]) { context.reply.bulk(value) } else { context.reply.null() }
    }
  }

  /// `HEXISTS key field`.
  static func hexists(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let value = try context.read(HashValue.self, arguments[1])?.value(of: arguments[2])
    context.reply.integer(value == nil ? 0 : 1)
  }

  /// `HSTRLEN key field`.
  static func hstrlen(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    context.reply.integer(try context.read(HashValue.self, arguments[1])?.value(of: arguments[2])?.count ?? 0)
  }

  /// `HLEN key`.
  static func hlen(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    context.reply.integer(try context.read(HashValue.self, arguments[1])?.count ?? 0)
  }

  /// `HGETALL key`.
  static func hgetall(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    guard let hash = try context.read(HashValue.self, arguments[1]) else { return context.reply.map(0) }
    context.reply.map(hash.count)
    hash.forEach { field, value in
      context.reply.bulk(field)
      context.reply.bulk(value)
    }
  }

  /// `HKEYS key`.
  static func hkeys(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    guard let hash = try context.read(HashValue.self, arguments[1]) else { return context.reply.array(0) }
    context.reply.array(hash.count)
    hash.forEach { field, _ in context.reply.bulk(field) }
  }

  /// `HVALS key`.
  static func hvals(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    guard let hash = try context.read(HashValue.self, arguments[1]) else { return context.reply.array(0) }
    context.reply.array(hash.count)
    hash.forEach { _, value in context.reply.bulk(value) }
  }

  /// `HSCAN key cursor [MATCH pattern] [COUNT count]`.
  static func hscan(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let cursor = try ScanOptions.cursor(arguments[2])
    guard let hash = try context.read(HashValue.self, arguments[1]) else { return ElementScan.replyNothing(context) }
    var scan = try ElementScan(context, arguments, cursor: cursor)
    scan.run { cursor, scan in hash.scan(cursor) { scan.meet($0, $1) } }
    scan.reply(to: context)
  }
}
