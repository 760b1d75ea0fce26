import Bytes
import Keyspace
import RESP

/// The commands of the sorted set group.
///
/// This file adds and removes members.
enum SortedSetCommands {
  /// All of them.
  static var all: [Command] { table + reads + ranges + combinations }

  /// `ZADD key [NX | XX] [GT | LT] [CH] [INCR] score member [score member ...]`.
  static func zadd(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try add(context, arguments, increments: false)
  }

  /// `ZINCRBY key increment member`.
  static func zincrby(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try add(context, arguments, increments: true)
  }

  private static func add(
    _ context: CommandContext, _ arguments: Arguments, increments: Bool
  ) throws(CommandError) {
    var options = try AddOptions(arguments, increments: increments)
    let first = options.firstScore
    // Nothing is added before all scores are known to be right.
    let score = try arguments.score(at: first)
    var scores: [Double] = []
    for index in stride(from: first + 2, to: arguments.count, by: 2) { scores.append(try arguments.score(at: index)) }
    let key = arguments[1]
    let found = try context.write(SortedSetValue.self, key)
    if found != nil || !options.onlyUpdates {
      let limits = context.settings.limits
      let entry = found ?? context.make(SortedSetValue(for: arguments[first + 1], limits), key)
      context.change(entry, SortedSetValue.self) { set in
        set.update(arguments[first + 1], limits) { options.newScore($0, score) }
        for (index, score) in scores.enumerated() {
          set.update(arguments[first + 3 + 2 * index], limits) { options.newScore($0, score) }
        }
      }
    }
    if options.failed { throw .scoreNotANumber }
    if options.increments {
      if let score = options.lastScore { context.reply.double(score) } else { context.reply.null() }
    } else {
      context.reply.integer(options.countsChanges ? options.added + options.updated : options.added)
    }
    guard options.added + options.updated > 0 else { return }
    context.dirty += Int64(options.added + options.updated)
    context.signalModified(key)
    context.notify(.sortedSet, options.increments ? "zincr" : "zadd", key)
  }

  /// `ZREM key member [member ...]`.
  static func zrem(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let key = arguments[1]
    guard let entry = try context.write(SortedSetValue.self, key) else { return context.reply.integer(0) }
    var removed = 0
    context.change(entry, SortedSetValue.self) { set in
      for index in 2..<arguments.count {
        if set.remove(arguments[index]) { removed += 1 }
        if set.count == 0 { break }
      }
    }
    if removed > 0 { noteRemoval(context, key, entry, removed, event: "zrem") }
    context.reply.integer(removed)
  }

  /// Records that members were removed, and removes the key when there are no others.
  static func noteRemoval(
    _ context: CommandContext, _ key: Span<UInt8>, _ entry: Entry, _ count: Int, event: StaticString
  ) {
    context.notify(.sortedSet, event, key)
    context.removeIfEmpty(key, entry, SortedSetValue.self)
    context.signalModified(key)
    context.dirty += Int64(count)
  }

  // MARK: Removing intervals

  /// `ZREMRANGEBYRANK key start stop`.
  static func zremrangebyrank(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try remove(context, arguments, .ranks, event: "zremrangebyrank")
  }

  /// `ZREMRANGEBYSCORE key min max`.
  static func zremrangebyscore(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try remove(context, arguments, .scores, event: "zremrangebyscore")
  }

  /// `ZREMRANGEBYLEX key min max`.
  static func zremrangebylex(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try remove(context, arguments, .members, event: "zremrangebylex")
  }

  private static func remove(
    _ context: CommandContext, _ arguments: Arguments, _ kind: MemberRange.Kind, event: StaticString
  ) throws(CommandError) {
    let key = arguments[1]
    let range = try MemberRange(kind, arguments, 2, 3)
    guard let entry = try context.write(SortedSetValue.self, key) else { return context.reply.integer(0) }
    let removed = context.change(entry, SortedSetValue.self) { set in
      let ranks = range.ranks(in: set)
      set.remove(ranks: ranks)
      return ranks.count
    }
    if removed > 0 { noteRemoval(context, key, entry, removed, event: event) }
    context.reply.integer(removed)
  }
}

extension Arguments {
  /// The score at `index`.
  func score(at index: Int) throws(CommandError) -> Double {
    guard let score = self[index].redisDouble else { throw .notAFloat }
    return score
  }
}
