/// The zipmap, which held small hashes before Redis 2.6.
///
/// ```
/// 1 byte   number of fields, FE when there are more than 253
/// …        for each field: its length, its bytes, the length of its value, one byte of room to grow, the value, the room
/// FF       the end
/// ```
///
/// A length is one byte below FE, or FE and four bytes, little-endian.
enum Zipmap {
  private static let end: UInt8 = 0xFF
  private static let long: UInt8 = 0xFE

  /// Where the fields and values of the zipmap `bytes` lie, or nil if it is damaged or has none.
  ///
  /// O(fields).
  static func pairs(of bytes: Span<UInt8>) -> [(field: Range<Int>, value: Range<Int>)]? {
    guard bytes.count >= 2, bytes[bytes.count - 1] == end else { return nil }
    var pairs: [(field: Range<Int>, value: Range<Int>)] = []
    var position = 1
    while bytes[position] != end {
      guard let field = text(bytes, at: position, gap: 0), let value = text(bytes, at: field.upperBound, gap: 1) else {
        return nil
      }
      // The byte before the value says how much room follows it.
      position = value.upperBound + Int(bytes[value.lowerBound - 1])
      guard position < bytes.count else { return nil }
      pairs.append((field: field, value: value))
    }
    guard position == bytes.count - 1, !pairs.isEmpty, bytes[0] >= long || Int(bytes[0]) == pairs.count else {
      return nil
    }
    return pairs
  }

  /// The text whose length is at `position`, and which begins `gap` bytes after that; something must follow it.
  private static func text(_ bytes: Span<UInt8>, at position: Int, gap: Int) -> Range<Int>? {
    guard position < bytes.count, bytes[position] != end else { return nil }
    var length = Int(bytes[position])
    var start = position + 1 + gap
    if bytes[position] == long {
      guard bytes.count - position > 5 else { return nil }
      length = (1...4).reduce(0) { $0 | Int(bytes[position + $1]) << (8 * ($1 - 1)) }
      start += 4
    }
    guard length < bytes.count - start else { return nil }
    return start..<start + length
  }
}
