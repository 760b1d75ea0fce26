/// Text as libedit keeps it: wide characters, from bytes that need not be UTF-8.
///
/// A byte that belongs to no valid UTF-8 sequence, and a zero byte, becomes the code point U+DC00 plus the byte. Valid
/// UTF-8 never yields those, so the way back is exact: any bytes go in and come out unchanged. The screen shows such a
/// byte as `\U+DCxx`.
enum WideText {
  /// The wide characters for `bytes`, without a terminating zero.
  static func characters(_ bytes: some Sequence<UInt8>) -> [Int32] {
    let bytes = Array(bytes)
    var result: [Int32] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let (character, length) = decode(bytes, at: index)
      result.append(character)
      index += length
    }
    return result
  }

  /// The bytes of wide characters.
  static func bytes(_ characters: some Sequence<Int32>) -> [UInt8] {
    var result: [UInt8] = []
    for character in characters {
      if (0xDC00...0xDCFF).contains(character) {
        result.append(UInt8(truncatingIfNeeded: character))
      } else if let scalar = Unicode.Scalar(UInt32(bitPattern: character)) {
        result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
    return result
  }

  /// The number of bytes in the sequence that `first` opens; 1 when it opens none.
  static func sequenceLength(_ first: UInt8) -> Int {
    switch first {
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 1
    }
  }

  /// The character at `index` and the number of bytes it takes.
  static func decode(_ bytes: [UInt8], at index: Int) -> (character: Int32, length: Int) {
    let first = bytes[index]
    let length = sequenceLength(first)
    let escaped = (0xDC00 + Int32(first), 1)
    if length == 1 { return (1..<0x80).contains(first) ? (Int32(first), 1) : escaped }
    guard index + length <= bytes.count else { return escaped }
    var value = UInt32(first) & (0x7F >> UInt32(length))
    for next in bytes[index + 1..<index + length] {
      guard next & 0xC0 == 0x80 else { return escaped }
      value = value << 6 | UInt32(next & 0x3F)
    }
    // Unicode.Scalar refuses surrogates and what is above U+10FFFF; the lengths refuse overlong forms.
    let least: [UInt32] = [0, 0, 0x80, 0x800, 0x10000]
    guard value >= least[length], Unicode.Scalar(value) != nil else { return escaped }
    return (Int32(value), length)
  }
}
