public import AOF
import Bytes
public import Commands
public import Disk
import Keyspace
public import Lua
public import SystemPackage

/// One run of a server: from its start on a data directory to its shutdown or crash.
///
/// The engine is synchronous and owned by one thread. It starts no thread, never ends the process and holds no
/// globals: disk, clock, random numbers and the log's destination are handed in. A caller runs commands with
/// ``execute(_:session:)``, releases their replies after ``flush()``, and calls ``cron()`` ten times a second.
public final class Engine {
  /// What an engine needs from its surroundings.
  public struct Surroundings {
    public var disk: any Disk
    /// The disk that a forked child uses: one that takes no locks and keeps no account.
    public var childDisk: any Disk
    public var clock: any Clock
    public var syncWorker: any SyncWorker
    public var child: any ChildProcess
    /// Where log lines go.
    public var log: (LogLine) -> Void
    public var seed: UInt64
    public var processIdentifier: Int
    /// Bytes that the process takes without any key. A host that measures them makes INFO and the RDB files' `used-mem`
    /// tell the truth; one whose runs must be repeatable leaves the round number.
    public var ownMemory = 1 << 20
    /// Bytes of memory that the process has, for INFO; nil where that is not known, or runs must be repeatable.
    public var residentMemory: () -> Int? = { nil }
    /// Bytes of memory that the machine has.
    public var totalMemory: () -> Int? = { nil }
    /// Opens the interpreter of scripts and functions; nil when there is none.
    public var openLua: () -> LuaLibrary? = LuaLibrary.open
    /// Is told of the bytes that a load has read, a piece at a time.
    public var noteRead: (Int) -> Void = { _ in }
    /// Runs its argument, in which a script runs, with a question whether the person wants to end that; by default
    /// nobody can say so.
    public var watchScript: (_ body: (_ isInterrupted: () -> Bool) -> Void) -> Void = { $0 { false } }
    /// All commands; nil for a table of the engine's own. Whoever starts thousands of engines makes the table once.
    public var commands: CommandTable?

    /// Who has started the process and looks after it, for INFO.
    public var supervisor = "no"
    /// Tells that one how far a shutdown is.
    public var tellSupervisor: (String) -> Void = { _ in }
    /// Called in a shutdown when all data is safe, before the last line of the log.
    public var beforeGoodbye: () -> Void = {}

    public init(
      disk: any Disk, childDisk: (any Disk)? = nil, clock: any Clock, syncWorker: any SyncWorker,
      child: any ChildProcess, seed: UInt64,
      processIdentifier: Int, log: @escaping (LogLine) -> Void
    ) {
      self.disk = disk
      self.childDisk = childDisk ?? disk
      self.clock = clock
      self.syncWorker = syncWorker
      self.child = child
      self.seed = seed
      self.processIdentifier = processIdentifier
      self.log = log
    }
  }

  /// A directive that the host refuses to change.
  public struct HostRefusal {
    let name: String
    let reason: String

    /// The refusal of `name`, in the words of CONFIG SET.
    public init(_ name: String, _ reason: String) {
      self.name = name
      self.reason = reason
    }
  }

  /// Whether the engine serves commands.
  public enum State: Sendable {
    /// Not started yet.
    case created
    /// Serving commands.
    case running
    /// Shut down, crashed or stopped by an error; of no further use.
    case ended
  }

  let surroundings: Surroundings
  /// The data directory (Redis directive `dir`).
  public let directory: FilePath
  /// Whether nothing is ever written to the data directory.
  public let isReadOnly: Bool
  /// The directives in force.
  public internal(set) var configuration: Configuration
  /// The data set and what commands work on.
  public let context: CommandContext
  /// All commands there are; the context's, at hand without a count of references for each command.
  let table: CommandTable
  public internal(set) var state = State.created
  /// Held while the data directory is open for writing.
  var lock: (any DiskLock)?
  let appendOnlyFile: AppendOnlyFile
  var background = BackgroundWork()
  var statistics = EngineStatistics()
  /// What the host of its connections has counted.
  public var network = NetworkStatistics()
  var commandClock = CommandClock()
  var evictionPool = EvictionPool()
  /// The database that the last random victim came from.
  var nextEvictedDatabase = -1
  /// Whether effects are collected for the unit that EXEC will end.
  var isInsideUnit = false
  /// Whether memory was short when room was last looked for.
  var foundNoMemory = false
  /// The interpreters of scripts and functions.
  private(set) lazy var scripting = Scripting(self)
  /// The function libraries.
  var functions = FunctionLibraries()
  /// Whether a dump.rdb lies in the data directory that was not loaded.
  var hasUnreadSnapshot: Bool { appendOnlyFile.shadowsSnapshot }
  /// Whether a load replaces keys that are there (DEBUG RELOAD NOFLUSH).
  var loadsOverExistingKeys = false
  /// Why the engine ended by itself; nil when it was shut down or crashed on demand.
  public internal(set) var endReason: AOFError?
  /// Whether the unit that is about to be logged is a transaction.
  var unitIsTransaction = false
  /// Where the sampling of expired keys goes on, per database.
  var expiryCursors: [UInt64]
  /// Microseconds for which a child may make no progress before it is ended. An fsync of a large file on a slow disk is
  /// one step.
  public var longestChildPause: Int64 = 900_000_000
  /// What DEBUG has changed.
  var debugSettings = DebugSettings()
  /// How often directives were put into force, for hosts that heed some.
  public private(set) var settingsApplied = 0
  /// Whether the log tells that connections are accepted; a host that listens on no port says something else.
  public var announcesReadiness = true
  /// Directives that the host cannot change any more, which CONFIG SET refuses.
  public var fixedDirectives: Set<String> = []
  /// Puts changed directives into force that concern the host of the connections; says which one it cannot, and why.
  public var applyHostDirectives: ((_ changed: Configuration, _ names: [String]) -> HostRefusal?)?
  /// Who is told of every step.
  public var observer: (any EngineObserver)?
  /// Serves others while the engine is occupied, if the host can: it gives what they send to ``ClientStream``, as
  /// always, and their replies out at once. Called again and again for as long as that lasts.
  public var serveMeanwhile: (() -> Void)?
  /// Sends the replies that are complete, before others are served.
  public var sendReplies: (() -> Void)?
  /// What the engine is occupied with, while others are served meanwhile.
  public internal(set) var occupation: Occupation?
  /// How far the load at the start is.
  var loading: LoadingProgress?
  /// The number of the next session.
  var nextSession = 1

  /// Whether this is the copy of the engine in a forked child.
  private var isInChild = false

  var disk: any Disk { isInChild ? surroundings.childDisk : surroundings.disk }
  var clock: any Clock { surroundings.clock }

  /// An engine on `directory` that has not started.
  public init(
    directory: FilePath, configuration: Configuration, isReadOnly: Bool = false, surroundings: Surroundings
  ) {
    self.surroundings = surroundings
    self.directory = directory
    self.configuration = configuration
    self.isReadOnly = isReadOnly
    var random = RandomNumbers(seed: surroundings.seed)
    let databases = configuration.integer("databases")
    let keyspace = Keyspace(databases: databases, seed: random.next())
    context = CommandContext(
      keyspace: keyspace, session: Session(id: 0), random: random,
      table: configuration.renamedCommands.isEmpty
        ? surroundings.commands ?? CommandTable() : CommandTable(renamed: configuration.renamedCommands))
    table = context.table
    expiryCursors = Array(repeating: 0, count: databases)
    context.microseconds = surroundings.clock.now()
    let settings = Self.appendOnlySettings(
      configuration, directory: directory, isReadOnly: isReadOnly,
      processIdentifier: surroundings.processIdentifier)
    appendOnlyFile = AppendOnlyFile(
      settings: settings, disk: surroundings.disk, clock: surroundings.clock, worker: surroundings.syncWorker
    ) { level, message in
      guard level.rank >= LogLevel.threshold(configuration.text("loglevel")).rank else { return }
      surroundings.log(
        LogLine(
          processIdentifier: surroundings.processIdentifier, role: .master, microseconds: surroundings.clock.now(),
          level: level, message: message))
    }
    statistics.startedAt = surroundings.clock.now()
    background.lastSaveTime = surroundings.clock.now() / 1_000_000
    applySettings()
  }

  /// Makes this copy of the engine, in a forked child, let go of what only the parent may use.
  func becomeChild() {
    isInChild = true
    lock?.releaseInChild()
  }

  /// Copies the directives that are looked at for every command to where commands find them.
  func applySettings() {
    settingsApplied &+= 1
    appendOnlyFile.settings = Self.appendOnlySettings(
      configuration, directory: directory, isReadOnly: isReadOnly,
      processIdentifier: surroundings.processIdentifier)
    context.settings.lazyExpire = configuration.flag("lazyfree-lazy-expire")
    context.settings.lazyUserDelete = configuration.flag("lazyfree-lazy-user-del")
    context.settings.lazyUserFlush = configuration.flag("lazyfree-lazy-user-flush")
    context.keyspace.deferred.takesOverwritten = configuration.flag("lazyfree-lazy-server-del")
    context.settings.maximumBulkLength = configuration.integer("proto-max-bulk-len")
    let largeElement = context.settings.limits.largeElement
    context.settings.limits = configuration.encodingLimits
    context.settings.limits.largeElement = largeElement
    context.settings.keyspaceEvents = KeyspaceEvents(letters: configuration.value(of: "notify-keyspace-events") ?? [])
    context.access.logLimit = configuration.integer("acllog-max-len")
    context.access.defaultsToAllChannels = configuration.text("acl-pubsub-default") == "allchannels"
    context.settings.slowLogThreshold = Int64(configuration.integer("slowlog-log-slower-than"))
    context.settings.latencyThreshold = Int64(configuration.integer("latency-monitor-threshold"))
    context.slowLog.limit = configuration.integer("slowlog-max-len")
    context.tracking.limit = configuration.integer("tracking-table-max-keys")
    context.figures.tracksLatency = configuration.flag("latency-tracking")
    commandClock.measuresAll =
      (0..<10_000).contains(context.settings.slowLogThreshold) || context.settings.latencyThreshold > 0
    context.settings.maximumMemory = configuration.integer("maxmemory")
    context.settings.limits.elementSeed = surroundings.seed
    context.settings.usesFrequency = configuration.text("maxmemory-policy").hasSuffix("-lfu")
    context.settings.frequencyLogFactor = configuration.integer("lfu-log-factor")
    context.settings.frequencyDecayMinutes = configuration.integer("lfu-decay-time")
  }

  /// Writes a line to the log, when `loglevel` lets it through.
  func log(_ level: LogLevel, _ message: String, role: LogLine.Role = .master, processIdentifier: Int? = nil) {
    guard level.rank >= LogLevel.threshold(configuration.text("loglevel")).rank else { return }
    surroundings.log(
      LogLine(
        processIdentifier: processIdentifier ?? surroundings.processIdentifier, role: role,
        microseconds: clock.now(), level: level, message: message))
  }
}
