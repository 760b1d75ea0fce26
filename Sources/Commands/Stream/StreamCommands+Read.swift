import Bytes
import Keyspace
import RESP

/// The commands that read what is new in several streams, and wait for it.
extension StreamCommands {
  /// Entries that a client gets at most of a stream that it has waited for without a COUNT.
  private static var countAfterWaiting: Int64 { 1000 }

  /// `XREAD [COUNT count] [BLOCK milliseconds] STREAMS key [key ...] id [id ...]`.
  static func xread(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try read(context, arguments, ofGroup: false)
  }

  /// `XREADGROUP GROUP group consumer [COUNT count] [BLOCK milliseconds] [NOACK] STREAMS key [key ...] id [id ...]`.
  static func xreadgroup(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try read(context, arguments, ofGroup: true)
  }

  private static func read(
    _ context: CommandContext, _ arguments: Arguments, ofGroup: Bool
  ) throws(CommandError) {
    let options = try StreamReadOptions(context, arguments, ofGroup: ofGroup)
    // What is delivered is written in other words.
    context.effects.suppressCommand()
    let ids = try startIDs(context, arguments, options)
    let array = context.reply.beginArray(expecting: options.streamCount)
    var replied = 0
    for index in 0..<options.streamCount {
      let key = arguments[options.streams + index]
      guard context.mayServe(key), let entry = context.lookupRead(key) else { continue }
      let isServed =
        if let group = options.group {
          serve(context, arguments, options, group: group, key, entry, after: ids[index])
        } else { serve(context, options, key, entry, after: ids[index]) }
      if isServed { replied += 1 }
    }
    if replied > 0 { return endMap(context, array, replied) }
    context.reply.cancel(array)
    if let deadline = options.deadline, context.canBlock {
      wait(context, arguments, options, ids, until: deadline == 0 ? nil : deadline)
    } else {
      context.reply.nullArray()
    }
  }

  private static func endMap(_ context: CommandContext, _ array: DeferredArray, _ count: Int) {
    context.reply.end(mapOrPairs: array, count: count)
  }

  /// The IDs behind which reading begins; the greatest stands for `>`.
  private static func startIDs(
    _ context: CommandContext, _ arguments: Arguments, _ options: StreamReadOptions
  ) throws(CommandError) -> [StreamID] {
    var ids: [StreamID] = []
    for index in options.streams + options.streamCount..<arguments.count {
      let key = arguments[index - options.streamCount]
      if !context.mayServe(key) {
        ids.append(.greatest)
        continue
      }
      let stream = try context.read(StreamValue.self, key)
      if let group = options.group, stream?.group(named: arguments[group]) == nil {
        if context.isServing { throw .groupGoneWhileWaiting }
        throw .noSuchKeyOrGroup(key, arguments[group], reading: true)
      }
      if arguments.isOption(at: index, "$") {
        if options.group != nil { throw .lastIDOfGroup }
        ids.append(stream?.lastID ?? .zero)
      } else if arguments.isOption(at: index, ">") {
        if options.group == nil { throw .newIDWithoutGroup }
        ids.append(.greatest)
      } else {
        ids.append(try arguments.streamID(at: index))
      }
    }
    return ids
  }

  private static func beginStream(_ context: CommandContext, _ key: Span<UInt8>) {
    if context.reply.version == .resp2 { context.reply.array(2) }
    context.reply.bulk(key)
  }

  /// Replies what a stream has behind `id`; false when that is nothing.
  private static func serve(
    _ context: CommandContext, _ options: StreamReadOptions, _ key: Span<UInt8>, _ entry: Entry, after id: StreamID
  ) -> Bool {
    let stream = StreamValue(block: entry.block)
    guard let top = stream.edge(isFirst: false), top > id else { return false }
    beginStream(context, key)
    context.reply.entries(
      of: stream, from: id.successor ?? .zero, atMost: options.count == 0 ? .max : Int(options.count))
    return true
  }

  /// Replies to a consumer what its group has not been given yet, or what is pending for it behind `id`.
  private static func serve(
    _ context: CommandContext, _ arguments: Arguments, _ options: StreamReadOptions, group index: Int,
    _ key: Span<UInt8>, _ entry: Entry, after id: StreamID
  ) -> Bool {
    let groupName = arguments[index]
    let consumerName = arguments[index + 1]
    return context.change(entry, StreamValue.self) { stream in
      guard let group = stream.group(named: groupName) else { return false }
      if id == .greatest {
        guard let top = stream.edge(isFirst: false), top > group.lastID else { return false }
      }
      beginStream(context, key)
      let consumer = consumer(context, group, consumerName, key: key, isPropagated: options.noAck)
      let limit = options.count == 0 ? Int.max : Int(options.count)
      if id == .greatest {
        let delivery = StreamDelivery(group: group, consumer: consumer, noAck: options.noAck, limit: limit)
        deliver(context, stream, delivery, key, groupName)
      } else {
        replyHistory(context, stream, group, consumer, after: id, limit)
      }
      context.dirty += 1
      return true
    }
  }

  /// The consumer of that name, which is made if there is none.
  ///
  /// - Parameter isPropagated: whether making one is written by itself, because no claim will name it.
  static func consumer(
    _ context: CommandContext, _ group: StreamGroup, _ name: Span<UInt8>, key: Span<UInt8>, isPropagated: Bool = false
  ) -> StreamConsumer {
    if let consumer = group.consumer(named: name) {
      consumer.seenTime = context.milliseconds
      return consumer
    }
    guard let consumer = group.addConsumer(named: name, seenTime: context.milliseconds) else {
      preconditionFailure("a consumer that is there and not there")
    }
    context.dirty += 1
    context.notify(.stream, "xgroup-createconsumer", key)
    if isPropagated {
      context.effects.begin(in: context.session.database, count: 5)
      context.effects.add("XGROUP")
      context.effects.add("CREATECONSUMER")
      context.effects.add(key)
      context.effects.add(group.name)
      context.effects.add(name)
    }
    return consumer
  }

  /// Waits for entries behind `ids`, which stand for what `$` meant when the command came.
  private static func wait(
    _ context: CommandContext, _ arguments: Arguments, _ options: StreamReadOptions, _ ids: [StreamID],
    until deadline: Int64?
  ) {
    var words: [[UInt8]] = []
    var keys: [[UInt8]] = []
    for index in 0..<options.streams - 1 { words.append([UInt8](copying: arguments[index])) }
    if options.count == 0 { words += [Array("COUNT".utf8), Array("\(countAfterWaiting)".utf8)] }
    words.append(Array("STREAMS".utf8))
    for index in 0..<options.streamCount { keys.append([UInt8](copying: arguments[options.streams + index])) }
    words += keys
    for id in ids {
      let text = StreamIDText(id)
      words.append(id == .greatest && options.group != nil ? Array(">".utf8) : [UInt8](copying: text.span))
    }
    context.block(
      OwnedArguments(words), on: keys, of: .stream, until: deadline, needsKeys: options.group != nil)
  }
}
