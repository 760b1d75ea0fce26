import Glibc

/// Keeps a fork away from the moments when another thread is inside the Swift runtime or the allocator: a lock that it
/// holds then would be held for ever in the child.
///
/// The other thread is inside except while it is parked in a system call; whoever forks is inside meanwhile.
@safe final class ForkGate: @unchecked Sendable {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>

  init() {
    unsafe mutex = .allocate(capacity: 1)
    unsafe pthread_mutex_init(mutex, nil)
  }

  deinit {
    unsafe pthread_mutex_destroy(mutex)
    unsafe mutex.deallocate()
  }

  /// Waits until nobody else is inside.
  func enter() { unsafe pthread_mutex_lock(mutex) }

  func leave() { unsafe pthread_mutex_unlock(mutex) }
}

/// A file that lets go of a gate for as long as its sync is in the kernel.
protocol ParkedSync: DiskFile {
  func dataSync(parkedAt gate: ForkGate) throws(DiskError)
}
