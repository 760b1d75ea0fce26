import Bytes
import Keyspace
import RESP

/// The commands on hashes.
enum HashCommands {
  /// `HSET key field value [field value ...]`.
  static func hset(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let created = try setFields(context, arguments, name: "hset")
    context.reply.integer(created)
  }

  /// `HMSET key field value [field value ...]`.
  static func hmset(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    _ = try setFields(context, arguments, name: "hmset")
    context.reply.simple("OK")
  }

  /// Returns how many fields are new.
  private static func setFields(
    _ context: CommandContext, _ arguments: Arguments, name: StaticString
  ) throws(CommandError) -> Int {
    if arguments.count % 2 != 0 { throw .wrongArity(name.description) }
    let key = arguments[1]
    let entry = try entryToChange(context, key)
    var longest = 0
    var total = 0
    for index in 2..<arguments.count {
      longest = max(longest, arguments[index].count)
      total += arguments[index].count
    }
    var created = 0
    context.change(entry, HashValue.self) { hash in
      hash.prepare(longest: longest, total: total, context.settings.limits)
      for index in stride(from: 2, to: arguments.count, by: 2)
      where hash.set(arguments[index], arguments[index + 1], context.settings.limits) {
        created += 1
      }
    }
    context.signalModified(key)
    context.notify(.hash, "hset", key)
    context.dirty += Int64((arguments.count - 2) / 2)
    return created
  }

  /// `HSETNX key field value`.
  static func hsetnx(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let key = arguments[1]
    let entry = try entryToChange(context, key)
    if HashValue(block: entry.block).value(of: arguments[2]) != nil { return context.reply.integer(0) }
    set(context, entry, arguments[2], arguments[3])
    context.reply.integer(1)
    context.recordChange(of: key)
    context.notify(.hash, "hset", key)
  }

  /// The entry of `key`, which is made when there is none.
  static func entryToChange(_ context: CommandContext, _ key: Span<UInt8>) throws(CommandError) -> Entry {
    if let entry = try context.write(HashValue.self, key) { return entry }
    return context.make(HashValue(), key)
  }

  static func set(_ context: CommandContext, _ entry: Entry, _ field: Span<UInt8>, _ value: Span<UInt8>) {
    context.change(entry, HashValue.self) { hash in
      hash.prepare(longest: max(field.count, value.count), total: field.count + value.count, context.settings.limits)
      hash.set(field, value, context.settings.limits)
    }
  }

  /// `HDEL key field [field ...]`.
  static func hdel(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let key = arguments[1]
    guard let entry = try context.write(HashValue.self, key) else { return context.reply.integer(0) }
    var removed = 0
    context.change(entry, HashValue.self) { hash in
      for index in 2..<arguments.count where hash.remove(arguments[index]) { removed += 1 }
    }
    context.reply.integer(removed)
    if removed == 0 { return }
    context.notify(.hash, "hdel", key)
    context.removeIfEmpty(key, entry, HashValue.self)
    context.signalModified(key)
    context.dirty += Int64(removed)
  }
}
