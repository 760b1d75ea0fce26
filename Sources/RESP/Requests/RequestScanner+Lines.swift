import Bytes

extension RequestScanner {
  /// A line that holds a marker byte and a number.
  enum NumberLine {
    /// The number, and where the next line begins.
    case value(Int, end: Int)
    case incomplete, malformed, tooLong
  }

  /// Reads the line whose marker stands at `start`.
  @inline(__always)
  mutating func number(_ bytes: Span<UInt8>, at start: Int) -> NumberLine {
    var index = start &+ 1
    let limit = Swift.min(bytes.count, start &+ 16)
    var value = 0
    while index < limit {
      let digit = bytes[index] &- 0x30
      if digit > 9 { break }
      value = value &* 10 &+ Int(digit)
      index &+= 1
    }
    let digits = index &- start &- 1
    guard digits > 0, index &+ 1 < bytes.count, bytes[index] == 0x0D, digits == 1 || bytes[start &+ 1] != 0x30 else {
      return unusualNumber(bytes, at: start)
    }
    if bytes[index &+ 1] != 0x0A { isCanonical = false }
    searched = 0
    return .value(value, end: index &+ 2)
  }

  /// Reads a line that is incomplete, wrong, negative or very long.
  @inline(never)
  private mutating func unusualNumber(_ bytes: Span<UInt8>, at start: Int) -> NumberLine {
    switch line(bytes, at: start, until: 0x0D) {
    case .none: return .incomplete
    case .tooLong: return .tooLong
    case .end(let end):
      guard end + 1 < bytes.count else { return .incomplete }
      searched = 0
      guard let value = bytes.extracting(min(start + 1, end)..<end).canonicalInteger else { return .malformed }
      if bytes[end + 1] != 0x0A { isCanonical = false }
      return .value(Int(value), end: end + 2)
    }
  }

  private enum LineEnd {
    case none, tooLong
    case end(Int)
  }

  /// Looks for `terminator`, no further than a zero byte, and remembers how far it looked.
  private mutating func line(_ bytes: Span<UInt8>, at start: Int, until terminator: UInt8) -> LineEnd {
    var index = start + searched
    let last = min(bytes.count, start + limits.maximumLineLength + 1)
    while index < last, bytes[index] != terminator, bytes[index] != 0 { index += 1 }
    searched = index - start
    if index < last, bytes[index] == terminator { return .end(index) }
    return bytes.count - start > limits.maximumLineLength ? .tooLong : .none
  }

  /// Scans the inline request that begins at `start`.
  @inline(never)
  mutating func inline(_ bytes: Span<UInt8>, from start: Int) -> Outcome {
    isCanonical = false
    switch line(bytes, at: start, until: 0x0A) {
    case .none: return .incomplete
    case .tooLong: return fail(.tooBigInlineRequest)
    case .end(let newline):
      searched = 0
      let end = newline > start && bytes[newline - 1] == 0x0D ? newline - 1 : newline
      guard split(bytes, start..<end) else { return fail(.unbalancedQuotes) }
      return argumentCount == 0 ? .empty(end: newline + 1) : .request(end: newline + 1)
    }
  }

  /// How many arguments the request has, wherever they are.
  public var argumentCount: Int { inlineArguments?.count ?? arguments.count }

  private mutating func split(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
    var index = line.lowerBound
    while true {
      while index < line.upperBound, bytes[index].isASCIISpace { index += 1 }
      if index == line.upperBound { return true }
      let start = index
      while index < line.upperBound, !ArgumentSplitter.endsArgument(bytes[index]) {
        if bytes[index] == 0x22 || bytes[index] == 0x27 { return splitQuoted(bytes.extracting(line)) }
        index += 1
      }
      arguments.append(start..<index)
    }
  }

  private mutating func splitQuoted(_ line: Span<UInt8>) -> Bool {
    arguments.removeAll(keepingCapacity: true)
    guard case .arguments(let unquoted) = ArgumentSplitter.split(line) else { return false }
    inlineArguments = unquoted
    return true
  }
}
