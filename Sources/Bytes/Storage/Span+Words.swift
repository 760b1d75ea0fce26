extension Span where Element == UInt8 {
  /// The eight bytes from `index` on, the first in the lowest byte; nil when there are fewer.
  @inlinable
  @inline(__always)
  public func word(at index: Int) -> UInt64? {
    guard index >= 0, index <= count &- 8 else { return nil }
    return unsafe UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
  }

  /// The `length` bytes from `index` on, at most eight, the first in the lowest byte.
  ///
  /// O(1), without a loop: short runs are read as pieces that overlap.
  @inlinable
  @inline(__always)
  public func word(at index: Int, count length: Int) -> UInt64 {
    precondition(index >= 0 && length >= 0 && length <= 8 && index <= count &- length, "no such bytes")
    let shift = UInt64(truncatingIfNeeded: length &- 4) &* 8
    if length >= 4 { return quarter(index) | quarter(index &+ length &- 4) << shift }
    if length == 0 { return 0 }
    let middle = length >> 1
    let last = length &- 1
    return byte(index) | byte(index &+ middle) << UInt64(middle &* 8) | byte(index &+ last) << UInt64(last &* 8)
  }

  @inlinable
  @inline(__always)
  func quarter(_ index: Int) -> UInt64 {
    unsafe UInt64(UInt32(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt32.self)))
  }

  @inlinable
  @inline(__always)
  func byte(_ index: Int) -> UInt64 { unsafe UInt64(bytes.unsafeLoad(fromByteOffset: index, as: UInt8.self)) }
}
