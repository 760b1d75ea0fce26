import Bytes

/// A handle on one malloc'd block that a ``Table`` finds by the key in it.
protocol TableBlock {
  /// The handle on the block at `base`; allocates nothing.
  init(_ base: UnsafeMutableRawPointer)
  /// Where the block is.
  var base: UnsafeMutableRawPointer { get }
  /// Bytes that the block needs.
  var size: Int { get }
  /// The bytes by which the block is found.
  var key: Span<UInt8> {
    @_lifetime(borrow self)
    get
  }
  /// Whether the key equals `other`.
  func hasKey(_ other: Span<UInt8>) -> Bool
  /// Frees the block and what it owns.
  func release()
}

extension TableBlock {
  /// The hash of the key.
  func hash(_ hasher: SeededHash) -> UInt64 { hasher(key) }
}
