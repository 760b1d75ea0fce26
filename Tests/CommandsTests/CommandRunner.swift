import Bytes
import Keyspace
import RESP
import TestSupport

@testable import Commands

/// Runs commands of the tables without an engine.
struct CommandRunner {
  let context = CommandContext(
    keyspace: Keyspace(databases: 16, seed: 1), session: Session(id: 1), random: RandomNumbers(seed: 1))

  /// The bytes of the reply to one command; `nil` for a command that only the engine can run.
  func reply(to arguments: [[UInt8]], version: ProtocolVersion = .resp2) -> [UInt8]? {
    let owned = OwnedArguments(arguments)
    context.reply.version = version
    context.reply.bytes.removeAll()
    do throws(CommandError) {
      guard case .data(let handler) = try context.table.resolve(owned.view).handler else { return nil }
      try handler(context, owned.view)
    } catch {
      context.reply.bytes.removeAll()
      switch error {
      case .text(let text): context.reply.error(text)
      case .message(let text): context.reply.error(text)
      }
    }
    return context.reply.bytes.array
  }

  /// The reply to one command that needs no engine.
  func reply(to arguments: [String], version: ProtocolVersion = .resp2) throws -> RedisReply? {
    guard let bytes = reply(to: arguments.map { Array($0.utf8) }, version: version) else { return nil }
    return try RedisReplyReader.all(bytes).first
  }
}
