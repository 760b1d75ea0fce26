import Bytes
import Disk
import SystemPackage

/// Keeps bytes that a repair takes out of a file, in a new file beside it.
enum KeptBytes {
  /// Copies `range` of `file`, which is at `path`, to a file called `….cut-<offset>`, and makes that durable.
  ///
  /// Never overwrites an earlier one: then `.2` and so on stands behind the name. Returns the path. What fails leaves
  /// no file behind, which could be taken for all that was cut.
  static func keep(
    _ range: Range<Int>, of file: any DiskFile, at path: FilePath, on disk: any Disk
  ) throws(DiskError) -> FilePath {
    let directory = directory(of: path)
    let name = path.lastComponent.map { FileName($0.bytes) } ?? ""
    let target = try disk.unusedName(name + ".cut-\(range.lowerBound)", in: directory).path(in: directory)
    do throws(DiskError) {
      try disk.create(target) { (kept) throws(DiskError) in
        // What was not for everybody to read is not now.
        try disk.copyAccess(of: path, to: target)
        try copy(range, of: file, to: kept)
      }
      try disk.syncDirectory(directory)
    } catch {
      // The first failure is the one to be told of, and the file may not even be there.
      do throws(DiskError) { try disk.unlink(target) } catch {}
      throw error
    }
    return target
  }

  /// Appends `range` of `file` to another, 1 MB at a time.
  static func copy(_ range: Range<Int>, of file: any DiskFile, to target: any DiskFile) throws(DiskError) {
    try file.readPieces(of: range) { (piece, _) throws(DiskError) in try target.writeAll(piece) }
  }

  /// The directory that holds the name of a file.
  static func directory(of path: FilePath) -> FilePath {
    let directory = path.removingLastComponent()
    return directory.isEmpty ? "." : directory
  }
}
