import Bytes

/// A `:repeat` or `:if` with the lines up to its `:end`, which together are one logical line.
enum Block {
  /// A logical line within a block.
  struct Inner: Equatable {
    /// How many lines stand before it.
    var number: Int
    var text: [UInt8]
  }

  /// Whether a block begins with this logical line: `:repeat N` without a command, or `:if` with a comparison.
  ///
  /// What is wrong at first sight begins none, so that nobody types all the lines of a block to be told.
  static func isOpening(_ line: [UInt8]) -> Bool {
    let words = words(line, atMost: 3)
    if words.first == Array(":if".utf8) {
      let operators = Workbench.Operator.allCases.map { Array($0.rawValue.utf8) }
      return self.words(line, atMost: .max).contains { operators.contains($0) }
    }
    guard words.first == Array(":repeat".utf8), words.count == 2 else { return false }
    if words[1].contains(UInt8(ascii: "$")) { return true }
    let number = words[1]
    guard let count = number.span.canonicalInteger else { return false }
    return count >= 0
  }

  /// Whether a block ends with this logical line.
  static func isClosing(_ line: [UInt8]) -> Bool { words(line, atMost: 1).first == Array(":end".utf8) }

  /// Whether `text`, lines joined by newlines, ends within a block or within a quote in one.
  static func isOpen(_ text: [UInt8]) -> Bool {
    guard isOpening(Array(text.prefix { $0 != 0x0A })) else { return false }
    var depth = 0
    for line in lines(text) {
      if isOpening(line.text) { depth += 1 } else if isClosing(line.text) { depth -= 1 }
    }
    return depth > 0
  }

  /// The logical lines of `text`: a newline within quotes does not end one.
  static func lines(_ text: [UInt8]) -> [Inner] {
    var lines: [Inner] = []
    var number = 0
    var inner = Inner(number: 0, text: [])
    var quotes = QuoteScanner()
    var hasQuotes = true
    for byte in text + [0x0A] {
      if inner.text.isEmpty, !byte.isASCIISpace {
        hasQuotes = byte != UInt8(ascii: "#") && byte != UInt8(ascii: "!")
      }
      if byte == 0x0A { number += 1 }
      if byte == 0x0A, !(hasQuotes && quotes.isOpen) {
        lines.append(inner)
        inner = Inner(number: number, text: [])
        quotes = QuoteScanner()
        continue
      }
      inner.text.append(byte)
      quotes.read(byte)
    }
    return lines
  }

  /// The index of the line that ends the block which the line at `index` begins; nil when none does.
  static func end(of index: Int, in lines: ArraySlice<Inner>) -> Int? {
    var depth = 0
    for place in index..<lines.endIndex {
      if isOpening(lines[place].text) { depth += 1 }
      if isClosing(lines[place].text) { depth -= 1 }
      if depth == 0 { return place }
    }
    return nil
  }

  private static func words(_ line: [UInt8], atMost limit: Int) -> [[UInt8]] {
    guard line.first(where: { !$0.isASCIISpace }) == UInt8(ascii: ":") else { return [] }
    return line.split(maxSplits: limit, whereSeparator: \.isASCIISpace).prefix(limit).map(Array.init)
  }
}
