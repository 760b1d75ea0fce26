import Bytes

/// Columns of text.
struct TextTable {
  let header: [String]
  let rows: [[String]]

  func write(to writer: inout ByteWriter) {
    let all = [header] + rows
    let widths = header.indices.map { column in all.reduce(0) { max($0, $1[column].count) } }
    for row in all {
      var line = ""
      for (column, cell) in row.enumerated() {
        line += cell
        if column + 1 < row.count { line += String(repeating: " ", count: widths[column] - cell.count + 2) }
      }
      while line.last == " " { line.removeLast() }
      writer.append(text: line + "\n")
    }
  }
}
