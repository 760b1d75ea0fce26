import SystemPackage

/// A file whose sync can be split into its start, which decides what it covers, and its end.
protocol DeferredSync: DiskFile {
  /// Starts a `dataSync` and answers the ticket to end it with.
  func startSync() -> Int
  func endSync(_ ticket: Int) throws(DiskError)
}

/// Syncs files on the thread that asks, at once or when its clock has moved on: the worker for simulated runs.
public final class InlineSyncWorker: SyncWorker {
  /// Microseconds from the submission of a sync to its end.
  public var delay: Int64
  private let clock: any Clock
  private var outcomes: [SyncOutcome] = []
  private var running: [Running] = []

  private struct Running {
    let job: Job
    let due: Int64
  }

  private enum Job {
    case sync(SyncJob, ticket: Int?)
    case work(any DiskWork)
  }

  /// A worker whose syncs take `delay` microseconds of `clock`.
  public init(clock: any Clock, delay: Int64 = 0) {
    self.clock = clock
    self.delay = delay
  }

  public func submit(_ file: any DiskFile, closeAfter: Bool) {
    let ticket = (file as? any DeferredSync)?.startSync()
    add(.sync(SyncJob(file: file, closeAfter: closeAfter), ticket: ticket))
  }

  public func submit(_ work: any DiskWork) { add(.work(work)) }

  private func add(_ job: Job) {
    running.append(Running(job: job, due: clock.monotonic() + delay))
    finish(until: clock.monotonic())
  }

  public var inFlight: Bool {
    finish(until: clock.monotonic())
    return !running.isEmpty
  }

  public func poll() -> SyncOutcome? {
    finish(until: clock.monotonic())
    return outcomes.isEmpty ? nil : outcomes.removeFirst()
  }

  /// Ends everything in flight without moving the clock.
  public func drain() { finish(until: .max) }

  private func finish(until time: Int64) {
    while let next = running.first, next.due <= time {
      running.removeFirst()
      switch next.job {
      case .sync(let job, let ticket): outcomes.append(Self.perform(job, ticket))
      case .work(let work):
        work.perform()
        outcomes.append(.performed)
      }
    }
  }

  private static func perform(_ job: SyncJob, _ ticket: Int?) -> SyncOutcome {
    job.perform { () throws(DiskError) in
      if let ticket, let file = job.file as? any DeferredSync {
        try file.endSync(ticket)
      } else {
        try job.file.dataSync()
      }
    }
  }
}
