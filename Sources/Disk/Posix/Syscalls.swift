import Glibc
import SystemPackage

/// One thin function per system call: an interrupted call is repeated, what can only be a mistake in this program
/// traps, everything else is thrown as the `errno` it is.
enum Syscalls {
  /// The result of a call that answers -1 on failure.
  static func check<Result: SignedInteger>(_ call: () -> Result) throws(Errno) -> Result {
    while true {
      let result = call()
      if result != -1 { return result }
      let code = Glibc.errno
      if code == EINTR { continue }
      precondition(code != EFAULT && code != EBADF, "a system call was given a bad address or descriptor")
      throw Errno(rawValue: code)
    }
  }

  static func open(_ path: FilePath, _ flags: Int32) throws(Errno) -> Int32 {
    try check { unsafe path.withPlatformString { unsafe Glibc.open($0, flags | O_CLOEXEC, 0o644) } }
  }

  /// Not repeated when interrupted: on Linux the descriptor is closed all the same.
  static func close(_ descriptor: Int32) throws(Errno) {
    guard Glibc.close(descriptor) == -1 else { return }
    let code = Glibc.errno
    precondition(code != EBADF, "closing a descriptor that is not open")
    if code != EINTR { throw Errno(rawValue: code) }
  }

  static func status(_ path: FilePath) throws(Errno) -> FileStatus {
    var info = stat()
    _ = try check { unsafe path.withPlatformString { unsafe stat($0, &info) } }
    return FileStatus(info)
  }

  static func status(_ descriptor: Int32) throws(Errno) -> FileStatus {
    var info = stat()
    _ = try check { unsafe fstat(descriptor, &info) }
    return FileStatus(info)
  }

  static func read(_ descriptor: Int32, _ room: UnsafeMutableRawBufferPointer, at offset: Int) throws(Errno) -> Int {
    try check { unsafe pread(descriptor, room.baseAddress, room.count, off_t(offset)) }
  }

  static func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) throws(Errno) -> Int {
    try check { unsafe Glibc.write(descriptor, bytes.baseAddress, bytes.count) }
  }

  static func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer, at offset: Int) throws(Errno) -> Int {
    try check { unsafe pwrite(descriptor, bytes.baseAddress, bytes.count, off_t(offset)) }
  }

  static func dataSync(_ descriptor: Int32) throws(Errno) { _ = try check { fdatasync(descriptor) } }

  /// Leaves `gate` for the time of the call, and does nothing else outside.
  static func dataSync(_ descriptor: Int32, parkedAt gate: ForkGate) throws(Errno) {
    _ = try check {
      gate.leave()
      let result = fdatasync(descriptor)
      let code = Glibc.errno
      gate.enter()
      Glibc.errno = code
      return result
    }
  }

  static func sync(_ descriptor: Int32) throws(Errno) { _ = try check { fsync(descriptor) } }

  /// Tells the kernel that a range is not needed any more: it begins to write what is dirty there and does not wait.
  ///
  /// What it answers is of no account, as nothing relies on it.
  static func beginSync(_ descriptor: Int32, _ range: Range<Int>) {
    _ = posix_fadvise(descriptor, off_t(range.lowerBound), off_t(range.count), POSIX_FADV_DONTNEED)
  }

  static func truncate(_ descriptor: Int32, to size: Int) throws(Errno) {
    _ = try check { ftruncate(descriptor, off_t(size)) }
  }

  static func lock(_ descriptor: Int32) throws(Errno) { _ = try check { flock(descriptor, LOCK_EX | LOCK_NB) } }

  static func unlock(_ descriptor: Int32) throws(Errno) { _ = try check { flock(descriptor, LOCK_UN) } }
}

extension FileStatus {
  init(_ info: stat) {
    self.init(
      size: Int(info.st_size), isDirectory: info.st_mode & S_IFMT == S_IFDIR,
      modificationTime: Int64(info.st_mtim.tv_sec), identity: UInt64(info.st_ino))
  }
}
