import Bytes

/// What a set of rules lets a user do: which commands, which keys, which channels.
///
/// A user has one, and may have more; a command is allowed when one of them allows all of it.
public struct Selector {
  /// A pattern of keys, and what may be done with those that match.
  struct KeyPattern: Sendable {
    let pattern: [UInt8]
    var reads: Bool
    var writes: Bool
  }

  /// Whether all commands are allowed, those to come too.
  private(set) var allowsAllCommands = false
  /// Whether rules begin with all commands and take some away, instead of beginning with none.
  private(set) var beginsWithAll = false
  private(set) var allowsAllKeys = false
  private(set) var allowsAllChannels = false
  private(set) var keyPatterns: [KeyPattern] = []
  private(set) var channels: [[UInt8]] = []
  /// One bit for each number of a command.
  private(set) var commands: [Bool]
  /// First arguments with which a command is allowed that is not allowed as such, by the command's number.
  private(set) var firstArguments: [Int: [[UInt8]]] = [:]

  /// Allows nothing, of the commands in `table`.
  init(_ table: CommandTable) { commands = Array(repeating: false, count: table.byNumber.count) }

  /// Whether everything is allowed.
  var isAllPowerful: Bool { allowsAllCommands && allowsAllKeys && allowsAllChannels }

  // MARK: Rules

  /// Applies one rule, such as `+get`, `-@write`, `~key*`, `%R~key*`, `&channel*` or `allkeys`.
  mutating func apply(_ rule: [UInt8], _ table: CommandTable) throws(ACLError) {
    switch String(decoding: rule.map(\.asciiLowercased), as: UTF8.self) {
    case "allkeys", "~*": setAllKeys(true)
    case "resetkeys": setAllKeys(false)
    case "allchannels", "&*": setAllChannels(true)
    case "resetchannels": setAllChannels(false)
    case "allcommands", "+@all": setAllCommands(true)
    case "nocommands", "-@all": setAllCommands(false)
    default: try applyPattern(rule, table)
    }
  }

  private mutating func setAllKeys(_ value: Bool) {
    allowsAllKeys = value
    keyPatterns = []
  }

  mutating func setAllChannels(_ value: Bool) {
    allowsAllChannels = value
    channels = []
  }

  mutating func setAllCommands(_ value: Bool) {
    for index in commands.indices { commands[index] = value }
    allowsAllCommands = value
    beginsWithAll = value
    firstArguments = [:]
  }

  /// Allows everything.
  mutating func allowEverything() {
    setAllKeys(true)
    setAllChannels(true)
    setAllCommands(true)
  }

  private mutating func applyPattern(_ rule: [UInt8], _ table: CommandTable) throws(ACLError) {
    guard let sign = rule.first else { throw .syntax }
    let rest = Array(rule.dropFirst())
    switch sign {
    case UInt8(ascii: "~"), UInt8(ascii: "%"): try addKeyPattern(rule)
    case UInt8(ascii: "&"):
      if allowsAllChannels { throw .channelsAfterAll }
      if rest.hasSpaces { throw .syntax }
      if !channels.contains(rest) { channels.append(rest) }
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      let allows = sign == UInt8(ascii: "+")
      if rest.first == UInt8(ascii: "@") {
        try setCategory(Array(rest.dropFirst()), allows, table)
      } else {
        try setCommand(rest, allows, table)
      }
    default: throw .syntax
    }
  }

  private mutating func addKeyPattern(_ rule: [UInt8]) throws(ACLError) {
    if allowsAllKeys { throw .keysAfterAll }
    var (reads, writes) = (true, true)
    var pattern = rule.dropFirst()
    if rule.first == UInt8(ascii: "%") {
      (reads, writes) = (false, false)
      while let letter = pattern.popFirst(), letter != UInt8(ascii: "~") {
        if letter.asciiLowercased == UInt8(ascii: "r"), !reads {
          reads = true
        } else if letter.asciiLowercased == UInt8(ascii: "w"), !writes {
          writes = true
        } else {
          throw .syntax
        }
      }
      if !reads, !writes { throw .syntax }
    }
    let bytes = Array(pattern)
    if bytes.hasSpaces { throw .syntax }
    if let index = keyPatterns.firstIndex(where: { $0.pattern == bytes }) {
      keyPatterns[index].reads = keyPatterns[index].reads || reads
      keyPatterns[index].writes = keyPatterns[index].writes || writes
    } else {
      keyPatterns.append(KeyPattern(pattern: bytes, reads: reads, writes: writes))
    }
  }

  private mutating func setCategory(_ name: [UInt8], _ allows: Bool, _ table: CommandTable) throws(ACLError) {
    guard let category = ACLCategories(name: name.span) else { throw .unknownCommand }
    set(category, allows, table)
  }

  /// Allows or forbids all commands of a category.
  mutating func set(_ category: ACLCategories, _ allows: Bool, _ table: CommandTable) {
    for command in table.byNumber where !command.categories.isDisjoint(with: category) { set(command, allows) }
  }

  private mutating func setCommand(_ name: [UInt8], _ allows: Bool, _ table: CommandTable) throws(ACLError) {
    if let command = table.lookup(originalName: name.span) { return set(command, allows) }
    guard allows, let bar = name.lastIndex(of: UInt8(ascii: "|")) else { throw .unknownCommand }
    let container = Array(name[..<bar])
    let first = Array(name[(bar + 1)...])
    guard let command = table.lookup(originalName: container.span) else { throw .unknownCommand }
    if container.contains(UInt8(ascii: "|")) { throw .firstArgumentOfSubcommand }
    if first.isEmpty { throw .syntax }
    guard command.subcommands.isEmpty else { throw .unknownCommand }
    let known = firstArguments[command.number] ?? []
    if known.contains(where: { first.span.equalsIgnoringCase($0) }) { return }
    firstArguments[command.number] = known + [first]
  }

  /// Allows or forbids a command with its subcommands.
  mutating func set(_ command: Command, _ allows: Bool) {
    for number in command.number...(command.number + command.subcommands.count) {
      commands[number] = allows
      firstArguments[number] = nil
    }
    if !allows { allowsAllCommands = false }
  }
}

extension [UInt8] {
  /// Whether there are blanks or zero bytes in it, which a rule cannot hold.
  var hasSpaces: Bool { contains { $0 == 0 || $0 == 0x20 || (0x09...0x0D).contains($0) } }
}

extension Span where Element == UInt8 {
  /// Whether both are the same but for the case of ASCII letters.
  func equalsIgnoringCase(_ other: [UInt8]) -> Bool {
    guard count == other.count else { return false }
    for index in indices where self[index].asciiLowercased != other[index].asciiLowercased { return false }
    return true
  }
}

extension ACLCategories {
  /// The category of that name, in whatever case and without `@`; nil if there is none.
  init?(name: Span<UInt8>) {
    let wanted = "@" + String(decoding: [UInt8](copying: name), as: UTF8.self).lowercased()
    guard let category = Self.names.first(where: { "\($0.1)" == wanted })?.0 else { return nil }
    self = category
  }
}
