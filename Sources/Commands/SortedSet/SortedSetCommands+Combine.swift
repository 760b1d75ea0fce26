import Bytes
import Keyspace
import RESP

/// Unions, intersections and differences.
extension SortedSetCommands {
  /// `ZUNION numkeys key [key ...] [WEIGHTS weight [weight ...]] [AGGREGATE SUM | MIN | MAX] [WITHSCORES]`.
  static func zunion(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let request = try CombineRequest(context, arguments, countAt: 1, weighs: true, .scores, command: "zunion")
    reply(context, request.union(context.settings.limits), request.withScores)
  }

  /// `ZINTER numkeys key [key ...] [WEIGHTS weight [weight ...]] [AGGREGATE SUM | MIN | MAX] [WITHSCORES]`.
  static func zinter(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let request = try CombineRequest(context, arguments, countAt: 1, weighs: true, .scores, command: "zinter")
    reply(context, request.intersection(context.settings.limits), request.withScores)
  }

  /// `ZDIFF numkeys key [key ...] [WITHSCORES]`.
  static func zdiff(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let request = try CombineRequest(context, arguments, countAt: 1, weighs: false, .scores, command: "zdiff")
    reply(context, request.difference(context.settings.limits), request.withScores)
  }

  private static func reply(_ context: CommandContext, _ result: borrowing SortedSetBuilder, _ withScores: Bool) {
    announce(context, result.count, withScores)
    result.forEach { reply(context, $0, $1, withScores) }
  }

  /// `ZINTERCARD numkeys key [key ...] [LIMIT limit]`.
  static func zintercard(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let request = try CombineRequest(context, arguments, countAt: 1, weighs: false, .limit, command: "zintercard")
    var count = 0
    request.forEachCommon { _, _ in
      count += 1
      return request.limit == 0 || count < request.limit
    }
    context.reply.integer(count)
  }

  /// `ZUNIONSTORE destination numkeys key [key ...] [WEIGHTS weight [weight ...]] [AGGREGATE SUM | MIN | MAX]`.
  static func zunionstore(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let request = try CombineRequest(context, arguments, countAt: 2, weighs: true, .none, command: "zunionstore")
    let limits = context.settings.limits
    store(context, request.union(limits).finish(limits), at: arguments[1], event: "zunionstore")
  }

  /// `ZINTERSTORE destination numkeys key [key ...] [WEIGHTS weight [weight ...]] [AGGREGATE SUM | MIN | MAX]`.
  static func zinterstore(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let request = try CombineRequest(context, arguments, countAt: 2, weighs: true, .none, command: "zinterstore")
    let limits = context.settings.limits
    store(context, request.intersection(limits).finish(limits), at: arguments[1], event: "zinterstore")
  }

  /// `ZDIFFSTORE destination numkeys key [key ...]`.
  static func zdiffstore(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let request = try CombineRequest(context, arguments, countAt: 2, weighs: false, .none, command: "zdiffstore")
    let limits = context.settings.limits
    store(context, request.difference(limits).finish(limits), at: arguments[1], event: "zdiffstore")
  }
}
