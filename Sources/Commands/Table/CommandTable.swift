import Bytes

/// All commands, found by name.
///
/// The names are fixed when the table is built, so that it needs no seed against flooding: a table of a power of two slots,
/// at most a quarter of them taken, probed one after the other.
public struct CommandTable: Sendable {
  private struct Slot: Sendable {
    let name: PackedName
    let command: Command
  }

  /// The commands in alphabetical order, subcommands within their containers.
  public let all: [Command]
  private var slots: [Slot?]
  private let shift: UInt64

  /// A table of `commands`; no two have the same name.
  public init(_ commands: [Command]) {
    all = commands.sorted { $0.name < $1.name }
    let bits = UInt64.bitWidth - (commands.count * 4).leadingZeroBitCount
    slots = Array(repeating: nil, count: 1 << bits)
    shift = UInt64(UInt64.bitWidth - bits)
    for command in all {
      var index = Int(command.packedName.hash >> shift)
      while let taken = slots[index] {
        precondition(taken.name != command.packedName, "two commands are called \(command.name)")
        index = (index + 1) & (slots.count - 1)
      }
      slots[index] = Slot(name: command.packedName, command: command)
    }
  }

  /// The command called `name`, in whatever case; nil if there is none. O(1), without allocation.
  public func lookup(_ name: Span<UInt8>) -> Command? {
    guard let packed = PackedName(name) else { return nil }
    var index = Int(packed.hash >> shift)
    while let slot = slots[index] {
      if slot.name == packed { return slot.command }
      index = (index &+ 1) & (slots.count &- 1)
    }
    return nil
  }

  /// The command or subcommand called `fullName`, such as `get` or `config|get`; nil if there is none.
  public func lookup(fullName: Span<UInt8>) -> Command? {
    guard let bar = fullName.indices.first(where: { fullName[$0] == UInt8(ascii: "|") }) else {
      return lookup(fullName)
    }
    return lookup(fullName.extracting(0..<bar))?.subcommand(fullName.extracting((bar + 1)...))
  }

  /// The command or subcommand that `arguments` name, of whatever number they are; nil if there is none.
  public func lookup(_ arguments: Arguments) -> Command? {
    guard let command = lookup(arguments[0]) else { return nil }
    if arguments.count == 1 || command.subcommands.isEmpty { return command }
    return command.subcommand(arguments[1])
  }

  /// The command or subcommand that is to run for `arguments`.
  ///
  /// - Throws: Redis' errors for an unknown command or subcommand, and for a wrong number of arguments.
  public func resolve(_ arguments: Arguments) throws(CommandError) -> Command {
    guard let command = lookup(arguments) else {
      if let container = lookup(arguments[0]) {
        throw .unknownSubcommand(arguments[1], of: container.name)
      }
      throw .unknownCommand(arguments)
    }
    guard command.accepts(argumentCount: arguments.count) else { throw .wrongArity(command.fullName) }
    return command
  }
}

extension Command {
  /// The subcommand called `name`, in whatever case; nil if there is none.
  public func subcommand(_ name: Span<UInt8>) -> Command? {
    guard let packed = PackedName(name) else { return nil }
    return subcommands.first { $0.packedName == packed }
  }
}
