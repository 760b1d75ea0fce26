/// Who wants to know each step of an engine, such as a recorder of crash states.
public protocol EngineObserver: AnyObject {
  /// A command or a transaction has ended: the data set may have changed, and the reply waits for the flush.
  func unitEnded(_ engine: Engine)
  /// What was executed so far was written as the policy demands, and may be acknowledged.
  func flushed(_ engine: Engine)
}
