import Bytes
import Commands

/// Directives that stand in a configuration file only: CONFIG GET and CONFIG SET do not know them.
extension Configuration {
  /// Takes note of such a directive; false if it is none.
  mutating func loadOnly(_ name: String, _ values: [[UInt8]]) throws(ConfigurationError) -> Bool {
    switch name {
    case "rename-command":
      guard values.count == 2 else { throw Self.bad(name) }
      try rename(values[0], values[1])
    case "user":
      guard let user = values.first else { throw Self.bad(name) }
      if users.contains(where: { $0.first == user }) {
        throw ConfigurationError(
          reason: "Error in user declaration '\(String(decoding: user, as: UTF8.self))': Duplicate user found. A user "
            + "can only be defined once in config files", directive: name)
      }
      users.append(values)
    case "loadmodule":
      guard let path = values.first else { throw Self.bad(name) }
      modules.append(path)
    case "list-max-ziplist-entries", "list-max-ziplist-value":
      // Of versions before 3.2; they mean nothing any more.
      guard values.count == 1 else { throw Self.bad(name) }
    case "sentinel":
      throw ConfigurationError(reason: "sentinel directive while not in sentinel mode", directive: name)
    default: return false
    }
    return true
  }

  private mutating func rename(_ command: [UInt8], _ name: [UInt8]) throws(ConfigurationError) {
    let table = CommandTable(renamed: renamedCommands)
    guard let renamed = table.lookup(command.span) else {
      throw ConfigurationError(reason: "No such command in rename-command", directive: "rename-command")
    }
    if !name.isEmpty, table.lookup(name.span) != nil {
      throw ConfigurationError(reason: "Target command name already exists", directive: "rename-command")
    }
    renamedCommands[renamed.name] = name
  }
}
