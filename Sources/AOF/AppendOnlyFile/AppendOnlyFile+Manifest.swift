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

  /// Makes `changed` the durable list of files: a temporary file, fsynced, takes the old one's name.
  ///
  /// After an error either list may be the one on disk; both must stay loadable.
  func persist(_ changed: inout Manifest) throws(AOFError) {
    guard changed.isDirty else { return }
    try writeTemporaryManifest(changed)
    let temporary = settings.temporaryManifestName
    do throws(DiskError) {
      try disk.rename(settings.path(temporary), to: settings.path(settings.manifestName))
    } catch {
      let names = "\(temporary) into \(settings.manifestName)"
      throw failure("Error trying to rename the temporary AOF manifest file \(names): \(error.reason)", error)
    }
    do throws(DiskError) { try disk.syncDirectory(settings.appendDirectory) } catch {
      let line = "Fail to fsync AOF directory \(settings.appendDirectory): \(error.reason)."
      throw failure(line, error)
    }
    changed.isDirty = false
  }

  private func writeTemporaryManifest(_ changed: Manifest) throws(AOFError) {
    let name = settings.temporaryManifestName
    let file: any DiskFile
    do throws(DiskError) { file = try disk.open(settings.path(name), .truncate) } catch {
      throw failure("Can't open the AOF manifest file \(name): \(error.reason)", error)
    }
    do throws(DiskError) {
      try file.writeAll(changed.text.span)
      try file.dataSync()
      try file.close()
    } catch {
      discard(file)
      if error.operation == .write {
        throw failure("Error trying to write the temporary AOF manifest file \(name): \(error.reason)", error)
      }
      throw failure("Fail to fsync the temp AOF file \(name): \(error.reason).", error)
    }
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

  /// Deletes the files that a rewrite made superfluous, unless Redis directive `aof-disable-auto-gc` keeps them.
  ///
  /// A failure is logged, and the next rewrite or start tries again.
  func deleteHistory() {
    if settings.keepsHistory || manifest.history.isEmpty { return }
    let used = Set(manifest.files.map(\.name))
    for entry in manifest.history {
      sink(.notice, "Removing the history file \(entry.name) in the background")
      // A list that names a file in use as history is wrong: the file is kept.
      if !used.contains(entry.name) { remove(settings.path(entry.name)) }
    }
    var changed = manifest
    changed.forgetHistory()
    do throws(AOFError) {
      try persist(&changed)
      manifest = changed
    } catch { sink(.debug, "the history stays listed: \(error)") }
  }
}
