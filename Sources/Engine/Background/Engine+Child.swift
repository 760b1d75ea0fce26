import AOF
import Commands
import Disk
import SystemPackage

/// The child process, whatever it writes.
extension Engine {
  /// Microseconds after which a child that was asked to end is ended.
  private static let patience: Int64 = 1_000_000

  /// Starts a child and notes what it does. Returns the error of a failed fork.
  func startChild(_ kind: BackgroundWork.Kind, _ work: (Int) -> Int32) -> Errno? {
    let before = clock.monotonic()
    let isForked = surroundings.child.isForked
    let failure = surroundings.syncWorker.whileParked {
      surroundings.child.start { pid in
        if isForked { becomeChild() }
        return work(pid)
      }
    }
    if let failure { return Errno(rawValue: failure) }
    background.lastForkMicroseconds = clock.monotonic() - before
    background.forks += 1
    background.running = kind
    appendOnlyFile.isChildActive = true
    context.keepsAccessClocks = true
    background.startedAt = before
    background.progress = (surroundings.child.progress, clock.monotonic())
    background.isDismissed = false
    return nil
  }

  /// Takes note of a child that has ended.
  func reapChild() {
    guard let report = surroundings.child.poll() else { return destroyIdleChild() }
    let seconds = (clock.monotonic() - background.startedAt) / 1_000_000
    let kind = background.running
    background.running = nil
    appendOnlyFile.isChildActive = false
    context.keepsAccessClocks = false
    switch kind {
    case .rewrite: rewriteEnded(report, seconds: seconds)
    case .snapshot: snapshotEnded(report, seconds: seconds)
    case nil: break
    }
  }

  /// Ends a child that has made no progress for ``longestChildPause``: one that was stopped, or that a lock or a disk
  /// holds for ever. It counts as failed, and its successor may do better.
  private func destroyIdleChild() {
    guard surroundings.child.isActive else { return }
    let now = clock.monotonic()
    let seen = surroundings.child.progress
    if seen != background.progress.seen { background.progress = (seen, now) }
    let idle = now - background.progress.at
    guard idle >= (background.isDismissed ? Self.patience : longestChildPause) else { return }
    log(
      .warning,
      "The child process \(surroundings.child.processIdentifier) has made no progress for \(idle / 1_000_000) seconds: "
        + "killing it")
    surroundings.child.destroy()
    background.progress.at = now
  }

  /// Asks a child to end whose work is not wanted any more; if it does not heed that, it is ended.
  func dismissChild() {
    if background.isDismissed { return }
    surroundings.child.kill()
    background.isDismissed = true
    background.progress = (surroundings.child.progress, clock.monotonic())
  }

  /// Ends the child and waits until it is gone, so that it changes nothing after this. What it wrote stays: a name
  /// from which nothing is loaded.
  func endChild() {
    guard surroundings.child.isActive else { return }
    surroundings.child.kill()
    let asked = clock.monotonic()
    while surroundings.child.poll() == nil {
      if clock.monotonic() - asked > Self.patience { surroundings.child.destroy() }
      clock.sleep(1000)
    }
    background.running = nil
    appendOnlyFile.isChildActive = false
    context.keepsAccessClocks = false
  }

  /// Waits until no child runs; for the shell's `:rewrite` and for SHUTDOWN.
  ///
  /// - Parameter isOver: whether to wait no longer; asked about a thousand times a second.
  public func waitForChild(isOver: () -> Bool = { false }) {
    while surroundings.child.isActive, state == .running {
      reapChild()
      if isOver() { return }
      if surroundings.child.isActive { clock.sleep(1000) }
    }
    appendOnlyFile.settleChange()
  }

  /// Whether a snapshot's child is at work.
  public var isSaving: Bool { background.running == .snapshot }

  /// Whether a rewrite's child is at work or what it wrote is being put in place.
  public var isRewriting: Bool { background.running == .rewrite || appendOnlyFile.isInstalling }
}
