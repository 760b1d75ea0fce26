import Bytes

extension Span where Element == UInt8 {
  /// What C's `atoll` and `strtol` make of the bytes: white space, a sign, digits; the rest is ignored and what does
  /// not fit is the nearest value that does.
  var looseInteger: Int64 {
    var index = 0
    while index < count, self[index].isASCIISpace { index += 1 }
    var isNegative = false
    if index < count, self[index] == UInt8(ascii: "-") || self[index] == UInt8(ascii: "+") {
      isNegative = self[index] == UInt8(ascii: "-")
      index += 1
    }
    var value: Int64 = 0
    while index < count, self[index].isASCIIDigit {
      let digit = Int64(self[index] &- 0x30)
      let (scaled, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) =
        isNegative ? scaled.subtractingReportingOverflow(digit) : scaled.addingReportingOverflow(digit)
      if overflow || carry { return isNegative ? .min : .max }
      value = sum
      index += 1
    }
    return value
  }
}
