import Bytes
import Keyspace
import RESP

/// The commands of the stream group.
///
/// This file adds and removes entries.
enum StreamCommands {
  /// `XADD key [NOMKSTREAM] [MAXLEN | MINID [= | ~] threshold [LIMIT count]] * | id field value [field value ...]`.
  static func xadd(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let options = try StreamOptions(context, arguments, ofAdd: true)
    let first = options.end + 1
    guard arguments.count - first >= 2, (arguments.count - first) % 2 == 0 else { throw .wrongArity("xadd") }
    if options.hasSequence, options.id == .zero { throw .streamIDIsZero }
    let key = arguments[1]
    let entry: Entry
    if let found = try context.write(StreamValue.self, key) {
      entry = found
    } else if options.needsKey {
      return context.reply.null()
    } else {
      entry = context.make(StreamValue(), key)
    }
    let id = try nextID(of: StreamValue(block: entry.block), options, now: context.milliseconds)
    let bytes = arguments.bytes
    let fields = arguments.ranges.extracting(first...)
    let isAdded = context.change(entry, StreamValue.self) { stream in
      stream.append(id, bytes, fields, context.settings.limits)
    }
    if !isAdded { throw .streamEntryTooLarge }
    context.reply.bulk(id)
    context.recordChange(of: key)
    context.notify(.stream, "xadd", key)
    if let trim = options.trim {
      let removed = context.change(entry, StreamValue.self) { stream in stream.trim(trim) }
      if removed > 0 { context.notify(.stream, "xtrim", key) }
    }
    propagate(context, arguments, options, id, entry)
    context.signalReady(key)
  }

  /// The ID of an entry to be added.
  private static func nextID(
    of stream: StreamValue, _ options: StreamOptions, now: Int64
  ) throws(CommandError) -> StreamID {
    let last = stream.lastID
    if last == .greatest { throw .streamExhausted }
    if let id = options.id, options.hasSequence {
      guard id > last else { throw .streamIDTooSmall }
      return id
    }
    let milliseconds = options.id?.milliseconds ?? UInt64(clamping: now)
    if milliseconds > last.milliseconds { return StreamID(milliseconds, 0) }
    // The clock may have been set back; a given time may not lie in the past.
    if options.id == nil, let next = last.successor { return next }
    guard milliseconds == last.milliseconds, last.sequence < .max else { throw .streamIDTooSmall }
    return StreamID(milliseconds, last.sequence + 1)
  }

  /// Writes XADD and XTRIM with the ID and the cut as they came out.
  private static func propagate(
    _ context: CommandContext, _ arguments: Arguments, _ options: StreamOptions, _ id: StreamID?, _ entry: Entry
  ) {
    let choosesID = id != nil && !options.hasSequence
    guard choosesID || options.trim?.isApproximate == true else { return }
    context.effects.replaceCommand(in: context.session.database, count: arguments.count)
    for index in 0..<arguments.count {
      if let id, choosesID, index == options.end {
        context.effects.add(id)
      } else if let trim = options.trim, trim.isApproximate, index == options.bound - 1 {
        context.effects.add("=")
      } else if let trim = options.trim, trim.isApproximate, index == options.bound {
        propagate(context, trim.bound, StreamValue(block: entry.block))
      } else {
        context.effects.add(arguments[index])
      }
    }
  }

  private static func propagate(_ context: CommandContext, _ bound: StreamTrim.Bound, _ stream: StreamValue) {
    switch bound {
    case .maxLength: context.effects.add(decimal: Int64(stream.count))
    case .minID: context.effects.add(stream.edge(isFirst: true, includesDeleted: true) ?? .greatest)
    }
  }

  /// `XTRIM key MAXLEN | MINID [= | ~] threshold [LIMIT count]`.
  static func xtrim(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let options = try StreamOptions(context, arguments, ofAdd: false)
    let key = arguments[1]
    guard let entry = try context.write(StreamValue.self, key), let trim = options.trim else {
      return context.reply.integer(0)
    }
    let removed = context.change(entry, StreamValue.self) { stream in stream.trim(trim) }
    if removed > 0 {
      context.notify(.stream, "xtrim", key)
      propagate(context, arguments, options, nil, entry)
      context.signalModified(key)
      context.dirty += Int64(removed)
    }
    context.reply.integer(removed)
  }

  /// `XDEL key id [id ...]`.
  static func xdel(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let key = arguments[1]
    guard let entry = try context.write(StreamValue.self, key) else { return context.reply.integer(0) }
    for index in 2..<arguments.count { _ = try arguments.streamID(at: index) }
    let removed = try context.change(entry, StreamValue.self) { stream throws(CommandError) in
      var removed = 0
      var removesFirst = false
      for index in 2..<arguments.count {
        let id = try arguments.streamID(at: index)
        guard stream.remove(id) else { continue }
        if id == stream.firstID { removesFirst = true }
        stream.maxDeletedID = max(id, stream.maxDeletedID)
        removed += 1
      }
      if stream.count == 0 {
        stream.firstID = .zero
      } else if removesFirst {
        stream.firstID = stream.edge(isFirst: true) ?? .zero
      }
      return removed
    }
    if removed > 0 {
      context.signalModified(key)
      context.notify(.stream, "xdel", key)
      context.dirty += Int64(removed)
    }
    context.reply.integer(removed)
  }

  /// `XLEN key`.
  static func xlen(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    context.reply.integer(try context.read(StreamValue.self, arguments[1])?.count ?? 0)
  }
}
