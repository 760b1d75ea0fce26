import Glibc

/// What the two threads of a ``ThreadSyncWorker`` share.
///
/// Every property is used with `mutex` held only, which is why the class may be shared between threads unchecked; the
/// files in it are safe to sync beside their writer by the contract of ``DiskFile``.
@safe final class SyncQueue: @unchecked Sendable {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  /// Signalled on every change.
  private let changed: UnsafeMutablePointer<pthread_cond_t>
  let gate = ForkGate()
  private var waiting: [Job] = []
  private var outcomes: [SyncOutcome] = []
  private var unfinished = 0
  private var finishing = false

  enum Job {
    case sync(SyncJob)
    case work(any DiskWork)
  }

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

  func add(_ job: Job) {
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

  /// The life of the worker's thread: performs jobs as they come, until the queue is finishing and empty.
  ///
  /// The gate is closed to a fork except where the thread is parked.
  func performAll() {
    gate.enter()
    while true {
      let isOver = locked { () -> Bool in
        while waiting.isEmpty && !finishing {
          gate.leave()
          waitForChange()
          gate.enter()
        }
        return waiting.isEmpty
      }
      if isOver { break }
      _ = performNext()
    }
    gate.leave()
  }

  /// Performs what waits on the thread that asks.
  func performWaiting() {
    gate.enter()
    while performNext() {}
    gate.leave()
  }

  /// Performs the oldest job and says whether there may be another.
  private func performNext() -> Bool {
    guard let next = locked({ waiting.isEmpty ? nil : waiting.removeFirst() }) else { return false }
    let outcome: SyncOutcome
    switch next {
    case .sync(let job): outcome = job.perform { () throws(DiskError) in try sync(job.file) }
    case .work(let work):
      work.perform()
      outcome = .performed
    }
    locked {
      outcomes.append(outcome)
      unfinished -= 1
      announce()
    }
    return true
  }

  private func sync(_ file: any DiskFile) throws(DiskError) {
    if let file = file as? any ParkedSync { return try file.dataSync(parkedAt: gate) }
    try file.dataSync()
  }
}
