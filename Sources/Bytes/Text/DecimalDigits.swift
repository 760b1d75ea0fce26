/// The decimal text of an integer, on the stack.
public struct DecimalDigits {
  private var digits: InlineArray<20, UInt8> = .init(repeating: 0)
  private var start = 20

  /// The text of `value`.
  public init(_ value: UInt64) {
    var rest = value
    repeat {
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
      start -= 1
      digits[start] = 0x30 + UInt8(truncatingIfNeeded: digit)
      rest = quotient
    } while rest != 0
  }

  /// The text of `value`.
  public init(_ value: Int64) {
    self.init(value.magnitude)
    if value < 0 {
      start -= 1
      digits[start] = UInt8(ascii: "-")
    }
  }

  /// The characters.
  public var span: Span<UInt8> {
    @_lifetime(borrow self)
    borrowing get { digits.span.extracting(start..<20) }
  }
}
