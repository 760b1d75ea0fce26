import Bytes
import Disk
import SystemPackage

/// Makes a list of files durable, and removes the files that it does not need any more: on the engine's thread or on
/// the worker's, so that no command has to wait for these fsyncs and for the freeing of large files.
///
/// It logs nothing; how each step went can be read afterwards.
final class ManifestWork: DiskWork {
  /// The list to make durable; nil only removes files.
  let manifest: Manifest?
  /// A file that must be durable before the list is; it is closed then.
  var first: (any DiskFile)?
  /// Files to remove, and the list that does not name them any more.
  var removal: Removal?
  private let disk: any Disk
  private let settings: AOFSettings

  /// Files that only the history of a list names.
  struct Removal {
    let names: [FileName]
    let manifest: Manifest
  }

  /// Why `first` could not be made durable; nothing else was done then.
  private(set) var syncError: DiskError?
  /// Why the list could not be made durable; nothing was removed then.
  private(set) var failure: AOFError?
  /// Why files could not be removed.
  private(set) var removalErrors: [DiskError] = []
  /// Why the history stays listed.
  private(set) var cleaningFailure: AOFError?

  init(_ manifest: Manifest?, disk: any Disk, settings: AOFSettings) {
    self.manifest = manifest
    self.disk = disk
    self.settings = settings
  }

  func perform() {
    if let first {
      do throws(DiskError) { try first.dataSync() } catch {
        syncError = error
        return
      }
    }
    if let manifest {
      do throws(AOFError) { try persist(manifest) } catch {
        failure = error
        return
      }
    }
    guard let removal else { return }
    for name in removal.names { remove(settings.path(name)) }
    do throws(AOFError) { try persist(removal.manifest) } catch { cleaningFailure = error }
  }

  private func remove(_ path: FilePath) {
    do throws(DiskError) { try disk.unlink(path) } catch {
      if error.errno != .noSuchFileOrDirectory { removalErrors.append(error) }
    }
  }

  /// A temporary file, fsynced, takes the name of the list.
  ///
  /// After an error either list may be the one on disk; both must stay loadable.
  private func persist(_ manifest: Manifest) throws(AOFError) {
    try writeTemporary(manifest)
    // The names that the list holds must be durable before it is: where a file system may keep the renaming and lose
    // the names before it, a list of files that are not there would be left.
    try syncDirectory()
    let temporary = settings.temporaryManifestName
    do throws(DiskError) {
      try disk.rename(settings.path(temporary), to: settings.path(settings.manifestName))
    } catch {
      let names = "\(temporary) into \(settings.manifestName)"
      throw .disk("Error trying to rename the temporary AOF manifest file \(names): \(error.reason)", error)
    }
    try syncDirectory()
  }

  private func syncDirectory() throws(AOFError) {
    do throws(DiskError) { try disk.syncDirectory(settings.appendDirectory) } catch {
      throw .disk("Fail to fsync AOF directory \(settings.appendDirectory): \(error.reason).", error)
    }
  }

  private func writeTemporary(_ manifest: Manifest) throws(AOFError) {
    let name = settings.temporaryManifestName
    let file: any DiskFile
    do throws(DiskError) { file = try disk.open(settings.path(name), .truncate) } catch {
      throw .disk("Can't open the AOF manifest file \(name): \(error.reason)", error)
    }
    do throws(DiskError) {
      try disk.closing(file) { () throws(DiskError) in
        try file.writeAll(manifest.text.span)
        try file.dataSync()
      }
    } catch {
      if error.operation == .write {
        throw .disk("Error trying to write the temporary AOF manifest file \(name): \(error.reason)", error)
      }
      throw .disk("Fail to fsync the temp AOF file \(name): \(error.reason).", error)
    }
  }
}
