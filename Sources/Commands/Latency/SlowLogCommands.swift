import Bytes
import RESP

/// SLOWLOG.
enum SlowLogCommands {
  /// `SLOWLOG GET [count]`.
  static func slowlogGet(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    guard arguments.count <= 3 else { throw .wrongArity("slowlog|get") }
    var count: Int64 = 10
    if arguments.count == 3 {
      guard let given = arguments[2].canonicalInteger, given >= -1 else {
        throw .text("ERR count should be greater than or equal to -1")
      }
      count = given
    }
    let all = context.slowLog.entries
    let entries = count < 0 ? all[...] : all.prefix(Int(min(count, Int64(Int32.max))))
    context.reply.array(entries.count)
    for entry in entries {
      context.reply.array(6)
      context.reply.integer(entry.id)
      context.reply.integer(entry.time)
      context.reply.integer(entry.microseconds)
      context.reply.array(entry.arguments.count)
      for argument in entry.arguments { context.reply.bulk(argument) }
      context.reply.bulk(text: entry.address)
      context.reply.bulk(entry.name)
    }
  }

  /// `SLOWLOG LEN`.
  static func slowlogLen(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    context.reply.integer(context.slowLog.entries.count)
  }

  /// `SLOWLOG RESET`.
  static func slowlogReset(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    context.slowLog.reset()
    context.reply.simple("OK")
  }
}
