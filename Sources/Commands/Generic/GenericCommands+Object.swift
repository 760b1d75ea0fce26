import Bytes
import Keyspace
import RESP

/// The subcommands of OBJECT but HELP, which look at a value without touching it.
extension GenericCommands {
  /// Integers below this are shared in Redis, and have the highest count of references.
  private static let sharedIntegers: Int64 = 10_000
  /// The highest value of the clock that entries keep.
  private static let accessClockMask: UInt32 = 0xFF_FFFF

  /// `OBJECT ENCODING key`.
  static func objectEncoding(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    guard let entry = inspected(context, arguments) else { return }
    context.reply.bulk(entry.encodingName)
  }

  /// `OBJECT REFCOUNT key`: what Redis would count.
  static func objectRefcount(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    guard let entry = inspected(context, arguments) else { return }
    let isShared =
      entry.type == .string && entry.stringEncoding == .integer && (0..<sharedIntegers).contains(entry.integer)
    context.reply.integer(isShared ? Int64(Int32.max) : 1)
  }

  /// `OBJECT IDLETIME key`: seconds since the last access.
  static func objectIdletime(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    guard let entry = inspected(context, arguments) else { return }
    if context.settings.usesFrequency { throw .idleTimeNotTracked }
    let now = context.accessClock
    let last = entry.access
    // The clock wraps after 194 days.
    context.reply.integer(Int64(now >= last ? now - last : now + (accessClockMask - last)))
  }

  /// `OBJECT FREQ key`: the logarithmic access counter.
  static func objectFreq(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    guard let entry = inspected(context, arguments) else { return }
    guard context.settings.usesFrequency else { throw .frequencyNotTracked }
    context.reply.integer(Int64(context.decayedFrequency(entry)))
  }

  /// The entry of the subcommand's key; replies null when there is none.
  private static func inspected(_ context: CommandContext, _ arguments: Arguments) -> Entry? {
    guard let entry = context.lookupRead(arguments[2], touch: false, notifies: false) else {
      context.reply.null()
      return nil
    }
    return entry
  }
}
