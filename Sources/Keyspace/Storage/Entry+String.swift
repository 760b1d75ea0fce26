public import Bytes

extension Entry {
  /// The longest string that is stored inside the entry.
  static let inlineLimit = 255

  /// The encoding of a string value.
  public var stringEncoding: StringEncoding {
    guard let encoding = StringEncoding(rawValue: kind >> 4) else { fatalError("an entry of no known encoding") }
    return encoding
  }

  var isInline: Bool {
    let encoding = kind >> 4
    return kind & 7 == 0 && (encoding == 1 || encoding == 2)
  }

  var inlineLength: Int { Int(truncatingIfNeeded: word >> 56) }
  private var isInteger: Bool { kind & 0xF7 == 0 }

  /// The integer of a string in the `int` encoding.
  ///
  /// Only for that encoding.
  public var integer: Int64 {
    precondition(isInteger, "not an integer")
    return unsafe base.loadUnaligned(fromByteOffset: valueOffset, as: Int64.self)
  }

  func setStoredInteger(_ value: Int64) {
    precondition(isInteger, "not an integer")
    unsafe base.storeBytes(of: value, toByteOffset: valueOffset, as: Int64.self)
  }

  /// The value's own block, if it has one.
  var body: StringBody? {
    guard kind & 7 == 0, kind >> 4 == 3 else { return nil }
    return unsafe StringBody(base.loadUnaligned(fromByteOffset: valueOffset, as: UnsafeMutableRawPointer.self))
  }

  func setBody(_ body: StringBody) {
    unsafe base.storeBytes(of: body.base, toByteOffset: valueOffset, as: UnsafeMutableRawPointer.self)
  }

  /// The bytes of a string that is not in the `int` encoding.
  public var bytes: Span<UInt8> {
    @_lifetime(borrow self)
    get {
      if isInline { return bytes(at: valueOffset, count: inlineLength) }
      guard let body = unsafe body else { preconditionFailure("not a string of bytes") }
      return unsafe _overrideLifetime(body.span, borrowing: self)
    }
  }

  func storeInline(_ source: Span<UInt8>) {
    precondition(isInline && source.count == inlineLength, "the inline value has another length")
    store(source, at: valueOffset)
  }

  /// Length of a string value in bytes, in any encoding.
  ///
  /// O(1).
  public var stringLength: Int { stringEncoding == .integer ? DecimalDigits(integer).span.count : bytes.count }
}

extension ByteWriter {
  /// Appends the text of a string value, in any encoding.
  public mutating func append(string entry: Entry) {
    if entry.stringEncoding == .integer { return append(decimal: entry.integer) }
    append(entry.bytes)
  }
}
