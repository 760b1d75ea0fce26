import Bytes
import Keyspace
import RESP

/// Taking elements away.
extension ListCommands {
  /// `LPOP key [count]`.
  static func lpop(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try pop(context, arguments, .left, "lpop")
  }

  /// `RPOP key [count]`.
  static func rpop(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try pop(context, arguments, .right, "rpop")
  }

  private static func pop(
    _ context: CommandContext, _ arguments: Arguments, _ end: ListEnd, _ name: StaticString
  ) throws(CommandError) {
    if arguments.count > 3 { throw .wrongArity("\(name)") }
    let key = arguments[1]
    guard arguments.count == 3 else {
      guard let entry = try context.write(ListValue.self, key) else { return context.reply.null() }
      return popOne(context, key, entry, end)
    }
    guard let count = arguments[2].canonicalInteger, count >= 0 else { throw .notPositive }
    guard let entry = try context.write(ListValue.self, key) else { return context.reply.nullArray() }
    if count == 0 { return context.reply.array(0) }
    popSome(context, key, entry, end, limit: Int(count))
  }

  /// Removes the element at an end and replies with it.
  static func popOne(_ context: CommandContext, _ key: Span<UInt8>, _ entry: Entry, _ end: ListEnd) {
    let limits = context.settings.limits
    context.change(entry, ListValue.self) { list in
      list.pop(end, limits) { context.reply.bulk($0) }
    }
    noteRemoval(context, key, entry, end, count: 1)
  }

  /// Removes up to `limit` elements at an end, replies with them, and says how many.
  @discardableResult
  private static func popSome(
    _ context: CommandContext, _ key: Span<UInt8>, _ entry: Entry, _ end: ListEnd, limit: Int
  ) -> Int {
    let limits = context.settings.limits
    let removed = context.change(entry, ListValue.self) { list in
      let count = min(limit, list.count)
      let range = end == .left ? 0..<count : list.count - count..<list.count
      reply(context, list, range, towards: end == .left ? .right : .left)
      list.remove(range, limits)
      return count
    }
    noteRemoval(context, key, entry, end, count: removed)
    return removed
  }

  /// Tells that `count` elements were removed at an end, and removes the key with the last one.
  static func noteRemoval(
    _ context: CommandContext, _ key: Span<UInt8>, _ entry: Entry, _ end: ListEnd, count: Int
  ) {
    context.notify(.list, end == .left ? "lpop" : "rpop", key)
    context.removeIfEmpty(key, entry, ListValue.self)
    context.signalModified(key)
    context.dirty += Int64(count)
  }

  // MARK: Several keys

  /// `LMPOP numkeys key [key ...] LEFT | RIGHT [COUNT count]`.
  static func lmpop(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let request = try MultiplePop(arguments, at: 1)
    if try !popFirst(context, arguments, request) { context.reply.nullArray() }
  }

  /// Removes elements from the first of the keys that has a list; false if none has.
  static func popFirst(
    _ context: CommandContext, _ arguments: Arguments, _ request: MultiplePop
  ) throws(CommandError) -> Bool {
    for index in request.keys {
      let key = arguments[index]
      guard context.mayServe(key), let entry = try context.write(ListValue.self, key) else { continue }
      context.reply.array(2)
      context.reply.bulk(key)
      let removed = popSome(context, key, entry, request.end, limit: request.count)
      context.effects.replaceCommand(in: context.session.database, count: 3)
      context.effects.add(request.end == .left ? "LPOP" : "RPOP")
      context.effects.add(key)
      context.effects.add(decimal: Int64(removed))
      return true
    }
    return false
  }

  /// What LMPOP and BLMPOP ask for.
  struct MultiplePop {
    let keys: Range<Int>
    let end: ListEnd
    let count: Int

    /// The request whose number of keys is the argument `index`.
    init(_ arguments: Arguments, at index: Int) throws(CommandError) {
      guard let number = arguments[index].canonicalInteger, number > 0 else { throw .noKeys }
      guard number < arguments.count - index - 1 else { throw .syntax }
      keys = index + 1..<index + 1 + Int(number)
      end = try ListEnd(arguments, at: keys.upperBound)
      var rest = keys.upperBound + 1
      var given: Int64?
      while rest < arguments.count {
        guard given == nil, arguments.isOption(at: rest, "count"), rest + 1 < arguments.count else { throw .syntax }
        guard let count = arguments[rest + 1].canonicalInteger, count > 0 else { throw .noCount }
        given = count
        rest += 2
      }
      count = Int(given ?? 1)
    }
  }
}

extension ListEnd {
  /// The end that the argument `index` names.
  init(_ arguments: Arguments, at index: Int) throws(CommandError) {
    if arguments.isOption(at: index, "right") {
      self = .right
    } else if arguments.isOption(at: index, "left") {
      self = .left
    } else {
      throw .syntax
    }
  }
}
