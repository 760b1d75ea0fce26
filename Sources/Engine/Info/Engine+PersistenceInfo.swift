import AOF
import Commands
import Disk

extension Engine {
  /// INFO persistence, field by field in Redis' order (spec 1.9).
  func writePersistence(to writer: inout InfoWriter) {
    writer.section("Persistence")
    writer.field("loading", context.isLoading || occupation == .loading)
    writer.field("async_loading", 0)
    writer.field("current_cow_peak", 0)
    writer.field("current_cow_size", 0)
    writer.field("current_cow_size_age", 0)
    writer.field("current_fork_perc", "0.00")
    writer.field("current_save_keys_processed", 0)
    writer.field("current_save_keys_total", 0)
    writeSnapshots(to: &writer)
    writeRewrites(to: &writer)
    if let loading { write(loading, to: &writer) }
    guard appendOnlyFile.state != .off else { return }
    writer.field("aof_current_size", appendOnlyFile.currentSize)
    writer.field("aof_base_size", appendOnlyFile.rewriteBaseSize)
    writer.field("aof_pending_rewrite", background.rewriteIsScheduled)
    writer.field("aof_buffer_length", appendOnlyFile.bufferLength)
    writer.field("aof_pending_bio_fsync", appendOnlyFile.isSyncing)
    writer.field("aof_delayed_fsync", appendOnlyFile.delayedSyncs)
  }

  private func write(_ loading: LoadingProgress, to writer: inout InfoWriter) {
    let elapsed = (clock.monotonic() - loading.monotonicStart) / 1_000_000
    let loaded = max(1, loading.loadedBytes)
    let (permyriad, rest) = (loading.loadedBytes * 10_000 / max(1, loading.totalBytes), loading.totalBytes - loaded)
    let cents = permyriad % 100
    writer.field("loading_start_time", loading.startedAt / 1_000_000)
    writer.field("loading_total_bytes", loading.totalBytes)
    writer.field("loading_rdb_used_mem", 0)
    writer.field("loading_loaded_bytes", loading.loadedBytes)
    writer.field("loading_loaded_perc", "\(permyriad / 100).\(cents < 10 ? "0" : "")\(cents)")
    writer.field("loading_eta_seconds", elapsed == 0 ? 1 : elapsed * Int64(max(0, rest)) / Int64(loaded))
  }

  private func writeSnapshots(to writer: inout InfoWriter) {
    writer.field("rdb_changes_since_last_save", context.dirty)
    writer.field("rdb_bgsave_in_progress", background.running == .snapshot)
    writer.field("rdb_last_save_time", background.lastSaveTime)
    writer.field("rdb_last_bgsave_status", background.lastSnapshotSucceeded ? "ok" : "err")
    writer.field("rdb_last_bgsave_time_sec", background.lastSnapshotSeconds)
    writer.field("rdb_current_bgsave_time_sec", runningSeconds(.snapshot))
    writer.field("rdb_saves", background.snapshotsSaved)
    writer.field("rdb_last_cow_size", background.lastSnapshotCopied)
    writer.field("rdb_last_load_keys_expired", statistics.expiredWhileLoading)
    writer.field("rdb_last_load_keys_loaded", statistics.loadedKeys)
  }

  private func writeRewrites(to writer: inout InfoWriter) {
    writer.field("aof_enabled", appendOnlyFile.state != .off)
    writer.field("aof_rewrite_in_progress", isRewriting)
    writer.field("aof_rewrite_scheduled", background.rewriteIsScheduled)
    writer.field("aof_last_rewrite_time_sec", background.lastRewriteSeconds)
    writer.field("aof_current_rewrite_time_sec", runningSeconds(.rewrite))
    writer.field("aof_last_bgrewrite_status", appendOnlyFile.lastRewriteSucceeded ? "ok" : "err")
    writer.field("aof_rewrites", background.rewritesStarted)
    writer.field("aof_rewrites_consecutive_failures", appendOnlyFile.consecutiveFailures)
    writer.field("aof_last_write_status", appendOnlyFile.writeError == nil ? "ok" : "err")
    writer.field("aof_last_cow_size", background.lastRewriteCopied)
    writer.field("module_fork_in_progress", 0)
    writer.field("module_fork_last_cow_size", 0)
  }

  private func runningSeconds(_ kind: BackgroundWork.Kind) -> Int64 {
    background.running == kind ? (clock.monotonic() - background.startedAt) / 1_000_000 : -1
  }
}
