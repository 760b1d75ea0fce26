import Bytes
import Keyspace
import RESP

/// XGROUP and what else sets counters.
extension StreamCommands {
  /// The options behind the ID of XGROUP CREATE and XGROUP SETID.
  private struct GroupOptions {
    var makesStream = false
    var entriesRead: Int64 = -1

    init(_ arguments: Arguments, ofCreate: Bool) throws(CommandError) {
      var index = 5
      while index < arguments.count {
        if ofCreate, arguments.isOption(at: index, "mkstream") {
          makesStream = true
        } else if index + 1 < arguments.count, arguments.isOption(at: index, "entriesread") {
          index += 1
          entriesRead = try arguments.integer(at: index)
          if entriesRead < -1 { throw .entriesReadNegative }
        } else {
          throw .subcommandSyntax(arguments[1], of: "XGROUP")
        }
        index += 1
      }
    }
  }

  /// The entry of the stream in argument 2, which must exist.
  private static func stream(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) -> Entry {
    guard let entry = try context.write(StreamValue.self, arguments[2]) else { throw .groupNeedsKey }
    return entry
  }

  /// The group in argument 3 of the stream in argument 2; both must exist.
  private static func group(
    _ context: CommandContext, _ arguments: Arguments
  ) throws(CommandError) -> (entry: Entry, group: StreamGroup) {
    let entry = try stream(context, arguments)
    guard let group = StreamValue(block: entry.block).group(named: arguments[3]) else {
      throw .noSuchGroup(arguments[3], of: arguments[2])
    }
    return (entry, group)
  }

  /// `XGROUP CREATE key group id | $ [MKSTREAM] [ENTRIESREAD entries-read]`.
  static func xgroupCreate(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let options = try GroupOptions(arguments, ofCreate: true)
    let key = arguments[2]
    let found = try context.write(StreamValue.self, key)
    if found == nil, !options.makesStream { throw .groupNeedsKey }
    if arguments.count > 8 { throw .subcommandSyntax(arguments[1], of: "XGROUP") }
    let id: StreamID =
      if arguments.isOption(at: 4, "$") {
        found.map { StreamValue(block: $0.block).lastID } ?? .zero
      } else { try arguments.streamID(at: 4) }
    let entry: Entry
    if let found {
      entry = found
    } else {
      entry = context.make(StreamValue(), key)
      context.signalModified(key)
    }
    let name = arguments[3]
    let isAdded = context.change(entry, StreamValue.self) { stream in
      stream.addGroup(named: name, lastID: id, entriesRead: options.entriesRead) != nil
    }
    if !isAdded { throw .groupExists }
    context.reply.simple("OK")
    context.dirty += 1
    context.notify(.stream, "xgroup-create", key)
  }

  /// `XGROUP SETID key group id | $ [ENTRIESREAD entries-read]`.
  static func xgroupSetid(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let options = try GroupOptions(arguments, ofCreate: false)
    let (entry, group) = try group(context, arguments)
    if arguments.count != 5, arguments.count != 7 { throw .subcommandSyntax(arguments[1], of: "XGROUP") }
    let id: StreamID =
      if arguments.isOption(at: 4, "$") {
        StreamValue(block: entry.block).lastID
      } else { try arguments.streamIDOrEdge(at: 4) }
    group.lastID = id
    group.entriesRead = options.entriesRead
    context.reply.simple("OK")
    context.dirty += 1
    context.notify(.stream, "xgroup-setid", arguments[2])
  }

  /// `XGROUP DESTROY key group`.
  static func xgroupDestroy(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let entry = try stream(context, arguments)
    let name = arguments[3]
    let isRemoved = context.change(entry, StreamValue.self) { stream in
      guard let group = stream.group(named: name) else { return false }
      stream.remove(group)
      return true
    }
    context.reply.integer(isRemoved ? 1 : 0)
    if !isRemoved { return }
    context.dirty += 1
    context.notify(.stream, "xgroup-destroy", arguments[2])
    // Who waits for the group learns that it is gone.
    context.signalReady(arguments[2])
  }

  /// `XGROUP CREATECONSUMER key group consumer`.
  static func xgroupCreateconsumer(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let (entry, group) = try group(context, arguments)
    let name = arguments[4]
    let isAdded = context.change(entry, StreamValue.self) { _ in
      group.addConsumer(named: name, seenTime: context.milliseconds) != nil
    }
    if isAdded {
      context.dirty += 1
      context.notify(.stream, "xgroup-createconsumer", arguments[2])
    }
    context.reply.integer(isAdded ? 1 : 0)
  }

  /// `XGROUP DELCONSUMER key group consumer`.
  static func xgroupDelconsumer(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let (entry, group) = try group(context, arguments)
    guard let consumer = group.consumer(named: arguments[4]) else { return context.reply.integer(0) }
    context.reply.integer(consumer.pendingCount)
    context.change(entry, StreamValue.self) { _ in group.remove(consumer) }
    context.notify(.stream, "xgroup-delconsumer", arguments[2])
    context.dirty += 1
  }

  /// `XSETID key last-id [ENTRIESADDED entries-added] [MAXDELETEDID max-deleted-id]`.
  static func xsetid(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let id = try arguments.streamID(at: 2)
    var added: Int64?
    var deleted = StreamID.zero
    var index = 3
    while index < arguments.count {
      let hasMore = index + 1 < arguments.count
      if hasMore, arguments.isOption(at: index, "entriesadded") {
        let value = try arguments.integer(at: index + 1)
        if value < 0 { throw .entriesAddedNegative }
        added = value
      } else if hasMore, arguments.isOption(at: index, "maxdeletedid") {
        deleted = try arguments.streamID(at: index + 1)
        if id < deleted { throw .lastIDBelowGivenDeleted }
      } else {
        throw .syntax
      }
      index += 2
    }
    guard let entry = try context.write(StreamValue.self, arguments[1]) else { throw .noSuchKey }
    let stream = StreamValue(block: entry.block)
    if let top = stream.edge(isFirst: false) {
      if id < top { throw .lastIDBelowTop }
      if let added, stream.count > added { throw .entriesAddedBelowLength }
    }
    stream.lastID = id
    if let added { stream.entriesAdded = UInt64(added) }
    if deleted != .zero { stream.maxDeletedID = deleted }
    context.reply.simple("OK")
    context.dirty += 1
    context.notify(.stream, "xsetid", arguments[1])
  }
}
