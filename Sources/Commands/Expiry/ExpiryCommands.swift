import Bytes
import Keyspace
import RESP

/// The commands that give keys a time to live.
///
/// Its other half, in `ExpiryCommands+Read.swift`, tells that time.
enum ExpiryCommands {
  /// `EXPIRE key seconds [NX | XX | GT | LT]`.
  static func expire(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try setExpiry(context, arguments, .seconds, "expire")
  }

  /// `PEXPIRE key milliseconds [NX | XX | GT | LT]`.
  static func pexpire(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try setExpiry(context, arguments, .milliseconds, "pexpire")
  }

  /// `EXPIREAT key unix-time-seconds [NX | XX | GT | LT]`.
  static func expireat(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try setExpiry(context, arguments, .unixSeconds, "expireat")
  }

  /// `PEXPIREAT key unix-time-milliseconds [NX | XX | GT | LT]`.
  static func pexpireat(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try setExpiry(context, arguments, .unixMilliseconds, "pexpireat")
  }

  /// `PERSIST key`.
  static func persist(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let key = arguments[1]
    guard context.lookupWrite(key) != nil, context.database.clearExpiry(key) else { return context.reply.integer(0) }
    context.recordChange(of: key)
    context.notify(.generic, "persist", key)
    context.reply.integer(1)
  }

  private static func setExpiry(
    _ context: CommandContext, _ arguments: Arguments, _ unit: ExpiryUnit, _ command: StaticString
  ) throws(CommandError) {
    let key = arguments[1]
    let conditions = try ExpiryConditions(arguments)
    let time = try self.time(context, arguments, unit, command)
    guard let entry = context.lookupWrite(key), conditions.allow(time, replacing: entry.expiry) else {
      return context.reply.integer(0)
    }
    if context.isPast(time) {
      context.database.remove(key, lazily: context.settings.lazyExpire)
      context.propagateDeletion(of: key, lazily: context.settings.lazyExpire)
      context.notify(.generic, "del", key)
    } else {
      context.database.setExpiry(key, at: time)
      if unit != .unixMilliseconds { propagate(context, arguments, time) }
      context.notify(.generic, "expire", key)
    }
    context.recordChange(of: key)
    context.reply.integer(1)
  }

  /// The Unix time in milliseconds that the third argument names; it may be negative.
  private static func time(
    _ context: CommandContext, _ arguments: Arguments, _ unit: ExpiryUnit, _ command: StaticString
  ) throws(CommandError) -> Int64 {
    let value = try arguments.integer(at: 2)
    let (duration, tooLong) = unit.isInSeconds ? value.multipliedReportingOverflow(by: 1000) : (value, false)
    let (time, tooLate) = duration.addingReportingOverflow(unit.isRelative ? context.milliseconds : 0)
    if tooLong || tooLate { throw .invalidExpireTime(command) }
    return time
  }

  /// Writes the command with the time it has come to; its conditions stay.
  private static func propagate(_ context: CommandContext, _ arguments: Arguments, _ time: Int64) {
    context.effects.replaceCommand(in: context.session.database, count: arguments.count)
    context.effects.add("PEXPIREAT")
    context.effects.add(arguments[1])
    context.effects.add(decimal: time)
    for index in 3..<arguments.count { context.effects.add(arguments[index]) }
  }
}

/// When EXPIRE and its relatives do anything: `NX`, `XX`, `GT`, `LT`.
private struct ExpiryConditions {
  private var ifNone = false
  private var ifAny = false
  private var ifLater = false
  private var ifEarlier = false

  /// The conditions from the fourth argument on.
  init(_ arguments: Arguments) throws(CommandError) {
    guard arguments.count > 3 else { return }
    for index in 3..<arguments.count {
      if arguments.isOption(at: index, "nx") {
        ifNone = true
      } else if arguments.isOption(at: index, "xx") {
        ifAny = true
      } else if arguments.isOption(at: index, "gt") {
        ifLater = true
      } else if arguments.isOption(at: index, "lt") {
        ifEarlier = true
      } else {
        throw .unsupportedOption(arguments[index])
      }
    }
    if ifNone, ifAny || ifLater || ifEarlier { throw .expiryConditionsExcludeNX }
    if ifLater, ifEarlier { throw .expiryConditionsExcludeEachOther }
  }

  /// Whether a key that expires at `current` may be told to expire at `time`.
  ///
  /// No expiry counts as later than any.
  func allow(_ time: Int64, replacing current: Int64?) -> Bool {
    guard let current else { return !ifAny && !ifLater }
    return !ifNone && !(ifLater && time <= current) && !(ifEarlier && time >= current)
  }
}
