import Bytes
import Keyspace
import RESP

/// The commands that take members from the ends.
extension SortedSetCommands {
  /// `ZPOPMIN key [count]`.
  static func zpopmin(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try pop(context, arguments, .least)
  }

  /// `ZPOPMAX key [count]`.
  static func zpopmax(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try pop(context, arguments, .greatest)
  }

  private static func pop(_ context: CommandContext, _ arguments: Arguments, _ end: ScoreEnd) throws(CommandError) {
    if arguments.count > 3 { throw .syntax }
    let count = arguments.count == 3 ? try arguments.count(at: 2, orThrow: .notPositive) : 1
    guard let entry = try context.write(SortedSetValue.self, arguments[1]), count > 0 else {
      return context.reply.array(0)
    }
    let isNested = arguments.count == 3 && context.reply.version == .resp3
    let popped = min(count, SortedSetValue(block: entry.block).count)
    context.reply.array(isNested ? popped : 2 * popped)
    take(context, arguments[1], entry, end, popped, nested: isNested)
  }

  /// Removes members from one end and replies them, each in an array of its own if `nested`.
  private static func take(
    _ context: CommandContext, _ key: Span<UInt8>, _ entry: Entry, _ end: ScoreEnd, _ count: Int, nested: Bool
  ) {
    context.change(entry, SortedSetValue.self) { set in
      let ranks = end == .least ? 0..<count : set.count - count..<set.count
      set.forEach(in: ranks, reversed: end == .greatest) { member, score in
        if nested { context.reply.array(2) }
        context.reply.bulk(member)
        context.reply.double(score)
      }
      set.remove(ranks: ranks)
    }
    noteRemoval(context, key, entry, count, event: end == .least ? "zpopmin" : "zpopmax")
  }

  // MARK: Several keys

  /// `ZMPOP numkeys key [key ...] MIN | MAX [COUNT count]`.
  static func zmpop(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let request = try PopRequest(arguments, countAt: 1)
    if try !takeFirst(context, arguments, request) { context.reply.nullArray() }
  }

  /// `BZMPOP timeout numkeys key [key ...] MIN | MAX [COUNT count]`.
  static func bzmpop(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try takeOrWait(context, arguments, try PopRequest(arguments, countAt: 2), timeoutAt: 1)
  }

  /// `BZPOPMIN key [key ...] timeout`.
  static func bzpopmin(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let request = PopRequest(keys: 1..<arguments.count - 1, end: .least)
    try takeOrWait(context, arguments, request, timeoutAt: arguments.count - 1)
  }

  /// `BZPOPMAX key [key ...] timeout`.
  static func bzpopmax(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let request = PopRequest(keys: 1..<arguments.count - 1, end: .greatest)
    try takeOrWait(context, arguments, request, timeoutAt: arguments.count - 1)
  }

  private static func takeOrWait(
    _ context: CommandContext, _ arguments: Arguments, _ request: PopRequest, timeoutAt index: Int
  ) throws(CommandError) {
    let deadline = try context.deadline(arguments[index])
    if try takeFirst(context, arguments, request) { return }
    guard context.canBlock else { return context.reply.nullArray() }
    context.block(arguments, on: request.keys, of: .sortedSet, until: deadline)
  }

  /// Takes members from the first key that there is, and writes what was taken as ZPOPMIN or ZPOPMAX.
  ///
  /// Returns whether there was one.
  private static func takeFirst(
    _ context: CommandContext, _ arguments: Arguments, _ request: PopRequest
  ) throws(CommandError) -> Bool {
    for index in request.keys {
      let key = arguments[index]
      guard context.mayServe(key), let entry = try context.write(SortedSetValue.self, key) else { continue }
      let popped = min(request.count ?? 1, SortedSetValue(block: entry.block).count)
      if request.count == nil {
        context.reply.array(3)
        context.reply.bulk(key)
      } else {
        context.reply.array(2)
        context.reply.bulk(key)
        context.reply.array(popped)
      }
      take(context, key, entry, request.end, popped, nested: request.count != nil)
      context.effects.replaceCommand(in: context.session.database, count: request.count == nil ? 2 : 3)
      context.effects.add(request.end == .least ? "ZPOPMIN" : "ZPOPMAX")
      context.effects.add(key)
      if request.count != nil { context.effects.add(decimal: Int64(popped)) }
      return true
    }
    return false
  }
}

/// The end from which members are taken.
enum ScoreEnd { case least, greatest }

/// What ZMPOP and the blocking commands take, and from where.
private struct PopRequest {
  /// Which arguments are keys.
  let keys: Range<Int>
  let end: ScoreEnd
  /// How many members at most; nil for one, which is replied without an array around it.
  var count: Int?

  init(keys: Range<Int>, end: ScoreEnd) {
    self.keys = keys
    self.end = end
  }

  /// The request of ZMPOP or BZMPOP, whose number of keys is the argument at `index`.
  init(_ arguments: Arguments, countAt index: Int) throws(CommandError) {
    let keyCount = try arguments.count(at: index, least: 1, orThrow: .noKeys)
    guard keyCount < arguments.count - index - 1 else { throw .syntax }
    keys = index + 1..<index + 1 + keyCount
    if arguments.isOption(at: keys.upperBound, "min") {
      end = .least
    } else if arguments.isOption(at: keys.upperBound, "max") {
      end = .greatest
    } else {
      throw .syntax
    }
    for option in stride(from: keys.upperBound + 1, to: arguments.count, by: 2) {
      guard count == nil, arguments.isOption(at: option, "count"), option + 1 < arguments.count else { throw .syntax }
      count = try arguments.count(at: option + 1, least: 1, orThrow: .noCount)
    }
    count = count ?? 1
  }
}
