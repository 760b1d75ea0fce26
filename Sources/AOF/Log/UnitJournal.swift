/// Where units of execution end in the log, for those that are not durable yet.
///
/// It tells how many acknowledged units a crash took. It is bounded: when it is full, units are counted together.
struct UnitJournal {
  private struct Mark {
    var end: Int
    var units: Int
  }

  private var marks: [Mark] = []
  /// How many places are remembered apart.
  var limit = 1 << 20
  /// Units appended.
  private(set) var appended = 0
  /// Units that are durable.
  private(set) var durable = 0

  mutating func add(unitEndingAt end: Int) {
    appended += 1
    if marks.count < limit { return marks.append(Mark(end: end, units: 1)) }
    marks[marks.count - 1].end = end
    marks[marks.count - 1].units += 1
  }

  /// Units that end at or before `position`.
  func units(upTo position: Int) -> Int {
    // The marks are in order: the first that ends later is found by halving.
    var low = 0
    var high = marks.count
    while low < high {
      let middle = (low + high) / 2
      if marks[middle].end <= position { low = middle + 1 } else { high = middle }
    }
    return marks[..<low].reduce(durable) { $0 + $1.units }
  }

  /// The last end of a unit at or before `position`, nil when it is not remembered.
  func lastEnd(upTo position: Int) -> Int? { marks.last { $0.end <= position }?.end }

  mutating func drop(upTo position: Int) {
    var count = 0
    while count < marks.count, marks[count].end <= position {
      durable += marks[count].units
      count += 1
    }
    if count == marks.count {
      marks.removeAll(keepingCapacity: marks.capacity <= 4096)
    } else {
      marks.removeFirst(count)
    }
  }

  mutating func truncate(to position: Int) {
    while let last = marks.last, last.end > position {
      appended -= last.units
      marks.removeLast()
    }
  }
}
