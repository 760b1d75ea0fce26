import Bytes
import RESP

extension CommandCommands {
  static func commandGetkeys(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let inner = arguments.dropFirst(2)
    let positions = try keyPositions(context.table, inner)
    context.reply.array(positions.count)
    for position in positions { context.reply.bulk(inner[position.index]) }
  }

  static func commandGetkeysandflags(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let inner = arguments.dropFirst(2)
    let positions = try keyPositions(context.table, inner)
    context.reply.array(positions.count)
    for position in positions {
      context.reply.array(2)
      context.reply.bulk(inner[position.index])
      context.reply.names(of: position.flags, KeyFlags.names)
    }
  }

  private static func keyPositions(
    _ table: CommandTable, _ arguments: Arguments
  ) throws(CommandError) -> [KeyPosition] {
    guard let command = table.lookup(arguments) else { throw .text("ERR Invalid command specified") }
    guard command.keys.contains(where: { !$0.flags.contains(.notKey) }) else {
      throw .text("ERR The command has no key arguments")
    }
    guard command.accepts(argumentCount: arguments.count) else {
      throw .text("ERR Invalid number of arguments specified for command")
    }
    let positions = command.keyPositions(arguments)
    if positions.isEmpty, !command.flags.contains(.noMandatoryKeys) {
      throw .text("ERR Invalid arguments specified for command")
    }
    return positions
  }
}
