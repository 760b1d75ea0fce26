import Bytes
import Keyspace
import RESP

/// The commands that tell when keys expire: -2 for no key, -1 for no expiry.
extension ExpiryCommands {
  /// `TTL key`: in seconds, rounded.
  static func ttl(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    reply(context, arguments[1], .seconds)
  }

  /// `PTTL key`.
  static func pttl(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    reply(context, arguments[1], .milliseconds)
  }

  /// `EXPIRETIME key`: in seconds, rounded.
  static func expiretime(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    reply(context, arguments[1], .unixSeconds)
  }

  /// `PEXPIRETIME key`.
  static func pexpiretime(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    reply(context, arguments[1], .unixMilliseconds)
  }

  private static func reply(_ context: CommandContext, _ key: Span<UInt8>, _ unit: ExpiryUnit) {
    guard let entry = context.lookupRead(key, touch: false) else { return context.reply.integer(-2) }
    guard let expiry = entry.expiry else { return context.reply.integer(-1) }
    let (difference, underflow) = expiry.subtractingReportingOverflow(unit.isRelative ? context.milliseconds : 0)
    let time = underflow ? 0 : max(0, difference)
    context.reply.integer(unit.isInSeconds ? Int64((UInt64(time) + 500) / 1000) : time)
  }
}
