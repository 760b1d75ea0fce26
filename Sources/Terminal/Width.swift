internal import CEditline

extension Terminal {
  // The C library's tables are read once the locale is set; a constant does that exactly once.
  private static let utf8: Void = useUTF8()

  /// The number of columns that `text` takes on one row.
  ///
  /// East Asian wide characters and most emoji take two, combining marks and escape sequences none, a byte that is not
  /// UTF-8 one. Emoji joined from several count as the sum of their parts, as most terminals draw them. O(n).
  public static func width(of text: [UInt8]) -> Int {
    _ = utf8
    var width = 0
    var index = 0
    while index < text.count {
      if let end = EscapeSequence.end(in: text, at: index) {
        index = end
        continue
      }
      let (character, length) = WideText.decode(text, at: index)
      width += max(0, columns(of: character) ?? 1)
      index += length
    }
    return width
  }

  /// The number of columns of one printable character; `nil` for all others.
  static func columns(of character: Int32) -> Int? {
    _ = utf8
    let width = editline_character_width(character)
    return width < 0 ? nil : Int(width)
  }
}

/// Finds the sequences by which terminals are told colours and the like.
enum EscapeSequence {
  /// The end of the sequence that opens at `index`; `nil` when none does.
  static func end(in text: [UInt8], at index: Int) -> Int? {
    guard text[index] == 0x1B, index + 1 < text.count else { return nil }
    var end = index + 2
    switch text[index + 1] {
    case UInt8(ascii: "["):
      while end < text.count, !(0x40...0x7E).contains(text[end]) { end += 1 }
      return min(end + 1, text.count)
    case UInt8(ascii: "]"):
      while end < text.count, text[end] != 0x07 {
        if text[end] == 0x1B { return min(end + 2, text.count) }
        end += 1
      }
      return min(end + 1, text.count)
    default:
      return end
    }
  }
}
