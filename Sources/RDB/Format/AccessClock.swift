/// The 24-bit access clock of entries, as idle times and counters in a file stand for it.
enum AccessClock {
  /// The LRU clock `idle` seconds before `now`.
  ///
  /// An earlier time than the clock can hold becomes half its range away.
  static func seconds(_ now: UInt32, before idle: UInt64) -> UInt32 {
    let most: UInt64 = 0xFF_FFFF
    return idle <= UInt64(now) ? now - UInt32(idle) : UInt32((UInt64(now) + most / 2) % most)
  }

  /// Seconds between the LRU clock `then` and `now`, across one wrap of the clock.
  static func idle(since then: UInt32, now: UInt32) -> UInt64 {
    now >= then ? UInt64(now - then) : UInt64(now) + (0xFF_FFFF - UInt64(then))
  }

  /// The LFU counter in `access` after its decay by one each `decayMinutes`, until the LFU clock `now`.
  static func counter(_ access: UInt32, now: UInt32, decayMinutes: Int) -> UInt8 {
    let counter = Int(access & 0xFF)
    guard decayMinutes > 0 else { return UInt8(counter) }
    let minutes = Int(now >> 8 & 0xFFFF) - Int(access >> 8 & 0xFFFF)
    let periods = (minutes >= 0 ? minutes : 65_535 + minutes) / decayMinutes
    return UInt8(max(0, counter - periods))
  }
}
