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
