import Bytes

extension Database {
  /// Keys that are fetched at once.
  public static let fetchLimit = 32

  /// The hash by which `key` is looked up here.
  public func hash(_ key: Span<UInt8>) -> UInt64 { hasher(key) }

  /// Reads what the keys of these hashes, ``fetchLimit`` at most, are looked up in, so that it is near then: the
  /// buckets, the entries that the buckets lead to, and the beginnings of values that lie apart from their entries.
  ///
  /// Each of the three is read for all keys, one after the other and without a use of what is read, which lets the
  /// memory work on all at once. A chain's later buckets are not looked at, and another key's entry may be read.
  public func fetch(_ hashes: Span<UInt64>) {
    precondition(hashes.count <= Self.fetchLimit, "more keys than are fetched at once")
    var seen: UInt64 = 0
    for index in hashes.indices { seen ^= unsafe entries.firstWord(of: hashes[index]) }
    var found: InlineArray<32, UInt> = .init(repeating: 0)
    var blocks = found.mutableSpan
    for index in hashes.indices {
      guard let block = unsafe entries.likelyBlock(of: hashes[index]) else { continue }
      blocks[index] = UInt(bitPattern: block)
      seen ^= unsafe block.load(as: UInt64.self)
    }
    for index in hashes.indices {
      guard let block = unsafe UnsafeMutableRawPointer(bitPattern: blocks[index]) else { continue }
      if let value = unsafe Entry(block).apart { seen ^= unsafe value.load(as: UInt64.self) }
    }
    // The use that keeps the reads from being dropped.
    unsafe fetched = seen
  }
}

extension Entry {
  /// The beginning of a value that lies in a block of its own.
  fileprivate var apart: UnsafeMutableRawPointer? {
    guard kind & 7 != 0 || kind >> 4 == 3 else { return nil }
    return unsafe base.loadUnaligned(fromByteOffset: valueOffset, as: UnsafeMutableRawPointer.self)
  }
}
