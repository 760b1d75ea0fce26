import Bytes

/// The text of an ID, such as `1526919030474-55`, on the stack.
public struct StreamIDText {
  private var text: InlineArray<41, UInt8> = .init(repeating: 0)
  private var start = 41

  /// The text of `id`.
  public init(_ id: StreamID) {
    prepend(id.sequence)
    start -= 1
    text[start] = UInt8(ascii: "-")
    prepend(id.milliseconds)
  }

  private mutating func prepend(_ number: UInt64) {
    var rest = number
    repeat {
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
      start -= 1
      text[start] = 0x30 + UInt8(truncatingIfNeeded: digit)
      rest = quotient
    } while rest != 0
  }

  /// The characters.
  public var span: Span<UInt8> {
    @_lifetime(borrow self)
    borrowing get { text.span.extracting(start..<41) }
  }
}
