/// Finds what two sequences have in common, after Myers' "An O(ND) Difference Algorithm".
enum EditScript {
  /// Differences beyond which the middle of both sequences counts as wholly different, so that time and memory stay
  /// small.
  static let maximumDifferences = 1000

  /// Pairs of places whose elements are equal, ascending in both, as many as possible.
  static func matches(_ oldCount: Int, _ newCount: Int, equal: (Int, Int) -> Bool) -> [(Int, Int)] {
    var head = 0
    while head < min(oldCount, newCount), equal(head, head) { head += 1 }
    var tail = 0
    while tail < min(oldCount, newCount) - head, equal(oldCount - tail - 1, newCount - tail - 1) { tail += 1 }
    var pairs = (0..<head).map { ($0, $0) }
    for (old, new) in middle(oldCount - head - tail, newCount - head - tail, equal: { equal(head + $0, head + $1) }) {
      pairs.append((head + old, head + new))
    }
    for index in stride(from: tail, to: 0, by: -1) { pairs.append((oldCount - index, newCount - index)) }
    return pairs
  }

  /// How far each diagonal is reached with a number of differences.
  ///
  /// Diagonal k holds the places where old - new == k.
  private struct Frontier {
    let differences: Int
    var reached: [Int]

    init(differences: Int) {
      self.differences = differences
      reached = Array(repeating: 0, count: 2 * differences + 1)
    }

    subscript(diagonal: Int) -> Int {
      get { reached[diagonal + differences] }
      set { reached[diagonal + differences] = newValue }
    }

    /// Where one more difference leads on `diagonal`, and whether by leaving out an old element (else by adding a new).
    func step(to diagonal: Int) -> (old: Int, isRemoval: Bool) {
      let canAdd = diagonal + 1 <= differences
      let canRemove = diagonal - 1 >= -differences
      if !canRemove || canAdd && self[diagonal - 1] < self[diagonal + 1] { return (self[diagonal + 1], false) }
      return (self[diagonal - 1] + 1, true)
    }
  }

  private static func middle(_ oldCount: Int, _ newCount: Int, equal: (Int, Int) -> Bool) -> [(Int, Int)] {
    if oldCount == 0 || newCount == 0 { return [] }
    var frontiers: [Frontier] = []
    for differences in 0...min(oldCount + newCount, maximumDifferences) {
      var frontier = Frontier(differences: differences)
      for diagonal in stride(from: -differences, through: differences, by: 2) {
        var old = frontiers.last?.step(to: diagonal).old ?? 0
        while old < oldCount, old - diagonal < newCount, old - diagonal >= 0, equal(old, old - diagonal) { old += 1 }
        frontier[diagonal] = old
        if old >= oldCount, old - diagonal >= newCount {
          return trace(frontiers, to: (oldCount, newCount))
        }
      }
      frontiers.append(frontier)
    }
    return []
  }

  /// Walks back from the end over the frontiers and collects the equal pairs.
  private static func trace(_ frontiers: [Frontier], to end: (old: Int, new: Int)) -> [(Int, Int)] {
    var pairs: [(Int, Int)] = []
    var (old, new) = end
    for frontier in frontiers.reversed() {
      let (start, isRemoval) = frontier.step(to: old - new)
      while old > start {
        old -= 1
        new -= 1
        pairs.append((old, new))
      }
      if isRemoval { old -= 1 } else { new -= 1 }
    }
    while old > 0 {
      old -= 1
      new -= 1
      pairs.append((old, new))
    }
    return pairs.reversed()
  }
}
