public import Bytes
public import Keyspace
public import RESP

/// What a command works on: the data set, the session that sent it, the reply and the effects it leaves.
public final class CommandContext {
  /// The data set.
  public let keyspace: Keyspace
  /// All commands there are.
  public let table: CommandTable
  /// The session whose command runs.
  public var session: Session
  /// Where the reply goes.
  public var reply = ReplyWriter()
  /// What reaches the append-only file.
  public var effects = Effects()
  /// Unix time in microseconds, taken once for each command.
  public var microseconds: Int64 = 0
  /// The directives that commands heed.
  public var settings = CommandSettings()
  /// What INFO reports of the commands' doings.
  public var statistics = Statistics()
  /// The one source of random numbers.
  public var random: RandomNumbers
  /// Changes to the data set since the last save; what Redis calls `dirty`.
  public var dirty: Int64 = 0
  /// Whether a file is being loaded: nothing expires then.
  public var isLoading = false { didSet { keyspace.deferred.isActive = !isLoading } }
  /// Whether access clocks stay as they are: while a child process saves, so that it keeps sharing the pages.
  public var keepsAccessClocks = false
  /// Set by FLUSHALL for the engine, which then ends a child that saves, saves if there are save points, and clears it.
  public var flushedAll = false
  /// Whether the running command must not wait: inside of a transaction or a script.
  public var deniesBlocking = false
  /// Whether a script runs the command.
  public var runsScript = false
  /// Bytes of a reply beyond which whoever gets it is sent away.
  public var replyLimit = Int.max
  /// Who watches what.
  public var watchers = WatchTable()
  /// Who is subscribed to what.
  public var channels = ChannelTable()
  /// Who is told of changes to what.
  public var tracking = TrackingTable()
  /// What took long.
  public var slowLog = SlowLog()
  /// What took longer than `latency-monitor-threshold`.
  public var latency = LatencyMonitor()
  /// How often commands ran, and how long that took.
  public var figures: CommandFigures
  /// The users.
  public let access: AccessList
  /// All sessions of the engine.
  public var clients = ClientTable()

  /// Who waits for what.
  public var blocking = BlockTable()
  /// The key for which a command that has waited is run again.
  var servedKey: [UInt8]?
  /// Whether a command that was run again has found nothing again.
  public internal(set) var foundNothing = false

  /// A context on `keyspace`, with a first session.
  public init(
    keyspace: Keyspace, session: Session, random: RandomNumbers, table: CommandTable = CommandTable()
  ) {
    self.keyspace = keyspace
    self.table = table
    access = AccessList(table)
    figures = CommandFigures(count: table.byNumber.count)
    self.session = session
    self.random = random
  }

  /// Unix time in milliseconds.
  public var milliseconds: Int64 { microseconds / 1000 }
  /// The database that the session has selected.
  public var database: Database { keyspace.databases[session.database] }
  /// What a key's access clock is set to now: Unix seconds, 24 bits of them.
  ///
  /// LFU policies store a counter instead.
  public var accessClock: UInt32 {
    settings.usesFrequency
      ? UInt32(truncatingIfNeeded: microseconds / 60_000_000) << 8 & 0xFF_FF00 | 5
      : UInt32(truncatingIfNeeded: microseconds / 1_000_000) & 0xFF_FFFF
  }
}

/// The directives that commands heed; the configuration keeps them up to date.
public struct CommandSettings: Sendable {
  /// Redis directive `lazyfree-lazy-expire`: expired keys are logged as UNLINK.
  public var lazyExpire = false
  /// Redis directive `lazyfree-lazy-user-del`: DEL behaves as UNLINK.
  public var lazyUserDelete = false
  /// Redis directive `lazyfree-lazy-user-flush`: FLUSHALL and FLUSHDB are asynchronous by default.
  public var lazyUserFlush = false
  /// Redis directive `proto-max-bulk-len`, in bytes.
  public var maximumBulkLength = 512 * 1024 * 1024
  /// Whether `maxmemory-policy` is one of the LFU policies.
  public var usesFrequency = false
  /// Redis directive `lfu-log-factor`.
  public var frequencyLogFactor = 10
  /// Redis directive `lfu-decay-time`, in minutes.
  public var frequencyDecayMinutes = 1

  /// Up to which size values keep their compact encodings.
  public var limits = EncodingLimits()
  /// Redis directive `notify-keyspace-events`.
  public var keyspaceEvents: KeyspaceEvents = []

  /// Redis directive `slowlog-log-slower-than`, in microseconds; negative for never.
  public var slowLogThreshold: Int64 = 10_000
  /// Redis directive `latency-monitor-threshold`, in milliseconds; 0 for never.
  public var latencyThreshold: Int64 = 0
  /// Redis directive `maxmemory`, in bytes; 0 for no limit.
  public var maximumMemory = 0

  /// Redis' defaults.
  public init() {}
}

/// Counters that INFO shows and CONFIG RESETSTAT clears.
public struct Statistics: Sendable {
  /// Lookups that found their key.
  public var keyspaceHits: Int64 = 0
  /// Lookups that did not.
  public var keyspaceMisses: Int64 = 0
  /// Keys removed because their time was over.
  public var expiredKeys: Int64 = 0
  /// Keys removed because memory was scarce.
  public var evictedKeys: Int64 = 0
  /// Error replies.
  public var errorReplies: Int64 = 0
  /// Error replies by their first word.
  public var errors: [String: Int64] = [:]

  /// All zero.
  public init() {}
}
