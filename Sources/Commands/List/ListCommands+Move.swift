import Bytes
import Keyspace
import RESP

/// Moving elements from list to list.
extension ListCommands {
  /// `LMOVE source destination LEFT | RIGHT LEFT | RIGHT`.
  static func lmove(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let from = try ListEnd(arguments, at: 3)
    let to = try ListEnd(arguments, at: 4)
    if try !move(context, arguments[1], from, arguments[2], to) { context.reply.null() }
  }

  /// `RPOPLPUSH source destination`.
  static func rpoplpush(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    if try !move(context, arguments[1], .right, arguments[2], .left) { context.reply.null() }
  }

  /// Moves an element and replies with it; false if there is none.
  static func move(
    _ context: CommandContext, _ source: Span<UInt8>, _ from: ListEnd, _ destination: Span<UInt8>, _ to: ListEnd
  ) throws(CommandError) -> Bool {
    let limits = context.settings.limits
    guard let entry = try context.write(ListValue.self, source) else { return false }
    let other = try context.write(ListValue.self, destination)
    var element = ByteWriter(minimumCapacity: 64)
    context.change(entry, ListValue.self) { list in
      list.pop(from, limits) { element.append($0) }
    }
    let target = other ?? context.make(ListValue(), destination)
    context.change(target, ListValue.self) { list in list.push(element.span, at: to, limits) }
    context.signalModified(destination)
    context.notify(.list, to == .left ? "lpush" : "rpush", destination)
    context.reply.bulk(element.span)
    noteRemoval(context, source, entry, from, count: 1)
    return true
  }
}
