extension Database {
  /// Lets `body` overwrite bytes of the string at `key`, which must exist, where they are.
  ///
  /// The string becomes `raw`; its time to live and its access clock stay. O(1) for long strings, and O(length) when an
  /// integer or a short string is another encoding before.
  public func editString<Result, Failure: Error>(
    _ key: Span<UInt8>, _ body: (inout MutableSpan<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    _ = setRange(key, offset: 0, Span())
    guard let entry = find(key) else { preconditionFailure("editing a missing key") }
    var bytes = unsafe entry.editableBytes.mutableSpan
    return try body(&bytes)
  }

  /// Makes the string at `key` at least `count` bytes long, by zero bytes, and `raw`; a missing key is made.
  ///
  /// Returns whether it became longer. Amortised O(1) for long strings.
  public func extendString(_ key: Span<UInt8>, to count: Int, access: UInt32) -> Bool {
    let length = find(key)?.stringLength
    _ = setRange(key, offset: max(count, length ?? 0), Span(), access: access)
    return length ?? -1 < count
  }
}

extension Entry {
  /// The bytes of a string that is not in the `int` encoding, to be changed.
  fileprivate var editableBytes: UnsafeMutableBufferPointer<UInt8> {
    unsafe bytes.withUnsafeBufferPointer { unsafe UnsafeMutableBufferPointer(mutating: $0) }
  }
}
