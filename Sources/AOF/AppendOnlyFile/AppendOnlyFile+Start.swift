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
    try warnOfSnapshot(isNew: isNew)
    if isNew {
      do throws(DiskError) { try removeLoadedNote() } catch {
        throw failure("Can't remove the note \(settings.doubtName): \(error.reason)", error)
      }
      try createBase(writingBase)
    }
    let isListed = !manifest.incrs.isEmpty
    if !isNew { try makeLoadedDurable() }
    let name = manifest.incrs.last?.name ?? manifest.addIncr(prefix: settings.fileName)
    let opened: any DiskFile
    let size: Int
    do throws(DiskError) {
      if !isListed { try keepUnlisted(name) }
      opened = try disk.open(settings.path(name), .append)
      size = try opened.size()
    } catch { throw failure("Can't open the append-only file \(name): \(error.reason)", error) }
    try persist(&manifest)
    use(opened, name, size: size)
    log.forgetSelectedDatabase()
    state = .on
    flusher.reopened(now: now, log: sink)
    sink(.notice, "\(isListed ? "Opening" : "Creating") AOF incr file \(name) on server start")
    deleteHistory()
  }

  /// Makes durable what was loaded: an engine that was killed may have left names, and the ends of files, in the page
  /// cache only. What is written from now on would be lost with them in a power cut, whatever the policy promises.
  private func makeLoadedDurable() throws(AOFError) {
    try makeManifestDurable()
    do throws(DiskError) {
      for entry in manifest.files { try makeDurable(entry.name, isLast: entry == manifest.files.last) }
      try removeLoadedNote()
      try disk.syncDirectory(settings.appendDirectory)
      try disk.syncDirectory(settings.directory)
    } catch { throw failure("Can't fsync what was loaded: \(error.description)", error) }
  }

  /// Makes the list durable, which may be one that was copied here; one whose fsync fails is written anew.
  private func makeManifestDurable() throws(AOFError) {
    let name = settings.manifestName
    if doubts[name] == nil, doubtNote != .damaged {
      do throws(DiskError) {
        let file = try disk.open(settings.path(name), .read)
        defer { discard(file) }
        return try file.dataSync()
      } catch {
        sink(.warning, "Fail to fsync the AOF manifest file \(name): \(error.reason)")
        noteLoaded(name, size: manifest.text.count)
      }
    }
    manifest.isDirty = true
    try persist(&manifest)
  }

  /// Makes `opened` the file that takes commands.
  func use(_ opened: any DiskFile, _ name: FileName, size: Int) {
    file = opened
    fileSize = size
    segments.append(Segment(name: name, position: log.written, offset: size))
  }

  private func warnOfSnapshot(isNew: Bool) throws(AOFError) {
    let name = settings.snapshotName
    guard isNew || manifest.shadowsSnapshot else { return }
    do throws(DiskError) { shadowsSnapshot = try disk.status(name.path(in: settings.directory)) != nil } catch {
      throw failure("Can't look at \(name): \(error.reason)", error)
    }
    manifest.note(shadowsSnapshot: shadowsSnapshot)
    guard shadowsSnapshot else { return }
    let rest = isNew ? "is not read, because appendonly is yes: the data set starts empty." : "was never read."
    sink(.warning, "WARNING \(name) exists but \(rest)")
    sink(
      .warning,
      "To load \(name), stop, start with appendonly no, and then run CONFIG SET appendonly yes. "
        + "Until then it is not overwritten unless you ask for it.")
  }

  /// Notes that dump.rdb was written on demand: what it held before is gone as its owner wished.
  public func snapshotSaved() {
    guard shadowsSnapshot else { return }
    shadowsSnapshot = false
    guard state == .on else { return }
    settleChange()
    manifest.note(shadowsSnapshot: false)
    // A failure is logged; the next list to be written says it too.
    do throws(AOFError) { try persist(&manifest) } catch { manifest.isDirty = true }
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

  /// Keeps a file that no manifest lists from being overwritten, or loaded with what is appended to it: the manifest may
  /// have been deleted by mistake.
  func keepUnlisted(_ name: FileName) throws(DiskError) {
    guard let status = try disk.status(settings.path(name)), status.size > 0 else { return }
    let kept = try disk.unusedName(name + ".unlisted", in: settings.appendDirectory)
    try disk.rename(settings.path(name), to: settings.path(kept))
    sink(.warning, "WARNING \(name) exists but no manifest lists it: it is kept as \(kept).")
  }
}
