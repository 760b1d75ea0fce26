import Bytes
import Keyspace
import RESP

/// XPENDING.
extension StreamCommands {
  /// `XPENDING key group [[IDLE min-idle-time] start end count [consumer]]`.
  static func xpending(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    if arguments.count == 3 {
      let (_, group) = try existingGroup(context, arguments)
      return replySummary(context, group)
    }
    guard arguments.count >= 6, arguments.count <= 9 else { throw .syntax }
    var first = 3
    var idle: Int64 = 0
    if arguments.isOption(at: 3, "idle") {
      idle = try arguments.integer(at: 4)
      if arguments.count < 8 { throw .syntax }
      first = 5
    }
    let count = max(0, try arguments.integer(at: first + 2))
    let lowest = try arguments.intervalStart(at: first)
    let highest = try arguments.intervalEnd(at: first + 1)
    let (_, group) = try existingGroup(context, arguments)
    var consumer: StreamConsumer?
    if first + 3 < arguments.count {
      consumer = group.consumer(named: arguments[first + 3])
      if consumer == nil { return context.reply.array(0) }
    }
    replyPending(context, group, consumer, lowest, highest, idle: idle, Int(count))
  }

  private static func replySummary(_ context: CommandContext, _ group: StreamGroup) {
    context.reply.array(4)
    context.reply.integer(group.pendingCount)
    guard let first = group.firstPending(from: .zero), let last = group.lastPending else {
      context.reply.null()
      context.reply.null()
      return context.reply.nullArray()
    }
    context.reply.bulk(first.id)
    context.reply.bulk(last.id)
    let array = context.reply.beginArray(expecting: group.consumerCount)
    var count = 0
    for rank in 0..<group.consumerCount {
      let consumer = group.consumer(at: rank)
      if consumer.pendingCount == 0 { continue }
      context.reply.array(2)
      context.reply.bulk(consumer.name)
      context.reply.bulk(decimal: Int64(consumer.pendingCount))
      count += 1
    }
    context.reply.end(array, count: count)
  }

  private static func replyPending(
    _ context: CommandContext, _ group: StreamGroup, _ consumer: StreamConsumer?, _ lowest: StreamID,
    _ highest: StreamID, idle: Int64, _ limit: Int
  ) {
    let array = context.reply.beginArray(expecting: min(limit, consumer?.pendingCount ?? group.pendingCount))
    var count = 0
    var next: StreamID? = lowest
    while count < limit, let from = next {
      let found =
        consumer.map { $0.firstPending(from: from).flatMap { group.pending($0) } } ?? group.firstPending(from: from)
      guard let found, found.id <= highest else { break }
      next = found.id.successor
      let elapsed = context.milliseconds &- found.deliveryTime
      if idle != 0, elapsed < idle { continue }
      context.reply.array(4)
      context.reply.bulk(found.id)
      if let owner = found.consumer { context.reply.bulk(owner.name) }
      context.reply.integer(max(0, elapsed))
      context.reply.integer(Int64(truncatingIfNeeded: found.deliveryCount))
      count += 1
    }
    context.reply.end(array, count: count)
  }
}
