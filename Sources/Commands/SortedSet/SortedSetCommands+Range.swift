import Bytes
import Keyspace
import RESP

/// The ZRANGE family.
extension SortedSetCommands {
  /// `ZRANGE key start stop [BYSCORE | BYLEX] [REV] [LIMIT offset count] [WITHSCORES]`.
  static func zrange(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    // Most often there are no options: then the ranks are all there is to know.
    if arguments.count > 4 { return try range(context, arguments, try RangeQuery(arguments, at: 2)) }
    let (first, last) = (Int(try arguments.integer(at: 2)), Int(try arguments.integer(at: 3)))
    guard let set = try context.read(SortedSetValue.self, arguments[1]) else { return context.reply.array(0) }
    let ranks = MemberRange.ranks(from: first, through: last, in: set.count, reversed: false)
    context.reply.array(ranks.count)
    set.forEachMember(in: ranks) { context.reply.bulk($0) }
  }

  /// `ZREVRANGE key start stop [WITHSCORES]`.
  static func zrevrange(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try range(context, arguments, try RangeQuery(arguments, at: 2, .ranks, reversed: true))
  }

  /// `ZRANGEBYSCORE key min max [WITHSCORES] [LIMIT offset count]`.
  static func zrangebyscore(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try range(context, arguments, try RangeQuery(arguments, at: 2, .scores, reversed: false))
  }

  /// `ZREVRANGEBYSCORE key max min [WITHSCORES] [LIMIT offset count]`.
  static func zrevrangebyscore(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try range(context, arguments, try RangeQuery(arguments, at: 2, .scores, reversed: true))
  }

  /// `ZRANGEBYLEX key min max [LIMIT offset count]`.
  static func zrangebylex(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try range(context, arguments, try RangeQuery(arguments, at: 2, .members, reversed: false))
  }

  /// `ZREVRANGEBYLEX key max min [LIMIT offset count]`.
  static func zrevrangebylex(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try range(context, arguments, try RangeQuery(arguments, at: 2, .members, reversed: true))
  }

  private static func range(
    _ context: CommandContext, _ arguments: Arguments, _ query: RangeQuery
  ) throws(CommandError) {
    guard let set = try context.read(SortedSetValue.self, arguments[1]) else { return context.reply.array(0) }
    let ranks = query.ranks(in: set)
    announce(context, ranks.count, query.withScores)
    set.forEach(in: ranks, reversed: query.isReversed) { reply(context, $0, $1, query.withScores) }
  }

  /// Announces `count` members: in RESP2 scores are elements of the same array, in RESP3 each is in one of two elements
  /// with its member.
  static func announce(_ context: CommandContext, _ count: Int, _ withScores: Bool) {
    context.reply.array(withScores && context.reply.version == .resp2 ? 2 * count : count)
  }

  /// Replies one of the members announced.
  @inline(__always)
  static func reply(_ context: CommandContext, _ member: ElementText, _ score: Double, _ withScores: Bool) {
    if withScores, context.reply.version == .resp3 { context.reply.array(2) }
    context.reply.bulk(member)
    if withScores { context.reply.double(score) }
  }

  /// `ZRANGESTORE dst src min max [BYSCORE | BYLEX] [REV] [LIMIT offset count]`.
  static func zrangestore(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let query = try RangeQuery(arguments, at: 3, stores: true)
    let limits = context.settings.limits
    var result = SortedSetValue()
    if let set = try context.read(SortedSetValue.self, arguments[2]) {
      let ranks = query.ranks(in: set)
      // As Redis does it, which shows in the sign of a zero: a listpack has none.
      if query.isByRank, ranks.count > limits.zsetMaxListpackEntries { result.enlarge(limits) }
      set.forEach(in: ranks, reversed: query.isReversed) { member, score in
        member.withSpan { result.set($0, score, limits) }
      }
    }
    store(context, result, at: arguments[1], event: "zrangestore")
  }

  /// Makes `result` the value of `key`, or removes `key` when there are no members, and replies how many there are.
  static func store(
    _ context: CommandContext, _ result: SortedSetValue, at key: Span<UInt8>, event: StaticString
  ) {
    let count = result.count
    context.reply.integer(count)
    guard count > 0 else {
      result.release()
      return context.removeDestination(key)
    }
    if let old = context.lookupWrite(key) {
      context.database.make(result, at: key, access: context.access(replacing: old))
    } else {
      _ = context.make(result, key)
    }
    context.recordChange(of: key)
    context.notify(.sortedSet, event, key)
  }
}
