import Bytes
import Keyspace
import RESP

/// The commands that work on keys of any type.
///
/// This file removes and counts keys, and tells their types.
enum GenericCommands {
  /// `DEL key [key ...]`.
  static func del(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    remove(context, arguments, lazily: context.settings.lazyUserDelete)
  }

  /// `UNLINK key [key ...]`: large values are freed bit by bit afterwards.
  static func unlink(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    remove(context, arguments, lazily: true)
  }

  private static func remove(_ context: CommandContext, _ arguments: Arguments, lazily: Bool) {
    var count = 0
    for index in 1..<arguments.count {
      let key = arguments[index]
      context.removeIfExpired(key)
      guard context.database.remove(key, lazily: lazily) else { continue }
      context.recordChange(of: key)
      context.notify(.generic, "del", key)
      count += 1
    }
    context.reply.integer(count)
  }

  /// `EXISTS key [key ...]`.
  static func exists(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    countFound(context, arguments, touch: false)
  }

  /// `TOUCH key [key ...]`.
  static func touch(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    countFound(context, arguments, touch: true)
  }

  private static func countFound(_ context: CommandContext, _ arguments: Arguments, touch: Bool) {
    var count = 0
    for index in 1..<arguments.count where context.lookupRead(arguments[index], touch: touch) != nil { count += 1 }
    context.reply.integer(count)
  }

  /// `TYPE key`.
  static func type(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    context.reply.simple(context.lookupRead(arguments[1], touch: false)?.type.name ?? "none")
  }

  /// `RANDOMKEY`.
  static func randomkey(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    context.effects.leaveUnwrapped()
    // During a pause expired keys stay, and there may be no others.
    var attempts = 0
    while let entry = context.database.random(&context.random) {
      guard context.isExpired(entry) else { return context.reply.bulk(entry.key) }
      attempts += 1
      if context.isPaused {
        if attempts < 100 { continue }
        break
      }
      context.deleteExpired([UInt8](copying: entry.key).span, in: context.session.database)
    }
    context.reply.null()
  }
}
