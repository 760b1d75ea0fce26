/// What a crash at one moment of a run leaves, as far as it was tried.
public struct PointSummary: Sendable {
  /// The lifetime of an engine that the moment belongs to, from 0.
  public let lifetime: Int
  /// The number of the disk operation after which it was cut short.
  public let operation: Int
  /// The number of the data set that had been acknowledged last.
  public let acknowledged: Int
  /// When it was, microseconds since 1970.
  public let time: Int64
  /// The states that were tried.
  public internal(set) var states = 0
  /// The number of the data set that a kill leaves; nil when that start is refused.
  public internal(set) var afterKill: Int?
  /// The numbers of the oldest and the newest data set that a power cut leaves; nil when no start finds one.
  public internal(set) var afterPowerCut: ClosedRange<Int>?
  /// Starts that were refused.
  public internal(set) var refusals = 0
  /// Violations.
  public internal(set) var violations = 0

  init(lifetime: Int, _ point: CrashPoint) {
    self.lifetime = lifetime
    operation = point.number
    acknowledged = point.acknowledged
    time = point.time
  }

  mutating func note(_ index: Int?, isKill: Bool) {
    states += 1
    guard let index else { return refusals += 1 }
    if isKill {
      afterKill = index
    } else {
      afterPowerCut = min(afterPowerCut?.lowerBound ?? index, index)...max(afterPowerCut?.upperBound ?? index, index)
    }
  }
}
