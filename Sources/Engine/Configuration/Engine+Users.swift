import AOF
import Bytes
import Commands
import Disk
import RESP
import SystemPackage

/// The users that `requirepass` and the file of users make (Redis directive `aclfile`).
extension Engine {
  /// Gives the default user the password of `requirepass`.
  func applyRequiredPassword() {
    context.access.setDefaultPassword(configuration.value(of: "requirepass") ?? [])
    context.updateRestrictions()
  }

  private var usersFile: FilePath? {
    let name = configuration.text("aclfile")
    return name.isEmpty ? nil : directory.pushing(FilePath(name))
  }

  /// ACL LOAD.
  func loadUsers() throws(CommandError) {
    guard let file = usersFile else { throw .noUsersFile }
    if let problem = loadUsers(file) { throw .message(text: "ERR \(problem)") }
    context.updateRestrictions()
    context.reply.simple("OK")
  }

  /// Loads the file of users at the start. Returns what is wrong with it.
  func loadUsersAtStart() -> String? {
    applyRequiredPassword()
    guard let file = usersFile else {
      for user in configuration.users { if let problem = context.access.declare(user) { return problem } }
      context.updateRestrictions()
      return nil
    }
    guard configuration.users.isEmpty else {
      return """
        Configuring Redis with users defined in redis.conf and at the same setting an ACL file path is invalid. This \
        setup is very likely to lead to configuration errors and security holes, please define either an ACL file or \
        declare users directly in your redis.conf, but not both.
        """
    }
    return loadUsers(file)
  }

  private func loadUsers(_ file: FilePath) -> String? {
    var text = ByteWriter()
    do throws(DiskError) {
      let opened = try disk.open(file, .read)
      while try opened.read(at: text.count, atMost: 1 << 16, into: &text) > 0 {}
      try opened.close()
    } catch {
      return "Error loading ACLs, opening file '\(configuration.text("aclfile"))': \(error.reason)"
    }
    return context.access.load(text.array, file: configuration.text("aclfile"))
  }

  /// ACL SAVE: a new file beside the old one takes its place when it is durable.
  func saveUsers() throws(CommandError) {
    guard !isReadOnly else { throw .readOnly }
    guard let file = usersFile else { throw .noUsersFile }
    do throws(DiskError) {
      let temporary = FilePath("\(file.string).tmp-\(surroundings.processIdentifier)-\(context.milliseconds)")
      let written = try disk.open(temporary, .truncate)
      try written.writeAll(context.access.text.span)
      try written.sync()
      try written.close()
      try disk.rename(temporary, to: file)
      let parent = file.removingLastComponent()
      try disk.syncDirectory(parent.isEmpty ? "." : parent)
    } catch {
      log(.warning, "Writing ACL file for ACL SAVE: \(error.reason)")
      throw .text("ERR There was an error trying to save the ACLs. Please check the server logs for more information")
    }
    context.reply.simple("OK")
  }

  /// Why a command that was queued may not run any more: users can change until EXEC.
  func refusalInTransaction(_ command: Command, _ arguments: OwnedArguments) -> CommandError? {
    do throws(CommandError) { try context.checkPermissions(command, arguments.view) } catch {
      return error
    }
    return nil
  }
}

extension CommandError {
  fileprivate static var noUsersFile: CommandError {
    .text(
      """
      ERR This Redis instance is not configured to use an ACL file. You may want to specify users via the ACL SETUSER \
      command and then issue a CONFIG REWRITE (assuming you have a Redis configuration file set) in order to store \
      users in the Redis configuration.
      """)
  }
}
