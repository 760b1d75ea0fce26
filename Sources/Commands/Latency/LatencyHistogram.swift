/// How often something took how long, with two significant digits, from nanoseconds to a second.
///
/// Below 256 every value has a place of its own; from there on each power of two has 128 places.
public struct LatencyHistogram: Sendable {
  private var counts: [Int64] = []
  /// Values recorded.
  public private(set) var total: Int64 = 0

  /// Nothing recorded.
  init() {}

  /// The longest time that is told apart from longer ones, in nanoseconds.
  private static let longest: Int64 = 1_000_000_000

  /// Records `count` times of so many nanoseconds. O(1).
  mutating func record(_ nanoseconds: Int64, count: Int64 = 1) {
    let place = Self.place(of: min(max(nanoseconds, 1), Self.longest))
    if place >= counts.count { counts += Array(repeating: 0, count: place + 1 - counts.count) }
    counts[place] += count
    total += count
  }

  private static func place(of value: Int64) -> Int {
    guard value >= 256 else { return Int(value) }
    let shift = 63 - value.leadingZeroBitCount - 7
    return shift * 128 + Int(value >> Int64(shift))
  }

  /// The longest time that shares its place with `value`.
  private static func longestEquivalent(_ place: Int) -> Int64 {
    guard place >= 256 else { return Int64(place) }
    let shift = Int64(place / 128 - 1)
    return (Int64(place % 128) + 129) << shift - 1
  }

  /// The time that so many percent of the values do not exceed, in nanoseconds.
  public func value(atPercentile percentile: Double) -> Int64 {
    let wanted = max(1, Int64(min(percentile, 100) / 100 * Double(total) + 0.5))
    var seen: Int64 = 0
    for place in counts.indices {
      seen += counts[place]
      if seen >= wanted { return Self.longestEquivalent(place) }
    }
    return 0
  }

  /// The powers of two, in microseconds, at which the number of values that are not longer grows, with that number.
  public var powersOfTwo: [(microseconds: Int64, count: Int64)] {
    var steps: [(Int64, Int64)] = []
    var level: Int64 = 1024
    var seen: Int64 = 0
    var place = 0
    while seen < total {
      let last = Self.place(of: level)
      let before = seen
      while place <= last, place < counts.count {
        seen += counts[place]
        place += 1
      }
      if seen > before { steps.append((Self.longestEquivalent(last) / 1000, seen)) }
      level *= 2
    }
    return steps
  }
}
