/// The list of candidates under the line, in columns read downwards.
enum CompletionList {
  /// The most rows to print; more of them tell a person nothing.
  private static let tallest = 20

  /// The rows to print, each at most as wide as the terminal.
  ///
  /// What does not fit into the terminal's height, less the row being edited, or into 20 rows, is counted in a last row.
  static func rows(_ candidates: [Completion.Candidate], size: Terminal.Size) -> [[UInt8]] {
    let names = candidates.map { clip(visible($0.display ?? $0.text), to: max(1, size.columns - 1)) }
    let widths = names.map { Terminal.width(of: $0) }
    let cell = (widths.max() ?? 0) + 2
    let columns = max(1, (size.columns + 1) / cell)
    let most = max(1, min(tallest, size.rows - 2))
    let shown = names.count <= columns * most ? names.count : columns * max(1, most - 1)
    let height = (shown + columns - 1) / columns
    var rows = (0..<height).map { row in
      var text: [UInt8] = []
      var column = 0
      for index in stride(from: row, to: shown, by: height) {
        text += [UInt8](repeating: UInt8(ascii: " "), count: column)
        text += names[index]
        column = cell - widths[index]
      }
      return text
    }
    if shown < names.count { rows.append(Array("… and \(names.count - shown) more".utf8)) }
    return rows
  }

  /// `text` with its control characters and what is not UTF-8 made visible.
  static func visible(_ text: [UInt8], keepingTabs: Bool = false) -> [UInt8] {
    var result: [UInt8] = []
    var index = 0
    while index < text.count {
      let (character, length) = WideText.decode(text, at: index)
      if Terminal.columns(of: character) != nil || (keepingTabs && character == 0x09) {
        result += text[index..<index + length]
      } else {
        for byte in text[index..<index + length] {
          let hexadecimal = String(byte, radix: 16)
          result += Array("\\x\(hexadecimal.count == 1 ? "0" : "")\(hexadecimal)".utf8)
        }
      }
      index += length
    }
    return result
  }

  /// `text` cut to so many columns, the last of which says that it is cut.
  static func clip(_ text: [UInt8], to width: Int) -> [UInt8] {
    guard Terminal.width(of: text) > width else { return text }
    var result: [UInt8] = []
    var used = 1
    var index = 0
    while index < text.count {
      let (character, length) = WideText.decode(text, at: index)
      used += Terminal.columns(of: character) ?? 1
      if used > width { break }
      result += text[index..<index + length]
      index += length
    }
    return result + Array("…".utf8)
  }
}
