public import Bytes

/// Prints what differs between two texts, as `diff -u` does.
public enum UnifiedDiff {
  /// Lines around each difference that are shown for orientation.
  public static let context = 3

  /// Appends the differences; nothing if there are none.
  ///
  /// - Parameters:
  ///   - names: what to call the texts in the two lines at the head.
  ///   - colored: whether to colour the lines as git does.
  public static func write(
    old: [UInt8], new: [UInt8], names: (old: String, new: String), colored: Bool = false,
    into writer: inout ByteWriter
  ) {
    if old == new { return }
    let oldLines = lines(old)
    let newLines = lines(new)
    let edits = edits(oldLines, newLines)
    line("--- ", Array(names.old.utf8) + [0x0A], colored ? "\u{1B}[1m" : nil, into: &writer)
    line("+++ ", Array(names.new.utf8) + [0x0A], colored ? "\u{1B}[1m" : nil, into: &writer)
    var start = 0
    while start < edits.count {
      var end = start + 1
      // Differences whose surroundings touch are shown together.
      while end < edits.count, edits[end].old.lowerBound - edits[end - 1].old.upperBound <= 2 * context { end += 1 }
      hunk(edits[start..<end], oldLines, newLines, colored, into: &writer)
      start = end
    }
  }

  /// Lines of the old text that lines of the new one replace; either may be none.
  private struct Edit {
    var old: Range<Int>
    var new: Range<Int>
  }

  /// The lines of `text` with their ends.
  private static func lines(_ text: [UInt8]) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    var start = 0
    while start < text.count {
      let end = text[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? text.count
      lines.append(Array(text[start..<end]))
      start = end
    }
    return lines
  }

  private static func edits(_ old: [[UInt8]], _ new: [[UInt8]]) -> [Edit] {
    var edits: [Edit] = []
    var place = (old: 0, new: 0)
    for pair in EditScript.matches(old.count, new.count, equal: { old[$0] == new[$1] }) + [(old.count, new.count)] {
      if place.old < pair.0 || place.new < pair.1 {
        edits.append(Edit(old: place.old..<pair.0, new: place.new..<pair.1))
      }
      place = (pair.0 + 1, pair.1 + 1)
    }
    return edits
  }

  private static func hunk(
    _ edits: ArraySlice<Edit>, _ old: [[UInt8]], _ new: [[UInt8]], _ colored: Bool, into writer: inout ByteWriter
  ) {
    guard let first = edits.first, let last = edits.last else { return }
    let before = min(context, first.old.lowerBound)
    let after = min(context, old.count - last.old.upperBound)
    let oldRange = first.old.lowerBound - before..<last.old.upperBound + after
    let newRange = first.new.lowerBound - before..<last.new.upperBound + after
    let header = "-\(position(oldRange)) +\(position(newRange)) @@\n"
    line("@@ ", Array(header.utf8), colored ? "\u{1B}[36m" : nil, into: &writer)
    var shown = oldRange.lowerBound
    for edit in edits {
      for index in shown..<edit.old.lowerBound { line(" ", old[index], nil, into: &writer) }
      for index in edit.old { line("-", old[index], colored ? "\u{1B}[31m" : nil, into: &writer) }
      for index in edit.new { line("+", new[index], colored ? "\u{1B}[32m" : nil, into: &writer) }
      shown = edit.old.upperBound
    }
    for index in shown..<oldRange.upperBound { line(" ", old[index], nil, into: &writer) }
  }

  /// A range of lines as a header gives it: the first line, counted from 1, and the count unless it is 1.
  ///
  /// An empty range is named by the line before it.
  private static func position(_ range: Range<Int>) -> String {
    switch range.count {
    case 0: "\(range.lowerBound),0"
    case 1: "\(range.lowerBound + 1)"
    default: "\(range.lowerBound + 1),\(range.count)"
    }
  }

  private static func line(_ mark: StaticString, _ text: [UInt8], _ color: String?, into writer: inout ByteWriter) {
    let isComplete = text.last == 0x0A
    if let color { writer.append(text: color) }
    writer.append(mark)
    writer.append(isComplete ? Array(text.dropLast()) : text)
    if color != nil { writer.append("\u{1B}[0m") }
    writer.append(0x0A)
    if !isComplete { writer.append("\\ No newline at end of file\n") }
  }
}
