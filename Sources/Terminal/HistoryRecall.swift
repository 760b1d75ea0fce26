/// Walks through the earlier lines that begin like the line being edited.
///
/// libedit's own search finds the text anywhere in a line; what a person expects of the Up key is that the line's
/// beginning stays.
struct HistoryRecall {
  let limit: Int
  /// The earlier lines, the oldest first.
  private(set) var entries: [[UInt8]] = []
  private var walk: Walk?

  private struct Walk {
    /// What was typed, to come back to.
    var typed: [UInt8]
    var prefix: [UInt8]
    /// The entry shown; `entries.count` for the typed line.
    var index: Int
    var shown: [UInt8]
  }

  init(limit: Int) { self.limit = limit }

  /// Adds a line; false when it repeats the last one.
  mutating func add(_ line: [UInt8]) -> Bool {
    walk = nil
    if limit == 0 || entries.last == line { return false }
    if entries.count == limit { entries.removeFirst() }
    entries.append(line)
    return true
  }

  /// Ends the walk, as a new line begins.
  mutating func leave() { walk = nil }

  /// The next line in the direction; `nil` when there is none.
  ///
  /// A line changed since the last call begins a new walk,
  /// among the lines that begin with the text before the cursor.
  mutating func next(older: Bool, line: [UInt8], cursor: Int) -> [UInt8]? {
    var walk =
      walk.flatMap { $0.shown == line ? $0 : nil }
      ?? Walk(typed: line, prefix: Array(line[..<cursor]), index: entries.count, shown: line)
    var index = walk.index
    while true {
      index += older ? -1 : 1
      if index < 0 || index > entries.count { return nil }
      if index == entries.count {
        walk.shown = walk.typed
        break
      }
      // Equal lines in a row would make the key seem dead.
      if entries[index].starts(with: walk.prefix), entries[index] != line {
        walk.shown = entries[index]
        break
      }
    }
    walk.index = index
    self.walk = walk
    return walk.shown
  }
}
