import Bytes
import Disk
import SystemPackage

/// Where the note about bytes in doubt has come to.
enum DoubtNote {
  /// There is none.
  case none
  /// It could not be written, or not be made durable.
  case missing
  /// What has its name is no note: it may be a user's.
  case damaged
  /// It is in the page cache, as the bytes in doubt are: it outlives the engine.
  case written
  /// It outlives a power cut.
  case durable
}

extension AppendOnlyFile {
  /// After a failed fsync the system may have dropped the bytes and still call the file clean: another fsync would
  /// prove nothing.
  ///
  /// They are written again as long as they are in memory; otherwise the engine stops. Before anything else a note is
  /// left for the case that the engine is killed.
  func doubt(_ errno: Errno) throws(AOFError) {
    syncError = errno
    noteDoubts()
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

  /// Before the engine stops: the next one would load bytes in doubt from the page cache, and what it writes behind them
  /// would be lost with them in a power cut. They are written again or, when that fails and nothing of them was
  /// acknowledged, cut off. When that fails too, it is left to the next start.
  private func settleDoubt() {
    guard let segment = segments.last else { return }
    do throws(DiskError) {
      if log.keepsUnsynced {
        try writeAgain()
        return forgetDoubts()
      }
    } catch { sink(.warning, "Can't write the AOF again after the failed fsync: \(error.description)") }
    do throws(DiskError) {
      if log.durable >= max(unreleased, segment.position) {
        try cutOffUnsynced(segment)
        return forgetDoubts()
      }
    } catch { sink(.warning, "Can't cut off what could not be fsynced: \(error.description)") }
    makeNoteDurable()
    let remedy =
      doubtNote == .missing
      ? "check the disk, and run BGREWRITEAOF after the next start"
      : "check the disk; the next start writes them again"
    sink(
      .warning,
      "The last \(log.unsyncedCount) bytes of the AOF \(segment.name) may not survive a power cut: \(remedy).")
  }

  // MARK: The note

  private var notePath: FilePath { settings.path(settings.doubtName) }

  /// Notes which bytes are in doubt.
  private func noteDoubts() {
    for (range, segment) in unsyncedRanges {
      // A temporary file is loaded by no start, and takes part in nothing before its bytes are durable.
      if segment.name == settings.temporaryIncrName { continue }
      let offset = segment.offset + range.lowerBound - segment.position
      var entry = Doubts.Entry(name: segment.name, range: offset..<offset + range.count)
      if log.keepsUnsynced {
        let bytes = log.bytes.span.extracting(range.lowerBound - log.start..<range.upperBound - log.start)
        entry.checksum = CRC64.checksum(bytes)
      }
      doubts.set(entry)
    }
    writeNote()
  }

  /// Forgets the doubts about the files in use: what was written to them is durable, or gone.
  func forgetDoubts() { forgetDoubts { name in segments.contains { $0.name == name } } }

  /// Forgets the doubts about the files that `isMeant` picks.
  func forgetDoubts(about isMeant: (FileName) -> Bool) {
    let before = doubts
    doubts.remove(where: isMeant)
    if doubts != before || doubts.isEmpty { writeNote() }
  }

  /// Brings the note up to date.
  ///
  /// It is not fsynced: that could take long, and a kill does not need it.
  func writeNote() {
    if doubts.isEmpty { return removeNote() }
    do throws(DiskError) {
      if doubtNote == .damaged { try keepUnlisted(settings.doubtName) }
      let file = try disk.open(notePath, .truncate)
      let text = doubts.text
      try disk.closing(file) { () throws(DiskError) in try file.writeAll(text.span) }
      doubtNote = .written
    } catch {
      doubtNote = .missing
      sink(.warning, "Can't note which bytes of the AOF are in doubt: \(error.description)")
    }
  }

  private func removeNote() {
    // The bytes that it names are what it says: it does no harm, and the next start or repair tries again.
    do throws(DiskError) { try unlinkNote() } catch { sink(.warning, error.description) }
  }

  /// Removes the note.
  func unlinkNote() throws(DiskError) {
    guard doubtNote != .none else { return }
    do throws(DiskError) {
      if doubtNote == .damaged { try keepUnlisted(settings.doubtName) }
      try disk.unlink(notePath)
    } catch {
      if error.errno != .noSuchFileOrDirectory { throw error }
    }
    doubtNote = .none
  }

  /// Makes the note durable when the bytes in doubt will stay so for a while.
  ///
  /// It is not lost with a failure: after a power cut the loader sees what is there.
  func makeNoteDurable() {
    if doubts.isEmpty { return }
    if doubtNote == .missing { writeNote() }
    guard doubtNote == .written else { return }
    do throws(DiskError) {
      let file = try disk.open(notePath, .update)
      try disk.closing(file) { () throws(DiskError) in try file.dataSync() }
      try disk.syncDirectory(settings.appendDirectory)
      doubtNote = .durable
    } catch {
      sink(.debug, error.description)
      // Its bytes may have been dropped too: the next time they are written first.
      doubtNote = .missing
    }
  }
}
