/// Pasted text, cut into the lines that a person would have typed.
struct PastedText: Equatable {
  /// The lines that were ended by a line break.
  var lines: [[UInt8]] = []
  /// What follows the last line break.
  var rest: [UInt8] = []

  /// Cuts `text` at the line breaks before which `continues` says that the line is complete.
  ///
  /// A line break is LF, CR, or the pair of them in either order, because the terminal, while lines are edited, swaps
  /// the two. Those that do not end a line stay in it as LF. O(n), plus the calls.
  init(_ text: [UInt8], continues: ([UInt8]) -> Bool) {
    var half: UInt8?
    for byte in text {
      guard byte == 0x0A || byte == 0x0D else {
        half = nil
        rest.append(byte)
        continue
      }
      if let first = half, first != byte {
        half = nil
        continue
      }
      half = byte
      if continues(rest) {
        rest.append(0x0A)
      } else {
        lines.append(rest)
        rest = []
      }
    }
  }

  /// Whether `text` ends inside quotes.
  ///
  /// Quotes are `"…"` with backslash escapes and `'…'` with `\'`. A line that starts with `#` is a comment, whose
  /// apostrophes mean nothing.
  static func endsInQuotes(_ text: [UInt8]) -> Bool {
    if text.first(where: { $0 != UInt8(ascii: " ") && $0 != 0x09 }) == UInt8(ascii: "#") { return false }
    var quote: UInt8?
    var index = 0
    while index < text.count {
      let byte = text[index]
      if let open = quote {
        let next = index + 1 < text.count ? text[index + 1] : nil
        if byte == UInt8(ascii: "\\"), open == UInt8(ascii: "\"") || next == open {
          index += 1
        } else if byte == open {
          quote = nil
        }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      }
      index += 1
    }
    return quote != nil
  }
}
