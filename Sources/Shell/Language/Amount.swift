import Bytes

/// Why the text of a value cannot be read.
public struct ValueError: Error, Equatable, Sendable {
  /// A sentence for the person who typed it.
  public let message: String
}

/// Reads amounts that people type.
public enum Amount {
  /// A length of time: a number, which may have a fraction, and `us`, `ms`, `s`, `m`, `h` or `d`; seconds without a
  /// unit.
  public static func duration(_ text: Span<UInt8>) throws(ValueError) -> Duration {
    let failure = ValueError(
      message:
        "invalid duration '\(String(bytes: text))': give a number with us, ms, s, m, h or d, such as 100ms or 1.5s")
    var index = 0
    var whole: Int64 = 0
    while index < text.count, text[index].isASCIIDigit {
      whole = whole * 10 + Int64(text[index] - 0x30)
      if whole > 1_000_000_000_000_000 { throw failure }
      index += 1
    }
    let wholeDigits = index
    var fraction: Int64 = 0
    var divisor: Int64 = 1
    if index < text.count, text[index] == UInt8(ascii: ".") {
      index += 1
      let start = index
      while index < text.count, text[index].isASCIIDigit {
        if divisor < 1_000_000_000 {
          fraction = fraction * 10 + Int64(text[index] - 0x30)
          divisor *= 10
        }
        index += 1
      }
      if index == start { throw failure }
    }
    guard wholeDigits > 0, let unit = microseconds(of: text.extracting(index..<text.count)) else { throw failure }
    let (scaled, overflow) = whole.multipliedReportingOverflow(by: unit)
    // A century is enough, and keeps sums of times far from the limits of 64 bits.
    guard !overflow, scaled <= 100 * 366 * 86_400 * 1_000_000 else { throw failure }
    return .microseconds(scaled) + .nanoseconds(Int64(Double(fraction) * Double(unit) * 1000 / Double(divisor)))
  }

  private static func microseconds(of unit: Span<UInt8>) -> Int64? {
    if unit.count == 0 || unit.equalsIgnoringCase("s") { return 1_000_000 }
    if unit.equalsIgnoringCase("ms") { return 1000 }
    if unit.equalsIgnoringCase("us") { return 1 }
    if unit.equalsIgnoringCase("m") { return 60 * 1_000_000 }
    if unit.equalsIgnoringCase("h") { return 3600 * 1_000_000 }
    if unit.equalsIgnoringCase("d") { return 86_400 * 1_000_000 }
    return nil
  }

  /// A number of bytes: digits and, as in redis.conf, `b`, `k`, `kb`, `m`, `mb`, `g` or `gb`.
  ///
  /// Stricter than Redis, which takes a unit alone for 0 and lets large products wrap.
  public static func size(_ text: Span<UInt8>) throws(ValueError) -> Int {
    var digits = 0
    while digits < text.count, text[digits].isASCIIDigit { digits += 1 }
    var number = text.extracting(0..<digits)
    while number.count > 1, number[0] == 0x30 { number = number.extracting(1..<number.count) }
    guard let value = number.canonicalInteger, let unit = MemorySize.unit(text.extracting(digits..<text.count)) else {
      throw ValueError(
        message: "invalid size '\(String(bytes: text))': give a number of bytes, or one with k, kb, m, mb, g or gb")
    }
    let (product, overflow) = value.multipliedReportingOverflow(by: unit)
    if overflow { throw ValueError(message: "size '\(String(bytes: text))' is too large") }
    return Int(product)
  }
}

extension MemorySize {
  /// The bytes of one `unit`.
  fileprivate static func unit(_ unit: Span<UInt8>) -> Int64? {
    guard unit.count <= 2 else { return nil }
    var text: [UInt8] = [0x31]
    for index in unit.indices { text.append(unit[index]) }
    return unit.count > 0 && unit[0].isASCIIDigit ? nil : parse(text.span).flatMap { Int64(exactly: $0) }
  }
}
