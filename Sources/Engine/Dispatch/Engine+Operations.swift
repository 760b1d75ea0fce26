import Bytes
import Commands
import RESP

extension Engine {
  /// Runs a command that needs more than the data set.
  func run(_ operation: EngineCommand, _ arguments: Arguments) throws(CommandError) {
    // A log may hold any command. One that is loaded changes the data set and nothing else.
    if context.isLoading, operation.reachesBeyondData { throw .text("ERR not possible while the data set is loaded") }
    switch operation {
    case .multi: try multi()
    case .exec: try exec(arguments)
    case .discard: try discard()
    case .watch: try watch(arguments)
    case .unwatch: unwatch()
    case .configGet: configGet(arguments)
    case .configSet: try configSet(arguments)
    case .configRewrite: try configRewrite()
    case .configResetStat: resetStatistics()
    case .info: info(arguments)
    case .lastSave: context.reply.integer(background.lastSaveTime)
    case .save: try save()
    case .backgroundSave: try backgroundSave(arguments)
    case .backgroundRewrite: try backgroundRewrite()
    case .shutdown: try shutdown(arguments)
    case .debug: try debug(arguments)
    case .hello: try hello(arguments)
    case .reset: reset()
    case .quit: quit()
    case .dump: try dump(arguments)
    case .restore: try restore(arguments)
    case .memoryStats: memoryStats()
    case .memoryDoctor: memoryDoctor()
    case .aclLoad: try loadUsers()
    case .aclSave: try saveUsers()
    case .scripting(let operation): try run(operation, arguments)
    }
  }

  private func quit() {
    context.session.isClosing = true
    context.reply.simple("OK")
  }

  private func reset() {
    let session = context.session
    session.transaction = nil
    context.watchers.unwatchAll(session)
    context.channels.unsubscribeAll(session)
    context.clients.endMonitoring(session)
    context.tracking.end(session)
    context.becomeDefaultUser(session)
    // CLIENT REPLY SKIP applies to this reply still.
    if session.replyMode != .skips {
      session.replyMode = .on
      session.attention.remove(.muted)
    }
    session.database = 0
    session.name = []
    session.version = .resp2
    context.reply.version = .resp2
    context.reply.simple("RESET")
  }

  /// HELLO [protover [AUTH user password] [SETNAME name]].
  private func hello(_ arguments: Arguments) throws(CommandError) {
    let session = context.session
    var version = session.version
    if arguments.count > 1 {
      guard let number = arguments[1].canonicalInteger else {
        throw .text("ERR Protocol version is not an integer or out of range")
      }
      guard number == 2 || number == 3 else { throw .text("NOPROTO unsupported protocol version") }
      version = number == 3 ? .resp3 : .resp2
    }
    try helloOptions(arguments)
    if context.access.needsAuthentication, !session.isAuthenticated {
      throw .text(
        """
        NOAUTH HELLO must be called with the client already authenticated, otherwise the HELLO AUTH <user> <pass> \
        option can be used to authenticate the client and select the RESP protocol version at the same time
        """)
    }
    session.version = version
    context.reply.version = version
    context.reply.map(7)
    context.reply.bulk("server")
    context.reply.bulk("redis")
    context.reply.bulk("version")
    context.reply.bulk("7.0.15")
    context.reply.bulk("proto")
    context.reply.integer(version == .resp3 ? 3 : 2)
    context.reply.bulk("id")
    context.reply.integer(session.id)
    context.reply.bulk("mode")
    context.reply.bulk("standalone")
    context.reply.bulk("role")
    context.reply.bulk("master")
    context.reply.bulk("modules")
    context.reply.array(0)
  }

  private func helloOptions(_ arguments: Arguments) throws(CommandError) {
    var index = 2
    while index < arguments.count {
      let remaining = arguments.count - index - 1
      if arguments[index].equalsIgnoringCase("auth"), remaining >= 2 {
        try context.authenticate(arguments[index + 1], arguments[index + 2], by: arguments[0])
        index += 3
      } else if arguments[index].equalsIgnoringCase("setname"), remaining >= 1 {
        let name = arguments[index + 1]
        for position in name.indices where name[position] < 0x21 || name[position] > 0x7E {
          throw .text("ERR Client names cannot contain spaces, newlines or special characters.")
        }
        context.session.name = [UInt8](copying: name)
        index += 2
      } else {
        throw .message(Array("ERR Syntax error in HELLO option '".utf8) + [UInt8](copying: arguments[index]) + [0x27])
      }
    }
  }
}

extension EngineCommand {
  /// Whether the command changes files, settings or the run of the engine.
  fileprivate var reachesBeyondData: Bool {
    switch self {
    case .save, .backgroundSave, .backgroundRewrite, .shutdown, .debug, .configSet, .configRewrite, .quit, .aclLoad,
      .aclSave:
      true
    default: false
    }
  }
}
