/// What was measured of one thing, for aofsh and for redis-server.
public struct Measurement: Sendable, Equatable {
  /// What the figures count.
  public enum Unit: String, Sendable {
    case seconds = "s"
    case milliseconds = "ms"
    case bytes = "B"
    case perSecond = "/s"
  }

  /// What the design demands.
  public enum Goal: Sendable, Equatable {
    /// The median of redis-server is at least so many times that of aofsh.
    case timesFaster(Double)
    /// The median is no more than this.
    case atMost(Double)
    /// The median is at least this part of the reference's.
    case partOfReference(Double)
  }

  /// What was done.
  public let name: String
  /// What the figures count.
  public let unit: Unit
  /// The figures of aofsh, one for each run.
  public var values: [Double] = []
  /// Seconds of processor time that aofsh used, one for each run; empty when that says nothing.
  public var processorSeconds: [Double] = []
  /// The figures of redis-server.
  public var redis: [Double] = []
  /// Seconds of processor time that redis-server used.
  public var redisProcessorSeconds: [Double] = []
  /// The figures of the bare disk.
  public var reference: [Double] = []
  /// How long single calls took in the last run; nil when they were not timed.
  public var latencies: Latencies?
  /// The same for redis-server.
  public var redisLatencies: Latencies?
  /// What the design demands.
  public var goal: Goal?

  /// A measurement without figures.
  public init(_ name: String, _ unit: Unit, goal: Goal? = nil) {
    self.name = name
    self.unit = unit
    self.goal = goal
  }

  /// How often aofsh is better than redis-server, by their medians; nil without figures of both.
  public var ratio: Double? {
    guard let ours = Spread(values)?.median, let theirs = Spread(redis)?.median, ours > 0, theirs > 0 else {
      return nil
    }
    return unit == .perSecond ? ours / theirs : theirs / ours
  }

  /// Which part of the bare disk's figure aofsh reaches.
  public var partOfReference: Double? {
    guard let ours = Spread(values)?.median, let bare = Spread(reference)?.median, bare > 0 else { return nil }
    return ours / bare
  }

  /// Whether the goal is reached; nil when there is none or it cannot be told.
  public var isReached: Bool? {
    switch goal {
    case nil: nil
    case .timesFaster(let times): ratio.map { $0 >= times }
    case .atMost(let limit): Spread(values).map { $0.median <= limit }
    case .partOfReference(let part): partOfReference.map { $0 >= part }
    }
  }
}

/// Median, minimum and maximum of some figures.
public struct Spread: Sendable, Equatable {
  public let median: Double
  public let minimum: Double
  public let maximum: Double

  /// Nil when there are no figures.
  public init?(_ values: [Double]) {
    let sorted = values.sorted()
    guard let first = sorted.first, let last = sorted.last else { return nil }
    minimum = first
    maximum = last
    let middle = sorted.count / 2
    median = sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
