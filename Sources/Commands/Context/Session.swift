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
  /// The transaction whose commands EXEC is running; nil outside of EXEC.
  public var executing: Transaction?
  /// Bytes of the arguments of its running command, where somebody asks for them.
  public var argumentMemory = 0
  /// Whether it is between MULTI and EXEC. Unlike a comparison with nil, this copies no transaction.
  public var isInTransaction: Bool {
    if case .some = transaction { true } else { false }
  }
  /// The watched keys.
  public var watched: [WatchedKey] = []
  /// Whether a watched key has changed, so that EXEC will refuse.
  public var watchFailed = false

  /// Whether the session ends after the reply to the command that runs.
  public var isClosing = false {
    didSet { if isClosing { heed?(self) } }
  }
  /// Called when something waits for the session's host: the first message in the ``outbox``, or its end.
  public var heed: ((Session) -> Void)?
  /// Why more than usual must be looked at when a command of the session runs; empty for most sessions.
  public var attention: SessionAttention = []
  /// Who it is; nil for the engine's own.
  public internal(set) var user: User?
  /// Whether it has said who it is, or need not.
  public internal(set) var isAuthenticated = true
  /// How it is told of changes to what it has read; nil when it is not.
  public var tracking: Tracking?
  /// What it is subscribed to.
  public internal(set) var subscriptions = Subscriptions()
  /// Messages that wait to be sent, encoded: of channels, of MONITOR, of client-side caching. Others' commands put them
  /// there at any time; the host sends them when it can.
  public private(set) var outbox: [UInt8] = []
  /// When it began, and when its last command ran, in microseconds of Unix time.
  public var createdAt: Int64 = 0
  /// When its last command ran, in microseconds of Unix time.
  public var lastCommandAt: Int64 = 0
  /// The number of its last command; see ``Command/number``.
  public var lastCommand = -1
  /// Whether its memory does not count when clients are closed to save memory (CLIENT NO-EVICT).
  public internal(set) var isSparedFromEviction = false
  /// Which replies are not sent (CLIENT REPLY).
  public var replyMode = ReplyMode.on
  /// Whether it has asked for a debugger of scripts, so that its next script must not simply be run.
  public var expectsDebugger = false
  /// The address of its other end, as CLIENT LIST tells it.
  public var address = "?:0"
  /// The address of its own end, likewise.
  public var localAddress = "?:0"
  /// The number of its socket, likewise; -1 without one.
  public var descriptor = -1
  /// Whether it came by a socket in the file system.
  public var isOnUnixSocket = false
  /// Whether it is on this machine, as Redis finds that out.
  public var isLocal: Bool {
    isOnUnixSocket || descriptor < 0 || address.hasPrefix("127.0.0.1:") || address.hasPrefix("[::1]:")
  }
  /// What its host keeps for it.
  public var buffers = SessionBuffers()

  /// What the session waits for; nil when it does not wait.
  public internal(set) var wait: Wait?

  /// A session in database 0.
  public init(id: Int) { self.id = id }

  /// Puts an encoded message into the ``outbox``.
  ///
  /// A session that never takes its messages is closed when they exceed the hard limit that Redis' default has for
  /// subscribers (Redis directive `client-output-buffer-limit`).
  public func post(_ message: [UInt8]) {
    guard outbox.count + message.count <= outboxLimit else {
      isClosing = true
      outbox = []
      return
    }
    if outbox.isEmpty { heed?(self) }
    outbox += message
  }

  /// Bytes of messages that may wait; a host that has limits of its own takes them before that.
  public var outboxLimit = 32 << 20

  /// Puts the reply to a command that has waited into the ``outbox``.
  func post(lateReply reply: [UInt8]) {
    if outbox.isEmpty { heed?(self) }
    outbox += reply
  }

  /// The messages in the ``outbox``, which is empty afterwards.
  public func takeMessages() -> [UInt8] {
    defer { outbox = [] }
    return outbox
  }
}

/// What the host of a session keeps for it, in bytes, as CLIENT LIST tells it.
public struct SessionBuffers: Sendable {
  /// Received and not run yet, or being run.
  public var input = 0
  /// Room behind that.
  public var inputRoom = 0
  /// Replies that wait for the end of the turn.
  public var replies = 0
  /// The most replies that waited so within the last seconds.
  public var repliesPeak = 0
  /// Replies and messages that its other end does not take yet.
  public var output = 0
  /// How many pieces of memory those lie in.
  public var outputPieces = 0
  /// What a connection takes that neither sends nor receives.
  public var connection = 0

  /// Nothing.
  public init() {}
}

/// Why a command of a session is not simply run.
public struct SessionAttention: OptionSet, Sendable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Its user may not do everything, or is not known yet.
  public static var restricted: SessionAttention { SessionAttention(rawValue: 1 << 0) }
  /// It is subscribed to channels.
  public static var subscribed: SessionAttention { SessionAttention(rawValue: 1 << 1) }
  /// Its replies are not wanted (CLIENT REPLY).
  public static var muted: SessionAttention { SessionAttention(rawValue: 1 << 2) }
  /// It watches all commands (MONITOR).
  public static var monitors: SessionAttention { SessionAttention(rawValue: 1 << 3) }
  /// It is told when what it read changes (CLIENT TRACKING).
  public static var tracks: SessionAttention { SessionAttention(rawValue: 1 << 4) }
}

/// The commands between MULTI and EXEC.
public struct Transaction: Sendable {
  /// The queued commands.
  public private(set) var commands: [(Command, OwnedArguments)] = []
  /// Bytes that the arguments take, as CLIENT LIST tells it: their lengths and a pointer for each.
  public private(set) var memory = 0
  /// Whether a command was refused while queueing, so that EXEC will refuse.
  public var isAborted = false

  /// An empty transaction.
  public init() {}

  /// Queues a command.
  public mutating func append(_ command: Command, _ arguments: OwnedArguments) {
    memory += arguments.memory
    commands.append((command, arguments))
  }
}

/// Which replies of a session are sent (CLIENT REPLY).
public enum ReplyMode: Sendable {
  /// All.
  case on
  /// None.
  case off
  /// All but that of the command after CLIENT REPLY SKIP.
  case skipsNext
  /// All but that of the running command.
  case skips
}
