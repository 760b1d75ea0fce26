import Bytes
import Keyspace
import RESP

/// Intersections, unions and differences of sets.
extension SetCommands {
  /// The sets at the keys from argument `first` up to `end`; nil for a key that is not there.
  ///
  /// - Throws: `wrongType`, also when an earlier key is not there.
  private static func sets(
    _ context: CommandContext, _ arguments: Arguments, from first: Int, to end: Int
  ) throws(CommandError) -> [SetValue?] {
    var sets: [SetValue?] = []
    sets.reserveCapacity(end - first)
    for index in first..<end { sets.append(try context.read(SetValue.self, arguments[index])) }
    return sets
  }

  /// All of `sets`, the smallest first; nil when one of them is missing, so that nothing is in all of them.
  private static func smallestFirst(_ sets: [SetValue?]) -> [SetValue]? {
    let present = sets.compactMap { $0 }
    return present.count == sets.count ? present.sorted { $0.count < $1.count } : nil
  }

  private static func isInRest(_ member: ElementText, of sets: [SetValue]) -> Bool {
    for index in 1..<sets.count where !sets[index].contains(member) { return false }
    return true
  }

  /// `SINTER key [key ...]`.
  static func sinter(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    guard let sets = smallestFirst(try sets(context, arguments, from: 1, to: arguments.count)) else {
      return context.reply.set(0)
    }
    if sets.count == 1 { return reply(context, sets[0]) }
    var found = ReplyWriter(version: context.reply.version)
    var count = 0
    sets[0].forEach { member in
      guard isInRest(member, of: sets) else { return }
      found.bulk(member)
      count += 1
    }
    context.reply.set(count)
    context.reply.rawFragment(found.bytes.span)
  }

  /// `SINTERSTORE destination key [key ...]`.
  static func sinterstore(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let sources = smallestFirst(try sets(context, arguments, from: 2, to: arguments.count))
    var result = SetValue()
    sources?[0].forEach { member in
      if let sources, isInRest(member, of: sources) { result.insert(member, context.settings.limits) }
    }
    store(context, result, at: arguments[1], event: "sinterstore")
  }

  /// `SINTERCARD numkeys key [key ...] [LIMIT limit]`.
  static func sintercard(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let keyCount = try arguments.count(at: 1, least: 1, orThrow: .keyCountNotPositive)
    if keyCount > arguments.count - 2 { throw .keyCountBeyondArguments }
    var limit = 0
    for index in stride(from: 2 + keyCount, to: arguments.count, by: 2) {
      guard arguments.isOption(at: index, "limit"), index + 1 < arguments.count else { throw .syntax }
      limit = try arguments.count(at: index + 1, orThrow: .limitNegative)
    }
    var count = 0
    if let sets = smallestFirst(try sets(context, arguments, from: 2, to: 2 + keyCount)) {
      sets[0].visit { member in
        if isInRest(member, of: sets) { count += 1 }
        return limit == 0 || count < limit
      }
    }
    context.reply.integer(count)
  }

  /// `SUNION key [key ...]`.
  static func sunion(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let result = union(context, try sets(context, arguments, from: 1, to: arguments.count))
    reply(context, result)
    result.release()
  }

  /// `SUNIONSTORE destination key [key ...]`.
  static func sunionstore(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let result = union(context, try sets(context, arguments, from: 2, to: arguments.count))
    store(context, result, at: arguments[1], event: "sunionstore")
  }

  /// A new set of all members of `sets`.
  static func union(_ context: CommandContext, _ sets: [SetValue?]) -> SetValue {
    var result = SetValue()
    for set in sets { set?.forEach { result.insert($0, context.settings.limits) } }
    return result
  }

  /// Stores `result` as the value of `key`, or removes `key` when there are no members.
  private static func store(
    _ context: CommandContext, _ result: SetValue, at key: Span<UInt8>, event: StaticString
  ) {
    let count = result.count
    context.reply.integer(count)
    guard count > 0 else {
      result.release()
      return context.removeDestination(key)
    }
    let access = context.prepareOverwrite(of: key)
    context.notifyIfNew(key)
    context.database.make(result, at: key, access: access)
    context.recordChange(of: key)
    context.notify(.set, event, key)
  }

  // MARK: Differences

  /// `SDIFF key [key ...]`.
  static func sdiff(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let result = difference(context, try sets(context, arguments, from: 1, to: arguments.count))
    reply(context, result)
    result.release()
  }

  /// `SDIFFSTORE destination key [key ...]`.
  static func sdiffstore(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let result = difference(context, try sets(context, arguments, from: 2, to: arguments.count))
    store(context, result, at: arguments[1], event: "sdiffstore")
  }

  /// A new set of the members of the first of `sets` that are in no other.
  ///
  /// As Redis does it, which shows in the encoding of the result: where looking up each member in all other sets is
  /// more work than removing all their members from a copy, the copy decides.
  private static func difference(_ context: CommandContext, _ sets: [SetValue?]) -> SetValue {
    var result = SetValue()
    guard let first = sets[0] else { return result }
    let others = sets.dropFirst().compactMap { $0 }
    if others.contains(where: { $0.isSame(as: first) }) { return result }
    let lookups = first.count * (others.count + 1) / 2
    if lookups <= others.reduce(first.count, { $0 + $1.count }) {
      let largestFirst = others.sorted { $0.count > $1.count }
      first.forEach { member in
        for other in largestFirst where other.contains(member) { return }
        result.insert(member, context.settings.limits)
      }
      return result
    }
    first.forEach { result.insert($0, context.settings.limits) }
    for other in others {
      other.forEach { member in member.withSpan { _ = result.remove($0) } }
      if result.count == 0 { break }
    }
    return result
  }
}
