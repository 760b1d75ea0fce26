import Bytes
import Keyspace
import RESP

/// The commands of the list group.
///
/// This file adds, counts and changes elements.
enum ListCommands {
  /// `LPUSH key element [element ...]`.
  static func lpush(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try push(context, arguments, at: .left, makes: true)
  }

  /// `RPUSH key element [element ...]`.
  static func rpush(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try push(context, arguments, at: .right, makes: true)
  }

  /// `LPUSHX key element [element ...]`.
  static func lpushx(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try push(context, arguments, at: .left, makes: false)
  }

  /// `RPUSHX key element [element ...]`.
  static func rpushx(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try push(context, arguments, at: .right, makes: false)
  }

  private static func push(
    _ context: CommandContext, _ arguments: Arguments, at end: ListEnd, makes: Bool
  ) throws(CommandError) {
    let key = arguments[1]
    let limits = context.settings.limits
    let existing = try context.write(ListValue.self, key)
    if existing == nil, !makes { return context.reply.integer(0) }
    let entry = existing ?? context.make(ListValue(), key)
    let count = context.change(entry, ListValue.self) { list in
      for index in 2..<arguments.count { list.push(arguments[index], at: end, limits) }
      return list.count
    }
    context.dirty += Int64(arguments.count - 2)
    context.reply.integer(count)
    context.signalModified(key)
    context.notify(.list, end == .left ? "lpush" : "rpush", key)
  }

  /// `LLEN key`.
  static func llen(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    context.reply.integer(try context.read(ListValue.self, arguments[1])?.count ?? 0)
  }

  /// `LINDEX key index`.
  static func lindex(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    guard let list = try context.read(ListValue.self, arguments[1]) else { return context.reply.null() }
    let index = fromStart(try arguments.integer(at: 2), in: list.count)
    guard index >= 0, index < list.count else { return context.reply.null() }
    list.visit(from: index) { element in
      context.reply.bulk(element)
      return false
    }
  }

  /// `LSET key index element`.
  static func lset(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let key = arguments[1]
    let limits = context.settings.limits
    guard let entry = try context.write(ListValue.self, key) else { throw .noSuchKey }
    let given = try arguments.integer(at: 2)
    let isSet = context.change(entry, ListValue.self) { list in
      list.set(fromStart(given, in: list.count), arguments[3], limits)
    }
    guard isSet else { throw .indexOutOfRange }
    context.reply.simple("OK")
    context.recordChange(of: key)
    context.notify(.list, "lset", key)
  }

  /// `LINSERT key BEFORE | AFTER pivot element`.
  static func linsert(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let isAfter = arguments.isOption(at: 2, "after")
    guard isAfter || arguments.isOption(at: 2, "before") else { throw .syntax }
    let key = arguments[1]
    let limits = context.settings.limits
    guard let entry = try context.write(ListValue.self, key) else { return context.reply.integer(0) }
    let (isInserted, count) = context.change(entry, ListValue.self) { list in
      let isInserted = list.insert(arguments[4], beside: arguments[3], after: isAfter, limits)
      return (isInserted, list.count)
    }
    guard isInserted else { return context.reply.integer(-1) }
    context.recordChange(of: key)
    context.notify(.list, "linsert", key)
    context.reply.integer(count)
  }

  /// An index counted from the start, of one that counts from the end when it is negative; below 0 if that is before the
  /// start.
  static func fromStart(_ index: Int64, in count: Int) -> Int {
    index < 0 ? max(Int(index) &+ count, -1) : Int(index)
  }
}
