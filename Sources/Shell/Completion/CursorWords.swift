import Bytes

/// The words of a line up to the cursor, the last of which is being typed.
struct CursorWords {
  /// The words before the one at the cursor.
  var before: [[UInt8]] = []
  /// What is typed of the word at the cursor, without its quotes.
  var typed: [UInt8] = []
  /// Where the word at the cursor begins, its quote included.
  var start = 0
  /// The quote that is open at the cursor.
  var quote: UInt8?

  /// Splits `line` up to `cursor`. A line in which nothing can be completed gives nil.
  init?(_ line: [UInt8], cursor: Int) {
    let end = min(cursor, line.count)
    var index = 0
    while true {
      while index < end, line[index].isASCIISpace { index += 1 }
      start = index
      while index < end, !line[index].isASCIISpace {
        let byte = line[index]
        index += 1
        guard byte == 0x22 || byte == 0x27 else { continue }
        quote = byte
        while index < end, quote != nil {
          if line[index] == UInt8(ascii: "\\"), index + 1 < end {
            index += 1
          } else if line[index] == byte {
            quote = nil
          }
          index += 1
        }
      }
      if index >= end { break }
      guard case .arguments(let words) = ArgumentSplitter.split(Array(line[start..<index]).span) else { return nil }
      before += words
    }
    var word = Array(line[start..<end])
    if let quote { word.append(quote) }
    switch ArgumentSplitter.split(word.span) {
    case .arguments(let words): typed = words.first ?? []
    case .openQuote, .garbageAfterQuote: return nil
    }
  }

  /// `text` as it must be typed at the cursor.
  func quoted(_ text: [UInt8]) -> [UInt8] {
    if quote == 0x22 { return [UInt8](quoted: text.span) }
    guard quote == 0x27 else { return Words.quotedIfNeeded(text) }
    let isPlain = text.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != 0x27 && $0 != 0x5C }
    return isPlain ? [0x27] + text + [0x27] : [UInt8](quoted: text.span)
  }
}
