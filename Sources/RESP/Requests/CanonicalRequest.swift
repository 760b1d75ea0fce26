public import Bytes

/// The short way through requests that stand there as ``RequestWriter`` writes them, which is how nearly all do.
///
/// It knows no rules for what is unusual: that it leaves to the scanners, which agree with it on what it takes.
public enum CanonicalRequest {
  /// The longest argument, and the most arguments, of a request that is taken: numbers of five digits, whose line is
  /// one word.
  public static let largestNumber = 99_999

  /// Adds to `ranges` where the arguments of the request lie that begins at `start`, and returns where it ends.
  ///
  /// Nil when it is incomplete, large, or in any way unusual; `ranges` is as before then.
  public static func scan(
    _ bytes: Span<UInt8>, from start: Int, into ranges: inout RangeList
  ) -> Int? {
    let first = ranges.count
    var index = start
    guard var missing = number(bytes, &index, after: UInt8(ascii: "*")), missing > 0 else { return nil }
    repeat {
      guard let length = number(bytes, &index, after: UInt8(ascii: "$")), index &+ length &+ 2 <= bytes.count,
        bytes[index &+ length] == 0x0D, bytes[index &+ length &+ 1] == 0x0A
      else {
        ranges.truncate(to: first)
        return nil
      }
      ranges.append(index..<index &+ length)
      index = index &+ length &+ 2
      missing &-= 1
    } while missing > 0
    return index
  }

  /// Reads the line `<marker><number>\r\n` and moves behind it.
  @inline(__always)
  private static func number(_ bytes: Span<UInt8>, _ index: inout Int, after marker: UInt8) -> Int? {
    guard let word = bytes.word(at: index), UInt8(truncatingIfNeeded: word) == marker else { return nil }
    var rest = word >> 8
    var value = rest & 0xFF &- 0x30
    guard value <= 9 else { return nil }
    var length = 4
    rest >>= 8
    while rest & 0xFFFF != 0x0A0D {
      let digit = rest & 0xFF &- 0x30
      // No number but 0 begins with one.
      guard digit <= 9, value > 0, length < 8 else { return nil }
      value = value &* 10 &+ digit
      rest >>= 8
      length &+= 1
    }
    index &+= length
    return Int(truncatingIfNeeded: value)
  }
}
