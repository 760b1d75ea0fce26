import Disk
import SystemPackage

extension AppendOnlyFile {
  /// The path of a listed file.
  ///
  /// The single file of an old layout stays where it is when nothing may be written.
  func path(of entry: Manifest.Entry) -> FilePath {
    let path = settings.path(entry.name)
    guard settings.isReadOnly, entry.name == settings.fileName else { return path }
    do throws(DiskError) {
      return try disk.status(path) == nil ? settings.fileName.path(in: settings.directory) : path
    } catch { return path }
  }

  /// Moves the single file that versions before 7 kept in the data directory to where it is a base file.
  func migrateOldLayout() throws(AOFError) {
    let old = settings.fileName.path(in: settings.directory)
    guard try needsMigration(old) else { return }
    if settings.isReadOnly { return manifest.adoptOldFile(settings.fileName) }
    try makeAppendDirectory()
    manifest.adoptOldFile(settings.fileName)
    try persist(&manifest)
    do throws(DiskError) {
      try disk.rename(old, to: settings.path(settings.fileName))
      try disk.syncDirectory(settings.appendDirectory)
      try disk.syncDirectory(settings.directory)
    } catch {
      throw failure(
        "Error trying to move the old AOF file \(settings.fileName) into dir \(settings.directoryName): "
          + "\(error.reason)", error)
    }
    sink(
      .notice,
      "Successfully migrated an old-style AOF file (\(settings.fileName)) into the AOF directory "
        + "(\(settings.directoryName)).")
  }

  private func needsMigration(_ old: FilePath) throws(AOFError) -> Bool {
    do throws(DiskError) {
      guard let status = try disk.status(old), !status.isDirectory else { return false }
      if try disk.status(settings.appendDirectory) == nil || manifest.isEmpty { return true }
      // An earlier migration may have ended between listing the file and moving it.
      guard manifest.incrs.isEmpty, manifest.base?.name == settings.fileName else { return false }
      return try disk.status(settings.path(settings.fileName)) == nil
    } catch {
      throw failure("Can't look at the old AOF file \(settings.fileName): \(error.reason)", error)
    }
  }

  /// Makes the directory of the append-only files.
  ///
  /// It is made durable in the directory above it, also when it was there before: an engine may have been killed
  /// between the two.
  func makeAppendDirectory() throws(AOFError) {
    if state == .on { return }
    do throws(DiskError) {
      if let status = try disk.status(settings.appendDirectory) {
        if !status.isDirectory { throw .open(settings.appendDirectory, .notDirectory) }
      } else {
        try disk.makeDirectory(settings.appendDirectory)
      }
      try disk.syncDirectory(settings.directory)
    } catch {
      let line = "Can't open or create append-only dir \(settings.directoryName): \(error.reason)"
      throw failure(line, error)
    }
  }
}
