import Bytes
import Keyspace
import RESP

/// The subcommands of MEMORY that need no more than the data set.
enum MemoryCommands {
  /// `MEMORY USAGE key [SAMPLES count]`: all blocks of the key are counted, so that nothing need be sampled.
  static func memoryUsage(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    var index = 3
    while index < arguments.count {
      guard arguments.isOption(at: index, "samples"), index + 1 < arguments.count else { throw .syntax }
      guard try arguments.integer(at: index + 1) >= 0 else { throw .syntax }
      index += 2
    }
    guard let entry = context.database.find(arguments[2]) else { return context.reply.null() }
    context.reply.integer(entry.memory)
  }

  /// `MEMORY MALLOC-STATS`.
  static func memoryMallocStats(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    context.reply.bulk("Stats not supported for the current allocator")
  }

  /// `MEMORY PURGE`.
  static func memoryPurge(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    context.reply.simple("OK")
  }
}
