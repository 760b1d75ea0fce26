/// What took longer than `latency-monitor-threshold`, by event.
public struct LatencyMonitor: Sendable {
  /// One spike.
  struct Sample: Sendable {
    /// Unix time in seconds.
    let time: Int64
    var milliseconds: Int64
  }

  /// The spikes of one event.
  struct Event: Sendable {
    /// The oldest first; 160 at most.
    var samples: [Sample] = []
    var longest: Int64 = 0
  }

  /// The events by name.
  private(set) var events: [String: Event] = [:]
  private static let sampleLimit = 160

  /// No spikes.
  init() {}

  /// Notes that `event` took so long. Of several within a second the longest counts.
  public mutating func add(_ event: String, milliseconds: Int64, at time: Int64) {
    var known = events[event] ?? Event()
    known.longest = max(known.longest, milliseconds)
    if let last = known.samples.last, last.time == time {
      known.samples[known.samples.count - 1].milliseconds = max(last.milliseconds, milliseconds)
    } else {
      known.samples.append(Sample(time: time, milliseconds: milliseconds))
      if known.samples.count > Self.sampleLimit { known.samples.removeFirst() }
    }
    events[event] = known
  }

  /// Forgets an event. Returns whether there was one.
  mutating func reset(_ event: String) -> Bool { events.removeValue(forKey: event) != nil }

  /// Forgets all events. Returns how many there were.
  mutating func resetAll() -> Int {
    defer { events = [:] }
    return events.count
  }
}
