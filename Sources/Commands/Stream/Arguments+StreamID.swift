import Bytes
import Keyspace

/// IDs as arguments: `<milliseconds>` or `<milliseconds>-<sequence>`, and what stands for one.
extension Arguments {
  /// The ID at `index`.
  ///
  /// Without a sequence it gets `missing`.
  func streamID(at index: Int, missing: UInt64 = 0) throws(CommandError) -> StreamID {
    guard let id = StreamID(self[index], missing: missing) else { throw .invalidStreamID }
    return id
  }

  /// The ID at `index`, where `-` and `+` stand for the least and the greatest.
  func streamIDOrEdge(at index: Int, missing: UInt64 = 0) throws(CommandError) -> StreamID {
    if isOption(at: index, "-") { return .zero }
    if isOption(at: index, "+") { return .greatest }
    return try streamID(at: index, missing: missing)
  }

  /// Whether the argument at `index` is an ID behind a parenthesis, which excludes it from an interval.
  private func isExclusive(at index: Int) -> Bool {
    let text = self[index]
    return text.count > 1 && text[0] == UInt8(ascii: "(")
  }

  /// The least ID of an interval that begins at the argument `index`.
  func intervalStart(at index: Int) throws(CommandError) -> StreamID {
    guard isExclusive(at: index) else { return try streamIDOrEdge(at: index) }
    guard let id = StreamID(self[index].extracting(1...), missing: 0) else { throw .invalidStreamID }
    guard let next = id.successor else { throw .invalidIntervalStart }
    return next
  }

  /// The greatest ID of an interval that ends at the argument `index`.
  func intervalEnd(at index: Int) throws(CommandError) -> StreamID {
    guard isExclusive(at: index) else { return try streamIDOrEdge(at: index, missing: .max) }
    guard let id = StreamID(self[index].extracting(1...), missing: .max) else { throw .invalidStreamID }
    guard let previous = id.predecessor else { throw .invalidIntervalEnd }
    return previous
  }
}

extension StreamID {
  /// The ID with this text, which Redis reads as a C string; nil if it is none.
  ///
  /// Without a sequence it gets `missing`.
  init?(_ text: Span<UInt8>, missing: UInt64) {
    let (hyphen, end) = Self.parts(text)
    guard text.count <= 127, let milliseconds = text.extracting(0..<hyphen).cUnsigned else { return nil }
    self.init(milliseconds, missing)
    if hyphen == end { return }
    guard let sequence = text.extracting(hyphen + 1..<end).cUnsigned else { return nil }
    self.sequence = sequence
  }

  /// The milliseconds of a text `<milliseconds>-*`; nil if it is none.
  static func milliseconds(ofAny text: Span<UInt8>) -> UInt64? {
    let (hyphen, end) = parts(text)
    guard text.count <= 127, end == hyphen + 2, text[hyphen + 1] == UInt8(ascii: "*") else { return nil }
    return text.extracting(0..<hyphen).cUnsigned
  }

  /// Where the first hyphen is, and where the text ends as a C string; both are the same without a hyphen.
  private static func parts(_ text: Span<UInt8>) -> (hyphen: Int, end: Int) {
    var end = 0
    var hyphen: Int?
    while end < text.count, text[end] != 0 {
      if hyphen == nil, text[end] == UInt8(ascii: "-") { hyphen = end }
      end += 1
    }
    return (hyphen ?? end, end)
  }
}

extension Span where Element == UInt8 {
  /// The number that C's `strtoull` reads, if nothing follows it and the text is not that of a negative integer.
  ///
  /// So white space and a plus may precede it, and even a minus if the rest is not canonical, which Redis' IDs allow.
  fileprivate var cUnsigned: UInt64? {
    if let value = canonicalInteger { return UInt64(exactly: value) }
    var index = 0
    while index < count, self[index].isASCIISpace { index += 1 }
    let isNegative = index < count && self[index] == UInt8(ascii: "-")
    if isNegative || (index < count && self[index] == UInt8(ascii: "+")) { index += 1 }
    if index == count { return nil }
    var value: UInt64 = 0
    while index < count {
      guard self[index].isASCIIDigit else { return nil }
      let (scaled, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = scaled.addingReportingOverflow(UInt64(self[index] - 0x30))
      if overflow || carry { return nil }
      value = sum
      index += 1
    }
    return isNegative ? 0 &- value : value
  }
}
