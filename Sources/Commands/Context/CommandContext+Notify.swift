import Bytes

extension CommandContext {
  /// Publishes that `event`, of class `kind`, has happened to `key` in database `index`, the selected one if nil.
  ///
  /// Nothing is done unless the directive `notify-keyspace-events` asks for it.
  @inline(__always)
  public func notify(_ kind: KeyspaceEvents, _ event: StaticString, _ key: Span<UInt8>, in index: Int? = nil) {
    guard settings.keyspaceEvents.contains(kind) else { return }
    publishEvent(event, key, in: index ?? session.database)
  }

  private func publishEvent(_ event: StaticString, _ key: Span<UInt8>, in index: Int) {}
}
