import Bytes
import Glibc
import SystemPackage

/// A file descriptor.
final class PosixFile: DiskFile, ParkedSync {
  let path: FilePath
  /// -1 when closed.
  private var descriptor: Int32

  init(_ path: FilePath, _ descriptor: Int32) {
    self.path = path
    self.descriptor = descriptor
  }

  deinit {
    // Whoever needs to know whether closing worked closes; what is left here was given up, perhaps after an error.
    if descriptor >= 0 { _ = Glibc.close(descriptor) }
  }

  func size() throws(DiskError) -> Int {
    do throws(Errno) { return try Syscalls.status(open()).size } catch { throw .status(path, error) }
  }

  func read(at offset: Int, atMost count: Int, into writer: inout ByteWriter) throws(DiskError) -> Int {
    let descriptor = open()
    do throws(Errno) {
      return try unsafe writer.append(atMost: count) { room throws(Errno) in
        try unsafe Syscalls.read(descriptor, room, at: offset)
      }
    } catch { throw .read(path, error) }
  }

  func write(_ bytes: Span<UInt8>) throws(DiskError) -> Int {
    let descriptor = open()
    do throws(Errno) {
      return try unsafe bytes.withUnsafeBufferPointer { buffer throws(Errno) in
        try unsafe Syscalls.write(descriptor, UnsafeRawBufferPointer(buffer))
      }
    } catch { throw .write(path, error) }
  }

  func write(_ bytes: Span<UInt8>, at offset: Int) throws(DiskError) -> Int {
    let descriptor = open()
    do throws(Errno) {
      return try unsafe bytes.withUnsafeBufferPointer { buffer throws(Errno) in
        try unsafe Syscalls.write(descriptor, UnsafeRawBufferPointer(buffer), at: offset)
      }
    } catch { throw .write(path, error) }
  }

  func dataSync() throws(DiskError) {
    do throws(Errno) { try Syscalls.dataSync(open()) } catch { throw .dataSync(path, error) }
  }

  func dataSync(parkedAt gate: ForkGate) throws(DiskError) {
    do throws(Errno) { try Syscalls.dataSync(open(), parkedAt: gate) } catch { throw .dataSync(path, error) }
  }

  func sync() throws(DiskError) {
    do throws(Errno) { try Syscalls.sync(open()) } catch { throw .sync(path, error) }
  }

  func beginSync(of range: Range<Int>) { Syscalls.beginSync(open(), range) }

  func truncate(to size: Int) throws(DiskError) {
    do throws(Errno) { try Syscalls.truncate(open(), to: size) } catch { throw .truncate(path, error) }
  }

  func close() throws(DiskError) {
    guard descriptor >= 0 else { return }
    let closing = descriptor
    descriptor = -1
    do throws(Errno) { try Syscalls.close(closing) } catch { throw .close(path, error) }
  }

  private func open() -> Int32 {
    precondition(descriptor >= 0, "the file was closed")
    return descriptor
  }
}
