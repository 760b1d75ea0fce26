import Bytes
import Glibc
import SystemPackage

/// A pipe, closed at its end.
final class Pipe {
  let reading: FileDescriptor
  private var writing: FileDescriptor?

  init() throws(BenchError) {
    do {
      let ends = try FileDescriptor.pipe()
      reading = ends.readEnd
      writing = ends.writeEnd
      for end in [ends.readEnd, ends.writeEnd] { _ = fcntl(end.rawValue, F_SETFD, FD_CLOEXEC) }
    } catch { throw .engine("no pipe: \(error)") }
  }

  var writeEnd: FileDescriptor? { writing }

  /// Lets go of the end that the program writes to.
  func closeWriteEnd() {
    guard let closing = writing else { return }
    writing = nil
    close(closing.rawValue)
  }

  /// Waits for one byte. Returns whether there was one.
  func waitForByte() -> Bool {
    var byte: UInt8 = 0
    return unsafe read(reading.rawValue, &byte, 1) == 1
  }

  /// Writes all of `bytes`, as far as somebody reads.
  func write(_ bytes: [UInt8]) {
    guard let writing else { return }
    var done = 0
    while done < bytes.count {
      let rest = bytes.span.extracting(done...)
      let taken = unsafe rest.withUnsafeBytes { unsafe Glibc.write(writing.rawValue, $0.baseAddress, $0.count) }
      if taken <= 0 { return }
      done += taken
    }
  }

  /// Everything up to the end of the last writer.
  func readAll() -> [UInt8] {
    var writer = ByteWriter()
    let descriptor = reading.rawValue
    while true {
      let taken = unsafe writer.append(atMost: 1 << 16) { room in
        max(0, unsafe read(descriptor, room.baseAddress, room.count))
      }
      if taken == 0 { return writer.array }
    }
  }

  deinit {
    closeWriteEnd()
    close(reading.rawValue)
  }
}
