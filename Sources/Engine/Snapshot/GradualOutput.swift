import Bytes
import Disk
import SystemPackage

/// Takes the chunks of a large file as sinks do, and lets them go to the disk as they come (Redis directives
/// `rdb-save-incremental-fsync` and `aof-rewrite-incremental-fsync`): otherwise the whole file would wait for the final
/// fsync, and the fsyncs of others with it.
struct GradualOutput {
  private static let step = 4 << 20

  private let file: any DiskFile
  private let isGradual: Bool
  private var written = 0
  private var begun = 0
  /// Why a chunk was not taken.
  private(set) var failure: DiskError?

  init(_ file: any DiskFile, isGradual: Bool) {
    self.file = file
    self.isGradual = isGradual
  }

  /// Writes `chunk` and returns 0, or an `errno`; the error is kept for the caller.
  mutating func write(_ chunk: Span<UInt8>) -> Int32 {
    do throws(DiskError) { try file.writeAll(chunk) } catch {
      failure = error
      return error.errno.rawValue
    }
    written += chunk.count
    if isGradual, written - begun >= Self.step {
      file.beginSync(of: begun..<written)
      begun = written
    }
    return 0
  }
}
