/// The registers of the dense encoding, without the header: 6 bits each, the lowest bits of each byte first.
extension Span where Element == UInt8 {
  /// The rank in a register.
  func rank(_ register: Int) -> UInt8 {
    let bit = register * 6
    let low = UInt16(self[bit >> 3])
    let high = bit >> 3 + 1 < count ? UInt16(self[bit >> 3 + 1]) : 0
    return UInt8(truncatingIfNeeded: (low | high << 8) >> UInt16(bit & 7)) & 63
  }

  /// Calls `body` with each rank of dense registers, eight from every six bytes.
  @inline(__always)
  func forEachRank(_ body: (UInt8) -> Void) {
    unsafe withUnsafeBytes { bytes in
      for offset in stride(from: 0, to: bytes.count - 5, by: 6) {
        let low = UInt64(unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
        let high = UInt64(unsafe bytes.loadUnaligned(fromByteOffset: offset + 4, as: UInt16.self))
        var word = low | high << 32
        for _ in 0..<8 {
          body(UInt8(truncatingIfNeeded: word) & 63)
          word >>= 6
        }
      }
    }
  }
}

extension MutableSpan where Element == UInt8 {
  /// Stores a rank in a register, of which the first lies at `start`.
  mutating func setRank(_ register: Int, to rank: UInt8, start: Int) {
    let bit = register * 6
    let index = start + bit >> 3
    let shift = UInt16(bit & 7)
    let hasSecond = shift > 2
    var word = UInt16(self[index])
    if hasSecond { word |= UInt16(self[index + 1]) << 8 }
    word = word & ~(63 << shift) | UInt16(rank) << shift
    self[index] = UInt8(truncatingIfNeeded: word)
    if hasSecond { self[index + 1] = UInt8(truncatingIfNeeded: word >> 8) }
  }
}
