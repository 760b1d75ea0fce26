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
      sink(.warning, "Can't write the AOF again after the failed fsync: \(error.description)")
      return makeNoteDurable()
    }
    forgetDoubts()
    sink(.warning, "AOF fsync error looks solved: \(count) bytes were written and fsynced again.")
    syncError = nil
    submitted = log.written
    becameDurable(upTo: log.written)
    flusher.synced(now: now)
    try flushUnreleased(force: force)
  }

  func cutOffUnsynced(_ segment: Segment) throws(DiskError) {
    let file = try disk.open(settings.path(segment.name), .update)
    defer { discard(file) }
    try file.truncate(to: segment.offset + log.durable - segment.position)
    sink(
      .warning,
      "The last \(log.unsyncedCount) bytes of the AOF \(segment.name) were never acknowledged: they are cut off.")
    try file.dataSync()
  }

  /// The positions that are not known to be durable, by the file they are in.
  var unsyncedRanges: [(range: Range<Int>, segment: Segment)] {
    segments.indices.compactMap { index in
      let end = index + 1 < segments.count ? segments[index + 1].position : log.written
      let from = max(log.durable, segments[index].position)
      return from < end ? (from..<end, segments[index]) : nil
    }
  }

  /// Writes all bytes that are not known to be durable again where they are, and fsyncs them.
  func writeAgain() throws(DiskError) {
    for (range, segment) in unsyncedRanges { try rewrite(range, of: segment) }
  }

  private func rewrite(_ range: Range<Int>, of segment: Segment) throws(DiskError) {
    let file = try disk.open(settings.path(segment.name), .update)
    defer { discard(file) }
    let bytes = log.bytes.span.extracting(range.lowerBound - log.start..<range.upperBound - log.start)
    try file.writeAll(bytes, at: segment.offset + range.lowerBound - segment.position)
    try file.dataSync()
  }

  func becameDurable(upTo position: Int) {
    log.becameDurable(upTo: position)
    while segments.count > 1, segments[1].position <= position { segments.removeFirst() }
  }
}
