import Bytes
import Keyspace

/// What precedes the names of the streams in XREAD and XREADGROUP.
struct StreamReadOptions {
  /// Entries of each stream at most, 0 for no limit.
  var count: Int64 = 0
  /// Until when to wait, Unix time in milliseconds; 0 for ever, nil for not at all.
  var deadline: Int64?
  /// Whether what is delivered counts as acknowledged.
  var noAck = false
  /// Where the name of the group is, in front of the consumer's; nil for XREAD.
  var group: Int?
  /// Where the names of the streams begin.
  var streams = 0
  /// Number of streams.
  var streamCount = 0

  init(_ context: CommandContext, _ arguments: Arguments, ofGroup: Bool) throws(CommandError) {
    var index = 1
    while index < arguments.count, streams == 0 {
      let more = arguments.count - index - 1
      if more >= 1, arguments.isOption(at: index, "block") {
        if context.runsScript { throw .waitInScript(arguments[0]) }
        index += 1
        deadline = try Self.deadline(context, arguments, at: index)
      } else if more >= 1, arguments.isOption(at: index, "count") {
        index += 1
        count = max(0, try arguments.integer(at: index))
      } else if more >= 1, arguments.isOption(at: index, "streams") {
        if more % 2 != 0 { throw .unbalancedStreams }
        streams = index + 1
        streamCount = more / 2
      } else if more >= 2, arguments.isOption(at: index, "group") {
        if !ofGroup { throw .groupOfXread }
        group = index + 1
        index += 2
      } else if arguments.isOption(at: index, "noack") {
        if !ofGroup { throw .noAckOfXread }
        noAck = true
      } else {
        throw .syntax
      }
      index += 1
    }
    if streams == 0 { throw .syntax }
    if ofGroup, group == nil { throw .groupMissing }
  }

  /// The point in time that a timeout in milliseconds leads to; 0 for none.
  private static func deadline(
    _ context: CommandContext, _ arguments: Arguments, at index: Int
  ) throws(CommandError) -> Int64 {
    guard let timeout = arguments[index].canonicalInteger else { throw .waitNotAnInteger }
    if timeout < 0 { throw .waitNegative }
    if timeout == 0 { return 0 }
    let (deadline, overflow) = timeout.addingReportingOverflow(context.milliseconds)
    if overflow { throw .waitOutOfRange }
    return deadline
  }
}
