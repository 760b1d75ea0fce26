import Bytes
import Disk
import SystemPackage

extension AppendOnlyFile {
  /// Logs a line as a warning and makes it the error.
  func failure(_ line: String, _ error: DiskError) -> AOFError {
    sink(.warning, line)
    return .disk(line, error)
  }

  /// Reads the manifest, also when the append-only file stays off: a broken one is fatal then too.
  public func readManifest() throws(AOFError) {
    manifest = Manifest()
    let name = settings.manifestName
    let content: [UInt8]
    do throws(DiskError) {
      guard let directory = try disk.status(settings.appendDirectory), directory.isDirectory else {
        return sink(.debug, "The AOF directory \(settings.directoryName) doesn't exist")
      }
      guard try disk.status(settings.path(name)) != nil else {
        return sink(.debug, "The AOF manifest file \(name) doesn't exist")
      }
      content = try disk.readAll(settings.path(name))
    } catch {
      if error.operation == .read { throw broken(ManifestError(.readFailed)) }
      let line = "Fatal error: can't open the AOF manifest file \(name) for reading: \(error.reason)"
      throw failure(line, error)
    }
    do throws(ManifestError) { manifest = try Manifest(parsing: content.span) } catch { throw broken(error) }
  }

  private func broken(_ error: ManifestError) -> AOFError {
    for line in error.logLines { sink(.warning, line) }
    return .manifest(error)
  }

  /// Makes `changed` the durable list of files.
  ///
  /// After an error either list may be the one on disk; both must stay loadable.
  func persist(_ changed: inout Manifest) throws(AOFError) {
    guard changed.isDirty else { return }
    let work = ManifestWork(changed, disk: disk, settings: settings)
    work.perform()
    if let failure = work.failure {
      sink(.warning, failure.description)
      throw failure
    }
    changed.isDirty = false
  }

  /// Closes a file that is of no use any more; it holds nothing that closing could lose.
  func discard(_ file: any DiskFile) {
    do throws(DiskError) { try file.close() } catch { sink(.debug, error.description) }
  }

  /// Removes a file that may have gone already.
  func remove(_ path: FilePath) {
    do throws(DiskError) { try disk.unlink(path) } catch {
      if error.errno != .noSuchFileOrDirectory { sink(.warning, error.description) }
    }
  }

  /// Deletes the files that an earlier rewrite made superfluous, unless Redis directive `aof-disable-auto-gc` keeps them.
  ///
  /// A failure is logged, and the next rewrite or start tries again.
  func deleteHistory() {
    guard let removal = removal(after: manifest) else { return }
    let work = ManifestWork(nil, disk: disk, settings: settings)
    work.removal = removal
    work.perform()
    historyDeleted(work)
  }

  /// What can go away when `manifest` is on the disk.
  func removal(after manifest: Manifest) -> ManifestWork.Removal? {
    if settings.keepsHistory || manifest.history.isEmpty { return nil }
    // A list that names a file in use as history is wrong: the file is kept.
    let used = Set(manifest.files.map(\.name))
    var cleaned = manifest
    cleaned.forgetHistory()
    return ManifestWork.Removal(
      names: manifest.history.map(\.name).filter { !used.contains($0) }, manifest: cleaned)
  }

  /// Logs which files of the history `work` removed, and takes over its list.
  func historyDeleted(_ work: ManifestWork) {
    guard let removal = work.removal else { return }
    for entry in manifest.history { sink(.notice, "Removing the history file \(entry.name) in the background") }
    for error in work.removalErrors { sink(.warning, error.description) }
    if let failure = work.cleaningFailure {
      sink(.warning, failure.description)
      return sink(.debug, "the history stays listed")
    }
    manifest = removal.manifest
    manifest.isDirty = false
  }
}
