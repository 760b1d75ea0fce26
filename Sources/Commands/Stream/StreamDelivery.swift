import Bytes
import Keyspace
import RESP

/// To whom entries go that a group has not been given yet.
struct StreamDelivery {
  let group: StreamGroup
  let consumer: StreamConsumer
  /// Whether they count as acknowledged at once.
  let noAck: Bool
  /// How many there are at most.
  let limit: Int
}

extension StreamCommands {
  /// Replies the entries that the group has not been given yet, and notes them as pending for the consumer.
  static func deliver(
    _ context: CommandContext, _ stream: StreamValue, _ delivery: StreamDelivery, _ key: Span<UInt8>,
    _ groupName: Span<UInt8>
  ) {
    let group = delivery.group
    let array = context.reply.beginArray(expecting: min(delivery.limit, stream.count))
    var iterator = stream.entries(from: group.lastID.successor ?? .zero)
    var count = 0
    while count < delivery.limit, iterator.next() {
      let id = iterator.id
      advance(group, to: id, in: stream)
      context.reply.entry(&iterator)
      count += 1
      if delivery.noAck { continue }
      let pending = StreamPending(
        id, deliveryTime: context.milliseconds, deliveryCount: 1, consumer: delivery.consumer)
      group.setPending(pending)
      let text = StreamIDText(id)
      propagateClaim(context, key, groupName, group, text.span, pending)
    }
    context.reply.end(array, count: count)
    if delivery.noAck, count > 0 { propagateLastID(context, key, groupName, group) }
  }

  /// Notes that the group has been given everything up to `id`.
  private static func advance(_ group: StreamGroup, to id: StreamID, in stream: StreamValue) {
    guard id > group.lastID else { return }
    if group.entriesRead != -1, !stream.mayLackEntries(from: id) {
      group.entriesRead &+= 1
    } else if stream.entriesAdded > 0 {
      group.entriesRead = stream.entriesRead(upTo: id)
    }
    group.lastID = id
  }

  /// Replies what is pending for a consumer behind `id`, as delivered once more.
  ///
  /// Entries that are not there any more are replied without fields.
  static func replyHistory(
    _ context: CommandContext, _ stream: StreamValue, _ group: StreamGroup, _ consumer: StreamConsumer,
    after id: StreamID, _ limit: Int
  ) {
    let array = context.reply.beginArray(expecting: min(limit, consumer.pendingCount))
    var count = 0
    var next = id.successor
    while count < limit, let from = next, let found = consumer.firstPending(from: from) {
      if context.reply.entry(found, of: stream) {
        guard var pending = group.pending(found) else { break }
        pending.deliveryTime = context.milliseconds
        pending.deliveryCount &+= 1
        group.setPending(pending)
      } else {
        context.reply.array(2)
        context.reply.bulk(found)
        context.reply.nullArray()
      }
      count += 1
      next = found.successor
    }
    context.reply.end(array, count: count)
  }

  // MARK: Words in which changes of groups are written (spec 1.6)

  /// A pending entry as it is now, as XCLAIM; `id` is its ID as the client wrote it.
  static func propagateClaim(
    _ context: CommandContext, _ key: Span<UInt8>, _ groupName: Span<UInt8>, _ group: StreamGroup, _ id: Span<UInt8>,
    _ pending: StreamPending
  ) {
    guard let consumer = pending.consumer else { return }
    context.effects.begin(in: context.session.database, count: 14)
    context.effects.add("XCLAIM")
    context.effects.add(key)
    context.effects.add(groupName)
    context.effects.add(consumer.name)
    context.effects.add("0")
    context.effects.add(id)
    context.effects.add("TIME")
    context.effects.add(decimal: pending.deliveryTime)
    context.effects.add("RETRYCOUNT")
    context.effects.add(decimal: Int64(truncatingIfNeeded: pending.deliveryCount))
    context.effects.add("FORCE")
    context.effects.add("JUSTID")
    context.effects.add("LASTID")
    context.effects.add(group.lastID)
  }

  /// What the group was given last, as XGROUP SETID.
  static func propagateLastID(
    _ context: CommandContext, _ key: Span<UInt8>, _ groupName: Span<UInt8>, _ group: StreamGroup
  ) {
    context.effects.begin(in: context.session.database, count: 7)
    context.effects.add("XGROUP")
    context.effects.add("SETID")
    context.effects.add(key)
    context.effects.add(groupName)
    context.effects.add(group.lastID)
    context.effects.add("ENTRIESREAD")
    context.effects.add(decimal: group.entriesRead)
  }
}
