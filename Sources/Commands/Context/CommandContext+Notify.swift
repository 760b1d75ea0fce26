import Bytes
import Keyspace

extension CommandContext {
  /// Publishes that `event`, of class `kind`, has happened to `key` in database `index`, the selected one if nil.
  ///
  /// Nothing is done unless the directive `notify-keyspace-events` asks for it.
  @inline(__always)
  public func notify(_ kind: KeyspaceEvents, _ event: StaticString, _ key: Span<UInt8>, in index: Int? = nil) {
    guard settings.keyspaceEvents.contains(kind) else { return }
    publishEvent(event, key, in: index ?? session.database)
  }

  /// Publishes the event `new` when there is no `key` in the selected database; to be called before it is made.
  @inline(__always)
  func notifyIfNew(_ key: Span<UInt8>) {
    guard settings.keyspaceEvents.contains(.new) else { return }
    publishIfNew(key, in: session.database)
  }

  /// Publishes the event `new` when there is no `key` in database `index`; to be called before it is made.
  func publishIfNew(_ key: Span<UInt8>, in index: Int) {
    guard keyspace.databases[index].find(key) == nil else { return }
    notify(.new, "new", key, in: index)
  }

  private func publishEvent(_ event: StaticString, _ key: Span<UInt8>, in index: Int) {
    guard !channels.isEmpty else { return }
    var name = ByteWriter(minimumCapacity: key.count + 32)
    name.append(event)
    let event = name.array
    if settings.keyspaceEvents.contains(.keyspace) {
      name.removeAll(keepingAtMost: 1 << 10)
      name.append("__keyspace@")
      name.append(decimal: index)
      name.append("__:")
      name.append(key)
      channels.publish(event.span, to: name.span)
    }
    if settings.keyspaceEvents.contains(.keyevent) {
      name.removeAll(keepingAtMost: 1 << 10)
      name.append("__keyevent@")
      name.append(decimal: index)
      name.append("__:")
      name.append(event.span)
      channels.publish(key, to: name.span)
    }
  }
}
