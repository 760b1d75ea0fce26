import AOF
import Bytes
import Commands
import Disk
import Keyspace
import RDB
import RESP
import SystemPackage

extension Engine {
  /// The path of dump.rdb (Redis directives `dir` and `dbfilename`).
  var snapshotPath: FilePath { directory.appending(configuration.text("dbfilename")) }

  /// SAVE.
  func save() throws(CommandError) {
    guard !isReadOnly else { throw .readOnly }
    if background.running == .snapshot { throw .text("ERR Background save already in progress") }
    guard saveSnapshot() else { throw .text("ERR") }
    context.reply.simple("OK")
  }

  /// BGSAVE [SCHEDULE].
  func backgroundSave(_ arguments: Arguments) throws(CommandError) {
    guard !isReadOnly else { throw .readOnly }
    var schedules = false
    if arguments.count > 1 {
      guard arguments.count == 2, arguments[1].equalsIgnoringCase("schedule") else { throw .syntax }
      schedules = true
    }
    if background.running == .snapshot { throw .text("ERR Background save already in progress") }
    if surroundings.child.isActive || isInsideUnit {
      guard schedules || isInsideUnit else { throw .anotherChildActive }
      background.snapshotIsScheduled = true
      return context.reply.simple("Background saving scheduled")
    }
    guard startSnapshot() else { throw .text("ERR") }
    context.reply.simple("Background saving started")
  }

  /// Writes dump.rdb in the foreground. Returns whether it is on the disk.
  func saveSnapshot() -> Bool {
    background.lastSaveTryTime = context.microseconds / 1_000_000
    let temporary = temporarySnapshot(surroundings.processIdentifier)
    do throws(DiskError) {
      try writeSnapshot(to: temporary, kind: .dump)
      try install(snapshot: temporary)
    } catch {
      log(.warning, "Write error saving DB on disk: \(error.reason)")
      background.lastSnapshotSucceeded = false
      remove(snapshot: temporary)
      return false
    }
    log(.notice, "DB saved on disk")
    noteSaved(changes: context.dirty)
    return true
  }

  /// Starts a child that writes dump.rdb. Returns whether it runs.
  @discardableResult
  func startSnapshot() -> Bool {
    background.dirtyAtStart = context.dirty
    background.lastSaveTryTime = context.microseconds / 1_000_000
    // The engine renames what the child wrote: a child that outlives its engine must not replace the dump.rdb of the
    // next one.
    let failure = startChild(.snapshot) { pid in
      do throws(DiskError) {
        try self.writeSnapshot(to: self.temporarySnapshot(pid), kind: .dump)
        return 0
      } catch {
        return error.errno.rawValue
      }
    }
    if let failure {
      background.lastSnapshotSucceeded = false
      log(.warning, "Can't save in background: fork: \(failure.description)")
      return false
    }
    log(.notice, "Background saving started by pid \(surroundings.child.processIdentifier)")
    return true
  }

  func snapshotEnded(_ report: ChildReport, seconds: Int64) {
    background.lastSnapshotSeconds = seconds
    let pid = report.processIdentifier
    let temporary = temporarySnapshot(pid)
    if report.exit != .status(0) { remove(snapshot: temporary) }
    switch report.exit {
    case .status(0):
      adopt(temporary)
      do throws(DiskError) { try install(snapshot: temporary) } catch {
        log(.warning, "Error moving temp DB file \(temporary) on the final destination: \(error.description)")
        log(.warning, "Background saving error")
        background.lastSnapshotSucceeded = false
        return remove(snapshot: temporary)
      }
      log(.notice, "DB saved on disk", role: .child, processIdentifier: pid)
      logCopied(report, "RDB")
      log(.notice, "Background saving terminated with success")
      background.lastSnapshotCopied = report.copiedBytes
      noteSaved(changes: background.dirtyAtStart)
    case .status:
      let reason = Errno(rawValue: report.errorNumber).description
      log(.warning, "Write error saving DB on disk: \(reason)", role: .child, processIdentifier: pid)
      log(.warning, "Background saving error")
      background.lastSnapshotSucceeded = false
    case .signal(let signal):
      log(.warning, "Background saving terminated by signal \(signal)")
      background.lastSnapshotSucceeded = signal == 10 ? background.lastSnapshotSucceeded : false
    }
  }

  /// FLUSHALL ends a running save, whose contents are out of date, and saves at once when there are save points.
  func saveAfterFlush() {
    context.flushedAll = false
    if background.running == .snapshot { dismissChild() }
    // `hasUnreadSnapshot`: only a command that saves overwrites a dump.rdb that was not loaded.
    guard !configuration.savePoints.isEmpty, !isReadOnly, !context.isLoading, !hasUnreadSnapshot else { return }
    _ = saveSnapshot()
  }

  func temporarySnapshot(_ pid: Int) -> FilePath { directory.appending("temp-\(pid).rdb") }

  /// Makes a finished file the dump.rdb, durably.
  private func install(snapshot temporary: FilePath) throws(DiskError) {
    try disk.rename(temporary, to: snapshotPath)
    try disk.syncDirectory(directory)
  }

  /// Removes what is left of a save that failed.
  func remove(snapshot temporary: FilePath) {
    do throws(DiskError) { try disk.unlink(temporary) } catch {
      if error.errno != .noSuchFileOrDirectory { log(.warning, error.description) }
    }
  }

  private func noteSaved(changes: Int64) {
    context.dirty -= changes
    background.lastSaveTime = clock.now() / 1_000_000
    background.lastSnapshotSucceeded = true
    background.snapshotsSaved += 1
    appendOnlyFile.snapshotSaved()
  }
}
