import Bytes
import RESP

extension ConnectionCommands {
  /// `CLIENT KILL ip:port`, or `CLIENT KILL [ID id] [TYPE type] [USER name] [ADDR a] [LADDR a] [SKIPME yes|no] …`.
  static func clientKill(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    if arguments.count == 3 {
      let address = String(bytes: arguments[2])
      guard let session = context.allSessions.first(where: { $0.address == address && address != "?:0" }) else {
        throw .text("ERR No such client")
      }
      end(session, context)
      return context.reply.simple("OK")
    }
    let filter = try ClientFilter(arguments, context)
    var count = 0
    for session in context.allSessions where filter.accepts(session, context.session) {
      end(session, context)
      count += 1
    }
    context.reply.integer(count)
  }

  /// Lets a session end: at once, the running one after its reply.
  static func end(_ session: Session, _ context: CommandContext) {
    session.isClosing = true
    guard session !== context.session else { return }
    context.forget(session)
  }
}

extension CommandContext {
  /// Lets go of all that a session had: what it watches, listens to and queued.
  public func forget(_ session: Session) {
    session.transaction = nil
    watchers.unwatchAll(session)
    channels.unsubscribeAll(session)
    tracking.end(session)
    blocking.end(session)
    clients.remove(session)
  }
}

/// Which sessions CLIENT KILL ends.
private struct ClientFilter {
  private var id: Int64?
  private var type: ClientType?
  private var address: String?
  private var localAddress: String?
  private var user: User?
  private var sparesOwn = true

  init(_ arguments: Arguments, _ context: CommandContext) throws(CommandError) {
    for index in stride(from: 2, to: arguments.count, by: 2) {
      guard index + 1 < arguments.count else { throw .syntax }
      let value = arguments[index + 1]
      if arguments.isOption(at: index, "id") {
        guard let number = value.canonicalInteger, number > 0 else {
          throw .text("ERR client-id should be greater than 0")
        }
        id = number
      } else if arguments.isOption(at: index, "type") {
        type = try ClientType(value)
      } else if arguments.isOption(at: index, "addr") {
        address = String(bytes: value)
      } else if arguments.isOption(at: index, "laddr") {
        localAddress = String(bytes: value)
      } else if arguments.isOption(at: index, "user") {
        guard let named = context.access[value] else {
          throw .message(Array("ERR No such user '".utf8) + [UInt8](copying: value) + [0x27])
        }
        user = named
      } else if arguments.isOption(at: index, "skipme") {
        sparesOwn = value.equalsIgnoringCase("yes")
        guard sparesOwn || value.equalsIgnoringCase("no") else { throw .syntax }
      } else {
        throw .syntax
      }
    }
  }

  func accepts(_ session: Session, _ own: Session) -> Bool {
    if sparesOwn, session === own { return false }
    if let id, id != session.id { return false }
    if let type, type != ClientType(of: session) { return false }
    if let user, user !== session.user { return false }
    if let address, address != session.address { return false }
    return localAddress == nil || localAddress == session.localAddress
  }
}
