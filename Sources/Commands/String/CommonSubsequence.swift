/// The longest common subsequence of two byte strings, by the table of the lengths for all pairs of prefixes.
///
/// Row i, column j of the table holds the length for the first i bytes of one and the first j bytes of the other. Walking
/// back from the last corner, a pair of equal bytes is part of the sequence; else the longer neighbour is followed, and
/// of equal ones the one that shortens the second string. Redis walks so, and thereby chooses among several sequences.
struct CommonSubsequence {
  /// A run that both strings have in common: where it lies in each.
  struct Match: Equatable {
    var first: Range<Int>
    var second: Range<Int>
  }

  private let first: [UInt8]
  private let second: [UInt8]
  private let table: [UInt32]
  private var columns: Int { second.count + 1 }

  /// Bytes that the table takes for strings of these lengths.
  static func tableSize(_ firstCount: Int, _ secondCount: Int) -> Int {
    let (cells, overflow) = (firstCount + 1).multipliedReportingOverflow(by: secondCount + 1)
    return overflow || cells > Int.max / 4 ? Int.max : cells * 4
  }

  /// Compares `first` and `second`.
  ///
  /// O(first · second) in time and memory.
  init(_ first: [UInt8], _ second: [UInt8]) {
    let columns = second.count + 1
    var table = [UInt32](repeating: 0, count: (first.count + 1) * columns)
    for row in 1..<first.count + 1 {
      for column in 1..<columns {
        let cell = row * columns + column
        table[cell] =
          first[row - 1] == second[column - 1]
          ? table[cell - columns - 1] + 1 : max(table[cell - columns], table[cell - 1])
      }
    }
    self.first = first
    self.second = second
    self.table = table
  }

  /// How long the sequence is.
  var count: Int { Int(table.last ?? 0) }

  /// The runs of which the sequence consists, the last one first.
  var matches: [Match] {
    var matches: [Match] = []
    var open: Match?
    var row = first.count
    var column = second.count
    while row > 0, column > 0 {
      if first[row - 1] == second[column - 1] {
        let end = open ?? Match(first: row..<row, second: column..<column)
        row -= 1
        column -= 1
        open = Match(first: row..<end.first.upperBound, second: column..<end.second.upperBound)
        continue
      }
      if let match = open { matches.append(match) }
      open = nil
      if table[(row - 1) * columns + column] > table[row * columns + column - 1] { row -= 1 } else { column -= 1 }
    }
    if let match = open { matches.append(match) }
    return matches
  }

  /// The sequence.
  var bytes: [UInt8] { matches.reversed().flatMap { first[$0.first] } }
}
