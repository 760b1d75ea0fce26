import Bytes

extension Database {
  /// Sets `key` to `value`, which belongs to the database from then on; what was there is freed.
  ///
  /// Expected O(1) and the cost of freeing.
  @discardableResult
  public func make<Value: CollectionValue>(
    _ value: Value, at key: Span<UInt8>, expiry: ExpiryChange = .clear, access: UInt32 = 0
  ) -> Entry {
    let form = ValueForm(Value.type, encoding: value.block.encoding)
    unsafe blockMemory += value.memory
    return place(key, form: form, inline: nil, expiry: expiry, access: access) { $0.setBlock(value.block) }
  }

  /// Lets `body` read and change the value of `entry`, and keeps the account of memory.
  ///
  /// No handle on the value may be kept beyond `body`. The key stays, even if its value becomes empty.
  @inline(__always)
  public func change<Value: CollectionValue, Result, Failure: Error>(
    _ entry: Entry, _ type: Value.Type, _ body: (inout Value) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    requireUnvisited()
    precondition(entry.type == Value.type, "a value of another type")
    var value = Value(block: entry.block)
    let before = value.memory
    defer {
      entry.setBlock(value.block)
      unsafe blockMemory += value.memory - before
    }
    return try body(&value)
  }
}
