import Bytes

extension ByteWriter {
  /// Appends a figure with `digits` digits behind the point.
  mutating func append(_ value: Double, digits: Int) {
    guard value.isFinite, abs(value) < 1e15 else { return append("-") }
    var scale: Int64 = 1
    for _ in 0..<digits { scale *= 10 }
    let scaled = Int64((abs(value) * Double(scale)).rounded())
    if value < 0 && scaled > 0 { append(UInt8(ascii: "-")) }
    append(decimal: scaled / scale)
    guard digits > 0 else { return }
    append(UInt8(ascii: "."))
    var divisor = scale / 10
    while divisor > 0 {
      append(UInt8(ascii: "0") + UInt8(scaled / divisor % 10))
      divisor /= 10
    }
  }

  /// Appends a figure with three digits that count.
  mutating func append(figure value: Double) {
    append(value, digits: abs(value) >= 100 ? 0 : abs(value) >= 10 ? 1 : abs(value) >= 1 ? 2 : 3)
  }

  /// Appends a time with the unit that suits it.
  mutating func append(nanoseconds: Int64) {
    let value = Double(nanoseconds)
    if value < 1e3 {
      append(value, digits: 0)
      append(" ns")
    } else if value < 1e6 {
      append(figure: value / 1e3)
      append(" µs")
    } else if value < 1e9 {
      append(figure: value / 1e6)
      append(" ms")
    } else {
      append(figure: value / 1e9)
      append(" s")
    }
  }
}
