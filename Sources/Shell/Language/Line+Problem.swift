import Bytes

extension Line.Problem {
  /// The line of `text` that is wrong, and below it a mark where; nil where that cannot be shown well.
  ///
  /// - Parameter measure: the columns that a text takes.
  func drawing(_ text: [UInt8], measure: ([UInt8]) -> Int) -> [UInt8]? {
    guard !Secrets.isSecret(text.span), let offset = offset(in: text) else { return nil }
    let start = text[..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let line = text[start...].prefix { $0 != 0x0A }
    guard line.count <= 200, line.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { return nil }
    let column = measure(Array(text[start..<offset]))
    return Array("  ".utf8) + line + Array("\n  \(String(repeating: " ", count: column))^\n".utf8)
  }

  /// Where it is.
  private func offset(in text: [UInt8]) -> Int? {
    switch self {
    case .textAfterQuote(let offset): offset < text.count ? offset : nil
    case .unclosedQuote:
      // The quote that is open at the end is the last one that opened.
      Self.lastOpening(text)
    case .unclosedBlock: nil
    }
  }

  private static func lastOpening(_ text: [UInt8]) -> Int? {
    var quotes = QuoteScanner()
    var opening: Int?
    for (index, byte) in text.enumerated() {
      let wasOpen = quotes.isOpen
      quotes.read(byte)
      if quotes.isOpen, !wasOpen { opening = index }
    }
    return quotes.isOpen ? opening : nil
  }
}
