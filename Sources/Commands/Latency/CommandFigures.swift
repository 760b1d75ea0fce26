/// How often each command ran, how long it took, and how often it was refused.
public struct CommandFigures: Sendable {
  /// The figures of one command.
  public struct Figures: Sendable {
    /// Runs.
    public var calls: Int64 = 0
    /// The time of all runs, in nanoseconds.
    public var nanoseconds: Int64 = 0
    /// Refusals before it ran.
    public var rejected: Int64 = 0
    /// Runs that ended with an error.
    public var failed: Int64 = 0
  }

  /// By the number of the command.
  private var figures: [Figures]
  /// By the number of the command; empty for those that never ran.
  private var histograms: [LatencyHistogram]
  /// Whether distributions are kept (Redis directive `latency-tracking`).
  public var tracksLatency = true

  /// All zero, for so many commands.
  init(count: Int) {
    figures = Array(repeating: Figures(), count: count)
    histograms = Array(repeating: LatencyHistogram(), count: count)
  }

  public subscript(_ command: Command) -> Figures { figures[command.number] }

  /// How the times of a command are distributed; nil when it never ran.
  public func histogram(of command: Command) -> LatencyHistogram? {
    let histogram = histograms[command.number]
    return histogram.total > 0 ? histogram : nil
  }

  /// Counts a run whose time is not known yet.
  @inline(__always)
  public mutating func count(_ number: Int) { figures[number].calls += 1 }

  /// Adds the time of `count` runs, each of so many nanoseconds.
  public mutating func add(_ nanoseconds: Int64, to number: Int, count: Int64 = 1) {
    figures[number].nanoseconds += nanoseconds * count
    if tracksLatency { histograms[number].record(nanoseconds, count: count) }
  }

  public mutating func countRejected(_ number: Int) { figures[number].rejected += 1 }
  public mutating func countFailed(_ number: Int) { figures[number].failed += 1 }

  /// Makes all zero.
  public mutating func reset() { self = CommandFigures(count: figures.count, tracksLatency: tracksLatency) }

  private init(count: Int, tracksLatency: Bool) {
    self.init(count: count)
    self.tracksLatency = tracksLatency
  }

  /// Forgets the distribution of a command. Returns whether there was one.
  mutating func resetHistogram(of command: Command) -> Bool {
    defer { histograms[command.number] = LatencyHistogram() }
    return histograms[command.number].total > 0
  }
}
