public import Bytes

/// The text of an element of a collection: bytes in one of its blocks, or an integer that stands for its decimal text.
///
/// It stays valid until the collection is next changed, and must not be kept beyond that.
@safe public struct ElementText {
  private let start: UnsafeRawPointer?
  private let number: Int64

  /// The text of `integer`.
  init(integer: Int64) {
    unsafe start = nil
    number = integer
  }

  /// The `count` bytes at `start`.
  init(_ start: UnsafeRawPointer, count: Int) {
    unsafe self.start = start
    number = Int64(count)
  }

  /// The text of the element of `list` at `position`.
  init(_ list: Listpack, _ position: Int) {
    switch unsafe list.element(position) {
    case .integer(let value): self.init(integer: value)
    case .bytes(let range): unsafe self.init(list.base + range.lowerBound, count: range.count)
    }
  }

  /// The integer, when it is stored as one.
  public var integer: Int64? { unsafe start == nil ? number : nil }

  /// The bytes of a text that is not stored as an integer.
  public var bytes: Span<UInt8> {
    @_lifetime(borrow self)
    get {
      guard let start = unsafe start else { preconditionFailure("not a text of bytes") }
      let span = unsafe Span(_unsafeStart: start.assumingMemoryBound(to: UInt8.self), count: Int(number))
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  /// Length of the text in bytes.
  ///
  /// O(1).
  public var count: Int { unsafe start == nil ? number.decimalCount : Int(number) }

  /// A number that no other element of the same collection has.
  public var identity: UInt { unsafe start.map { UInt(bitPattern: $0) } ?? UInt(bitPattern: Int(number)) }

  /// Lets `body` read the text.
  @inline(__always)
  public func withSpan<Result: ~Copyable, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    if unsafe start == nil { return try body(DecimalDigits(number).span) }
    return try body(bytes)
  }

  /// A copy of the text.
  public var array: [UInt8] { withSpan { [UInt8](copying: $0) } }
}

extension ByteWriter {
  /// Appends a text of an element.
  public mutating func append(_ text: ElementText) {
    if let integer = text.integer { append(decimal: integer) } else { append(text.bytes) }
  }
}
