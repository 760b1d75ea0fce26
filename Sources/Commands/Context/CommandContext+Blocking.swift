import Bytes
import Keyspace

/// Commands that wait for an element.
extension CommandContext {
  /// Whether the running command may wait.
  var canBlock: Bool { !deniesBlocking && !isLoading }

  /// Lets the session wait until one of `keys` is ready, when `arguments` are run again, or until `deadline`, Unix time
  /// in milliseconds, when it is told null; without a deadline it waits for ever.
  func block(_ arguments: OwnedArguments, on keys: [[UInt8]], of type: ValueType, until deadline: Int64?) {}

  /// Tells those who wait for `key` of the selected database that it has an element now.
  func signalReady(_ key: Span<UInt8>) {}
}
