import Bytes

/// Follows the quotes of a command line as its text arrives, so that many lines in one quote cost no second look.
///
/// It agrees with `ArgumentSplitter` about where a quote is open.
public struct QuoteScanner: Equatable, Sendable {
  private enum State {
    case outside, double, doubleEscape, single, singleEscape
    /// Right behind a closing quote.
    case closed
    /// A closing quote was followed by something else than white space: no further text can mend the line.
    case broken
  }

  private var state = State.outside

  /// A scanner at the beginning of a line.
  public init() {}

  /// Whether the text so far ends within a quote.
  public var isOpen: Bool {
    switch state {
    case .double, .doubleEscape, .single, .singleEscape: true
    case .outside, .closed, .broken: false
    }
  }

  /// Reads on.
  ///
  /// O(count).
  public mutating func read(_ text: Span<UInt8>) {
    for index in text.indices { read(text[index]) }
  }

  /// Reads one byte on.
  public mutating func read(_ byte: UInt8) {
    switch state {
    case .outside:
      if byte == 0x22 { state = .double } else if byte == 0x27 { state = .single }
    case .closed: state = byte.isASCIISpace ? .outside : .broken
    case .double:
      if byte == 0x22 { state = .closed } else if byte == UInt8(ascii: "\\") { state = .doubleEscape }
    case .doubleEscape: state = .double
    case .single:
      if byte == 0x27 { state = .closed } else if byte == UInt8(ascii: "\\") { state = .singleEscape }
    case .singleEscape: if byte != UInt8(ascii: "\\") { state = .single }
    case .broken: break
    }
  }
}
