/// An interval of scores.
public struct ScoreRange: Sendable, Equatable {
  /// The lower end.
  public var least: Double
  /// The upper end.
  public var greatest: Double
  /// Whether the lower end itself is left out.
  public var excludesLeast: Bool
  /// Whether the upper end itself is left out.
  public var excludesGreatest: Bool

  /// The scores from `least` to `greatest`.
  public init(_ least: Double, _ greatest: Double, excludesLeast: Bool = false, excludesGreatest: Bool = false) {
    self.least = least
    self.greatest = greatest
    self.excludesLeast = excludesLeast
    self.excludesGreatest = excludesGreatest
  }

  /// Whether `score` lies before the interval.
  @inline(__always)
  func isAfter(_ score: Double) -> Bool { excludesLeast ? score <= least : score < least }

  /// Whether `score` lies behind the interval.
  @inline(__always)
  func isBefore(_ score: Double) -> Bool { excludesGreatest ? score >= greatest : score > greatest }
}
