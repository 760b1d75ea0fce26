extension ByteWriter {
  /// Appends `value` in decimal.
  public mutating func append(decimal value: Int64) {
    if value < 0 { append(UInt8(ascii: "-")) }
    append(decimal: value.magnitude)
  }

  /// Appends `value` in decimal.
  public mutating func append(decimal value: Int) { append(decimal: Int64(value)) }

  /// Appends `value` in decimal.
  public mutating func append(decimal value: UInt64) {
    if value < 10 { return append(0x30 + UInt8(truncatingIfNeeded: value)) }
    append(DecimalDigits(value).span)
  }
}

extension Span where Element == UInt8 {
  /// The value of these bytes if they are the canonical decimal text of a 64-bit integer: no sign but a minus, no
  /// leading zero, no space, no overflow.
  ///
  /// This is the test for Redis' `int` encoding and for every integer argument.
  public var canonicalInteger: Int64? {
    guard count > 0, count <= 20 else { return nil }
    var index = 0
    let negative = self[0] == UInt8(ascii: "-")
    if negative { index = 1 }
    guard index < count else { return nil }
    let first = self[index]
    if first == 0x30 { return count == 1 ? 0 : nil }
    guard first.isASCIIDigit else { return nil }
    var magnitude: UInt64 = 0
    while index < count {
      let byte = self[index]
      guard byte.isASCIIDigit else { return nil }
      let (scaled, overflow) = magnitude.multipliedReportingOverflow(by: 10)
      let (sum, carry) = scaled.addingReportingOverflow(UInt64(byte &- 0x30))
      if overflow || carry { return nil }
      magnitude = sum
      index += 1
    }
    if negative { return magnitude <= 1 << 63 ? Int64(truncatingIfNeeded: 0 &- magnitude) : nil }
    return magnitude <= UInt64(Int64.max) ? Int64(magnitude) : nil
  }
}

extension Int64 {
  /// How many bytes the value takes in decimal, the minus included.
  public var decimalCount: Int {
    var count = self < 0 ? 2 : 1
    var rest = magnitude
    while rest >= 10 {
      rest /= 10
      count += 1
    }
    return count
  }
}
