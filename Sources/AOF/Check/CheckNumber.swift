/// A number at the beginning of a text, as C's `strtol` reads it.
struct CheckNumber {
  let value: Int
  /// Where the text goes on; at its beginning if there is no number.
  let end: Int
  /// Whether the number was too large, and ``value`` is the nearest that is not.
  let isOutOfRange: Bool

  /// Reads `text` from `start`; a zero ends it.
  ///
  /// White space and a sign may come first.
  init(_ text: Span<UInt8>, from start: Int) {
    var index = start
    while index < text.count, text[index] == 0x20 || (0x09...0x0D).contains(text[index]) { index += 1 }
    let isNegative = index < text.count && text[index] == UInt8(ascii: "-")
    if index < text.count, isNegative || text[index] == UInt8(ascii: "+") { index += 1 }
    let digits = index
    var value = 0
    var overflows = false
    while index < text.count, (0x30...0x39).contains(text[index]) {
      let digit = Int(text[index] - 0x30)
      let (product, isTooLarge) = value.multipliedReportingOverflow(by: 10)
      let (sum, isLarger) =
        isNegative ? product.subtractingReportingOverflow(digit) : product.addingReportingOverflow(digit)
      overflows = overflows || isTooLarge || isLarger
      value = sum
      index += 1
    }
    self.value = overflows ? (isNegative ? .min : .max) : value
    end = index == digits ? start : index
    isOutOfRange = overflows
  }
}

/// A time given to a check.
public enum CheckTime {
  /// The seconds that `text` says, as C's `strtol` reads it; nil if there is more in it, or it is out of range.
  public static func seconds(_ text: [UInt8]) -> Int? {
    if text.isEmpty { return 0 }
    let number = CheckNumber(text.span, from: 0)
    return number.isOutOfRange || number.end != text.count ? nil : number.value
  }
}
