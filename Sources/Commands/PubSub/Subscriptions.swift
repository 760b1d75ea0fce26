import RESP

/// What one session is subscribed to.
public struct Subscriptions: Sendable {
  /// Channels, in the order of subscribing.
  public internal(set) var channels: [[UInt8]] = []
  /// Patterns of channels, in the order of subscribing.
  public internal(set) var patterns: [[UInt8]] = []
  /// Shard channels, in the order of subscribing.
  public internal(set) var shardChannels: [[UInt8]] = []

  /// The number that the replies to SUBSCRIBE and its relatives tell.
  func count(_ kind: SubscriptionKind) -> Int {
    kind == .shardChannel ? shardChannels.count : channels.count + patterns.count
  }

  var isEmpty: Bool { channels.isEmpty && patterns.isEmpty && shardChannels.isEmpty }

  subscript(_ kind: SubscriptionKind) -> [[UInt8]] {
    get {
      switch kind {
      case .channel: channels
      case .pattern: patterns
      case .shardChannel: shardChannels
      }
    }
    set {
      switch kind {
      case .channel: channels = newValue
      case .pattern: patterns = newValue
      case .shardChannel: shardChannels = newValue
      }
    }
  }
}

/// What a name that is subscribed to stands for.
enum SubscriptionKind: Sendable {
  case channel, pattern, shardChannel
}

extension Session {
  /// Whether all that the session may do is to change its subscriptions: with RESP2, messages could not be told from
  /// replies.
  public var isInSubscribedMode: Bool { attention.contains(.subscribed) && version == .resp2 }
}
