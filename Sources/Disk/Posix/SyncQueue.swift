import Glibc

/// What the two threads of a ``ThreadSyncWorker`` share.
///
/// Every property is used with `mutex` held only, which is why the class may be shared between threads unchecked; the
/// files in it are safe to sync beside their writer by the contract of ``DiskFile``.
@safe final class SyncQueue: @unchecked Sendable {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  /// Signalled on every change.
  private let changed: UnsafeMutablePointer<pthread_cond_t>
  private var waiting: [SyncJob] = []
  private var outcomes: [SyncOutcome] = []
  private var unfinished = 0
  private var finishing = false

  init() {
    unsafe mutex = .allocate(capacity: 1)
    unsafe changed = .allocate(capacity: 1)
    unsafe pthread_mutex_init(mutex, nil)
    unsafe pthread_cond_init(changed, nil)
  }

  deinit {
    unsafe pthread_cond_destroy(changed)
    unsafe pthread_mutex_destroy(mutex)
    unsafe changed.deallocate()
    unsafe mutex.deallocate()
  }

  private func locked<Result>(_ body: () -> Result) -> Result {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    return body()
  }

  private func announce() { unsafe pthread_cond_broadcast(changed) }

  private func waitForChange() { unsafe pthread_cond_wait(changed, mutex) }

  var inFlight: Int { locked { unfinished } }

  func add(_ job: SyncJob) {
    locked {
      waiting.append(job)
      unfinished += 1
      announce()
    }
  }

  func nextOutcome() -> SyncOutcome? { locked { outcomes.isEmpty ? nil : outcomes.removeFirst() } }

  func waitUntilIdle() {
    locked { while unfinished > 0 { waitForChange() } }
  }

  func finish() {
    locked {
      finishing = true
      announce()
    }
  }

  func reopen() { locked { finishing = false } }

  /// Performs the oldest job and says whether there may be another: with `waiting` it waits for one and stops only
  /// when the queue is finishing.
  func performNext(waiting wait: Bool) -> Bool {
    let next = locked { () -> SyncJob? in
      while wait && waiting.isEmpty && !finishing { waitForChange() }
      return waiting.isEmpty ? nil : waiting.removeFirst()
    }
    guard let next else { return false }
    let outcome = next.perform { () throws(DiskError) in try next.file.dataSync() }
    locked {
      outcomes.append(outcome)
      unfinished -= 1
      announce()
    }
    return true
  }
}
