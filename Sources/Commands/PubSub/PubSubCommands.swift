import Bytes
import RESP

/// The commands of publish and subscribe, among the sessions of one engine.
enum PubSubCommands {
  /// `SUBSCRIBE channel [channel ...]`.
  static func subscribe(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    subscribe(context, arguments, .channel, "subscribe")
  }

  /// `PSUBSCRIBE pattern [pattern ...]`.
  static func psubscribe(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    subscribe(context, arguments, .pattern, "psubscribe")
  }

  /// `SSUBSCRIBE shardchannel [shardchannel ...]`.
  static func ssubscribe(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    guard !context.deniesBlocking else { throw .text("ERR SSUBSCRIBE isn't allowed for a DENY BLOCKING client") }
    subscribe(context, arguments, .shardChannel, "ssubscribe")
  }

  /// `UNSUBSCRIBE [channel ...]`.
  static func unsubscribe(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    unsubscribe(context, arguments, .channel, "unsubscribe")
  }

  /// `PUNSUBSCRIBE [pattern ...]`.
  static func punsubscribe(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    unsubscribe(context, arguments, .pattern, "punsubscribe")
  }

  /// `SUNSUBSCRIBE [shardchannel ...]`.
  static func sunsubscribe(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    unsubscribe(context, arguments, .shardChannel, "sunsubscribe")
  }

  private static func subscribe(
    _ context: CommandContext, _ arguments: Arguments, _ kind: SubscriptionKind, _ word: StaticString
  ) {
    for index in 1..<arguments.count {
      let name = [UInt8](copying: arguments[index])
      context.channels.subscribe(context.session, to: name, kind)
      confirm(context, word, name, kind)
    }
  }

  private static func unsubscribe(
    _ context: CommandContext, _ arguments: Arguments, _ kind: SubscriptionKind, _ word: StaticString
  ) {
    let session = context.session
    if arguments.count == 1 {
      let names = session.subscriptions[kind]
      for name in names {
        context.channels.unsubscribe(session, from: name, kind)
        confirm(context, word, name, kind)
      }
      if names.isEmpty { confirm(context, word, nil, kind) }
      return
    }
    for index in 1..<arguments.count {
      let name = [UInt8](copying: arguments[index])
      context.channels.unsubscribe(session, from: name, kind)
      confirm(context, word, name, kind)
    }
  }

  private static func confirm(
    _ context: CommandContext, _ word: StaticString, _ name: [UInt8]?, _ kind: SubscriptionKind
  ) {
    context.reply.push(3)
    context.reply.bulk(word)
    if let name { context.reply.bulk(name) } else { context.reply.null() }
    context.reply.integer(context.session.subscriptions.count(kind))
  }

  // MARK: Publishing

  /// `PUBLISH channel message`.
  static func publish(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    context.reply.integer(context.channels.publish(arguments[2], to: arguments[1]))
  }

  /// `SPUBLISH shardchannel message`.
  static func spublish(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    context.reply.integer(context.channels.publish(arguments[2], toShard: arguments[1]))
  }

  // MARK: PUBSUB

  /// `PUBSUB CHANNELS [pattern]`.
  static func pubsubChannels(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try list(context, arguments, .channel)
  }

  /// `PUBSUB SHARDCHANNELS [pattern]`.
  static func pubsubShardchannels(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try list(context, arguments, .shardChannel)
  }

  private static func list(
    _ context: CommandContext, _ arguments: Arguments, _ kind: SubscriptionKind
  ) throws(CommandError) {
    guard arguments.count <= 3 else {
      throw .message(
        Array("ERR unknown subcommand or wrong number of arguments for '".utf8) + [UInt8](copying: arguments[1])
          + Array("'. Try PUBSUB HELP.".utf8))
    }
    let all: [UInt8] = [UInt8(ascii: "*")]
    let names =
      arguments.count > 2
      ? context.channels.names(kind, matching: arguments[2]) : context.channels.names(kind, matching: all.span)
    context.reply.array(names.count)
    for name in names { context.reply.bulk(name) }
  }

  /// `PUBSUB NUMSUB [channel ...]`.
  static func pubsubNumsub(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    count(context, arguments, .channel)
  }

  /// `PUBSUB SHARDNUMSUB [shardchannel ...]`.
  static func pubsubShardnumsub(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    count(context, arguments, .shardChannel)
  }

  private static func count(_ context: CommandContext, _ arguments: Arguments, _ kind: SubscriptionKind) {
    context.reply.array((arguments.count - 2) * 2)
    for index in 2..<arguments.count {
      context.reply.bulk(arguments[index])
      context.reply.integer(context.channels.subscribers(of: arguments[index], kind))
    }
  }

  /// `PUBSUB NUMPAT`.
  static func pubsubNumpat(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    context.reply.integer(context.channels.patternCount)
  }
}
