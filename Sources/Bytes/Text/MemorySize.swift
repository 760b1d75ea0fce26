/// Amounts of memory in configuration files and in `INFO`.
public enum MemorySize {
  /// The bytes that `text` stands for, as Redis reads a memory directive; nil if it refuses.
  ///
  /// Digits and a unit in either case: `k`, `m` and `g` are powers of 1000, `kb`, `mb` and `gb` of 1024, `b` or none is
  /// a byte. As in Redis a unit alone is 0, digits beyond 64 bits count as the largest number, and the product wraps.
  public static func parse(_ text: Span<UInt8>) -> UInt64? {
    var digits = 0
    while digits < text.count, text[digits].isASCIIDigit { digits += 1 }
    guard digits < 128, let unit = unit(text.extracting(digits..<text.count)) else { return nil }
    var value: UInt64 = 0
    for index in 0..<digits {
      let (scaled, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = scaled.addingReportingOverflow(UInt64(text[index] - 0x30))
      if overflow || carry {
        value = .max
        break
      }
      value = sum
    }
    return value &* unit
  }

  private static func unit(_ text: Span<UInt8>) -> UInt64? {
    if text.count == 0 || text.equalsIgnoringCase("b") { return 1 }
    if text.equalsIgnoringCase("k") { return 1000 }
    if text.equalsIgnoringCase("kb") { return 1 << 10 }
    if text.equalsIgnoringCase("m") { return 1_000_000 }
    if text.equalsIgnoringCase("mb") { return 1 << 20 }
    if text.equalsIgnoringCase("g") { return 1_000_000_000 }
    if text.equalsIgnoringCase("gb") { return 1 << 30 }
    return nil
  }

  /// `bytes` with a unit and two decimals, as `INFO` prints `used_memory_human`: `512B`, `1.50K`, `2.00M`.
  public static func human(_ bytes: UInt64) -> String {
    let units: [(shift: UInt64, letter: String)] = [(10, "K"), (20, "M"), (30, "G"), (40, "T"), (50, "P")]
    guard bytes >= 1024, let unit = units.first(where: { bytes >> ($0.shift + 10) == 0 }) else { return "\(bytes)B" }
    // Redis divides a double, which has 53 bits, and printf rounds an exact half to the even neighbour.
    let rounded = UInt64(Double(bytes))
    var whole = rounded >> unit.shift
    let scaled = (rounded & (1 << unit.shift - 1)) * 100
    var hundredths = scaled >> unit.shift
    let rest = scaled & (1 << unit.shift - 1)
    let half: UInt64 = 1 << (unit.shift - 1)
    if rest > half || (rest == half && hundredths & 1 == 1) { hundredths += 1 }
    if hundredths == 100 {
      whole += 1
      hundredths = 0
    }
    return "\(whole).\(hundredths < 10 ? "0" : "")\(hundredths)\(unit.letter)"
  }
}
