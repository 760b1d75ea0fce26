import Bytes
import Disk
import SystemPackage

extension AppendOnlyFile {
  /// Writes and fsyncs what the policy asks for; call it before replies are released.
  ///
  /// `force` writes although an fsync is under way. Throws `.stop` only; a write that failed and will be tried again
  /// shows in ``writeError``.
  public func flush(force: Bool = false) throws(AOFError) {
    unreleased = max(log.written, released)
    try flushUnreleased(force: force)
    released = log.appended
  }

  func flushUnreleased(force: Bool) throws(AOFError) {
    if let stop = pendingStop { throw stop }
    try collectSyncs()
    try advanceSwitch(waiting: force || settings.policy != .everySecond)
    guard let file, !isSwitching else { return }
    if syncError != nil { return try repair(force: force) }
    // Under `always` an fsync that was only asked for, by an earlier policy, is waited for too.
    let covered = settings.policy == .always ? log.durable : submitted
    if log.pendingCount == 0 && log.written == covered { return }
    var situation = Flusher.Situation(
      now: now, policy: settings.policy, pending: log.pendingCount, unsynced: log.written - covered)
    situation.isSyncing = !syncsUnderWay.isEmpty
    situation.isChildActive = isChildActive
    situation.skipsSyncDuringRewrite = settings.skipsSyncDuringRewrite
    situation.isForced = force
    switch flusher.decide(situation, log: sink) {
    case .none, .postpone: return
    case .write(let sync):
      // What was written before becomes durable in time even while writes fail.
      let isWritten = try write(to: file, situation)
      if isWritten || log.written > submitted { try perform(sync) }
    case .sync(let sync): try perform(sync)
    }
  }

  /// What needs doing when nobody types: a postponed or failed write, an fsync that is due.
  ///
  /// Call it ten times a second.
  public func cron() throws(AOFError) { try flush() }

  /// Writes and fsyncs everything now, whatever the policy.
  public func flushAndSync() throws(AOFError) {
    try flush(force: true)
    guard file != nil, log.durable < log.appended else { return }
    if log.pendingCount > 0 || syncError != nil { return }
    try perform(.sync)
    if syncError != nil { try repair(force: true) }
  }

  /// Writes the buffer; false when that failed and the engine may go on.
  private func write(to file: any DiskFile, _ situation: Flusher.Situation) throws(AOFError) -> Bool {
    let expected = log.pendingCount
    var done = 0
    var failed: Errno?
    while done < expected && failed == nil {
      let from = log.written - log.start + done
      do throws(DiskError) {
        let taken = try file.write(log.bytes.span.extracting(from..<log.bytes.count))
        if taken == 0 { failed = .noSpace }
        done += taken
      } catch { failed = error.errno }
    }
    if let failed {
      let failure = done == 0 ? Flusher.WriteFailure.failed(failed) : cut(file, done, expected)
      let outcome = flusher.writeFailed(failure, situation, log: sink)
      advance(outcome.written)
      if let stop = outcome.stop { throw .stop(stop) }
      return false
    }
    advance(expected)
    flusher.wrote(situation, log: sink)
    return true
  }

  private func cut(_ file: any DiskFile, _ written: Int, _ expected: Int) -> Flusher.WriteFailure {
    do throws(DiskError) {
      try file.truncate(to: fileSize)
      return .short(written: written, expected: expected, cutting: nil)
    } catch { return .short(written: written, expected: expected, cutting: error.errno) }
  }

  private func advance(_ count: Int) {
    log.wrote(count)
    fileSize += count
    currentSize += count
  }

  func perform(_ sync: Flusher.SyncAction) throws(AOFError) {
    guard let file else { return }
    switch sync {
    case .none: return
    case .submit:
      try submit(file)
    case .sync:
      // What is under way covers earlier bytes, maybe of an earlier file: they must be durable first.
      worker.drain()
      try collectSyncs()
      do throws(DiskError) { try file.dataSync() } catch { return try doubt(error.errno) }
      if syncError != nil { return }
      submitted = log.written
      becameDurable(upTo: log.written)
      flusher.synced(now: now)
    }
  }

  /// Logs a line and makes it the reason to stop.
  func stop(_ line: String) -> AOFError {
    sink(.warning, line)
    return .stop(line)
  }
}
