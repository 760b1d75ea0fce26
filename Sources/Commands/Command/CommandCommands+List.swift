import Bytes
import RESP

extension CommandCommands {
  static func commandList(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    var names: [[UInt8]] = []
    switch arguments.count {
    case 2:
      append(context.table.callable, to: &names) { _ in true }
    case 5 where arguments[2].equalsIgnoringCase("filterby"):
      try appendFiltered(context.table.callable, arguments, to: &names)
    default:
      throw .syntax
    }
    context.reply.array(names.count)
    for name in names { context.reply.bulk(name) }
  }

  private static func appendFiltered(
    _ commands: [Command], _ arguments: Arguments, to names: inout [[UInt8]]
  ) throws(CommandError) {
    let kind = arguments[3]
    if kind.equalsIgnoringCase("aclcat") {
      let category = ACLCategories(named: arguments[4])
      append(commands, to: &names) { !$0.categories.isDisjoint(with: category) }
    } else if kind.equalsIgnoringCase("pattern") {
      let pattern = [UInt8](copying: arguments[4])
      append(commands, to: &names) {
        Glob.matches(Array($0.fullName.utf8).span, pattern: pattern.span, ignoringCase: true)
      }
    } else if !kind.equalsIgnoringCase("module") {
      throw .syntax
    }
  }

  /// Appends the names of those of `commands`, and of their subcommands, that `isIncluded`.
  private static func append(
    _ commands: [Command], to names: inout [[UInt8]], where isIncluded: (Command) -> Bool
  ) {
    for command in commands {
      if isIncluded(command) { names.append(Array(command.fullName.utf8)) }
      append(command.subcommands, to: &names, where: isIncluded)
    }
  }
}

extension ACLCategories {
  /// The category called `name`, without `@` and in whatever case; empty if there is none.
  fileprivate init(named name: Span<UInt8>) {
    let wanted = "@" + String(decoding: [UInt8](copying: name), as: UTF8.self).lowercased()
    self = Self.names.first { "\($0.1)" == wanted }?.0 ?? []
  }
}
