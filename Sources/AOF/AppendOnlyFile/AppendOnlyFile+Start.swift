public import Disk
import SystemPackage

extension AppendOnlyFile {
  /// Opens the files for appending after ``load(into:)``; the append-only file is on then.
  ///
  /// `writingBase` writes a base file of the present data set to the file it is given. It is called when nothing is
  /// listed. On a disk that is only read nothing happens, and the append-only file stays off.
  public func start(writingBase: (any DiskFile) throws(DiskError) -> Void) throws(AOFError) {
    if settings.isReadOnly { return }
    try makeAppendDirectory()
    let isNew = manifest.isEmpty
    if isNew {
      try warnOfSnapshot()
      try createBase(writingBase)
    }
    let isListed = !manifest.incrs.isEmpty
    let name = manifest.incrs.last?.name ?? manifest.addIncr(prefix: settings.fileName)
    let opened: any DiskFile
    let size: Int
    do throws(DiskError) {
      opened = try disk.open(settings.path(name), .append)
      size = try opened.size()
    } catch { throw failure("Can't open the append-only file \(name): \(error.reason)", error) }
    try persist(&manifest)
    use(opened, name, size: size)
    state = .on
    flusher.reopened(now: now, log: sink)
    sink(.notice, "\(isListed ? "Opening" : "Creating") AOF incr file \(name) on server start")
    deleteHistory()
  }

  /// Makes `opened` the file that takes commands.
  func use(_ opened: any DiskFile, _ name: FileName, size: Int) {
    file = opened
    fileSize = size
    segments.append(Segment(name: name, position: log.written, offset: size))
    log.forgetSelectedDatabase()
  }

  private func warnOfSnapshot() throws(AOFError) {
    let name = settings.snapshotName
    do throws(DiskError) { shadowsSnapshot = try disk.status(name.path(in: settings.directory)) != nil } catch {
      throw failure("Can't look at \(name): \(error.reason)", error)
    }
    guard shadowsSnapshot else { return }
    sink(.warning, "WARNING \(name) exists but is not read, because appendonly is yes: the data set starts empty.")
    sink(
      .warning,
      "To load \(name), stop, start with appendonly no, and then run CONFIG SET appendonly yes. "
        + "Until then it is not overwritten unless you ask for it.")
  }

  private func createBase(_ writingBase: (any DiskFile) throws(DiskError) -> Void) throws(AOFError) {
    let name = manifest.addBase(prefix: settings.fileName, isRDB: settings.usesRDBPreamble)
    let temporary = settings.temporaryBaseName(pid: settings.processIdentifier).path(in: settings.directory)
    do throws(DiskError) {
      try keepUnlisted(name)
      let base = try disk.open(temporary, .truncate)
      defer { discard(base) }
      try writingBase(base)
      try base.sync()
      try disk.rename(temporary, to: settings.path(name))
    } catch {
      remove(temporary)
      throw failure("Write error writing append only file on disk: \(error.reason)", error)
    }
    sink(.notice, "Creating AOF base file \(name) on server start")
  }

  /// Keeps a base file that no manifest lists from being overwritten: the manifest may have been deleted by mistake.
  private func keepUnlisted(_ name: FileName) throws(DiskError) {
    guard let status = try disk.status(settings.path(name)), status.size > 0 else { return }
    let kept = try unusedName(name + ".unlisted")
    try disk.rename(settings.path(name), to: settings.path(kept))
    sink(.warning, "WARNING \(name) exists but no manifest lists it: it is kept as \(kept).")
  }
}
