public import RESP

/// One client of the engine: its database, its transaction and what it watches.
public final class Session {
  /// A number that no other session of the engine has.
  public let id: Int
  /// The selected database.
  public var database = 0
  /// The name given with CLIENT SETNAME or HELLO.
  public var name: [UInt8] = []
  /// The protocol of its replies.
  public var version: ProtocolVersion = .resp2
  /// The transaction that is being queued; nil outside of MULTI.
  public var transaction: Transaction?
  /// The watched keys.
  public var watched: [WatchedKey] = []
  /// Whether a watched key has changed, so that EXEC will refuse.
  public var watchFailed = false

  /// Whether the session ends after the reply to the command that runs.
  public var isClosing = false

  /// What the session waits for; nil when it does not wait.
  public internal(set) var wait: Wait?
  /// The replies to commands that have waited, once they may be shown.
  public var lateReplies: [UInt8] = []

  /// A session in database 0.
  public init(id: Int) { self.id = id }
}

/// The commands between MULTI and EXEC.
public struct Transaction: Sendable {
  /// The queued commands.
  public var commands: [(Command, OwnedArguments)] = []
  /// Whether a command was refused while queueing, so that EXEC will refuse.
  public var isAborted = false

  /// An empty transaction.
  public init() {}
}
