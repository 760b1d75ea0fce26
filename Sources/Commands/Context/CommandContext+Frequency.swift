import Bytes
public import Keyspace

extension CommandContext {
  /// Raises the logarithmic access counter of an entry with falling probability, after its decay (Redis directives
  /// `lfu-log-factor` and `lfu-decay-time`).
  func bumpFrequency(_ entry: Entry) {
    let counter = decayedFrequency(entry)
    let excess = max(0, Double(counter) - 5)
    let probability = 1 / (excess * Double(settings.frequencyLogFactor) + 1)
    let raised = counter < 255 && Double(random.below(1 << 30)) / Double(1 << 30) < probability ? counter + 1 : counter
    entry.access = accessClock & 0xFF_FF00 | raised
  }

  /// The access counter of an entry after the decay since its last access.
  public func decayedFrequency(_ entry: Entry) -> UInt32 {
    let counter = entry.access & 0xFF
    guard settings.frequencyDecayMinutes > 0 else { return counter }
    let minutes = Int(accessClock >> 8) - Int(entry.access >> 8)
    // Across a wrap of the clock Redis comes to one minute less than there was.
    let elapsed = minutes >= 0 ? minutes : 65_535 + minutes
    let periods = UInt32(elapsed / settings.frequencyDecayMinutes)
    return periods > counter ? 0 : counter - periods
  }
}
