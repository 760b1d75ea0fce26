public import SystemPackage

/// Decides when the buffer is written and fsynced, and what follows from a failure (Redis directive `appendfsync`).
///
/// It performs nothing: the answer to a situation is an action, its outcome is reported, and lines for the log come
/// back. Times are whole Unix seconds, as Redis compares them.
public struct Flusher: Sendable {
  /// What the decision depends on.
  public struct Situation: Sendable {
    /// Unix seconds.
    public var now: Int64
    /// Redis directive `appendfsync`.
    public var policy: FsyncPolicy
    /// Bytes not written.
    public var pending: Int
    /// Bytes written for which no fsync was asked yet.
    public var unsynced: Int
    /// Whether an fsync is under way on another thread.
    public var isSyncing = false
    /// Whether a forked child is at work.
    public var isChildActive = false
    /// Redis directive `no-appendfsync-on-rewrite`.
    public var skipsSyncDuringRewrite = false
    /// Whether the buffer must be written whatever the circumstances.
    public var isForced = false

    /// A situation without an fsync under way or a child.
    public init(now: Int64, policy: FsyncPolicy, pending: Int, unsynced: Int) {
      self.now = now
      self.policy = policy
      self.pending = pending
      self.unsynced = unsynced
    }
  }

  /// An fsync.
  public enum SyncAction: Sendable, Equatable {
    /// None now.
    case none
    /// By this thread, before anything else happens.
    case sync
    /// By the other thread.
    case submit
  }

  /// What is to be done.
  public enum Action: Sendable, Equatable {
    /// Nothing.
    case none
    /// Nothing yet: an fsync is under way, and writing beside it could block.
    case postpone
    /// Write the whole buffer, then fsync.
    case write(then: SyncAction)
    /// Fsync what was written before.
    case sync(SyncAction)
  }

  /// Seconds between two lines about failing writes (30 in Redis).
  static let errorLogInterval: Int64 = 30
  /// Seconds for which a write waits for an fsync that is under way.
  static let longestPostponement: Int64 = 2

  /// The second of the last fsync that was started.
  var lastSync: Int64
  var postponedSince: Int64?
  var lastErrorLogged: Int64?
  /// Writes that went ahead beside an fsync after waiting in vain (`aof_delayed_fsync`).
  public private(set) var delayedSyncs = 0
  /// Why the last write failed; nil when it went well.
  public internal(set) var writeError: Errno?

  /// A flusher that fsynced last in second `now`.
  public init(now: Int64) { lastSync = now }

  /// Whether a write waits for an fsync to end.
  public var isPostponing: Bool { postponedSince != nil }

  /// What to do in `situation`.
  public mutating func decide(_ situation: Situation, log: LogSink) -> Action {
    guard situation.pending > 0 else {
      guard situation.unsynced > 0 else { return .none }
      let sync = syncAction(situation)
      return sync == .none ? .none : .sync(sync)
    }
    if situation.policy == .everySecond, situation.isSyncing, !situation.isForced {
      guard let since = postponedSince else {
        postponedSince = situation.now
        return .postpone
      }
      if situation.now - since < Self.longestPostponement { return .postpone }
      delayedSyncs += 1
      log(
        .notice,
        "Asynchronous AOF fsync is taking too long (disk is busy?). Writing the AOF buffer without waiting for "
          + "fsync to complete, this may slow down Redis.")
    }
    postponedSince = nil
    return .write(then: syncAction(situation))
  }

  private func syncAction(_ situation: Situation) -> SyncAction {
    switch situation.policy {
    case .no: return .none
    // No exemption while a child is at work: the reply that follows promises durability.
    case .always: return .sync
    case .everySecond:
      if situation.isChildActive && situation.skipsSyncDuringRewrite { return .none }
      return situation.now > lastSync && !situation.isSyncing ? .submit : .none
    }
  }

  /// Notes that a write of the whole buffer went well.
  public mutating func wrote(_ situation: Situation, log: LogSink) {
    if writeError != nil {
      log(.warning, "AOF write error looks solved, Redis can write again.")
      writeError = nil
    }
    // Redis counts the second as used even when another fsync was still under way.
    let isExempt = situation.isChildActive && situation.skipsSyncDuringRewrite
    if situation.policy == .everySecond, !isExempt, situation.now > lastSync { lastSync = situation.now }
  }

  /// Notes that an fsync was started or done.
  public mutating func synced(now: Int64) { lastSync = now }
}
