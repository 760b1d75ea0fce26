import Bytes
import Keyspace
import RESP

/// Runs of elements.
extension ListCommands {
  /// `LRANGE key start stop`.
  static func lrange(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let start = try arguments.integer(at: 2)
    let stop = try arguments.integer(at: 3)
    guard let list = try context.read(ListValue.self, arguments[1]) else { return context.reply.array(0) }
    let range = indexes(from: start, through: stop, in: list.count)
    reply(context, list, range, towards: .right)
  }

  /// Replies with the elements of `range`, the last first when they are read towards the left.
  static func reply(_ context: CommandContext, _ list: ListValue, _ range: Range<Int>, towards end: ListEnd) {
    var left = range.count
    context.reply.array(left)
    if left == 0 { return }
    list.visit(from: end == .right ? range.lowerBound : range.upperBound - 1, towards: end) { element in
      context.reply.bulk(element)
      left -= 1
      return left > 0
    }
  }

  /// The indexes that `start` and `stop` name in a list of `count` elements, negative ones counted from its end.
  private static func indexes(from start: Int64, through stop: Int64, in count: Int) -> Range<Int> {
    let first = max(fromStart(start, in: count), 0)
    let last = min(fromStart(stop, in: count), count - 1)
    return first > last ? 0..<0 : first..<last + 1
  }

  /// `LTRIM key start stop`.
  static func ltrim(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let start = try arguments.integer(at: 2)
    let stop = try arguments.integer(at: 3)
    let key = arguments[1]
    let limits = context.settings.limits
    guard let entry = try context.write(ListValue.self, key) else { return context.reply.simple("OK") }
    let removed = context.change(entry, ListValue.self) { list in
      let count = list.count
      let kept = indexes(from: start, through: stop, in: count)
      if kept.isEmpty {
        list.remove(0..<count, limits)
      } else {
        list.remove(0..<kept.lowerBound, limits)
        list.remove(kept.count..<kept.count + count - kept.upperBound, limits)
      }
      return count - kept.count
    }
    context.notify(.list, "ltrim", key)
    context.removeIfEmpty(key, entry, ListValue.self)
    context.signalModified(key)
    context.dirty += Int64(removed)
    context.reply.simple("OK")
  }

  /// `LREM key count element`.
  static func lrem(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let wanted = try arguments.integer(at: 2)
    let key = arguments[1]
    let limits = context.settings.limits
    guard let entry = try context.write(ListValue.self, key) else { return context.reply.integer(0) }
    let limit = wanted == 0 ? Int.max : Int(clamping: wanted.magnitude)
    let removed = context.change(entry, ListValue.self) { list in
      list.remove(arguments[3], from: wanted < 0 ? .right : .left, limit: limit, limits)
    }
    if removed > 0 {
      context.dirty += Int64(removed)
      context.signalModified(key)
      context.notify(.list, "lrem", key)
      context.removeIfEmpty(key, entry, ListValue.self)
    }
    context.reply.integer(removed)
  }
}
