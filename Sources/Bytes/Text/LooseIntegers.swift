extension Span where Element == UInt8 {
  /// What C's `atoll` makes of these bytes: white space, a sign, digits, and nothing of what follows; 0 without digits,
  /// the nearest value on overflow.
  ///
  /// For the few places where Redis reads so: counts and lengths in an AOF, numbers in a manifest.
  public var looseInteger: Int64 { looseIntegerPrefix.value }

  /// The value as in ``looseInteger``, and where its text ends, as C's `strtoll` tells; 0 if there are no digits.
  public var looseIntegerPrefix: (value: Int64, end: Int) {
    var index = 0
    while index < count, self[index].isASCIISpace { index += 1 }
    let negative = index < count && self[index] == UInt8(ascii: "-")
    if negative || (index < count && self[index] == UInt8(ascii: "+")) { index += 1 }
    let firstDigit = index
    var value: Int64 = 0
    var overflowed = false
    while index < count, self[index].isASCIIDigit {
      let digit = Int64(self[index] - 0x30)
      let (scaled, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = scaled.addingReportingOverflow(negative ? -digit : digit)
      if overflow || carry { overflowed = true }
      if !overflowed { value = sum }
      index += 1
    }
    if index == firstDigit { return (0, 0) }
    if overflowed { return (negative ? .min : .max, index) }
    return (value, index)
  }
}
