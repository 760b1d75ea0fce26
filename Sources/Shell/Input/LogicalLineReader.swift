import Bytes

/// A line of the shell's language with all the lines that an open quote joined to it.
public struct LogicalLine: Equatable, Sendable {
  /// The text, its lines joined by `\n`.
  public var text: [UInt8]
  /// What it says.
  ///
  /// Never `.openQuote` nor `.openBlock`.
  public var content: Line
  /// Number of its first line in the file, counted from 1.
  public var lineNumber: Int
}

/// Reads logical lines: an open quote goes on in the next line.
public struct LogicalLineReader<Failure: Error> {
  /// The lines, which may be read directly in between.
  public var lines: LineReader<Failure>
  private let isFreeText: (String) -> Bool
  private var next: [UInt8] = []

  /// A reader of `lines`.
  ///
  /// - Parameter isFreeText: whether the meta-command of this name takes the rest of its line as it stands.
  public init(_ lines: LineReader<Failure>, isFreeText: @escaping (String) -> Bool = { _ in false }) {
    self.lines = lines
    self.isFreeText = isFreeText
  }

  /// The next logical line; nil at the end.
  ///
  /// O(count), also for a quote over very many lines.
  ///
  /// Where the input ends within a quote the line is invalid.
  public mutating func read() throws(Failure) -> LogicalLine? {
    var text: [UInt8] = []
    guard try lines.next(into: &text) else { return nil }
    let lineNumber = lines.lineNumber
    if Line.hasQuotes(text.span, isFreeText: isFreeText) {
      var quotes = QuoteScanner()
      quotes.read(text.span)
      while quotes.isOpen {
        guard try lines.next(into: &next) else {
          return LogicalLine(text: text, content: .invalid(.unclosedQuote), lineNumber: lineNumber)
        }
        text.append(0x0A)
        text.append(contentsOf: next)
        quotes.read(0x0A)
        quotes.read(next.span)
      }
    }
    var content = Line.parse(text.span, isFreeText: isFreeText)
    while content == .openBlock {
      guard try lines.next(into: &next) else {
        return LogicalLine(text: text, content: .invalid(.unclosedBlock), lineNumber: lineNumber)
      }
      text.append(0x0A)
      text.append(contentsOf: next)
      content = Line.parse(text.span, isFreeText: isFreeText)
    }
    return LogicalLine(text: text, content: content, lineNumber: lineNumber)
  }
}
