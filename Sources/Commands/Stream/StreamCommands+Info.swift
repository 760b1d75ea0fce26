import Bytes
import Keyspace
import RESP

/// XINFO.
extension StreamCommands {
  private static func stream(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) -> StreamValue {
    guard let stream = try context.read(StreamValue.self, arguments[2]) else { throw .noSuchKey }
    return stream
  }

  /// `XINFO CONSUMERS key group`.
  static func xinfoConsumers(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    guard let group = try stream(context, arguments).group(named: arguments[3]) else {
      throw .noSuchGroup(arguments[3], of: arguments[2])
    }
    context.reply.array(group.consumerCount)
    for rank in 0..<group.consumerCount {
      let consumer = group.consumer(at: rank)
      context.reply.map(3)
      context.reply.bulk("name")
      context.reply.bulk(consumer.name)
      context.reply.bulk("pending")
      context.reply.integer(consumer.pendingCount)
      context.reply.bulk("idle")
      context.reply.integer(max(0, context.milliseconds &- consumer.seenTime))
    }
  }

  /// `XINFO GROUPS key`.
  static func xinfoGroups(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let stream = try stream(context, arguments)
    context.reply.array(stream.groupCount)
    for rank in 0..<stream.groupCount {
      let group = stream.group(at: rank)
      context.reply.map(6)
      context.reply.bulk("name")
      context.reply.bulk(group.name)
      context.reply.bulk("consumers")
      context.reply.integer(group.consumerCount)
      context.reply.bulk("pending")
      context.reply.integer(group.pendingCount)
      replyPosition(context, group, stream)
    }
  }

  /// The three fields that tell how far a group is.
  private static func replyPosition(_ context: CommandContext, _ group: StreamGroup, _ stream: StreamValue) {
    context.reply.bulk("last-delivered-id")
    context.reply.bulk(group.lastID)
    context.reply.bulk("entries-read")
    if group.entriesRead == -1 { context.reply.null() } else { context.reply.integer(group.entriesRead) }
    context.reply.bulk("lag")
    if let lag = stream.lag(of: group) { context.reply.integer(lag) } else { context.reply.null() }
  }

  /// `XINFO STREAM key [FULL [COUNT count]]`.
  static func xinfoStream(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let stream = try stream(context, arguments)
    if arguments.count == 3 { return replySummary(context, stream) }
    guard arguments.count == 4 || arguments.count == 6, arguments.isOption(at: 3, "full") else {
      throw .subcommandSyntax(arguments[1], of: "XINFO")
    }
    var limit: Int64 = 10
    if arguments.count == 6 {
      guard arguments.isOption(at: 4, "count") else { throw .subcommandSyntax(arguments[1], of: "XINFO") }
      limit = try arguments.integer(at: 5)
      if limit < 0 { limit = 10 }
    }
    context.reply.map(9)
    replyCounters(context, stream)
    let most = limit == 0 ? Int.max : Int(limit)
    context.reply.bulk("entries")
    context.reply.entries(of: stream, atMost: most)
    context.reply.bulk("groups")
    context.reply.array(stream.groupCount)
    for rank in 0..<stream.groupCount { replyFull(context, stream.group(at: rank), stream, most) }
  }

  private static func replySummary(_ context: CommandContext, _ stream: StreamValue) {
    context.reply.map(10)
    replyCounters(context, stream)
    context.reply.bulk("groups")
    context.reply.integer(stream.groupCount)
    for isFirst in [true, false] {
      context.reply.bulk(isFirst ? "first-entry" : "last-entry")
      var iterator = stream.entries(isReversed: !isFirst)
      if iterator.next() { context.reply.entry(&iterator) } else { context.reply.null() }
    }
  }

  private static func replyCounters(_ context: CommandContext, _ stream: StreamValue) {
    context.reply.bulk("length")
    context.reply.integer(stream.count)
    context.reply.bulk("radix-tree-keys")
    context.reply.integer(stream.nodeCount)
    context.reply.bulk("radix-tree-nodes")
    context.reply.integer(stream.radixNodeCount)
    context.reply.bulk("last-generated-id")
    context.reply.bulk(stream.lastID)
    context.reply.bulk("max-deleted-entry-id")
    context.reply.bulk(stream.maxDeletedID)
    context.reply.bulk("entries-added")
    context.reply.integer(Int64(truncatingIfNeeded: stream.entriesAdded))
    context.reply.bulk("recorded-first-entry-id")
    context.reply.bulk(stream.firstID)
  }

  private static func replyFull(
    _ context: CommandContext, _ group: StreamGroup, _ stream: StreamValue, _ limit: Int
  ) {
    context.reply.map(7)
    context.reply.bulk("name")
    context.reply.bulk(group.name)
    replyPosition(context, group, stream)
    context.reply.bulk("pel-count")
    context.reply.integer(group.pendingCount)
    context.reply.bulk("pending")
    replyPending(context, count: group.pendingCount, limit, isOfGroup: true) { group.firstPending(from: $0) }
    context.reply.bulk("consumers")
    context.reply.array(group.consumerCount)
    for rank in 0..<group.consumerCount {
      let consumer = group.consumer(at: rank)
      context.reply.map(4)
      context.reply.bulk("name")
      context.reply.bulk(consumer.name)
      context.reply.bulk("seen-time")
      context.reply.integer(consumer.seenTime)
      context.reply.bulk("pel-count")
      context.reply.integer(consumer.pendingCount)
      context.reply.bulk("pending")
      replyPending(context, count: consumer.pendingCount, limit, isOfGroup: false) { id in
        consumer.firstPending(from: id).flatMap { group.pending($0) }
      }
    }
  }

  private static func replyPending(
    _ context: CommandContext, count: Int, _ limit: Int, isOfGroup: Bool, _ find: (StreamID) -> StreamPending?
  ) {
    var left = min(count, limit)
    context.reply.array(left)
    var next: StreamID? = .zero
    while left > 0, let from = next, let pending = find(from) {
      context.reply.array(isOfGroup ? 4 : 3)
      context.reply.bulk(pending.id)
      if isOfGroup, let consumer = pending.consumer { context.reply.bulk(consumer.name) }
      context.reply.integer(pending.deliveryTime)
      context.reply.integer(Int64(truncatingIfNeeded: pending.deliveryCount))
      next = pending.id.successor
      left -= 1
    }
  }
}
