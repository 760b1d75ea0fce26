import Bytes
import Disk
import SystemPackage

extension AppendOnlyFile {
  /// Asks the other thread for an fsync of everything written so far.
  func submit(_ file: any DiskFile) throws(AOFError) {
    worker.submit(file, closeAfter: false)
    syncsUnderWay.append(log.written)
    submitted = log.written
    flusher.synced(now: now)
    // A worker that works at once has the outcome already.
    try collectSyncs()
  }

  /// Takes note of the fsyncs that have ended.
  func collectSyncs() throws(AOFError) {
    while let outcome = worker.poll() {
      if outcome == .performed {
        try changeEnded()
        continue
      }
      guard !syncsUnderWay.isEmpty else { continue }
      let position = syncsUnderWay.removeFirst()
      switch outcome {
      case .completed:
        // After a failure only a repair says what is durable.
        if syncError == nil { becameDurable(upTo: position) }
      case .failed(let error):
        sink(.warning, "Fail to fsync the AOF file: \(error.reason)")
        if syncError == nil { try doubt(error.errno) }
      case .performed: break
      }
    }
  }

  /// After a failed fsync the system may have dropped the bytes and still call the file clean: another fsync would
  /// prove nothing.
  ///
  /// They are written again as long as they are in memory; otherwise the engine stops.
  func doubt(_ errno: Errno) throws(AOFError) {
    syncError = errno
    if settings.policy == .always {
      settleDoubt()
      throw stop(
        "Can't persist AOF for fsync error when the AOF fsync policy is 'always': \(errno.description). Exiting...")
    }
    guard log.keepsUnsynced else {
      settleDoubt()
      throw stop(
        "Can't recover from AOF fsync error: \(errno.description). The last \(log.unsyncedCount) bytes may be lost, and "
          + "too many for a copy in memory. Exiting...")
    }
    lastRepair = 0
  }

  /// Writes the bytes in doubt again and fsyncs them, at most once a second.
  func repair(force: Bool) throws(AOFError) {
    guard let errno = syncError else { return }
    if settings.policy == .always || !log.keepsUnsynced { try doubt(errno) }
    guard force || now > lastRepair else { return }
    lastRepair = now
    worker.drain()
    try collectSyncs()
    let count = log.unsyncedCount
    do throws(DiskError) { try writeAgain() } catch {
      return sink(.warning, "Can't write the AOF again after the failed fsync: \(error.description)")
    }
    sink(.warning, "AOF fsync error looks solved: \(count) bytes were written and fsynced again.")
    syncError = nil
    submitted = log.written
    becameDurable(upTo: log.written)
    flusher.synced(now: now)
    try flushUnreleased(force: force)
  }

  /// Before the engine stops: the next one would load bytes in doubt from the page cache, and what it writes behind them
  /// would be lost with them in a power cut. They are written again or, when that fails and nothing of them was
  /// acknowledged, cut off.
  private func settleDoubt() {
    guard let segment = segments.last else { return }
    do throws(DiskError) {
      if log.keepsUnsynced { return try writeAgain() }
    } catch { sink(.warning, "Can't write the AOF again after the failed fsync: \(error.description)") }
    do throws(DiskError) {
      if log.durable >= max(unreleased, segment.position) { return try cutOffUnsynced(segment) }
    } catch { sink(.warning, "Can't cut off what could not be fsynced: \(error.description)") }
    sink(
      .warning,
      "The last \(log.unsyncedCount) bytes of the AOF \(segment.name) may not survive a power cut: check the disk, and "
        + "run BGREWRITEAOF after the next start.")
  }

  private func cutOffUnsynced(_ segment: Segment) throws(DiskError) {
    let file = try disk.open(settings.path(segment.name), .update)
    defer { discard(file) }
    try file.truncate(to: segment.offset + log.durable - segment.position)
    sink(
      .warning,
      "The last \(log.unsyncedCount) bytes of the AOF \(segment.name) were never acknowledged: they are cut off.")
    try file.dataSync()
  }

  /// Writes all bytes that are not known to be durable again where they are, and fsyncs them.
  private func writeAgain() throws(DiskError) {
    for (index, segment) in segments.enumerated() {
      let end = index + 1 < segments.count ? segments[index + 1].position : log.written
      let from = max(log.durable, segment.position)
      if from < end { try rewrite(from..<end, of: segment) }
    }
  }

  private func rewrite(_ range: Range<Int>, of segment: Segment) throws(DiskError) {
    let file = try disk.open(settings.path(segment.name), .update)
    defer { discard(file) }
    var position = range.lowerBound
    while position < range.upperBound {
      let bytes = log.bytes.span.extracting(position - log.start..<range.upperBound - log.start)
      let taken = try file.write(bytes, at: segment.offset + position - segment.position)
      if taken == 0 { throw .write(file.path, .noSpace) }
      position += taken
    }
    try file.dataSync()
  }

  func becameDurable(upTo position: Int) {
    log.becameDurable(upTo: position)
    while segments.count > 1, segments[1].position <= position { segments.removeFirst() }
  }
}
