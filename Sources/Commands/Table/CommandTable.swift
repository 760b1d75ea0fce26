import Bytes

/// All commands, found by name.
///
/// The names are fixed when the table is built, so that it needs no seed against flooding: a table of a power of two
/// slots, at most a quarter of them taken, probed one after the other.
public final class CommandTable: Sendable {
  /// The commands in alphabetical order, subcommands within their containers.
  public let all: [Command]
  /// Those that can be called: all but the ones without a name.
  public let callable: [Command]
  /// All commands and subcommands by their ``Command/number``.
  public let byNumber: [Command]
  /// The name in each slot, ``PackedName/none`` in free ones.
  private let names: [PackedName]
  /// What is called so: an index into ``all``, in free slots `UInt16.max`.
  private let indices: [UInt16]
  private let shift: UInt64
  /// What commands are called whose new names are longer than any of Redis', in lower case.
  private let longNames: [[UInt8]: Int]

  /// A table of `commands`; no two have the same name. Those in `names` are called otherwise, or not at all if their
  /// new name is empty (Redis directive `rename-command`).
  public init(_ commands: [Command], renamed newNames: [String: [UInt8]] = [:]) {
    var numbered: [Command] = []
    var number = 0
    for command in commands.sorted(by: { $0.name < $1.name }) {
      numbered.append(Command(command, number: number))
      number += 1 + command.subcommands.count
    }
    all = numbered
    callable = numbered.filter { newNames[$0.name]?.isEmpty != true }
    byNumber = numbered.flatMap { [$0] + $0.subcommands }
    let bits = UInt64.bitWidth - (commands.count * 4).leadingZeroBitCount
    let shift = UInt64(UInt64.bitWidth - bits)
    var names = [PackedName](repeating: .none, count: 1 << bits)
    var indices = [UInt16](repeating: .max, count: 1 << bits)
    var longNames: [[UInt8]: Int] = [:]
    for (index, command) in all.enumerated() {
      var name = command.packedName
      if let given = newNames[command.name] {
        guard let packed = PackedName(given.span) else {
          if !given.isEmpty { longNames[given.map(\.asciiLowercased)] = index }
          continue
        }
        name = packed
      }
      let slot = Self.slot(of: name, names, shift)
      precondition(names[slot] == .none, "two commands are called \(command.name)")
      names[slot] = name
      indices[slot] = UInt16(index)
    }
    self.names = names
    self.indices = indices
    self.shift = shift
    self.longNames = longNames
  }

  /// The slot that holds `name`, or the free one where it would be.
  @inline(__always)
  private static func slot(of name: PackedName, _ names: [PackedName], _ shift: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: name.hash >> shift)
    while true {
      let found = names[slot]
      if found == name || found == .none { return slot }
      slot = (slot &+ 1) & (names.count &- 1)
    }
  }

  /// The command called `name`, in whatever case; nil if there is none. O(1), without allocation.
  public func lookup(_ name: Span<UInt8>) -> Command? {
    guard let packed = PackedName(name) else { return lookup(longName: name) }
    let slot = Self.slot(of: packed, names, shift)
    let index = indices[slot]
    return index == .max ? nil : all[Int(index)]
  }

  private func lookup(longName name: Span<UInt8>) -> Command? {
    guard !longNames.isEmpty else { return nil }
    return longNames[[UInt8](copying: name).map(\.asciiLowercased)].map { all[$0] }
  }

  /// The command or subcommand called `fullName`, such as `get` or `config|get`; nil if there is none.
  public func lookup(fullName: Span<UInt8>) -> Command? {
    guard let bar = fullName.indices.first(where: { fullName[$0] == UInt8(ascii: "|") }) else {
      return lookup(fullName)
    }
    return lookup(fullName.extracting(0..<bar))?.subcommand(fullName.extracting((bar + 1)...))
  }

  /// The command or subcommand that Redis calls `fullName`, whatever it is called here; nil if there is none. Rules of
  /// users are about these names. O(commands).
  func lookup(originalName fullName: Span<UInt8>) -> Command? {
    let words = String(decoding: [UInt8](copying: fullName).map(\.asciiLowercased), as: UTF8.self)
      .split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
    guard let name = words.first, let command = all.first(where: { $0.name == name }) else { return nil }
    return words.count == 1 ? command : command.subcommand(Array(words[1].utf8).span)
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
      if lookup(arguments[0]) != nil {
        throw .unknownSubcommand(arguments[1], of: arguments[0])
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
