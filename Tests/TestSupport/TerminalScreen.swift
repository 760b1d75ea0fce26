/// What a terminal shows that gets these bytes: as much of xterm as line editors use.
///
/// Wide characters take one cell here. Rows that leave at the top are kept, too.
public struct TerminalScreen {
  private let columns: Int
  private var rows: [[Character]] = [[]]
  private var row = 0
  private var column = 0
  private var saved = (row: 0, column: 0)
  private var pending: [UInt8] = []

  public init(columns: Int) { self.columns = columns }

  /// All rows from the first on, without the spaces at their ends; empty ones at the end are left out.
  public var lines: [String] {
    var lines = rows.map { row in
      String(String(row).reversed().drop { $0 == " " }.reversed())
    }
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  public var text: String { lines.joined(separator: "\n") }

  /// Takes what a program has written.
  public mutating func write(_ bytes: some Sequence<UInt8>) {
    pending += bytes
    while let used = step() { pending.removeFirst(used) }
  }

  /// Heeds the first character or sequence; nil when it is not all there.
  private mutating func step() -> Int? {
    guard let first = pending.first else { return nil }
    switch first {
    case 0x0D: column = 0
    case 0x0A: moveDown()
    case 0x08: column = max(0, column - 1)
    case 0x1B: return escape()
    case 0..<0x20: break
    default:
      let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
      guard pending.count >= length else { return nil }
      put(String(decoding: pending.prefix(length), as: UTF8.self).first ?? "?")
      return length
    }
    return 1
  }

  private mutating func escape() -> Int? {
    guard pending.count > 1 else { return nil }
    switch pending[1] {
    case UInt8(ascii: "7"): saved = (row, column)
    case UInt8(ascii: "8"): (row, column) = saved
    case UInt8(ascii: "["):
      guard let end = pending.dropFirst(2).firstIndex(where: { (0x40...0x7E).contains($0) }) else { return nil }
      control(pending[2..<end], pending[end])
      return end + 1
    default: break
    }
    return 2
  }

  private mutating func control(_ parameters: ArraySlice<UInt8>, _ letter: UInt8) {
    let number = Int(String(decoding: parameters, as: UTF8.self))
    let count = max(1, number ?? 1)
    switch Character(Unicode.Scalar(letter)) {
    case "A": row = max(0, row - count)
    case "B": for _ in 0..<count { moveDown() }
    case "C": column = min(columns - 1, column + count)
    case "D": column = max(0, column - count)
    case "G": column = count - 1
    case "H": (row, column) = (0, 0)
    case "K": rows[row] = Array(rows[row].prefix(column))
    case "J":
      if number == 2 { rows = [[]] }
      if number == nil, row < rows.count {
        rows[row] = Array(rows[row].prefix(column))
        rows.removeSubrange((row + 1)...)
      }
    case "P":
      pad()
      rows[row].removeSubrange(column..<min(rows[row].count, column + count))
    case "@":
      pad()
      rows[row].insert(contentsOf: [Character](repeating: " ", count: count), at: column)
    default: break
    }
    while rows.count <= row { rows.append([]) }
  }

  private mutating func moveDown() {
    row += 1
    while rows.count <= row { rows.append([]) }
  }

  private mutating func pad() {
    while rows[row].count < column { rows[row].append(" ") }
  }

  private mutating func put(_ character: Character) {
    if column == columns {
      column = 0
      moveDown()
    }
    pad()
    if column < rows[row].count { rows[row][column] = character } else { rows[row].append(character) }
    column += 1
  }
}
