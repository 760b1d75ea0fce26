import Bytes
import Keyspace
import RESP

/// Commands that wait for an element.
///
/// When a session is served that has waited, they run again, for the key that has become ready only.
extension ListCommands {
  /// `BLPOP key [key ...] timeout`.
  static func blpop(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try waitingPop(context, arguments, .left)
  }

  /// `BRPOP key [key ...] timeout`.
  static func brpop(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try waitingPop(context, arguments, .right)
  }

  private static func waitingPop(
    _ context: CommandContext, _ arguments: Arguments, _ end: ListEnd
  ) throws(CommandError) {
    let keys = 1..<arguments.count - 1
    let deadline = try context.deadline(arguments[keys.upperBound])
    for index in keys {
      let key = arguments[index]
      guard context.mayServe(key), let entry = try context.write(ListValue.self, key) else { continue }
      context.reply.array(2)
      context.reply.bulk(key)
      popOne(context, key, entry, end)
      context.effects.replaceCommand(in: context.session.database, count: 2)
      context.effects.add(end == .left ? "LPOP" : "RPOP")
      context.effects.add(key)
      return
    }
    guard context.canBlock else { return context.reply.nullArray() }
    context.block(arguments, on: keys, of: .list, until: deadline)
  }

  /// `BLMPOP timeout numkeys key [key ...] LEFT | RIGHT [COUNT count]`.
  static func blmpop(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let request = try MultiplePop(arguments, at: 2)
    let deadline = try context.deadline(arguments[1])
    if try popFirst(context, arguments, request) { return }
    guard context.canBlock else { return context.reply.nullArray() }
    context.block(arguments, on: request.keys, of: .list, until: deadline)
  }

  /// `BLMOVE source destination LEFT | RIGHT LEFT | RIGHT timeout`.
  static func blmove(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let from = try ListEnd(arguments, at: 3)
    let to = try ListEnd(arguments, at: 4)
    let deadline = try context.deadline(arguments[5])
    guard try move(context, arguments[1], from, arguments[2], to) else {
      guard context.canBlock else { return context.reply.null() }
      return context.block(arguments, on: 1..<2, of: .list, until: deadline)
    }
    context.effects.replaceCommand(in: context.session.database, count: 5)
    context.effects.add("LMOVE")
    for index in 1...2 { context.effects.add(arguments[index]) }
    for (index, end) in [(3, from), (4, to)] {
      // One that has waited is written with Redis' own words, any other with those that were typed.
      if context.isServing {
        context.effects.add(end == .left ? "left" : "right")
      } else {
        context.effects.add(arguments[index])
      }
    }
  }

  /// `BRPOPLPUSH source destination timeout`.
  static func brpoplpush(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let deadline = try context.deadline(arguments[3])
    guard try move(context, arguments[1], .right, arguments[2], .left) else {
      guard context.canBlock else { return context.reply.null() }
      return context.block(arguments, on: 1..<2, of: .list, until: deadline)
    }
    context.effects.replaceCommand(in: context.session.database, count: 3)
    context.effects.add("RPOPLPUSH")
    for index in 1...2 { context.effects.add(arguments[index]) }
  }
}
