import Bytes

/// "Did you mean …" for a name that does not exist.
public enum Suggestions {
  /// The names nearest to `typed`, in the order of `names`, at most `limit`; those that are less near are left out.
  ///
  /// A name is near if two insertions, deletions, replacements or swaps of neighbours make one of the other, in either
  /// case of letters; one such step if `typed` has three bytes or fewer, since else every short name would be near.
  public static func nearest(to typed: String, among names: some Sequence<String>, limit: Int = 3) -> [String] {
    let wanted = typed.utf8.map(\.asciiLowercased)
    let steps = wanted.count <= 3 ? 1 : 2
    var found: [(distance: Int, name: String)] = []
    for name in names {
      let candidate = name.utf8.map(\.asciiLowercased)
      guard let distance = distance(wanted, candidate, atMost: steps) else { continue }
      let place = found.firstIndex { $0.distance > distance } ?? found.count
      found.insert((distance, name), at: place)
    }
    return found.prefix { $0.distance == found[0].distance }.prefix(limit).map(\.name)
  }

  /// The Damerau-Levenshtein distance (of optimal string alignment); nil if it is above `limit`.
  static func distance(_ left: [UInt8], _ right: [UInt8], atMost limit: Int) -> Int? {
    guard abs(left.count - right.count) <= limit else { return nil }
    var before: [Int] = []
    var previous = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      current.reserveCapacity(right.count + 1)
      for column in right.indices {
        let replaced = previous[column] + (left[row] == right[column] ? 0 : 1)
        var best = min(replaced, previous[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          best = min(best, before[column - 1] + 1)
        }
        current.append(best)
      }
      if let least = current.min(), least > limit, (previous.min() ?? 0) > limit { return nil }
      before = previous
      previous = current
    }
    return previous[right.count] <= limit ? previous[right.count] : nil
  }
}
