import Disk
import EngineHarness
import Testing

@Suite struct FrequencyTests {
  /// The 16-bit clock of minutes is about to wrap; Redis counts one minute less then.
  @Test func decayAcrossTheWrapOfTheClock() throws {
    let clock = VirtualClock(start: (457 * 65_536 - 3) * 60_000_000)
    let harness = try EngineHarness.started(.simulated, ["maxmemory-policy": "allkeys-lfu"], clock: clock)
    harness.line("SET a 1")
    clock.advance(120_000_000)
    #expect(harness.line("OBJECT FREQ a") == ":3")
    clock.advance(120_000_000)
    #expect(harness.line("OBJECT FREQ a") == ":2")
  }
}
