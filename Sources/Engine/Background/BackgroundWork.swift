/// What a child process is writing, and how the last saves ended.
struct BackgroundWork {
  /// What the running child writes.
  enum Kind {
    case snapshot, rewrite
  }

  /// What the running child writes; nil when there is none.
  var running: Kind?
  /// When the running child was started, in microseconds of the monotonic clock.
  var startedAt: Int64 = 0
  /// What the running child's progress was when it was last seen to change, and when that was, in microseconds of the
  /// monotonic clock.
  var progress = (seen: 0, at: Int64(0))
  /// Whether the running child was asked to end.
  var isDismissed = false
  /// Changes to the data set when the snapshot was started; they count as saved when it succeeds.
  var dirtyAtStart: Int64 = 0
  /// A rewrite waits for the running child.
  var rewriteIsScheduled = false
  /// A snapshot waits for the running child.
  var snapshotIsScheduled = false

  /// Unix time of the last successful save, in seconds.
  var lastSaveTime: Int64 = 0
  /// Unix time of the last attempt, in seconds.
  var lastSaveTryTime: Int64 = 0
  var lastSnapshotSucceeded = true
  var lastSnapshotSeconds: Int64 = -1
  var lastRewriteSeconds: Int64 = -1
  var snapshotsSaved: Int64 = 0
  var rewritesStarted: Int64 = 0
  var lastSnapshotCopied = 0
  var lastRewriteCopied = 0
  var forks: Int64 = 0
  var lastForkMicroseconds: Int64 = 0
}

/// What INFO reports of the engine's doings.
struct EngineStatistics {
  /// Unix time of the start, in microseconds.
  var startedAt: Int64 = 0
  var processedCommands: Int64 = 0
  var loadedKeys: Int64 = 0
  var expiredWhileLoading: Int64 = 0
  var peakMemory = 0
}
