import Glibc

extension Array where Element == UInt8 {
  /// A copy of `bytes`.
  ///
  /// O(count).
  public init(copying bytes: Span<UInt8>) {
    self = unsafe bytes.withUnsafeBufferPointer { unsafe Array($0) }
  }
}

extension Span where Element == UInt8 {
  /// Whether both runs hold the same bytes.
  ///
  /// O(count).
  public func equals(_ other: Span<UInt8>) -> Bool {
    guard count == other.count else { return false }
    return unsafe withUnsafeBufferPointer { left in
      unsafe other.withUnsafeBufferPointer { right in
        guard let leftBase = left.baseAddress, let rightBase = right.baseAddress else { return true }
        return unsafe memcmp(leftBase, rightBase, left.count) == 0
      }
    }
  }

  /// Whether the bytes are those of `text`.
  public func equals(_ text: StaticString) -> Bool {
    guard count == text.utf8CodeUnitCount else { return false }
    return unsafe withUnsafeBufferPointer { left in
      guard let base = left.baseAddress else { return true }
      return unsafe memcmp(base, text.utf8Start, left.count) == 0
    }
  }

  /// Whether the bytes are those of `lowercased`, ASCII letters in either case.
  ///
  /// `lowercased` must be lower case.
  public func equalsIgnoringCase(_ lowercased: StaticString) -> Bool {
    guard count == lowercased.utf8CodeUnitCount else { return false }
    for index in indices where unsafe self[index].asciiLowercased != lowercased.utf8Start[index] { return false }
    return true
  }

  /// `memcmp` order: negative, zero or positive; a prefix sorts first.
  public func compare(_ other: Span<UInt8>) -> Int {
    let common = Swift.min(count, other.count)
    for index in 0..<common where self[index] != other[index] { return Int(self[index]) - Int(other[index]) }
    return count - other.count
  }
}

extension UInt8 {
  /// The byte with an ASCII capital made small.
  public var asciiLowercased: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }
  /// The byte with an ASCII small letter made capital.
  public var asciiUppercased: UInt8 { self >= 0x61 && self <= 0x7A ? self & 0xDF : self }
  /// Whether the byte is an ASCII digit.
  public var isASCIIDigit: Bool { self >= 0x30 && self <= 0x39 }
  /// Whether C's `isspace` holds for the byte.
  public var isASCIISpace: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D) }
  /// Whether C's `isprint` holds for the byte.
  public var isASCIIPrintable: Bool { self >= 0x20 && self <= 0x7E }
}
