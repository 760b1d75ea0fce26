import AOF
import Commands
import Disk
import Keyspace

extension Engine {
  /// The periodic work: expiry, table maintenance, children, automatic saves and rewrites, postponed writes and
  /// fsyncs. Call it every 100 ms (Redis directive `hz`), also while nobody types.
  public func cron() {
    guard state == .running, !debugSettings.pausesCron else { return }
    context.microseconds = clock.now()
    context.endOverdueWaits()
    if context.clients.pausedUntil <= context.microseconds { expireActively() }
    if context.settings.maximumMemory > 0 { evict() }
    if !context.keyspace.deferred.isEmpty { context.keyspace.deferred.release(Self.longestRelease) }
    for database in context.keyspace.databases where database.maintain(buckets: 1000) { break }
    statistics.peakMemory = max(statistics.peakMemory, usedMemory)
    if appendOnlyFile.rewriteIsBroken, background.running == .rewrite { dismissChild() }
    reapChild()
    if !surroundings.child.isActive, !appendOnlyFile.isInstalling { startDueWork() }
    do { try appendOnlyFile.cron() } catch { stopAfter(error) }
  }

  /// Starts what waits for a free child: a scheduled rewrite, a due snapshot, an automatic rewrite.
  private func startDueWork() {
    if background.rewriteIsScheduled, !appendOnlyFile.isRewriteLimited() {
      background.rewriteIsScheduled = false
      startRewrite()
      return
    }
    if background.snapshotIsScheduled {
      background.snapshotIsScheduled = false
      startSnapshot()
      return
    }
    if let due = dueSavePoint() {
      log(.notice, "\(due.changes) changes in \(due.seconds) seconds. Saving...")
      startSnapshot()
    } else {
      startAutomaticRewriteIfDue()
    }
  }

  /// The first save point that has been reached; after a failed save it is retried every five seconds.
  private func dueSavePoint() -> SavePoint? {
    // A dump.rdb that was not loaded is overwritten only by a command.
    guard !isReadOnly, !hasUnreadSnapshot else { return nil }
    let now = context.microseconds / 1_000_000
    return configuration.savePoints.first { point in
      context.dirty >= point.changes && now - background.lastSaveTime > point.seconds
        && (now - background.lastSaveTryTime > 5 || background.lastSnapshotSucceeded)
    }
  }
}
