import Bytes

/// Whether a user may run a command.
public enum ACLVerdict: Equatable, Sendable {
  case allowed
  /// Not the command at all.
  case command
  /// Not with the key that the argument of this index is.
  case key(Int)
  /// Not with the channel that the argument of this index is.
  case channel(Int)
}

extension Selector {
  /// Whether `command` may be run with `arguments`, which are of a number that it accepts.
  func check(_ command: Command, _ arguments: Arguments) -> ACLVerdict {
    guard allows(command, arguments) else { return .command }
    if !allowsAllKeys {
      for position in command.keyPositions(arguments)
      where !allowsKey(arguments[position.index], position.flags) {
        return .key(position.index)
      }
    }
    if !allowsAllChannels, let index = forbiddenChannel(command, arguments) { return .channel(index) }
    return .allowed
  }

  private func allows(_ command: Command, _ arguments: Arguments) -> Bool {
    if allowsAllCommands || command.flags.contains(.noAuth) || commands[command.number] { return true }
    guard arguments.count > 1, let allowed = firstArguments[command.number] else { return false }
    let first = arguments[1]
    return allowed.contains { first.equalsIgnoringCase($0) }
  }

  /// Whether a key may be used as `flags` say.
  func allowsKey(_ key: Span<UInt8>, _ flags: KeyFlags) -> Bool {
    if allowsAllKeys { return true }
    let reads = flags.contains(.access)
    let writes = !flags.isDisjoint(with: [.insert, .delete, .update])
    for pattern in keyPatterns where (pattern.reads || !reads) && (pattern.writes || !writes) {
      if Glob.matches(key, pattern: pattern.pattern.span) { return true }
    }
    return false
  }

  /// Whether all keys may be used as `flags` say.
  func allowsEveryKey(_ flags: KeyFlags) -> Bool {
    let reads = flags.contains(.access)
    let writes = !flags.isDisjoint(with: [.insert, .delete, .update])
    return allowsAllKeys
      || keyPatterns.contains { $0.pattern == [UInt8(ascii: "*")] && ($0.reads || !reads) && ($0.writes || !writes) }
  }

  private func forbiddenChannel(_ command: Command, _ arguments: Arguments) -> Int? {
    switch command.name {
    case "publish", "spublish": return allowsChannel(arguments[1]) ? nil : 1
    case "subscribe", "ssubscribe":
      for index in 1..<arguments.count where !allowsChannel(arguments[index]) { return index }
      return nil
    case "psubscribe":
      for index in 1..<arguments.count where !allowsChannelPattern([UInt8](copying: arguments[index])) { return index }
      return nil
    default: return nil
    }
  }

  /// Whether a channel matches one of the patterns.
  func allowsChannel(_ channel: Span<UInt8>) -> Bool {
    if allowsAllChannels { return true }
    for pattern in channels where Glob.matches(channel, pattern: pattern.span) { return true }
    return false
  }

  /// Whether a pattern of channels is one of those allowed; what else it could match is not asked.
  func allowsChannelPattern(_ pattern: [UInt8]) -> Bool { allowsAllChannels || channels.contains(pattern) }
}
