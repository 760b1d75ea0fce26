import Glibc
import SystemPackage

/// Syncs files on a thread of its own, which is started by the first ``submit(_:closeAfter:)``.
///
/// While there is nothing to do, the thread is parked in `pthread_cond_wait`; during an fsync in that call. It takes no
/// signals. The process forks in ``whileParked(_:)`` only. A forked child has no such thread and must not use its copy
/// of the worker.
public final class ThreadSyncWorker: SyncWorker {
  private let queue = SyncQueue()
  private var thread: pthread_t?

  /// A worker whose thread has not been started.
  public init() {}

  deinit { stop() }

  public func submit(_ file: any DiskFile, closeAfter: Bool) {
    add(.sync(SyncJob(file: file, closeAfter: closeAfter)))
  }

  public func submit(_ work: any DiskWork) { add(.work(work)) }

  private func add(_ job: SyncQueue.Job) {
    queue.add(job)
    if thread == nil { thread = start() }
    // Without a thread (the system has none to give) the work is done here: late is better than never.
    if thread == nil { queue.performWaiting() }
  }

  public var inFlight: Bool { queue.inFlight > 0 }

  public func poll() -> SyncOutcome? { queue.nextOutcome() }

  public func drain() { queue.waitUntilIdle() }

  public func whileParked<Result>(_ body: () -> Result) -> Result {
    queue.gate.enter()
    defer { queue.gate.leave() }
    return body()
  }

  /// Finishes what was submitted and ends the thread.
  ///
  /// A later submission starts another.
  public func stop() {
    guard let ending = thread else { return }
    queue.finish()
    pthread_join(ending, nil)
    thread = nil
    queue.reopen()
  }

  private func start() -> pthread_t? {
    var all = sigset_t()
    var before = sigset_t()
    unsafe sigfillset(&all)
    unsafe pthread_sigmask(SIG_SETMASK, &all, &before)
    defer { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
    var started = pthread_t()
    let context = unsafe Unmanaged.passRetained(queue)
    let status = unsafe pthread_create(
      &started, nil,
      { raw in
        guard let raw = unsafe raw else { return nil }
        let queue = unsafe Unmanaged<SyncQueue>.fromOpaque(raw).takeRetainedValue()
        queue.performAll()
        return nil
      }, context.toOpaque())
    if status == 0 { return started }
    unsafe context.release()
    return nil
  }
}
