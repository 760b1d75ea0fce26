import Synchronization

/// The model of a ``TrackedDisk``, shared with its files, whose syncs may run on another thread.
///
/// A forked child must not use it: the lock may be held by a thread that the child does not have.
final class Account: Sendable {
  private let model = Mutex(DurabilityModel())

  /// Runs `body` while no other thread uses the model.
  func update<Result, Failure: Error>(
    _ body: (inout DurabilityModel) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try model.withLock { (model) throws(Failure) in try body(&model) }
  }
}
