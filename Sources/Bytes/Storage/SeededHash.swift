/// A keyed 64-bit hash of bytes, in the manner of wyhash: one wide multiplication per 16 bytes.
///
/// The seed keeps a client from choosing keys that collide. It is not a cryptographic hash.
public struct SeededHash: Sendable {
  private let seed: UInt64

  /// A hash function of its own for each `seed`.
  public init(seed: UInt64) { self.seed = Self.mix(seed ^ 0x9E37_79B9_7F4A_7C15, 0xE703_7ED1_A0B4_28DB) }

  /// The hash of `bytes`.
  ///
  /// O(count).
  public func callAsFunction(_ bytes: Span<UInt8>) -> UInt64 {
    let raw = unsafe bytes.bytes
    let count = raw.byteCount
    var state = seed
    var offset = 0
    while offset &+ 16 < count {
      state = Self.mix(load(raw, offset) ^ 0xA076_1D64_78BD_642F, load(raw, offset &+ 8) ^ state)
      offset &+= 16
    }
    let left = tail(raw, from: offset)
    return Self.mix(
      0x8EBC_6AF0_9C88_C6E3 ^ UInt64(truncatingIfNeeded: count),
      Self.mix(left.0 ^ 0xE703_7ED1_A0B4_28DB, left.1 ^ state))
  }

  /// The last 0 to 16 bytes as two words.
  private func tail(_ raw: RawSpan, from offset: Int) -> (UInt64, UInt64) {
    let rest = raw.byteCount &- offset
    if rest >= 8 { return (load(raw, offset), load(raw, raw.byteCount &- 8)) }
    if rest >= 4 { return (load32(raw, offset), load32(raw, raw.byteCount &- 4)) }
    var word: UInt64 = 0
    var index = offset
    while index < raw.byteCount {
      word = word << 8 | UInt64(unsafe raw.unsafeLoad(fromByteOffset: index, as: UInt8.self))
      index &+= 1
    }
    return (word, 0)
  }

  private func load(_ raw: RawSpan, _ offset: Int) -> UInt64 {
    unsafe raw.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
  }

  private func load32(_ raw: RawSpan, _ offset: Int) -> UInt64 {
    UInt64(unsafe raw.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }

  private static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }
}
