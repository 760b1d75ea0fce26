/// How tables look: columns two spaces apart under their names, numbers to the right, and the number of rows below.
extension ReplyTable {
  private static let gap = 2
  /// The columns below which cutting a cell leaves nothing to read.
  private static let least = 8

  /// The table as text.
  ///
  /// - Parameters:
  ///   - columns: the width of the terminal. A table that is wider has its widest columns cut; where that leaves too
  ///     little, each row becomes a block of lines. nil for no limit.
  ///   - measure: the columns that a text takes.
  func text(columns: Int?, measure: ([UInt8]) -> Int) -> [UInt8] {
    let titles = header.map { Cell($0) }
    var widths = header.indices.map { column in
      ([titles] + rows).map { measure($0[column].text) }.max() ?? 0
    }
    if let columns {
      guard Self.shrink(&widths, to: columns - 1) else { return records(columns: columns, measure: measure) }
    }
    let isNumeric = header.indices.map { column in
      !rows.isEmpty && rows.allSatisfy { $0[column].isNumber || $0[column].text.isEmpty }
    }
    var lines = [Self.line(titles, widths, isNumeric, measure)]
    lines.append(Self.line(widths.map { Cell(String(repeating: "-", count: $0)) }, widths, isNumeric, measure))
    lines += rows.map { Self.line($0, widths, isNumeric, measure) }
    return lines.flatMap { $0 + [0x0A] } + Array("(\(Words.count(rows.count, "row")))\n".utf8)
  }

  /// Makes the widest columns narrower until all fit; false when that leaves too little.
  private static func shrink(_ widths: inout [Int], to columns: Int) -> Bool {
    let gaps = gap * (widths.count - 1)
    while widths.reduce(gaps, +) > columns {
      guard let widest = widths.indices.max(by: { widths[$0] < widths[$1] }), widths[widest] > least else {
        return false
      }
      let others = widths.indices.filter { $0 != widest }.map { widths[$0] }.max() ?? 0
      let excess = widths.reduce(gaps, +) - columns
      widths[widest] = max(least, widths[widest] - max(1, min(excess, widths[widest] - others)))
    }
    return true
  }

  private static func line(
    _ cells: [Cell], _ widths: [Int], _ isNumeric: [Bool], _ measure: ([UInt8]) -> Int
  ) -> [UInt8] {
    var line: [UInt8] = []
    for (column, cell) in cells.enumerated() {
      let text = cut(cell.text, to: widths[column], measure)
      let space = [UInt8](repeating: 0x20, count: max(0, widths[column] - measure(text)))
      if column > 0 { line += [UInt8](repeating: 0x20, count: gap) }
      line += isNumeric[column] ? space + text : text + space
    }
    while line.last == 0x20 { line.removeLast() }
    return line
  }

  /// A block of lines for each row.
  private func records(columns: Int, measure: ([UInt8]) -> Int) -> [UInt8] {
    let width = header.map { measure(Array($0.utf8)) }.max() ?? 0
    var text: [UInt8] = []
    for (number, row) in rows.enumerated() {
      let title = "-- row \(number + 1) "
      text += Array((title + String(repeating: "-", count: max(0, min(40, columns - 1) - title.count)) + "\n").utf8)
      for (name, cell) in zip(header, row) {
        let space = String(repeating: " ", count: max(0, width - measure(Array(name.utf8))) + Self.gap)
        text += Array((name + space).utf8) + cell.text + [0x0A]
      }
    }
    return text
  }

  /// `text` in at most `width` columns.
  private static func cut(_ text: [UInt8], to width: Int, _ measure: ([UInt8]) -> Int) -> [UInt8] {
    guard measure(text) > width else { return text }
    var kept = String(decoding: text, as: UTF8.self)
    // Characters are cut off in steps, so that a long text does not take the square of its length.
    if kept.count > width { kept = String(kept.prefix(width)) }
    while !kept.isEmpty, measure(Array(kept.utf8)) > width - 1 { kept.removeLast() }
    return Array("\(kept)\u{2026}".utf8)
  }
}
