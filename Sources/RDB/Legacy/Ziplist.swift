import Bytes

/// The ziplist, which held small lists, hashes and sorted sets before Redis 7.
///
/// ```
/// 4 bytes  length of all, little-endian as all numbers
/// 4 bytes  where the last element begins
/// 2 bytes  number of elements, FFFF when it does not fit
/// …        the elements
/// FF       the end
/// ```
///
/// An element begins with the size of the one before it, 0 for the first: one byte below FE, or FE and four bytes. Then:
///
/// ```
/// 00llllll                       string of l bytes
/// 01llllll llllllll              string of l bytes, the high bits of l first
/// 10...... + 4                   string of so many bytes, big-endian
/// C0 + 2, D0 + 4, E0 + 8         integers of 16, 32 and 64 bits, signed
/// F0 + 3, FE + 1                 integers of 24 and 8 bits, signed
/// F1…FD                          integers 0…12
/// ```
enum Ziplist {
  /// What an element holds.
  enum Element: Equatable {
    case integer(Int64)
    /// Where in the ziplist its text lies.
    case bytes(Range<Int>)
  }

  private static let headerSize = 10
  private static let end: UInt8 = 0xFF

  /// The elements of the ziplist `bytes`, or nil if it is damaged anywhere.
  ///
  /// O(count).
  static func elements(of bytes: Span<UInt8>) -> [Element]? {
    guard bytes.count > headerSize, number(bytes, 0..<4) == UInt64(bytes.count), bytes[bytes.count - 1] == end else {
      return nil
    }
    var elements: [Element] = []
    var position = headerSize
    var (last, lastSize) = (headerSize, 0)
    while bytes[position] != end {
      guard let (element, next) = element(of: bytes, at: position, after: lastSize) else { return nil }
      elements.append(element)
      (last, lastSize) = (position, next - position)
      position = next
    }
    let stated = number(bytes, 8..<10)
    guard position == bytes.count - 1, number(bytes, 4..<8) == UInt64(last) || elements.isEmpty,
      stated == 0xFFFF || stated == UInt64(elements.count)
    else { return nil }
    return elements
  }

  /// The element at `position`, which follows one of `lastSize` bytes, and where the next one begins.
  private static func element(
    of bytes: Span<UInt8>, at position: Int, after lastSize: Int
  ) -> (Element, next: Int)? {
    // The byte at the end is none of the element's.
    let limit = bytes.count - 1
    let isLong = bytes[position] == 0xFE
    let start = position + (isLong ? 5 : 1)
    guard start < limit else { return nil }
    let stated = isLong ? number(bytes, position + 1..<position + 5) : UInt64(bytes[position])
    guard stated == UInt64(lastSize) else { return nil }
    let code = bytes[start]
    guard code < 0xC0 else { return integer(bytes, code, at: start + 1, limit) }
    let headSize = [1, 2, 5][Int(code >> 6)]
    guard headSize <= limit - start else { return nil }
    let count =
      switch code >> 6 {
      case 0: Int(code & 63)
      case 1: Int(code & 63) << 8 | Int(bytes[start + 1])
      default: Int(number(bytes, start + 1..<start + 5).byteSwapped >> 32)
      }
    let text = start + headSize
    guard count <= limit - text else { return nil }
    return (.bytes(text..<text + count), text + count)
  }

  private static func integer(
    _ bytes: Span<UInt8>, _ code: UInt8, at position: Int, _ limit: Int
  ) -> (Element, next: Int)? {
    let size: Int
    switch code {
    case 0xF1...0xFD: return (.integer(Int64(code & 15) - 1), position)
    case 0xC0: size = 2
    case 0xD0: size = 4
    case 0xE0: size = 8
    case 0xF0: size = 3
    case 0xFE: size = 1
    default: return nil
    }
    guard size <= limit - position else { return nil }
    let unused = 64 - 8 * size
    let bits = (Int64(bitPattern: number(bytes, position..<position + size)) << unused) >> unused
    return (.integer(bits), position + size)
  }

  private static func number(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    var number: UInt64 = 0
    for index in range.reversed() { number = number << 8 | UInt64(bytes[index]) }
    return number
  }
}
