/// Long texts at a terminal are broken between words.
extension Workbench {
  /// The width of the screen that output goes to; nil where it goes elsewhere, or is kept for a comparison elsewhere.
  var screenColumns: Int? { recording == nil && redirection == nil ? options.terminalSize?().columns : nil }

  /// Prints a line, broken between words where the screen ends; the rows that follow are indented by `hanging`.
  func write(line: String, hanging: Int) {
    write(Words.wrapped(line, columns: screenColumns, hanging: hanging) + "\n")
  }

  /// Prints paragraphs, each line indented by two.
  ///
  /// Rows of a list, which two spaces tell by, stay apart.
  func write(paragraphs text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let columns = screenColumns, lines.contains(where: { $0.count + 3 > columns }) else {
      for line in lines { write("  \(line)\n") }
      return
    }
    var joined: [String] = []
    for line in lines {
      if let last = joined.last, !last.isEmpty, !line.isEmpty, Words.gap(line) == 0, Words.gap(last) == 0 {
        joined[joined.count - 1] += " \(line)"
      } else {
        joined.append(line)
      }
    }
    for line in joined { write(line: "  \(line)", hanging: 2 + Words.gap(line)) }
  }
}

extension Words {
  /// Where the text of a row begins behind what two spaces or more set apart from it; 0 in a line without such.
  fileprivate static func gap(_ line: String) -> Int {
    let characters = Array(line)
    guard let start = characters.indices.dropFirst().first(where: { characters[$0 - 1...$0] == [" ", " "] }) else {
      return 0
    }
    return characters[start...].firstIndex { $0 != " " } ?? 0
  }

  /// `text` with line breaks between words, so that no row is longer than the screen; as it is where there is none.
  static func wrapped(_ text: String, columns: Int?, hanging: Int) -> String {
    guard let columns, text.count >= columns else { return text }
    // Where hardly anything is left beside the indentation there is none.
    let indent = String(repeating: " ", count: columns - hanging < 16 ? 0 : hanging)
    var rows: [String] = []
    var row = String(text.prefix { $0 == " " })
    var isEmpty = true
    for word in text.split(separator: " ", omittingEmptySubsequences: false).drop(while: \.isEmpty) {
      if !isEmpty, row.count + 1 + word.count >= columns {
        rows.append(row)
        (row, isEmpty) = (indent, true)
        if word.isEmpty { continue }
      }
      row += isEmpty ? String(word) : " \(word)"
      isEmpty = false
    }
    return (rows + [row]).joined(separator: "\n")
  }
}
