import Bytes
import RESP

/// Who sessions are, and what they may do.
extension CommandContext {
  /// Refuses a command that the user of the running session may not run.
  public func checkPermissions(_ command: Command, _ arguments: Arguments) throws(CommandError) {
    if access.needsAuthentication, !session.isAuthenticated {
      guard command.flags.contains(.noAuth) else { throw .text("NOAUTH Authentication required.") }
    }
    guard let user = session.user else { return }
    let verdict = user.check(command, arguments)
    if verdict == .allowed { return }
    log(verdict, command, arguments, user)
    throw .permission(verdict, command)
  }

  /// Notes a refusal in the log of ACL LOG; `place` is where the command came from, if not from the session itself.
  public func log(
    _ verdict: ACLVerdict, _ command: Command, _ arguments: Arguments, _ user: User, place: StaticString? = nil
  ) {
    switch verdict {
    case .allowed: return
    case .command: log(reason: "command", Array(command.fullName.utf8), user.name, place)
    case .key(let index): log(reason: "key", [UInt8](copying: arguments[index]), user.name, place)
    case .channel(let index): log(reason: "channel", [UInt8](copying: arguments[index]), user.name, place)
    }
  }

  func log(reason: StaticString, _ object: [UInt8], _ username: [UInt8], _ place: StaticString? = nil) {
    var client = ByteWriter(minimumCapacity: 256)
    ConnectionCommands.describe(session, self, to: &client)
    let inTransaction = session.transaction != nil || deniesBlocking
    var entry = ACLLogEntry(
      reason: reason, context: place ?? (inTransaction ? "multi" : "toplevel"), object: object, username: username,
      count: 1,
      microseconds: microseconds, client: client.array)
    // The same refusal within a minute is counted, not listed again.
    let same = access.log.firstIndex {
      "\($0.reason)" == "\(entry.reason)" && "\($0.context)" == "\(entry.context)" && $0.object == object
        && $0.username == username && microseconds - $0.microseconds <= 60_000_000
    }
    if let same { entry.count += access.log.remove(at: same).count }
    access.log.insert(entry, at: 0)
    if access.log.count > access.logLimit { access.log.removeLast(access.log.count - access.logLimit) }
  }

  /// Whether the running session may run a command and read every key.
  func mayReadEveryKey(_ arguments: Arguments) throws(CommandError) -> Bool {
    guard let user = session.user else { return true }
    return user.mayUseEveryKey(try table.resolve(arguments), arguments, .access)
  }

  /// Makes the running session the user `name` if `password` is right.
  ///
  /// A failure is logged as one of `command`, as that was typed.
  public func authenticate(
    _ name: Span<UInt8>, _ password: Span<UInt8>, by command: Span<UInt8>
  ) throws(CommandError) {
    guard let user = access[name], user.accepts(password) else {
      log(reason: "auth", [UInt8](copying: command), [UInt8](copying: name))
      throw .text("WRONGPASS invalid username-password pair or user is disabled.")
    }
    session.isAuthenticated = true
    session.user = user
    updateRestriction(of: session)
  }

  /// Makes a session the default user, authenticated if that needs no password.
  public func becomeDefaultUser(_ session: Session) {
    session.user = access.defaultUser
    session.isAuthenticated = !access.needsAuthentication
    updateRestriction(of: session)
  }

  /// Decides anew which sessions may do everything, after users have changed.
  public func updateRestrictions() { for session in allSessions { updateRestriction(of: session) } }

  private func updateRestriction(of session: Session) {
    let mustAuthenticate = access.needsAuthentication && !session.isAuthenticated
    if mustAuthenticate || session.user?.isAllPowerful == false {
      session.attention.insert(.restricted)
    } else {
      session.attention.remove(.restricted)
    }
  }
}

extension CommandError {
  /// That a user may not do something.
  public static func permission(_ verdict: ACLVerdict, _ command: Command) -> CommandError {
    switch verdict {
    case .key, .allowed:
      .text("NOPERM this user has no permissions to access one of the keys used as arguments")
    case .channel: .text("NOPERM this user has no permissions to access one of the channels used as arguments")
    case .command:
      .message(text: "NOPERM this user has no permissions to run the '\(command.fullName)' command")
    }
  }

  /// That a subcommand of ACL got too many arguments.
  static func aclUsage(_ subcommand: Span<UInt8>) -> CommandError {
    .message(
      Array("ERR unknown subcommand or wrong number of arguments for '".utf8) + [UInt8](copying: subcommand)
        + Array("'. Try ACL HELP.".utf8))
  }
}
