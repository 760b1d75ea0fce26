import Bytes
import RESP

/// The subcommands of CLIENT. They know one client: the session that asks.
extension ConnectionCommands {
  /// `CLIENT ID`.
  static func clientId(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    context.reply.integer(context.session.id)
  }

  /// `CLIENT GETNAME`.
  static func clientGetname(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    if context.session.name.isEmpty { return context.reply.null() }
    context.reply.bulk(context.session.name)
  }

  /// `CLIENT SETNAME connection-name`: an empty name takes it away.
  static func clientSetname(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    context.session.name = try validatedName(arguments[2])
    context.reply.simple("OK")
  }

  /// `name`, if it can stand in the output of CLIENT LIST.
  ///
  /// HELLO accepts the same names.
  static func validatedName(_ name: Span<UInt8>) throws(CommandError) -> [UInt8] {
    for index in name.indices where !(0x21...0x7E).contains(name[index]) { throw .invalidClientName }
    return [UInt8](copying: name)
  }

  /// `CLIENT INFO`.
  static func clientInfo(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    var line = ByteWriter(minimumCapacity: 512)
    describe(context, "info", to: &line)
    context.reply.verbatim(format: "txt", line.span)
  }

  /// `CLIENT LIST [TYPE NORMAL | MASTER | REPLICA | PUBSUB] [ID client-id ...]`.
  static func clientList(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    var repetitions = 1
    if arguments.count == 4, arguments.isOption(at: 2, "type") {
      repetitions = try isNormalType(arguments) ? 1 : 0
    } else if arguments.count > 3, arguments.isOption(at: 2, "id") {
      repetitions = 0
      for index in 3..<arguments.count {
        guard let id = arguments[index].canonicalInteger else { throw .invalidClientID }
        if id == context.session.id { repetitions += 1 }
      }
    } else if arguments.count != 2 {
      throw .syntax
    }
    var list = ByteWriter(minimumCapacity: 512)
    for _ in 0..<repetitions { describe(context, "list", to: &list) }
    context.reply.verbatim(format: "txt", list.span)
  }

  private static func isNormalType(_ arguments: Arguments) throws(CommandError) -> Bool {
    if arguments.isOption(at: 3, "normal") { return true }
    let others: [StaticString] = ["slave", "replica", "pubsub", "master"]
    for type in others where arguments.isOption(at: 3, type) { return false }
    throw .unknownClientType(arguments[3])
  }

  /// One client in one line.
  ///
  /// A session is no connection: what only a socket has is told as Redis tells it of clients without one.
  private static func describe(_ context: CommandContext, _ subcommand: StaticString, to line: inout ByteWriter) {
    let session = context.session
    line.append("id=")
    line.append(decimal: session.id)
    line.append(" addr=?:0 laddr=?:0 fd=-1 name=")
    line.append(session.name)
    line.append(" age=0 idle=0 flags=")
    if session.transaction != nil { line.append("x") }
    if session.watchFailed { line.append("d") }
    if session.transaction == nil, !session.watchFailed { line.append("N") }
    line.append(" db=")
    line.append(decimal: session.database)
    line.append(" sub=0 psub=0 ssub=0 multi=")
    line.append(decimal: session.transaction?.commands.count ?? -1)
    line.append(
      " qbuf=0 qbuf-free=0 argv-mem=0 multi-mem=0 rbs=0 rbp=0 obl=0 oll=0 omem=0 tot-mem=0 events=r cmd=client|")
    line.append(subcommand)
    line.append(" user=default redir=-1 resp=")
    line.append(decimal: session.version.rawValue)
    line.append("\n")
  }
}
