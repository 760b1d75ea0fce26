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
    do throws(DiskError) {
      let temporary = directory.appending("temp-\(surroundings.processIdentifier).rdb")
      try writeSnapshot(to: temporary, kind: .dump)
      try disk.rename(temporary, to: snapshotPath)
      try disk.syncDirectory(directory)
    } catch {
      log(.warning, "Write error saving DB on disk: \(error.reason)")
      background.lastSnapshotSucceeded = false
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
    let failure = startChild(.snapshot) { pid in
      do throws(DiskError) {
        let temporary = self.directory.appending("temp-\(pid).rdb")
        try self.writeSnapshot(to: temporary, kind: .dump)
        try self.disk.rename(temporary, to: self.snapshotPath)
        try self.disk.syncDirectory(self.directory)
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
    switch report.exit {
    case .status(0):
      log(.notice, "DB saved on disk", role: .child, processIdentifier: pid)
      logCopied(report, "RDB")
      log(.notice, "Background saving terminated with success")
      background.lastSnapshotCopied = report.copiedBytes
      adopt(snapshotPath)
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
    if background.running == .snapshot { surroundings.child.kill() }
    guard !configuration.savePoints.isEmpty, !isReadOnly, !context.isLoading, !hasUnreadSnapshot else { return }
    _ = saveSnapshot()
  }

  private func noteSaved(changes: Int64) {
    context.dirty -= changes
    background.lastSaveTime = clock.now() / 1_000_000
    background.lastSnapshotSucceeded = true
    background.snapshotsSaved += 1
    hasUnreadSnapshot = false
  }
}
