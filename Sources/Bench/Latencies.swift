/// How long many calls took.
///
/// Times are counted in buckets, sixteen for each power of two, so that a percentile is exact to six percent and a long
/// run takes no more memory than a short one.
public struct Latencies: Sendable, Equatable {
  private static let bucketsPerDoubling = 16
  private var counts = [Int](repeating: 0, count: 64 * bucketsPerDoubling)
  /// Calls that were counted.
  public private(set) var count = 0
  /// The longest, in nanoseconds.
  public private(set) var maximum: Int64 = 0

  /// No calls.
  public init() {}

  /// The latencies that ``figures`` describes.
  init(figures: ArraySlice<Double>) {
    counts = figures.dropFirst().map { Int($0) }
    // A double cannot tell the largest integer from one more.
    maximum = Int64(exactly: figures.first ?? 0) ?? .max
    count = counts.reduce(0, +)
  }

  /// What another process needs to make the same.
  var figures: [Double] { [Double(maximum)] + counts.map { Double($0) } }

  /// Counts a call of so many nanoseconds.
  public mutating func add(_ nanoseconds: Int64) {
    counts[Self.bucket(nanoseconds)] += 1
    count += 1
    maximum = max(maximum, nanoseconds)
  }

  private static func bucket(_ nanoseconds: Int64) -> Int {
    let value = UInt64(max(nanoseconds, 16))
    let doublings = 63 - value.leadingZeroBitCount
    return doublings * bucketsPerDoubling + Int(value >> UInt64(doublings - 4) & 15)
  }

  /// The shortest time that falls into a bucket.
  private static func lowerBound(_ bucket: Int) -> Int64 {
    let doublings = bucket / bucketsPerDoubling
    return Int64(16 + bucket % bucketsPerDoubling) << Int64(doublings - 4)
  }

  /// The time that this part of the calls does not exceed, in nanoseconds.
  public func percentile(_ part: Double) -> Int64 {
    let wanted = Int((Double(count) * part).rounded(.up))
    var seen = 0
    for (bucket, number) in counts.enumerated() where number > 0 {
      seen += number
      if seen >= wanted { return min(maximum, Self.lowerBound(bucket + 1)) }
    }
    return maximum
  }

  /// Calls by powers of two: the time that a group does not exceed, in nanoseconds, and how many there are, from the
  /// fastest group to the slowest.
  public var doublings: [(limit: Int64, count: Int)] {
    var groups: [(limit: Int64, count: Int)] = []
    for doubling in 4..<63 {
      let start = doubling * Self.bucketsPerDoubling
      let number = counts[start..<start + Self.bucketsPerDoubling].reduce(0, +)
      if number > 0 || !groups.isEmpty { groups.append((1 << Int64(doubling + 1), number)) }
    }
    while groups.last?.count == 0 { groups.removeLast() }
    return groups
  }
}
