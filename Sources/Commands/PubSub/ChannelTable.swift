import Bytes
import RESP

/// Which sessions are subscribed to which channels and patterns.
///
/// Costs nothing while nobody is subscribed.
public struct ChannelTable {
  private var channels: [[UInt8]: [Session]] = [:]
  private var shardChannels: [[UInt8]: [Session]] = [:]
  /// Patterns in the order in which they were first subscribed to.
  private var patterns: [(pattern: [UInt8], sessions: [Session])] = []

  /// Nobody is subscribed to anything.
  public init() {}

  /// Whether nobody listens to channels, so that a message needs not be made.
  public var isEmpty: Bool { channels.isEmpty && patterns.isEmpty }

  /// Subscribes `session`; does nothing when it is subscribed already.
  mutating func subscribe(_ session: Session, to name: [UInt8], _ kind: SubscriptionKind) {
    guard !session.subscriptions[kind].contains(name) else { return }
    session.subscriptions[kind].append(name)
    session.attention.insert(.subscribed)
    switch kind {
    case .channel: channels[name, default: []].append(session)
    case .shardChannel: shardChannels[name, default: []].append(session)
    case .pattern:
      if let index = patterns.firstIndex(where: { $0.pattern == name }) {
        patterns[index].sessions.append(session)
      } else {
        patterns.append((name, [session]))
      }
    }
  }

  /// Ends a subscription; does nothing when there is none.
  mutating func unsubscribe(_ session: Session, from name: [UInt8], _ kind: SubscriptionKind) {
    guard let place = session.subscriptions[kind].firstIndex(of: name) else { return }
    session.subscriptions[kind].remove(at: place)
    if session.subscriptions.isEmpty { session.attention.remove(.subscribed) }
    switch kind {
    case .channel: Self.remove(session, from: name, &channels)
    case .shardChannel: Self.remove(session, from: name, &shardChannels)
    case .pattern:
      guard let index = patterns.firstIndex(where: { $0.pattern == name }) else { return }
      patterns[index].sessions.removeAll { $0 === session }
      if patterns[index].sessions.isEmpty { patterns.remove(at: index) }
    }
  }

  private static func remove(_ session: Session, from name: [UInt8], _ table: inout [[UInt8]: [Session]]) {
    table[name]?.removeAll { $0 === session }
    if table[name]?.isEmpty == true { table[name] = nil }
  }

  /// Ends all subscriptions of a session.
  public mutating func unsubscribeAll(_ session: Session) {
    for kind in [SubscriptionKind.channel, .pattern, .shardChannel] {
      for name in session.subscriptions[kind] { unsubscribe(session, from: name, kind) }
    }
  }

  // MARK: Messages

  /// Delivers a message to all that listen to `channel`, and returns how many those are. O(patterns + receivers).
  @discardableResult
  func publish(_ message: Span<UInt8>, to channel: Span<UInt8>) -> Int {
    guard !isEmpty else { return 0 }
    var receivers = 0
    let name = [UInt8](copying: channel)
    for session in channels[name] ?? [] {
      session.post(Self.message("message", channel, message, session.version))
      receivers += 1
    }
    for (pattern, sessions) in patterns where Glob.matches(channel, pattern: pattern.span) {
      for session in sessions {
        session.post(Self.message("pmessage", pattern: pattern, channel, message, session.version))
        receivers += 1
      }
    }
    return receivers
  }

  /// Delivers a message to all that listen to a shard channel, and returns how many those are.
  func publish(_ message: Span<UInt8>, toShard channel: Span<UInt8>) -> Int {
    guard !shardChannels.isEmpty, let sessions = shardChannels[[UInt8](copying: channel)] else { return 0 }
    for session in sessions { session.post(Self.message("smessage", channel, message, session.version)) }
    return sessions.count
  }

  private static func message(
    _ kind: StaticString, pattern: [UInt8]? = nil, _ channel: Span<UInt8>, _ message: Span<UInt8>,
    _ version: ProtocolVersion
  ) -> [UInt8] {
    var writer = ReplyWriter(version: version, minimumCapacity: channel.count + message.count + 64)
    writer.push(pattern == nil ? 3 : 4)
    writer.bulk(kind)
    if let pattern { writer.bulk(pattern) }
    writer.bulk(channel)
    writer.bulk(message)
    return writer.bytes.array
  }

  // MARK: PUBSUB

  /// The names of channels somebody listens to that match `pattern`, all without one.
  func names(_ kind: SubscriptionKind, matching pattern: Span<UInt8>) -> [[UInt8]] {
    let table = kind == .shardChannel ? shardChannels : channels
    return table.keys.filter { Glob.matches($0.span, pattern: pattern) }
  }

  /// How many sessions listen to a channel by its name.
  func subscribers(of name: Span<UInt8>, _ kind: SubscriptionKind) -> Int {
    (kind == .shardChannel ? shardChannels : channels)[[UInt8](copying: name)]?.count ?? 0
  }

  /// How many patterns there are.
  public var patternCount: Int { patterns.count }
  /// How many channels somebody listens to.
  public var channelCount: Int { channels.count }
  /// How many shard channels somebody listens to.
  public var shardChannelCount: Int { shardChannels.count }
}
