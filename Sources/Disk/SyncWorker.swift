public import SystemPackage

/// Syncs files beside the thread that writes them.
public protocol SyncWorker: AnyObject {
  /// Asks for a ``DiskFile/dataSync()`` of `file`, which covers what has been written to it by now, and for its
  /// closing afterwards if `closeAfter`. The file may still be written to meanwhile.
  func submit(_ file: any DiskFile, closeAfter: Bool)
  /// Asks for `work` to be performed after what was submitted before; ``SyncOutcome/performed`` reports its end.
  ///
  /// Its disk must be ``Disk/isShareable``.
  func submit(_ work: any DiskWork)
  /// Whether something submitted has not ended yet.
  var inFlight: Bool { get }
  /// The oldest outcome that has not been fetched, in the order of submission, nil when there is none.
  func poll() -> SyncOutcome?
  /// Returns when nothing is in flight. The outcomes can be fetched afterwards.
  func drain()
  /// Runs `body`, which may fork, while every other thread of the worker is parked in a system call.
  ///
  /// Waits for work under way, but not for an fsync. `body` must not use the worker.
  func whileParked<Result>(_ body: () -> Result) -> Result
}

extension SyncWorker {
  /// Runs `body`: a worker without threads has none to park.
  public func whileParked<Result>(_ body: () -> Result) -> Result { body() }
}

/// Changes of files that need not keep the engine's thread waiting.
public protocol DiskWork: AnyObject {
  /// Makes the changes.
  ///
  /// Whoever submitted the work touches nothing that it uses before its outcome was fetched.
  func perform()
}

/// How a sync in the background ended.
public enum SyncOutcome: Equatable, Sendable {
  /// The file's content is durable.
  case completed(FilePath)
  /// Syncing or closing failed.
  case failed(DiskError)
  /// A ``DiskWork`` was performed; it knows how that went.
  case performed
}
