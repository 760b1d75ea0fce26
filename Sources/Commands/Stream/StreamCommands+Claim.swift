import Bytes
import Keyspace
import RESP

/// The commands that acknowledge entries, or give them to another consumer.
extension StreamCommands {
  /// The stream and the group in arguments 1 and 2, which must exist.
  static func existingGroup(
    _ context: CommandContext, _ arguments: Arguments
  ) throws(CommandError) -> (entry: Entry, group: StreamGroup) {
    try existingGroup(in: context.lookupRead(arguments[1]), arguments)
  }

  private static func existingGroup(
    in found: Entry?, _ arguments: Arguments
  ) throws(CommandError) -> (entry: Entry, group: StreamGroup) {
    guard let entry = found else { throw .noSuchKeyOrGroup(arguments[1], arguments[2]) }
    guard entry.type == .stream else { throw .wrongType }
    guard let group = StreamValue(block: entry.block).group(named: arguments[2]) else {
      throw .noSuchKeyOrGroup(arguments[1], arguments[2])
    }
    return (entry, group)
  }

  /// `XACK key group id [id ...]`.
  static func xack(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    guard let entry = context.lookupRead(arguments[1]) else { return context.reply.integer(0) }
    guard entry.type == .stream else { throw .wrongType }
    guard let group = StreamValue(block: entry.block).group(named: arguments[2]) else {
      return context.reply.integer(0)
    }
    for index in 3..<arguments.count { _ = try arguments.streamID(at: index) }
    let acknowledged = try context.change(entry, StreamValue.self) { _ throws(CommandError) in
      var count = 0
      for index in 3..<arguments.count where group.removePending(try arguments.streamID(at: index)) { count += 1 }
      return count
    }
    context.dirty += Int64(acknowledged)
    context.reply.integer(acknowledged)
  }

  /// `XCLAIM key group consumer min-idle-time id [id ...] [IDLE ms] [TIME unix-time-milliseconds] [RETRYCOUNT count]
  /// [FORCE] [JUSTID] [LASTID id]`.
  static func xclaim(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let (entry, group) = try existingGroup(context, arguments)
    guard let idle = arguments[4].canonicalInteger else { throw .invalidIdleTime(of: "XCLAIM") }
    var options = StreamClaim(minimumIdle: max(0, idle), now: context.milliseconds)
    let end = try options.read(arguments)
    context.effects.suppressCommand()
    let array = context.reply.beginArray(expecting: end - 5)
    var claimed = 0
    try context.change(entry, StreamValue.self) { stream throws(CommandError) in
      var propagatesLastID = false
      if options.lastID > group.lastID {
        group.lastID = options.lastID
        propagatesLastID = true
      }
      for index in 5..<end {
        let id = try arguments.streamID(at: index)
        switch claim(context, arguments, options, stream, group, id) {
        case .nothing: continue
        case .claimed(let pending):
          claimed += 1
          propagateClaim(context, arguments[1], arguments[2], group, arguments[index], pending)
        case .removed(let pending):
          propagateClaim(context, arguments[1], arguments[2], group, arguments[index], pending)
        }
        // The claim says it too.
        propagatesLastID = false
        context.dirty += 1
      }
      if propagatesLastID {
        propagateLastID(context, arguments[1], arguments[2], group)
        context.dirty += 1
      }
    }
    context.reply.end(array, count: claimed)
  }

  /// What became of an entry that was to be claimed.
  enum ClaimOutcome {
    case nothing
    /// It is now pending as said.
    case claimed(StreamPending)
    /// It was pending as said, but is not in the stream any more.
    case removed(StreamPending)
  }

  /// Claims the entry with this ID, and replies it.
  static func claim(
    _ context: CommandContext, _ arguments: Arguments, _ options: StreamClaim, _ stream: StreamValue,
    _ group: StreamGroup, _ id: StreamID
  ) -> ClaimOutcome {
    let old = group.pending(id)
    guard stream.contains(id) else {
      guard let old else { return .nothing }
      group.removePending(id)
      return .removed(old)
    }
    guard old != nil || options.isForced else { return .nothing }
    if let old, options.minimumIdle > 0, options.now &- old.deliveryTime < options.minimumIdle { return .nothing }
    let consumer = consumer(context, group, arguments[3], key: arguments[1])
    var pending = StreamPending(
      id, deliveryTime: options.deliveryTime, deliveryCount: old?.deliveryCount ?? 1, consumer: consumer)
    if options.retryCount >= 0 {
      pending.deliveryCount = UInt64(options.retryCount)
    } else if !options.onlyID {
      pending.deliveryCount &+= 1
    }
    group.setPending(pending)
    if options.onlyID { context.reply.bulk(id) } else { _ = context.reply.entry(id, of: stream) }
    return .claimed(pending)
  }

  /// `XAUTOCLAIM key group consumer min-idle-time start [COUNT count] [JUSTID]`.
  static func xautoclaim(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    // The key counts as looked for even if the arguments are wrong.
    let found = context.lookupRead(arguments[1])
    guard let idle = arguments[4].canonicalInteger else { throw .invalidIdleTime(of: "XAUTOCLAIM") }
    let start = try arguments.intervalStart(at: 5)
    var options = StreamClaim(minimumIdle: max(0, idle), now: context.milliseconds)
    var count = 100
    var index = 6
    while index < arguments.count {
      if index + 1 < arguments.count, arguments.isOption(at: index, "count") {
        index += 1
        count = try claimCount(arguments, at: index)
      } else if arguments.isOption(at: index, "justid") {
        options.onlyID = true
      } else {
        throw .syntax
      }
      index += 1
    }
    let (entry, group) = try existingGroup(in: found, arguments)
    context.effects.suppressCommand()
    context.change(entry, StreamValue.self) { stream in
      claimAll(context, arguments, options, stream, group, from: start, count)
    }
  }

  private static func claimCount(_ arguments: Arguments, at index: Int) throws(CommandError) -> Int {
    guard let count = arguments[index].canonicalInteger, count > 0, count <= Int64.max / 16 else {
      throw .claimCountNotPositive
    }
    return Int(count)
  }

  /// Looks through up to ten times `limit` pending entries, claims up to `limit` of them, and replies where to go on.
  private static func claimAll(
    _ context: CommandContext, _ arguments: Arguments, _ options: StreamClaim, _ stream: StreamValue,
    _ group: StreamGroup, from start: StreamID, _ limit: Int
  ) {
    context.reply.array(3)
    let cursor = context.reply.bytes.count
    let array = context.reply.beginArray(expecting: min(limit, group.pendingCount))
    var (left, attempts, claimed) = (limit, limit * 10, 0)
    var removed: [StreamID] = []
    var next = group.firstPending(from: start)
    while attempts > 0, left > 0, let here = next {
      attempts -= 1
      let outcome = claim(context, arguments, options, stream, group, here.id)
      next = here.id.successor.flatMap { group.firstPending(from: $0) }
      let text = StreamIDText(here.id)
      switch outcome {
      case .nothing: continue
      case .claimed(let pending):
        claimed += 1
        propagateClaim(context, arguments[1], arguments[2], group, text.span, pending)
      case .removed(let pending):
        removed.append(here.id)
        propagateClaim(context, arguments[1], arguments[2], group, text.span, pending)
      }
      left -= 1
      context.dirty += 1
    }
    context.reply.end(array, count: claimed)
    context.reply.insertID(next?.id ?? .zero, at: cursor)
    context.reply.array(removed.count)
    for id in removed { context.reply.bulk(id) }
  }
}

extension ReplyWriter {
  /// Writes an ID in front of what was written since the reply had `position` bytes.
  fileprivate mutating func insertID(_ id: StreamID, at position: Int) {
    let text = StreamIDText(id)
    var reply = ByteWriter(minimumCapacity: 64)
    reply.append(marker: UInt8(ascii: "$"), line: Int64(text.span.count))
    reply.append(line: text.span)
    bytes.replace(position..<position, with: reply.span)
  }
}
