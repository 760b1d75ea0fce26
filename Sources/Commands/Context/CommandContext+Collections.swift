import Bytes
import Keyspace

/// Access to values that are no strings.
extension CommandContext {
  /// The value at `key` for a command that reads; nil when there is none.
  ///
  /// - Throws: `wrongType` for a value of another type.
  @inline(__always)
  func read<Value: CollectionValue>(_ type: Value.Type, _ key: Span<UInt8>) throws(CommandError) -> Value? {
    guard let entry = lookupRead(key) else { return nil }
    guard entry.type == Value.type else { throw .wrongType }
    return Value(block: entry.block)
  }

  /// The entry of `key` for a command that writes; nil when there is none.
  ///
  /// - Throws: `wrongType` for a value of another type.
  @inline(__always)
  func write<Value: CollectionValue>(_ type: Value.Type, _ key: Span<UInt8>) throws(CommandError) -> Entry? {
    guard let entry = lookupWrite(key) else { return nil }
    guard entry.type == Value.type else { throw .wrongType }
    return entry
  }

  /// Sets `key`, which is not there, to a new value.
  func make<Value: CollectionValue>(_ value: Value, _ key: Span<UInt8>) -> Entry {
    notifyIfNew(key)
    let entry = database.make(value, at: key, access: accessClock)
    signalReady(key)
    return entry
  }

  /// Lets `body` read and change the value of `entry`; no handle may be kept beyond it.
  @inline(__always)
  func change<Value: CollectionValue, Result, Failure: Error>(
    _ entry: Entry, _ type: Value.Type, _ body: (inout Value) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try database.change(entry, type, body)
  }

  /// Removes `key`, whose entry is `entry`, when its value has no elements left; with the event `del`.
  ///
  /// Returns whether it was removed.
  @discardableResult
  func removeIfEmpty<Value: CollectionValue>(_ key: Span<UInt8>, _ entry: Entry, _ type: Value.Type) -> Bool {
    guard Value(block: entry.block).count == 0 else { return false }
    database.remove(key)
    notify(.generic, "del", key)
    return true
  }

  /// Removes `key`, if it is there, because nothing is to be stored in it; with the event `del`.
  func removeDestination(_ key: Span<UInt8>) {
    guard database.remove(key) else { return }
    recordChange(of: key)
    notify(.generic, "del", key)
  }
}
