import SystemPackage

/// An `flock` on a descriptor of its own.
///
/// A forked child shares the lock, because `flock` belongs to the open file and not to the process. The parent gives
/// it back with `LOCK_UN`, which counts for the child's copy too; if the parent is killed, the lock lives as long as a
/// child that has not called ``releaseInChild()``.
final class PosixLock: DiskLock {
  private var descriptor: Int32?

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { release() }

  func release() {
    guard let held = descriptor else { return }
    descriptor = nil
    // Unlocking and closing a descriptor of our own cannot fail in a way that leaves the lock behind.
    do throws(Errno) {
      try Syscalls.unlock(held)
      try Syscalls.close(held)
    } catch { preconditionFailure("a lock could not be given back: \(error)") }
  }

  func releaseInChild() {
    guard let held = descriptor else { return }
    descriptor = nil
    do throws(Errno) { try Syscalls.close(held) } catch { preconditionFailure("a lock could not be closed: \(error)") }
  }
}
