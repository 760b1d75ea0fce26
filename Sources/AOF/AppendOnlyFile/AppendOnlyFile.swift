import Bytes
public import Commands
public import Disk
public import SystemPackage

/// The append-only file of one engine: manifest, files, buffer and fsyncs.
///
/// Start: ``readManifest()``, ``load(into:)``, ``start(writingBase:)``. Then for each unit of execution one `append`,
/// and ``flush(force:)`` before its reply is released. ``cron()`` ten times a second.
///
/// Rewrite: ``beginRewrite()``, fork; in the parent ``rewriteStarted(pid:)`` or ``forkFailed(_:)``; when the child has
/// ended ``rewriteSucceeded(pid:)`` or ``rewriteFailed(pid:_:)``. The child writes the base, fsynced, to the path
/// ``AOFSettings/finishedBaseName(pid:)`` in the data directory.
///
/// An error that is an ``AOFError/stop(_:)`` means that the engine must not go on; Redis ends its process then.
public final class AppendOnlyFile {
  /// Whether commands are logged.
  public enum State: Sendable, Equatable {
    /// They are not.
    case off
    /// They are.
    case on
    /// They go to a temporary file until the first rewrite succeeds; nothing is safe before that. The engine must not
    /// confirm that the append-only file is on before the state is ``on``.
    case waitingForRewrite
  }

  /// What is heeded of the configuration; the engine keeps it up to date.
  public var settings: AOFSettings {
    didSet { settingsChanged() }
  }
  /// Whether a forked child is at work; the engine keeps it up to date.
  public var isChildActive = false
  /// Whether commands are logged.
  public internal(set) var state = State.off
  /// The files.
  public internal(set) var manifest = Manifest()
  /// The buffer and what is known of its way to the disk.
  public internal(set) var log = Log()
  /// Bytes in base and incremental files since the last rewrite or start (`aof_current_size`).
  public internal(set) var currentSize = 0
  /// Bytes after the last rewrite or at start (`aof_base_size`).
  public internal(set) var rewriteBaseSize = 0
  /// Rewrites that failed since the last that did not (`aof_rewrites_consecutive_failures`).
  public internal(set) var consecutiveFailures = 0
  /// Whether a dump.rdb lies in the data directory that was not read; the engine must not overwrite it unasked.
  ///
  /// The manifest remembers it, so that later starts know. The engine says with ``snapshotSaved()`` when it is over.
  public internal(set) var shadowsSnapshot = false
  /// Whether the last rewrite succeeded (`aof_last_bgrewrite_status`).
  public internal(set) var lastRewriteSucceeded = true

  let disk: any Disk
  let clock: any Clock
  let worker: any SyncWorker
  let sink: LogSink
  var flusher: Flusher
  var limiter = RewriteLimiter()
  /// The file that takes commands.
  var file: (any DiskFile)?
  /// Bytes in it, half commands of a failed write not counted.
  var fileSize = 0
  /// Where in which file the bytes of the log are, for those that are not durable yet.
  var segments: [Segment] = []
  /// The position in the log up to which fsyncs were asked for.
  var submitted = 0
  /// The positions that the fsyncs under way will make durable, oldest first.
  var syncsUnderWay: [Int] = []
  /// The position up to which replies may have been released.
  var released = 0
  /// The position from which on nothing was acknowledged: what the present flush is for.
  var unreleased = 0
  /// Why bytes between `log.durable` and `log.written` are in doubt.
  var syncError: Errno?
  /// The bytes that are in doubt, also of files that are not in use any more.
  var doubts = Doubts()
  /// What the next start can learn of them.
  var doubtNote = DoubtNote.none
  /// The change of the list of files that is under way.
  var change: ListChange?
  /// Whether the list could not be changed for the rewrite whose child runs: what that writes must not be used.
  public internal(set) var rewriteIsBroken = false
  /// Why the engine must stop, found out where it could not be said.
  var pendingStop: AOFError?
  var lastRepair: Int64 = 0

  /// An append-only file that is off.
  public init(
    settings: AOFSettings, disk: any Disk, clock: any Clock, worker: any SyncWorker, log sink: @escaping LogSink
  ) {
    self.settings = settings
    self.disk = disk
    self.clock = clock
    self.worker = worker
    self.sink = sink
    flusher = Flusher(now: clock.now() / 1_000_000)
    settingsChanged()
  }

  private func settingsChanged() {
    log.writesTimestamps = settings.writesTimestamps
    log.retentionLimit = settings.retentionLimit
  }

  /// Unix seconds.
  var now: Int64 { clock.now() / 1_000_000 }

  // MARK: Appending

  /// Whether commands must be appended at all.
  ///
  /// In ``State/waitingForRewrite`` only while the rewrite's child runs.
  public var isFed: Bool { state == .on || (state == .waitingForRewrite && file != nil) }

  /// Appends one command as it was typed.
  ///
  /// `second` is the Unix time.
  public func append(command: Arguments, in database: Int, second: Int64) {
    log.append(command: command, in: database, second: second)
  }

  /// Appends the bytes of a request that the scanner found canonical.
  public func append(request: Span<UInt8>, in database: Int, second: Int64) {
    log.append(request: request, in: database, second: second)
  }

  /// Appends what one unit of execution left; see ``Log/append(unit:isWrapped:second:)``.
  public func append(unit: borrowing Effects, isWrapped: Bool = true, second: Int64) {
    log.append(unit: unit, isWrapped: isWrapped, second: second)
  }

  // MARK: What INFO reports

  /// Bytes that wait to be written (`aof_buffer_length`).
  public var bufferLength: Int { log.pendingCount }
  /// Writes that went ahead beside an fsync (`aof_delayed_fsync`).
  public var delayedSyncs: Int { flusher.delayedSyncs }
  /// Why writes must be refused with `-MISCONF Errors writing to the AOF file: <text>`; nil when they need not.
  public var writeError: Errno? { flusher.writeError ?? syncError }
  /// Whether a finished base is still being put in the place of the files before it.
  public var isInstalling: Bool { change != nil && !isSwitching }
  /// Whether an fsync is under way on the other thread.
  public var isSyncing: Bool { !syncsUnderWay.isEmpty }
}

/// A run of the log's bytes in one file.
struct Segment {
  /// The file's name in the directory of the append-only files.
  var name: FileName
  /// The position in the log of the byte at `offset`.
  let position: Int
  /// The offset in the file at which the run begins.
  let offset: Int
}
