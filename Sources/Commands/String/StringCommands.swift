import Bytes
import Keyspace
import RESP

/// The commands of the string group.
///
/// This file sets values.
enum StringCommands {
  /// `SET key value [NX | XX] [GET] [EX seconds | PX milliseconds | EXAT time | PXAT time | KEEPTTL]`.
  static func set(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    if arguments.count == 3 {
      store(context, arguments[1], arguments[2])
      return context.reply.simple("OK")
    }
    let options = try StringOptions(ofSet: arguments)
    let expiry: Int64? =
      if let given = options.expiry {
        try context.expiryTime(given.unit, arguments, at: given.argument, of: "set")
      } else { nil }
    if options.returnsOld { try replyValue(context, arguments[1]) }
    let exists = context.lookupWrite(arguments[1]) != nil
    if (options.condition == .ifAbsent && exists) || (options.condition == .ifPresent && !exists) {
      if !options.returnsOld { context.reply.null() }
      return
    }
    let change: ExpiryChange = if let expiry { .at(expiry) } else { options.keepsExpiry ? .keep : .clear }
    store(context, arguments[1], arguments[2], change)
    if let expiry {
      context.propagateSet(arguments[1], arguments[2], expiry: expiry)
    } else if options.returnsOld {
      propagateWithoutGet(context, arguments)
    }
    if !options.returnsOld { context.reply.simple("OK") }
  }

  /// `SETNX key value`.
  static func setnx(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let exists = context.lookupWrite(arguments[1]) != nil
    if !exists { store(context, arguments[1], arguments[2]) }
    context.reply.integer(exists ? 0 : 1)
  }

  /// `SETEX key seconds value`.
  static func setex(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try setExpiring(context, arguments, .seconds, "setex")
  }

  /// `PSETEX key milliseconds value`.
  static func psetex(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try setExpiring(context, arguments, .milliseconds, "psetex")
  }

  private static func setExpiring(
    _ context: CommandContext, _ arguments: Arguments, _ unit: ExpiryUnit, _ command: StaticString
  ) throws(CommandError) {
    let expiry = try context.expiryTime(unit, arguments, at: 2, of: command)
    store(context, arguments[1], arguments[3], .at(expiry))
    context.propagateSet(arguments[1], arguments[3], expiry: expiry)
    context.reply.simple("OK")
  }

  /// `MSET key value [key value ...]`.
  static func mset(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    if arguments.count % 2 == 0 { throw .wrongArity("mset") }
    for index in stride(from: 1, to: arguments.count, by: 2) { store(context, arguments[index], arguments[index + 1]) }
    context.reply.simple("OK")
  }

  /// `MSETNX key value [key value ...]`.
  static func msetnx(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    if arguments.count % 2 == 0 { throw .wrongArity("msetnx") }
    for index in stride(from: 1, to: arguments.count, by: 2) where context.lookupWrite(arguments[index]) != nil {
      return context.reply.integer(0)
    }
    for index in stride(from: 1, to: arguments.count, by: 2) { store(context, arguments[index], arguments[index + 1]) }
    context.reply.integer(1)
  }

  /// Sets `key` to `value`, of whatever type its value was, and records one change.
  static func store(
    _ context: CommandContext, _ key: Span<UInt8>, _ value: Span<UInt8>, _ expiry: ExpiryChange = .clear
  ) {
    let access = context.prepareOverwrite(of: key)
    context.notifyIfNew(key)
    context.database.setString(key, value, expiry: expiry, access: access)
    context.recordChange(of: key)
    context.notify(.string, "set", key)
    if case .at = expiry { context.notify(.generic, "expire", key) }
  }

  /// Writes SET as it was typed but for its `GET`, which a value in a log has no use for.
  private static func propagateWithoutGet(_ context: CommandContext, _ arguments: Arguments) {
    let isKept = { (index: Int, arguments: Arguments) in index < 3 || !arguments.isOption(at: index, "get") }
    var count = 0
    for index in 0..<arguments.count where isKept(index, arguments) { count += 1 }
    context.effects.replaceCommand(in: context.session.database, count: count)
    for index in 0..<arguments.count where isKept(index, arguments) { context.effects.add(arguments[index]) }
  }
}
