import Bytes
import RESP

extension GenericCommands {
  /// `MIGRATE host port key | "" destination-db timeout [COPY] [REPLACE] [AUTH …] [KEYS key ...]`: there is no other
  /// instance to reach, but what is wrong with the command itself is told as Redis tells it.
  static func migrate(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    var firstKey = 3
    var keyCount = 1
    var index = 6
    while index < arguments.count {
      if arguments.isOption(at: index, "copy") || arguments.isOption(at: index, "replace") {
        index += 1
      } else if arguments.isOption(at: index, "auth") {
        guard index + 1 < arguments.count else { throw .syntax }
        index += 2
      } else if arguments.isOption(at: index, "auth2") {
        guard index + 2 < arguments.count else { throw .syntax }
        index += 3
      } else if arguments.isOption(at: index, "keys") {
        guard arguments[3].count == 0 else {
          throw .text("ERR When using MIGRATE KEYS option, the key argument must be set to the empty string")
        }
        firstKey = index + 1
        keyCount = arguments.count - index - 1
        break
      } else {
        throw .syntax
      }
    }
    _ = try arguments.integer(at: 5)
    _ = try arguments.integer(at: 4)
    for index in firstKey..<(firstKey + keyCount) where context.lookupRead(arguments[index]) != nil {
      throw .text("IOERR MIGRATE reaches no other instance: this engine has no network. DUMP and RESTORE move a key.")
    }
    context.reply.simple("NOKEY")
  }
}
