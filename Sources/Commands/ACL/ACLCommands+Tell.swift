import Bytes
import RESP

/// The subcommands of ACL that tell of one user or of refusals.
extension ACLCommands {
  /// `ACL GETUSER username`.
  static func aclGetuser(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    guard let user = context.access[arguments[2]] else { return context.reply.null() }
    context.reply.map(6)
    context.reply.bulk("flags")
    context.reply.set(user.flags.count)
    for flag in user.flags { context.reply.bulk(text: flag) }
    context.reply.bulk("passwords")
    context.reply.array(user.passwords.count)
    for password in user.passwords { context.reply.bulk(password) }
    tell(user.selectors[0], context)
    context.reply.bulk("selectors")
    context.reply.array(user.selectors.count - 1)
    for selector in user.selectors.dropFirst() {
      context.reply.map(3)
      tell(selector, context)
    }
  }

  private static func tell(_ selector: Selector, _ context: CommandContext) {
    context.reply.bulk("commands")
    context.reply.bulk(text: selector.commandRules(context.table))
    context.reply.bulk("keys")
    context.reply.bulk(selector.keyRules)
    context.reply.bulk("channels")
    context.reply.bulk(selector.channelRules)
  }

  /// `ACL DRYRUN username command [arg ...]`.
  static func aclDryrun(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    guard let user = context.access[arguments[2]] else {
      throw .message(Array("ERR User '".utf8) + [UInt8](copying: arguments[2]) + Array("' not found".utf8))
    }
    let call = arguments.dropFirst(3)
    guard let command = context.table.lookup(call) else {
      throw .message(Array("ERR Command '".utf8) + [UInt8](copying: arguments[3]) + Array("' not found".utf8))
    }
    guard command.accepts(argumentCount: call.count) else { throw .wrongArity(command.fullName) }
    switch user.check(command, call) {
    case .allowed: context.reply.simple("OK")
    case .command:
      context.reply.bulk(text: "This user has no permissions to run the '\(command.fullName)' command")
    case .key(let index): tell(context, call[index], "key")
    case .channel(let index): tell(context, call[index], "channel")
    }
  }

  private static func tell(_ context: CommandContext, _ object: Span<UInt8>, _ kind: String) {
    context.reply.bulk(
      Array("This user has no permissions to access the '".utf8) + [UInt8](copying: object)
        + Array("' \(kind)".utf8))
  }

  /// `ACL LOG [count | RESET]`.
  static func aclLog(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    guard arguments.count <= 3 else { throw .aclUsage(arguments[1]) }
    var count: Int64 = 10
    if arguments.count == 3 {
      if arguments.isOption(at: 2, "reset") {
        context.access.log = []
        return context.reply.simple("OK")
      }
      count = max(0, try arguments.integer(at: 2))
    }
    let entries = context.access.log.prefix(Int(min(count, Int64(Int32.max))))
    context.reply.array(entries.count)
    for entry in entries { tell(entry, context) }
  }

  private static func tell(_ entry: ACLLogEntry, _ context: CommandContext) {
    context.reply.map(7)
    context.reply.bulk("count")
    context.reply.integer(entry.count)
    context.reply.bulk("reason")
    context.reply.bulk(entry.reason)
    context.reply.bulk("context")
    context.reply.bulk(entry.context)
    context.reply.bulk("object")
    context.reply.bulk(entry.object)
    context.reply.bulk("username")
    context.reply.bulk(entry.username)
    context.reply.bulk("age-seconds")
    context.reply.double(Double((context.microseconds - entry.microseconds) / 1000) / 1000)
    context.reply.bulk("client-info")
    context.reply.bulk(entry.client)
  }
}
