import Bytes
import Keyspace
import RESP

/// The command that compares values.
extension StringCommands {
  private struct LCSOptions {
    var wantsIndexes = false
    var wantsLength = false
    var wantsMatchLengths = false
    var shortestMatch: Int64 = 0
  }

  /// `LCS key1 key2 [LEN] [IDX] [MINMATCHLEN length] [WITHMATCHLEN]`.
  static func lcs(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    // Both are looked up before either is judged, because both count as hit or miss.
    let first = text(context.lookupRead(arguments[1]))
    let second = text(context.lookupRead(arguments[2]))
    guard let first, let second else { throw .lcsOfOtherType }
    let options = try lcsOptions(arguments)
    if options.wantsIndexes, options.wantsLength { throw .lcsLengthAndIndexes }
    if max(first.count, second.count) >= UInt32.max - 1 { throw .lcsStringTooLong }
    let size = CommonSubsequence.tableSize(first.count, second.count)
    if size > context.settings.maximumBulkLength { throw .lcsMemory }
    let common = CommonSubsequence(first, second)
    if options.wantsIndexes {
      reply(context, common, options)
    } else if options.wantsLength {
      context.reply.integer(common.count)
    } else {
      context.reply.bulk(common.bytes)
    }
  }

  private static func lcsOptions(_ arguments: Arguments) throws(CommandError) -> LCSOptions {
    var options = LCSOptions()
    var index = 3
    while index < arguments.count {
      if arguments.isOption(at: index, "idx") {
        options.wantsIndexes = true
      } else if arguments.isOption(at: index, "len") {
        options.wantsLength = true
      } else if arguments.isOption(at: index, "withmatchlen") {
        options.wantsMatchLengths = true
      } else if arguments.isOption(at: index, "minmatchlen"), index + 1 < arguments.count {
        index += 1
        options.shortestMatch = try arguments.integer(at: index)
      } else {
        throw .syntax
      }
      index += 1
    }
    return options
  }

  /// The bytes of a string value, none of a missing one; nil for other types.
  private static func text(_ entry: Entry?) -> [UInt8]? {
    guard let entry else { return [] }
    guard entry.type == .string else { return nil }
    var writer = ByteWriter(minimumCapacity: entry.stringLength)
    writer.append(string: entry)
    return writer.array
  }

  private static func reply(_ context: CommandContext, _ common: CommonSubsequence, _ options: LCSOptions) {
    let matches = common.matches.filter { $0.first.count >= options.shortestMatch }
    context.reply.map(2)
    context.reply.bulk("matches")
    context.reply.array(matches.count)
    for match in matches {
      context.reply.array(options.wantsMatchLengths ? 3 : 2)
      for range in [match.first, match.second] {
        context.reply.array(2)
        context.reply.integer(range.lowerBound)
        context.reply.integer(range.upperBound - 1)
      }
      if options.wantsMatchLengths { context.reply.integer(match.first.count) }
    }
    context.reply.bulk("len")
    context.reply.integer(common.count)
  }
}
