public import SystemPackage

/// Syncs files beside the thread that writes them.
public protocol SyncWorker: AnyObject {
  /// Asks for a ``DiskFile/dataSync()`` of `file`, which covers what has been written to it by now, and for its
  /// closing afterwards if `closeAfter`. The file may still be written to meanwhile.
  func submit(_ file: any DiskFile, closeAfter: Bool)
  /// Whether something submitted has not ended yet.
  var inFlight: Bool { get }
  /// The oldest outcome that has not been fetched, in the order of submission, nil when there is none.
  func poll() -> SyncOutcome?
  /// Returns when nothing is in flight. The outcomes can be fetched afterwards.
  func drain()
}

/// How a sync in the background ended.
public enum SyncOutcome: Equatable, Sendable {
  /// The file's content is durable.
  case completed(FilePath)
  /// Syncing or closing failed.
  case failed(DiskError)
}
