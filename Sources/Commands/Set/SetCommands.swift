import Bytes
import Keyspace
import RESP

/// The commands on sets.
enum SetCommands {
  /// `SADD key member [member ...]`.
  static func sadd(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let key = arguments[1]
    let entry = try entryToChange(context, key, for: arguments[2])
    var added = 0
    context.change(entry, SetValue.self) { set in
      for index in 2..<arguments.count where set.insert(arguments[index], context.settings.limits) { added += 1 }
    }
    context.reply.integer(added)
    if added == 0 { return }
    context.signalModified(key)
    context.notify(.set, "sadd", key)
    context.dirty += Int64(added)
  }

  /// The entry of `key`; when there is none, one of a set that is right for `member`.
  private static func entryToChange(
    _ context: CommandContext, _ key: Span<UInt8>, for member: Span<UInt8>
  ) throws(CommandError) -> Entry {
    if let entry = try context.write(SetValue.self, key) { return entry }
    return context.make(SetValue(for: member, context.settings.limits), key)
  }

  /// `SREM key member [member ...]`.
  static func srem(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let key = arguments[1]
    guard let entry = try context.write(SetValue.self, key) else { return context.reply.integer(0) }
    var removed = 0
    context.change(entry, SetValue.self) { set in
      for index in 2..<arguments.count where set.remove(arguments[index]) { removed += 1 }
    }
    context.reply.integer(removed)
    if removed == 0 { return }
    context.notify(.set, "srem", key)
    context.removeIfEmpty(key, entry, SetValue.self)
    context.signalModified(key)
    context.dirty += Int64(removed)
  }

  /// `SMOVE source destination member`.
  static func smove(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let (source, destination, member) = (arguments[1], arguments[2], arguments[3])
    let found = context.lookupWrite(source)
    let target = context.lookupWrite(destination)
    guard let entry = found else { return context.reply.integer(0) }
    guard entry.type == .set, target.map({ $0.type == .set }) ?? true else { throw .wrongType }
    if source.equals(destination) {
      return context.reply.integer(SetValue(block: entry.block).contains(member) ? 1 : 0)
    }
    guard context.change(entry, SetValue.self, { $0.remove(member) }) else { return context.reply.integer(0) }
    context.notify(.set, "srem", source)
    context.removeIfEmpty(source, entry, SetValue.self)
    let receiver = target ?? context.make(SetValue(for: member, context.settings.limits), destination)
    context.recordChange(of: source)
    if context.change(receiver, SetValue.self, { $0.insert(member, context.settings.limits) }) {
      context.recordChange(of: destination)
      context.notify(.set, "sadd", destination)
    }
    context.reply.integer(1)
  }
}
