import Bytes
import RESP

/// The subcommands of ACL that tell or change what users may do, and AUTH.
enum ACLCommands {
  /// `AUTH [username] password`.
  static func auth(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    guard arguments.count <= 3 else { throw .syntax }
    if arguments.count == 2 {
      if context.access.defaultUser.needsNoPassword {
        throw .text(
          """
          ERR AUTH <password> called without any password configured for the default user. Are you sure your \
          configuration is correct?
          """)
      }
      try context.authenticate(Array("default".utf8).span, arguments[1], by: arguments[0])
    } else {
      try context.authenticate(arguments[1], arguments[2], by: arguments[0])
    }
    context.reply.simple("OK")
  }

  /// `ACL WHOAMI`.
  static func aclWhoami(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    context.reply.bulk((context.session.user ?? context.access.defaultUser).name)
  }

  /// `ACL USERS`.
  static func aclUsers(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let users = context.access.all
    context.reply.array(users.count)
    for user in users { context.reply.bulk(user.name) }
  }

  /// `ACL LIST`.
  static func aclList(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let users = context.access.all
    context.reply.array(users.count)
    for user in users { context.reply.bulk(user.description(context.table)) }
  }

  /// `ACL SETUSER username [rule ...]`: all rules or none.
  static func aclSetuser(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let name = [UInt8](copying: arguments[2])
    if name.hasSpaces { throw .text("ERR Usernames can't contain spaces or null characters") }
    var words: [[UInt8]] = []
    for index in 3..<max(3, arguments.count) { words.append([UInt8](copying: arguments[index])) }
    switch ACLRules.merged(words) {
    case .unmatched(let word):
      throw .message(
        Array("ERR Unmatched parenthesis in acl selector starting at '".utf8) + word + Array("'.".utf8))
    case .rules(let rules):
      let access = context.access
      let changed = access.makeUser(name)
      if let known = access[name.span] { changed.become(known) }
      for rule in rules {
        do throws(ACLError) {
          try changed.apply(rule, context.table, defaultsToAllChannels: access.defaultsToAllChannels)
        } catch {
          throw .message(
            Array("ERR Error in ACL SETUSER modifier '".utf8) + rule + Array("': \(error.text)".utf8))
        }
      }
      access.put(changed)
    }
    context.updateRestrictions()
    endForbiddenSubscriptions(context)
    context.reply.simple("OK")
  }

  /// Ends the sessions that are subscribed to what their users may no longer listen to.
  private static func endForbiddenSubscriptions(_ context: CommandContext) {
    for session in context.allSessions where session.attention.contains(.subscribed) {
      guard let selectors = session.user?.selectors, !selectors.contains(where: \.allowsAllChannels) else { continue }
      let subscriptions = session.subscriptions
      let isAllowed =
        (subscriptions.channels + subscriptions.shardChannels).allSatisfy { name in
          selectors.contains { $0.allowsChannel(name.span) }
        }
        && subscriptions.patterns.allSatisfy { name in selectors.contains { $0.allowsChannelPattern(name) } }
      if isAllowed { continue }
      ConnectionCommands.end(session, context)
    }
  }

  /// `ACL DELUSER username [username ...]`: sessions of the user end.
  static func aclDeluser(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    var count = 0
    for index in 2..<arguments.count where arguments[index].equals("default") {
      throw .text("ERR The 'default' user cannot be removed")
    }
    for index in 2..<arguments.count {
      guard let user = context.access.remove([UInt8](copying: arguments[index])) else { continue }
      count += 1
      for session in context.allSessions where session.user === user { ConnectionCommands.end(session, context) }
    }
    context.reply.integer(count)
  }

  /// `ACL CAT [category]`.
  static func aclCat(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    if arguments.count == 2 {
      context.reply.array(ACLCategories.names.count)
      for (_, name) in ACLCategories.names { context.reply.bulk(text: String("\(name)".dropFirst())) }
      return
    }
    guard arguments.count == 3 else { throw .aclUsage(arguments[1]) }
    guard let category = ACLCategories(name: arguments[2]) else {
      throw .message(Array("ERR Unknown category '".utf8) + [UInt8](copying: arguments[2]) + [0x27])
    }
    let commands = context.table.byNumber.filter { !$0.categories.isDisjoint(with: category) }
    context.reply.array(commands.count)
    for command in commands { context.reply.bulk(text: command.fullName) }
  }

  /// `ACL GENPASS [bits]`.
  static func aclGenpass(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    guard arguments.count <= 3 else { throw .aclUsage(arguments[1]) }
    var bits: Int64 = 256
    if arguments.count == 3 {
      bits = try arguments.integer(at: 2)
      guard (1...4096).contains(bits) else {
        throw .text(
          """
          ERR ACL GENPASS argument must be the number of bits for the output password, a positive number up to 4096
          """)
      }
    }
    let digits = Array("0123456789abcdef".utf8)
    context.reply.bulk((0..<((bits + 3) / 4)).map { _ in digits[context.random.below(16)] })
  }
}
