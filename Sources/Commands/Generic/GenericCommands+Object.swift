import Bytes
import Keyspace
import RESP

/// The subcommands of OBJECT, which look at a value without touching it.
extension GenericCommands {
  /// Integers below this are shared in Redis, and have the highest count of references.
  private static let sharedIntegers: Int64 = 10_000
  /// The highest value of the clock that entries keep.
  private static let accessClockMask: UInt32 = 0xFF_FFFF

  /// OBJECT ENCODING key
  static func objectEncoding(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    guard let entry = inspected(context, arguments) else { return }
    switch entry.type {
    case .string: context.reply.bulk(entry.stringEncoding.name)
    }
  }

  /// OBJECT REFCOUNT key: what Redis would count.
  static func objectRefcount(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    guard let entry = inspected(context, arguments) else { return }
    let isShared =
      entry.type == .string && entry.stringEncoding == .integer && (0..<sharedIntegers).contains(entry.integer)
    context.reply.integer(isShared ? Int64(Int32.max) : 1)
  }

  /// OBJECT IDLETIME key: seconds since the last access.
  static func objectIdletime(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    guard let entry = inspected(context, arguments) else { return }
    if context.settings.usesFrequency { throw .idleTimeNotTracked }
    let now = context.accessClock
    let last = entry.access
    // The clock wraps after 194 days.
    context.reply.integer(Int64(now >= last ? now - last : now + (accessClockMask - last)))
  }

  /// OBJECT FREQ key: the logarithmic access counter.
  static func objectFreq(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    guard let entry = inspected(context, arguments) else { return }
    guard context.settings.usesFrequency else { throw .frequencyNotTracked }
    context.reply.integer(Int64(context.decayedFrequency(entry)))
  }

  /// OBJECT HELP
  static func objectHelp(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    context.reply.help([
      "OBJECT <subcommand> [<arg> [value] [opt] ...]. Subcommands are:",
      "ENCODING <key>",
      "    Return the kind of internal representation used in order to store the value",
      "    associated with a <key>.",
      "FREQ <key>",
      "    Return the access frequency index of the <key>. The returned integer is",
      "    proportional to the logarithm of the recent access frequency of the key.",
      "IDLETIME <key>",
      "    Return the idle time of the <key>, that is the approximated number of",
      "    seconds elapsed since the last access to the key.",
      "REFCOUNT <key>",
      "    Return the number of references of the value associated with the specified",
      "    <key>.",
    ])
  }

  /// The entry of the subcommand's key; replies null when there is none.
  private static func inspected(_ context: CommandContext, _ arguments: Arguments) -> Entry? {
    guard let entry = context.lookupRead(arguments[2], touch: false) else {
      context.reply.null()
      return nil
    }
    return entry
  }
}

extension ReplyWriter {
  /// Writes a container's help: `lines`, and what all of them end with.
  mutating func help(_ lines: [StaticString]) {
    array(lines.count + 2)
    for line in lines { simple(line) }
    simple("HELP")
    simple("    Prints this help.")
  }
}
