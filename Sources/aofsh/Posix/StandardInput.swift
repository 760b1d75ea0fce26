import Disk
import SystemPackage

/// Reads standard input in large pieces; a pipe or a file, never a terminal in raw mode.
enum StandardInput {
  static func read(into bytes: inout [UInt8]) throws(DiskError) {
    var piece = [UInt8](repeating: 0, count: 1 << 18)
    do {
      let count = try unsafe piece.withUnsafeMutableBytes { try unsafe FileDescriptor.standardInput.read(into: $0) }
      bytes += piece[..<count]
    } catch {
      throw DiskError.read("standard input", error as? Errno ?? .ioError)
    }
  }
}

extension StandardInput {
  /// All of standard input; what cannot be read counts as its end.
  static func readAll() -> [UInt8] {
    var bytes: [UInt8] = []
    var count = -1
    while count != bytes.count {
      count = bytes.count
      do throws(DiskError) { try read(into: &bytes) } catch { return bytes }
    }
    return bytes
  }
}
