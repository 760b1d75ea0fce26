import Bytes

extension Database {
  /// The hash by which `key` is looked up here.
  public func hash(_ key: Span<UInt8>) -> UInt64 { hasher(key) }

  /// Reads the buckets of the first `count` hashes, so that they are near when their keys are looked up.
  ///
  /// Reading them here, one after the other and without a use of what is read, lets the memory work on all at once.
  public func fetch(_ hashes: borrowing InlineArray<16, UInt64>, count: Int) {
    var seen: UInt64 = 0
    for index in 0..<count { seen ^= unsafe entries.firstWord(of: hashes[index]) }
    // The use that keeps the reads from being dropped.
    unsafe fetched = seen
  }
}
