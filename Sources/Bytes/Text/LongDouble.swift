/// The number that `INCRBYFLOAT` and `HINCRBYFLOAT` calculate with: C's `long double`, as Redis uses it.
///
/// On x86-64 that has 64 bits of precision. Elsewhere Redis has more than Swift offers, and this is a double.
public struct LongDouble: Equatable, Sendable {
  #if arch(x86_64)
    private typealias Value = Float80
  #else
    private typealias Value = Double
  #endif

  private var value: Value

  private init(value: Value) { self.value = value }

  /// An integer, exactly where the precision allows.
  public init(_ integer: Int64) { value = Value(integer) }

  /// A double, exactly.
  public init(double: Double) { value = Value(double) }

  /// The number that `text` is, if Redis accepts it.
  ///
  /// That is what `strtold` takes whole, of fewer than 5120 bytes, without space before it, no `nan`, and neither too
  /// large nor so small that it becomes zero.
  public init?(_ text: Span<UInt8>) {
    guard text.count > 0, text.count < 5 * 1024, !text[0].isASCIISpace else { return nil }
    #if arch(x86_64)
      guard let value = CNumbers.longDouble(text), !value.isNaN else { return nil }
    #else
      guard let value = CNumbers.double(text), !value.isNaN else { return nil }
    #endif
    self.value = value
  }

  /// Whether the number is neither infinite nor NaN; Redis refuses an increment whose result is not finite.
  public var isFinite: Bool { value.isFinite }

  /// The sum, rounded to the precision of the type.
  public static func + (left: LongDouble, right: LongDouble) -> LongDouble {
    LongDouble(value: left.value + right.value)
  }

  /// A thousand times the number, rounded up; nil when 64 bits cannot hold it.
  public var thousandfoldRoundedUp: Int64? { Int64(exactly: (value * 1000).rounded(.up)) }

  /// Appends the text that Redis stores and replies: 17 decimals, without the zeros at their end, never an exponent.
  public func append(to writer: inout ByteWriter) {
    if value.isInfinite { return writer.append(value < 0 ? "-inf" : "inf") }
    let start = writer.count
    #if arch(x86_64)
      CNumbers.format("%.17Lf", value, to: &writer)
    #else
      CNumbers.format("%.17f", value, to: &writer)
    #endif
    var end = writer.count
    while writer.span[end - 1] == UInt8(ascii: "0") { end -= 1 }
    if writer.span[end - 1] == UInt8(ascii: ".") { end -= 1 }
    writer.truncate(to: end)
    if writer.span.extracting(start..<end).equals("-0") {
      writer.truncate(to: start)
      writer.append("0")
    }
  }

  /// The text that Redis stores and replies.
  public var text: [UInt8] {
    var writer = ByteWriter()
    append(to: &writer)
    return writer.array
  }
}
