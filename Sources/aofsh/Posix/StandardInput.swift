import Disk
import Glibc
import SystemPackage

/// Reads standard input in large pieces; a pipe or a file, never a terminal in raw mode.
enum StandardInput {
  private static let piece = 1 << 18

  /// Reads the next piece; appends nothing at the end.
  ///
  /// - Parameters:
  ///   - idle: called ten times a second while nothing comes.
  ///   - isOver: whether the wait is given up, which is an error.
  static func read(
    into bytes: inout [UInt8], idle: () -> Void = {}, isOver: () -> Bool = { false }
  ) throws(DiskError) {
    while !hasInput(within: 100) {
      if isOver() { throw DiskError.read("standard input", .interrupted) }
      idle()
    }
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
  /// Whether something, or the end, can be read now or within a time. What cannot be waited for is there.
  private static func hasInput(within milliseconds: Int32) -> Bool {
    var descriptor = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
    let count = unsafe poll(&descriptor, 1, milliseconds)
    return count > 0 || (count < 0 && errno != EINTR)
  }

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
