import Glibc

extension ByteWriter {
  /// Replaces the bytes in `range`, which must have been written, by `bytes`, of whatever length they are.
  ///
  /// O(bytes behind) if the length is another.
  public mutating func replace(_ range: Range<Int>, with bytes: Span<UInt8>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "replacing bytes that were not written")
    let added = bytes.count - range.count
    if added > 0 { reserve(added) }
    let behind = count - range.upperBound
    unsafe memmove(base + range.upperBound + added, base + range.upperBound, behind)
    count += added
    replace(at: range.lowerBound, with: bytes)
  }
}
