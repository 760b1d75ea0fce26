import Disk
import Engine

/// Writes snapshots in a forked child, or in place while the clock is virtual, so that a run can be repeated.
final class WorkbenchChild: ChildProcess {
  private let clock: WorkbenchClock
  private let forked: ForkedChild?
  private let inPlace = InPlaceChild()

  init(clock: WorkbenchClock, forks: Bool) {
    self.clock = clock
    forked = forks ? ForkedChild() : nil
  }

  /// The child that is at work, or that the next work goes to.
  private var current: any ChildProcess {
    if inPlace.isActive { return inPlace }
    if let forked, forked.isActive || !clock.isVirtual { return forked }
    return inPlace
  }

  var isActive: Bool { current.isActive }
  var isForked: Bool { current.isForked }
  var processIdentifier: Int { current.processIdentifier }
  func start(_ work: (Int) -> Int32) -> Int32? { current.start(work) }
  func poll() -> ChildReport? { current.poll() }
  func kill() { current.kill() }
  func destroy() { current.destroy() }
  func noteProgress() { current.noteProgress() }
  var progress: Int { current.progress }
}

/// Fsyncs on a thread of its own, or at once while the clock is virtual.
final class WorkbenchSyncWorker: SyncWorker {
  private let clock: WorkbenchClock
  private let thread = ThreadSyncWorker()
  private let inline: InlineSyncWorker

  init(clock: WorkbenchClock) {
    self.clock = clock
    inline = InlineSyncWorker(clock: clock)
  }

  func submit(_ file: any DiskFile, closeAfter: Bool) {
    if clock.isVirtual {
      inline.submit(file, closeAfter: closeAfter)
    } else {
      thread.submit(file, closeAfter: closeAfter)
    }
  }

  func submit(_ work: any DiskWork) { if clock.isVirtual { inline.submit(work) } else { thread.submit(work) } }

  func whileParked<Result>(_ body: () -> Result) -> Result { thread.whileParked(body) }

  var inFlight: Bool { thread.inFlight || inline.inFlight }

  /// The thread's outcomes come first: the clock changes only when nothing is in flight.
  func poll() -> SyncOutcome? { thread.poll() ?? inline.poll() }

  /// Microseconds that each fsync in virtual time takes; in real time the disk takes them.
  var delay: Int64 {
    get { inline.delay }
    set { inline.delay = newValue }
  }

  func drain() {
    thread.drain()
    inline.drain()
  }

  func stop() { thread.stop() }
}
