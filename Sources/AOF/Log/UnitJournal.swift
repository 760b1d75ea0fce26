/// Where units of execution end in the log, for those that are not durable yet.
///
/// It tells how many acknowledged units a crash took. It is bounded: when it is full, units are counted together.
struct UnitJournal {
  private struct Mark {
    var end: Int
    /// Units that end here or earlier, since the log was made.
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
    if marks.count >= limit { marks.removeLast() }
    marks.append(Mark(end: end, units: appended))
  }

  /// Units that end at or before `position`.
  ///
  /// O(log(units not durable)): it is asked for several times a second.
  func units(upTo position: Int) -> Int {
    let count = marks(upTo: position)
    return count == 0 ? durable : marks[count - 1].units
  }

  /// The last end of a unit at or before `position`, nil when it is not remembered.
  func lastEnd(upTo position: Int) -> Int? {
    let count = marks(upTo: position)
    return count == 0 ? nil : marks[count - 1].end
  }

  mutating func drop(upTo position: Int) {
    let count = marks(upTo: position)
    if count > 0 { durable = marks[count - 1].units }
    if count == marks.count {
      marks.removeAll(keepingCapacity: marks.capacity <= 4096)
    } else {
      marks.removeFirst(count)
    }
  }

  mutating func truncate(to position: Int) {
    marks.removeLast(marks.count - marks(upTo: position))
    appended = marks.last?.units ?? durable
  }

  /// How many marks end at or before `position`: they are in order, so it is found by halving.
  private func marks(upTo position: Int) -> Int {
    var low = 0
    var high = marks.count
    while low < high {
      let middle = (low + high) / 2
      if marks[middle].end <= position { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
