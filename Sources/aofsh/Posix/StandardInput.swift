import Disk
import SystemPackage

/// Reads standard input in large pieces; a pipe or a file, never a terminal in raw mode.
enum StandardInput {
  private static let piece = 1 << 18

  static func read(into bytes: inout [UInt8]) throws(DiskError) {
    // Doubled, since room for each piece alone would copy all that came before.
    if bytes.capacity - bytes.count < piece { bytes.reserveCapacity(max(2 * bytes.capacity, bytes.count + piece)) }
    do {
      try bytes.append(addingCapacity: piece) { output in
        try unsafe output.withUnsafeMutableBufferPointer { room, filled in
          filled += try unsafe FileDescriptor.standardInput.read(into: UnsafeMutableRawBufferPointer(room))
        }
      }
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
