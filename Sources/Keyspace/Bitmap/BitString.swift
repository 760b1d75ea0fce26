/// A string as a run of bits; bit 0 is the highest bit of the first byte.
extension Span where Element == UInt8 {
  /// Bits that are set among those of `range`, which must lie in the string.
  ///
  /// O(range).
  public func oneBitCount(in range: Range<Int>) -> Int {
    if range.isEmpty { return 0 }
    let bytes = range.lowerBound >> 3..<(range.upperBound + 7) >> 3
    var count = extracting(bytes).oneBitCount
    count -= (self[bytes.lowerBound] & ~(0xFF >> UInt8(range.lowerBound & 7))).nonzeroBitCount
    let unused = UInt8(bytes.upperBound << 3 - range.upperBound)
    return count - (self[bytes.upperBound - 1] & (1 << unused &- 1)).nonzeroBitCount
  }

  /// The first bit of `range`, which must lie in the string, that is set or clear; nil if there is none.
  ///
  /// O(range).
  public func firstBit(_ isSet: Bool, in range: Range<Int>) -> Int? {
    if range.isEmpty { return nil }
    let flip: UInt8 = isSet ? 0 : 0xFF
    let first = range.lowerBound >> 3
    let bits = (self[first] ^ flip) & (0xFF >> UInt8(range.lowerBound & 7))
    var found: Int
    if bits != 0 {
      found = first << 3 + bits.leadingZeroBitCount
    } else {
      let bytes = extracting(0..<(range.upperBound + 7) >> 3)
      guard let index = bytes.firstIndex(from: first + 1, notEqualTo: flip) else { return nil }
      found = index << 3 + (self[index] ^ flip).leadingZeroBitCount
    }
    return found < range.upperBound ? found : nil
  }

  /// The bit at `offset`; bits behind the end are clear.
  public func bit(at offset: Int) -> Bool {
    let index = offset >> 3
    return index < count && self[index] & 0x80 >> UInt8(offset & 7) != 0
  }

  /// The `width` bits from `offset` on as an unsigned integer, the highest first; bits behind the end are clear.
  ///
  /// At most 64.
  public func bitField(at offset: Int, width: Int) -> UInt64 {
    var value: UInt64 = 0
    var position = offset
    let end = offset + width
    while position < end {
      let index = position >> 3
      let taken = Swift.min(8 - position & 7, end - position)
      let byte: UInt8 = index < count ? self[index] : 0
      let bits = (byte << UInt8(position & 7)) >> UInt8(8 - taken)
      value = value << UInt64(taken) | UInt64(bits)
      position += taken
    }
    return value
  }
}

extension MutableSpan where Element == UInt8 {
  /// Stores the low `width` bits of `value` from `offset` on, the highest first; there must be room for them.
  ///
  /// At most 64.
  public mutating func setBitField(at offset: Int, width: Int, to value: UInt64) {
    var position = offset + width
    var rest = value
    while position > offset {
      let index = (position - 1) >> 3
      let start = Swift.max(index << 3, offset)
      let taken = UInt8(position - start)
      let shift = UInt8((index + 1) << 3 - position)
      let mask: UInt8 = (0xFF >> (8 - taken)) << shift
      self[index] = self[index] & ~mask | (UInt8(truncatingIfNeeded: rest) << shift) & mask
      rest >>= UInt64(taken)
      position = start
    }
  }
}
