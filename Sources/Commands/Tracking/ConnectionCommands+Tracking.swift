import Bytes
import RESP

/// The subcommands of CLIENT about client-side caching.
extension ConnectionCommands {
  /// `CLIENT TRACKING ON | OFF [REDIRECT id] [PREFIX prefix ...] [BCAST] [OPTIN] [OPTOUT] [NOLOOP]`.
  static func clientTracking(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let tracking = try trackingOptions(context, arguments)
    if arguments[2].equalsIgnoringCase("off") {
      context.tracking.end(context.session)
      return context.reply.simple("OK")
    }
    guard arguments[2].equalsIgnoringCase("on") else { throw .syntax }
    try check(tracking, context.session)
    try checkPrefixes(tracking.prefixes, context.session.tracking?.prefixes ?? [])
    context.tracking.begin(context.session, tracking)
    context.reply.simple("OK")
  }

  private static func trackingOptions(
    _ context: CommandContext, _ arguments: Arguments
  ) throws(CommandError) -> Tracking {
    var tracking = Tracking()
    var index = 3
    while index < arguments.count {
      let hasNext = index + 1 < arguments.count
      if arguments.isOption(at: index, "redirect"), hasNext {
        if tracking.redirect != 0 {
          throw .text("ERR A client can only redirect to a single other client")
        }
        let id = try arguments.integer(at: index + 1)
        guard let number = Int(exactly: id), context.clients[number] != nil else {
          throw .text("ERR The client ID you want redirect to does not exist")
        }
        tracking.redirect = number
        index += 1
      } else if arguments.isOption(at: index, "prefix"), hasNext {
        tracking.prefixes.append([UInt8](copying: arguments[index + 1]))
        index += 1
      } else if arguments.isOption(at: index, "bcast") {
        tracking.broadcasts = true
      } else if arguments.isOption(at: index, "optin") {
        tracking.optsIn = true
      } else if arguments.isOption(at: index, "optout") {
        tracking.optsOut = true
      } else if arguments.isOption(at: index, "noloop") {
        tracking.skipsOwn = true
      } else {
        throw .syntax
      }
      index += 1
    }
    return tracking
  }

  private static func check(_ tracking: Tracking, _ session: Session) throws(CommandError) {
    if !tracking.broadcasts, !tracking.prefixes.isEmpty {
      throw .text("ERR PREFIX option requires BCAST mode to be enabled")
    }
    if let known = session.tracking, known.broadcasts != tracking.broadcasts {
      throw .text(
        """
        ERR You can't switch BCAST mode on/off before disabling tracking for this client, \
        and then re-enabling it with a different mode.
        """)
    }
    if tracking.broadcasts, tracking.optsIn || tracking.optsOut {
      throw .text("ERR OPTIN and OPTOUT are not compatible with BCAST")
    }
    if tracking.optsIn, tracking.optsOut {
      throw .text("ERR You can't specify both OPTIN mode and OPTOUT mode")
    }
    if let known = session.tracking, (tracking.optsIn && known.optsOut) || (tracking.optsOut && known.optsIn) {
      throw .text(
        """
        ERR You can't switch OPTIN/OPTOUT mode before disabling tracking for this client, \
        and then re-enabling it with a different mode.
        """)
    }
  }

  /// Of two prefixes of one client none may begin with the other.
  private static func checkPrefixes(_ prefixes: [[UInt8]], _ existing: [[UInt8]]) throws(CommandError) {
    func refuse(_ prefix: [UInt8], _ other: [UInt8], _ kind: String) throws(CommandError) {
      guard prefix.starts(with: other) || other.starts(with: prefix) else { return }
      throw .message(
        Array("ERR Prefix '".utf8) + prefix + Array("' overlaps with \(kind) prefix '".utf8) + other
          + Array("'. Prefixes for a single client must not overlap.".utf8))
    }
    for (index, prefix) in prefixes.enumerated() {
      for other in existing { try refuse(prefix, other, "an existing") }
      for other in prefixes[(index + 1)...] { try refuse(prefix, other, "another provided") }
    }
  }

  /// `CLIENT TRACKINGINFO`.
  static func clientTrackinginfo(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let tracking = context.session.tracking
    let flags = tracking?.flags ?? ["off"]
    context.reply.map(3)
    context.reply.bulk("flags")
    context.reply.set(flags.count)
    for flag in flags { context.reply.bulk(flag) }
    context.reply.bulk("redirect")
    context.reply.integer(tracking?.redirect ?? -1)
    context.reply.bulk("prefixes")
    let prefixes = tracking?.prefixes ?? []
    context.reply.array(prefixes.count)
    for prefix in prefixes { context.reply.bulk(prefix) }
  }

  /// `CLIENT GETREDIR`.
  static func clientGetredir(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    context.reply.integer(context.session.tracking?.redirect ?? -1)
  }

  /// `CLIENT CACHING YES | NO`.
  static func clientCaching(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    guard let tracking = context.session.tracking, tracking.optsIn || tracking.optsOut else {
      throw .text(
        """
        ERR CLIENT CACHING can be called only when the client is in tracking mode with OPTIN or OPTOUT mode enabled
        """)
    }
    if arguments[2].equalsIgnoringCase("yes") {
      guard tracking.optsIn else {
        throw .text("ERR CLIENT CACHING YES is only valid when tracking is enabled in OPTIN mode.")
      }
    } else if arguments[2].equalsIgnoringCase("no") {
      guard tracking.optsOut else {
        throw .text("ERR CLIENT CACHING NO is only valid when tracking is enabled in OPTOUT mode.")
      }
    } else {
      throw .syntax
    }
    context.session.tracking?.saidCaching = true
    context.reply.simple("OK")
  }
}
