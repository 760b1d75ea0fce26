import Bytes
import Keyspace
import RESP

/// The commands that work on whole databases.
enum DatabaseCommands {
  /// `SELECT index`.
  static func select(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    context.session.database = try index(context, arguments, at: 1)
    context.reply.simple("OK")
  }

  /// The number of an existing database, from the argument at `index`.
  static func index(
    _ context: CommandContext, _ arguments: Arguments, at index: Int
  ) throws(CommandError) -> Int {
    let number = try arguments.shortInteger(at: index)
    guard context.keyspace.databases.indices.contains(number) else { throw .databaseOutOfRange }
    return number
  }

  /// `DBSIZE`: keys whose time is over count until they are removed.
  static func dbsize(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    context.reply.integer(context.database.count)
  }

  /// `SWAPDB index1 index2`.
  static func swapdb(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    guard let first = arguments[1].canonicalInteger.flatMap(Int32.init(exactly:)) else { throw .invalidFirstDatabase }
    guard let second = arguments[2].canonicalInteger.flatMap(Int32.init(exactly:)) else { throw .invalidSecondDatabase }
    let databases = context.keyspace.databases
    guard databases.indices.contains(Int(first)), databases.indices.contains(Int(second)) else {
      throw .databaseOutOfRange
    }
    if first != second {
      let (one, other) = (databases[Int(first)], databases[Int(second)])
      context.touchWatchers(ofAllIn: Int(first), one, replacedBy: other)
      context.touchWatchers(ofAllIn: Int(second), other, replacedBy: one)
      context.keyspace.swap(Int(first), Int(second))
      context.signalReady(allIn: Int(first))
      context.signalReady(allIn: Int(second))
    }
    context.dirty += 1
    context.reply.simple("OK")
  }

  /// `FLUSHDB [ASYNC | SYNC]`: written even if there was nothing to remove.
  static func flushdb(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let lazily = try flushesLazily(context, arguments)
    empty(context, context.session.database, lazily)
    context.invalidateAll()
    context.propagateAlways(arguments)
    context.reply.simple("OK")
  }

  /// `FLUSHALL [ASYNC | SYNC]`: written even if there was nothing to remove.
  static func flushall(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let lazily = try flushesLazily(context, arguments)
    for index in context.keyspace.databases.indices { empty(context, index, lazily) }
    context.flushedAll = true
    context.invalidateAll()
    context.propagateAlways(arguments)
    context.reply.simple("OK")
  }

  /// Whether the keys are freed bit by bit afterwards.
  private static func flushesLazily(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) -> Bool {
    guard arguments.count > 1 else { return context.settings.lazyUserFlush }
    let isLazy = arguments.isOption(at: 1, "async")
    guard arguments.count == 2, isLazy || arguments.isOption(at: 1, "sync") else { throw .syntax }
    return isLazy
  }

  private static func empty(_ context: CommandContext, _ index: Int, _ lazily: Bool) {
    let database = context.keyspace.databases[index]
    context.touchWatchers(ofAllIn: index, database)
    context.dirty += Int64(database.count)
    database.removeAll(lazily: lazily)
  }
}
