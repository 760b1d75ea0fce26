import Bytes

/// The bytes of Redis' listpack, a sequence of strings and integers without pointers.
///
/// ```
/// 4 bytes  length of all, little-endian
/// 2 bytes  number of elements, FFFF when it does not fit or is not known
/// …        the elements
/// FF       the end
/// ```
///
/// An element is its encoding, its data, and the length of both, so that it can be walked from either side:
///
/// ```
/// 0xxxxxxx                    integer 0...127
/// 10llllll                    string of l bytes
/// 110xxxxx xxxxxxxx           integer of 13 bits, signed, the high bits first
/// 1110llll llllllll           string of l bytes, the high bits of l first
/// F0 + 4                      string of so many bytes (little-endian, as all that follows)
/// F1 + 2, F2 + 3, F3 + 4, F4 + 8   integers of 16, 24, 32 and 64 bits, signed
/// ```
///
/// The length at the end has seven bits in each of 1 to 5 bytes, the high bits first; all bytes but the first have their
/// top bit set, which tells a reader that comes from behind to go on.
public enum ListpackFormat {
  static let headerSize = 6
  static let end: UInt8 = 0xFF
  /// What the header says when the number of elements is not known.
  static let unknownCount = 0xFFFF
  /// Beyond this many bytes Redis adds nothing to a listpack.
  public static let safeSize = 1 << 30

  /// Bytes that the encoding of an integer takes.
  static func length(of value: Int64) -> Int {
    switch value {
    case 0...127: 1
    case -4096...4095: 2
    case -0x8000...0x7FFF: 3
    case -0x80_0000...0x7F_FFFF: 4
    case -0x8000_0000...0x7FFF_FFFF: 5
    default: 9
    }
  }

  /// Bytes that come before the text of a string of `count` bytes.
  static func headLength(ofString count: Int) -> Int { count < 64 ? 1 : count < 4096 ? 2 : 5 }

  /// Bytes that the length at the end of an element takes.
  static func backLength(_ length: Int) -> Int {
    // Redis' limits are one less than what would fit, from the second on.
    if length <= 127 { return 1 }
    if length < 16383 { return 2 }
    if length < 2_097_151 { return 3 }
    return length < 268_435_455 ? 4 : 5
  }

  /// Bytes that `bytes` takes as an element.
  public static func encodedSize(_ bytes: Span<UInt8>) -> Int {
    if let integer = bytes.canonicalInteger { return encodedSize(integer) }
    let length = headLength(ofString: bytes.count) + bytes.count
    return length + backLength(length)
  }

  /// Bytes that `integer` takes as an element.
  public static func encodedSize(_ integer: Int64) -> Int {
    let length = length(of: integer)
    return length + backLength(length)
  }
}
