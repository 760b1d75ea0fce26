import Bytes
import Keyspace
import RESP

/// The commands that look at members.
extension SortedSetCommands {
  /// `ZCARD key`.
  static func zcard(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    context.reply.integer(try context.read(SortedSetValue.self, arguments[1])?.count ?? 0)
  }

  /// `ZSCORE key member`.
  static func zscore(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    reply(context, try context.read(SortedSetValue.self, arguments[1])?.score(of: arguments[2]))
  }

  /// `ZMSCORE key member [member ...]`.
  static func zmscore(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let set = try context.read(SortedSetValue.self, arguments[1])
    context.reply.array(arguments.count - 2)
    for index in 2..<arguments.count { reply(context, set?.score(of: arguments[index])) }
  }

  private static func reply(_ context: CommandContext, _ score: Double?) {
    if let score { context.reply.double(score) } else { context.reply.null() }
  }

  /// `ZRANK key member`.
  static func zrank(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    guard let rank = try context.read(SortedSetValue.self, arguments[1])?.rank(of: arguments[2]) else {
      return context.reply.null()
    }
    context.reply.integer(rank)
  }

  /// `ZREVRANK key member`.
  static func zrevrank(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    guard let set = try context.read(SortedSetValue.self, arguments[1]), let rank = set.rank(of: arguments[2]) else {
      return context.reply.null()
    }
    context.reply.integer(set.count - 1 - rank)
  }

  /// `ZCOUNT key min max`.
  static func zcount(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try count(context, arguments, .scores)
  }

  /// `ZLEXCOUNT key min max`.
  static func zlexcount(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try count(context, arguments, .members)
  }

  private static func count(
    _ context: CommandContext, _ arguments: Arguments, _ kind: MemberRange.Kind
  ) throws(CommandError) {
    let range = try MemberRange(kind, arguments, 2, 3)
    guard let set = try context.read(SortedSetValue.self, arguments[1]) else { return context.reply.integer(0) }
    context.reply.integer(range.ranks(in: set).count)
  }

  /// `ZSCAN key cursor [MATCH pattern] [COUNT count]`.
  static func zscan(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let cursor = try ScanOptions.cursor(arguments[2])
    guard let set = try context.read(SortedSetValue.self, arguments[1]) else {
      return ElementScan.replyNothing(context)
    }
    var scan = try ElementScan(context, arguments, cursor: cursor)
    var text = ByteWriter(minimumCapacity: 64)
    scan.run { cursor, scan in
      set.scan(cursor) { member, score in
        text.removeAll()
        set.append(storedScore: score, to: &text)
        scan.meet(member, text: text.span)
      }
    }
    scan.reply(to: context)
  }
}
