import Bytes
import Keyspace
import RESP

extension SortedSetCommands {
  /// `ZRANDMEMBER key [count [WITHSCORES]]`.
  static func zrandmember(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    guard arguments.count > 2 else {
      guard let set = try context.read(SortedSetValue.self, arguments[1]) else { return context.reply.null() }
      return context.reply.bulk(set.element(at: context.random.below(set.count)).member)
    }
    let count = try arguments.signedCount(at: 2)
    let withScores = arguments.count > 3
    if arguments.count > 4 || (withScores && !arguments.isOption(at: 3, "withscores")) { throw .syntax }
    // Each member would come with a score, and the reply be longer than a count can say.
    if withScores, count.magnitude > Int.max / 2 { throw .valueOutOfRange }
    guard let set = try context.read(SortedSetValue.self, arguments[1]), count != 0 else {
      return context.reply.array(0)
    }
    if count < 0 {
      announce(context, -count, withScores)
      let start = context.reply.bytes.count
      for _ in 0..<(-count) {
        if context.replyIsTooLong(from: start) { return }
        reply(context, set, context.random.below(set.count), withScores)
      }
    } else if count >= set.count {
      announce(context, set.count, withScores)
      set.forEach(reversed: true) { reply(context, $0, $1, withScores) }
    } else {
      announce(context, count, withScores)
      for rank in differentRanks(count, below: set.count, &context.random) { reply(context, set, rank, withScores) }
    }
  }

  private static func reply(_ context: CommandContext, _ set: SortedSetValue, _ rank: Int, _ withScores: Bool) {
    let (member, score) = set.element(at: rank)
    reply(context, member, score, withScores)
  }

  private static func differentRanks(_ count: Int, below bound: Int, _ random: inout RandomNumbers) -> [Int] {
    if count < bound / Sample.sparseness {
      var drawn = Set<Int>()
      var ranks: [Int] = []
      while ranks.count < count {
        let rank = random.below(bound)
        if drawn.insert(rank).inserted { ranks.append(rank) }
      }
      return ranks
    }
    var ranks = Array(0..<bound)
    Sample.shuffle(&ranks, first: count, &random)
    return Array(ranks.prefix(count))
  }
}
