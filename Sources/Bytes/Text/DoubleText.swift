/// The text of a double as Redis writes it everywhere: C's `%.17g`, which always reads back as the same number.
///
/// The digits are exact. A double is m·2ᵉ; from 10⁻⁵ up to 10¹⁷ its 17 digits are m·10ᵏ·2ᵉ with k at most 22, which
/// fits 128 bits, and one division rounds it (half to even). Beyond that range the C library does it.
public struct DoubleText: Sendable {
  private var bytes = InlineArray<32, UInt8>(repeating: 0)
  private var count = 0

  /// The bytes of the text.
  public var span: Span<UInt8> {
    @_lifetime(borrow self)
    get { bytes.span.extracting(0..<count) }
  }

  /// The text of `value`: `inf`, `-inf`, `nan` or a number.
  public init(_ value: Double) {
    let magnitude = value.magnitude
    if value.isNaN || value.isInfinite {
      if value.sign == .minus { append(UInt8(ascii: "-")) }
      append(value.isNaN ? "nan" : "inf")
    } else if magnitude < 0x1p53, magnitude.rounded(.towardZero) == magnitude {
      if value.sign == .minus { append(UInt8(ascii: "-")) }
      append(digits: UInt64(magnitude), width: 1)
    } else if magnitude >= 1e-5, magnitude < 1e17 {
      if value.sign == .minus { append(UInt8(ascii: "-")) }
      append(fraction: magnitude)
    } else {
      var writer = ByteWriter(minimumCapacity: 32)
      CNumbers.format("%.17g", value, to: &writer)
      for index in 0..<writer.count { append(writer.span[index]) }
    }
  }

  private mutating func append(_ byte: UInt8) {
    bytes[count] = byte
    count += 1
  }

  private mutating func append(_ text: String) {
    for byte in text.utf8 { append(byte) }
  }

  private mutating func append(digits value: UInt64, width: Int) {
    var digits = InlineArray<20, UInt8>(repeating: 0x30)
    var rest = value
    var start = 20
    while rest > 0 || 20 - start < width {
      start -= 1
      digits[start] = 0x30 + UInt8(rest % 10)
      rest /= 10
    }
    for index in start..<20 { append(digits[index]) }
  }

  /// Appends a number from 10⁻⁵ up to 10¹⁷ that is not whole, or is beyond 2⁵³.
  private mutating func append(fraction value: Double) {
    let (digits, exponent) = Self.decimal(value)
    guard exponent >= -4 else {
      // Below 10⁻⁴ `%g` writes an exponent.
      let mantissa = Self.withoutTrailingZeros(digits, places: 16)
      append(digits: mantissa.digits / Self.power(mantissa.places), width: 1)
      append(decimals: mantissa.digits % Self.power(mantissa.places), places: mantissa.places)
      append("e-05")
      return
    }
    let fixed = Self.withoutTrailingZeros(digits, places: 16 - exponent)
    let unit = fixed.places > 19 ? UInt64.max : Self.power(fixed.places)
    append(digits: fixed.digits / unit, width: 1)
    append(decimals: fixed.digits % unit, places: fixed.places)
  }

  private mutating func append(decimals value: UInt64, places: Int) {
    if places == 0 { return }
    append(UInt8(ascii: "."))
    append(digits: value, width: places)
  }

  /// The 17 digits of `value`, correctly rounded, and the power of ten of the first of them.
  private static func decimal(_ value: Double) -> (digits: UInt64, exponent: Int) {
    let mantissa = UInt128(value.significandBitPattern | 1 << 52)
    let shift = Int(value.exponent) - 52
    var exponent = 16
    var bound = 1e16
    while exponent > -5, value < bound {
      exponent -= 1
      bound = Self.bounds[exponent + 5]
    }
    let scaled = mantissa * UInt128(power(min(16 - exponent, 19))) * UInt128(power(max(0, 16 - exponent - 19)))
    var digits = shift >= 0 ? scaled << UInt128(shift) : rounded(scaled, droppingBits: -shift)
    if digits == 100_000_000_000_000_000 {
      digits = 10_000_000_000_000_000
      exponent += 1
    }
    return (UInt64(digits), exponent)
  }

  private static func rounded(_ value: UInt128, droppingBits bits: Int) -> UInt128 {
    let quotient = value >> UInt128(bits)
    let rest = value & (1 << UInt128(bits) - 1)
    let half: UInt128 = 1 << UInt128(bits - 1)
    return rest > half || (rest == half && quotient & 1 == 1) ? quotient + 1 : quotient
  }

  private static func withoutTrailingZeros(_ digits: UInt64, places: Int) -> (digits: UInt64, places: Int) {
    var digits = digits
    var places = places
    while places > 0, digits % 10 == 0 {
      digits /= 10
      places -= 1
    }
    return (digits, places)
  }

  /// 10 to the power of `exponent`, which is at most 19.
  private static func power(_ exponent: Int) -> UInt64 {
    var power: UInt64 = 1
    for _ in 0..<exponent { power *= 10 }
    return power
  }

  /// The powers of ten from 10⁻⁵ to 10¹⁶.
  private static let bounds: [Double] = [
    1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    1e16,
  ]
}

extension ByteWriter {
  /// Appends `value` as ``DoubleText`` writes it.
  public mutating func append(double value: Double) {
    let text = DoubleText(value)
    append(text.span)
  }
}

extension ByteWriter {
  /// Appends `value` with 4 or 6 decimals, rounded, as C's `printf` writes it.
  public mutating func append(_ value: Double, decimals: Int) {
    CNumbers.format(decimals == 4 ? "%.4f" : "%.6f", value, to: &self)
  }
}

extension Span where Element == UInt8 {
  /// The value of these bytes if they are a floating point argument that Redis accepts.
  ///
  /// That is what C's `strtod` takes whole (decimal, hexadecimal, `inf`, `infinity`, any case, a sign), without space
  /// before it, no `nan`, and neither too large nor so small that it becomes zero.
  public var redisDouble: Double? {
    guard count > 0, !self[0].isASCIISpace else { return nil }
    if count <= 15, let integer = canonicalInteger { return self[0] == 0x2D && integer == 0 ? -0.0 : Double(integer) }
    guard let value = CNumbers.double(self), !value.isNaN else { return nil }
    return value
  }
}
