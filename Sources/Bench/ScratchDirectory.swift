import Bytes
import Disk
import SystemPackage

/// A directory that is removed with all that is in it.
final class ScratchDirectory {
  let path: FilePath
  let disk = PosixDisk()

  /// Makes a new directory in `parent`.
  init(in parent: FilePath, _ name: String) throws(BenchError) {
    var number = 0
    while true {
      let candidate = parent.appending("aofsh-bench-\(name)-\(number)")
      do throws(DiskError) {
        try disk.makeDirectory(candidate)
        path = candidate
        return
      } catch {
        guard error.errno == .fileExists else { throw .disk(error) }
        number += 1
      }
    }
  }

  /// Removes the directory.
  func remove() throws(BenchError) {
    do throws(DiskError) { try remove(path) } catch { throw .disk(error) }
  }

  private func remove(_ directory: FilePath) throws(DiskError) {
    for entry in try disk.list(directory) {
      let path = directory.appending(entry.name)
      if entry.isDirectory { try remove(path) } else { try disk.unlink(path) }
    }
    try disk.removeDirectory(directory)
  }

  /// Writes a file of the directory, piece by piece, and makes it durable so that writing it back disturbs nothing.
  func write(
    _ name: String, _ body: ((Span<UInt8>) throws(DiskError) -> Void) throws(DiskError) -> Void
  )
    throws(BenchError)
  {
    do throws(DiskError) {
      let file = try disk.open(path.appending(name), .truncate)
      try body { bytes throws(DiskError) in try file.writeAll(bytes) }
      try file.sync()
      try file.close()
    } catch { throw .disk(error) }
  }

  /// Makes a directory in it.
  func makeDirectory(_ name: String) throws(BenchError) {
    do throws(DiskError) { try disk.makeDirectory(path.appending(name)) } catch { throw .disk(error) }
  }
}

/// Runs `body` in a new directory, which is removed whatever happens.
func withScratch<Result>(
  in parent: FilePath, _ name: String, _ body: (ScratchDirectory) throws(BenchError) -> Result
) throws(BenchError) -> Result {
  let scratch = try ScratchDirectory(in: parent, name)
  let result: Result
  do throws(BenchError) { result = try body(scratch) } catch {
    try scratch.remove()
    throw error
  }
  try scratch.remove()
  return result
}
