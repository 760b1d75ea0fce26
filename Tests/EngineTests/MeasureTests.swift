import Disk
import EngineHarness
import Testing

/// SLOWLOG, LATENCY and the figures of commands, under a clock that a command moves.
struct MeasureTests {
  @Test func slowCommandsAreLogged() throws {
    let harness = try EngineHarness.started(.simulated)
    harness.command("DEBUG", "SLEEP", "0.02")
    harness.command("DEBUG", "SLEEP", "0.005")
    #expect(harness.command("SLOWLOG", "LEN") == ":1")
    let entry = harness.command("SLOWLOG", "GET")
    #expect(entry.hasPrefix("*1|*6|:0|:1795000000|:20000|*3|$5|DEBUG|$5|SLEEP|$4|0.02|"))
    #expect(harness.command("SLOWLOG", "RESET") == "+OK")
    #expect(harness.command("SLOWLOG", "GET") == "*0")
  }

  @Test func secretsAndLongArgumentsAreNotLogged() throws {
    let harness = try EngineHarness.started(.simulated, ["slowlog-log-slower-than": "0", "slowlog-max-len": "3"])
    harness.command("AUTH", "default", "secret")
    #expect(!harness.command("SLOWLOG", "GET").contains("secret"))
    harness.command("SET", "a", String(repeating: "x", count: 200))
    #expect(harness.command("SLOWLOG", "GET", "1").contains("x... (72 more bytes)|"))
    harness.command(["DEL"] + (0..<40).map { "k\($0)" })
    #expect(harness.command("SLOWLOG", "GET", "1").contains("|$3|k29|$23|... (10 more arguments)|"))
    #expect(harness.command("SLOWLOG", "LEN") == ":3")
  }

  @Test func spikesAreKept() throws {
    let harness = try EngineHarness.started(.simulated, ["latency-monitor-threshold": "5"])
    harness.command("DEBUG", "SLEEP", "0.02")
    harness.virtualClock.advance(2_000_000)
    harness.command("DEBUG", "SLEEP", "0.01")
    harness.command("DEBUG", "SLEEP", "0.001")
    #expect(harness.command("LATENCY", "LATEST") == "*1|*4|$7|command|:1795000002|:10|:20")
    #expect(harness.command("LATENCY", "HISTORY", "command") == "*2|*2|:1795000000|:20|*2|:1795000002|:10")
    #expect(harness.command("LATENCY", "GRAPH", "command").contains("high 20 ms, low 10 ms (all time high 20 ms)"))
    #expect(harness.command("LATENCY", "DOCTOR").contains("1. command: 2 latency spikes (average 15ms"))
    #expect(harness.command("LATENCY", "RESET", "nope", "command") == ":1")
    #expect(harness.command("LATENCY", "LATEST") == "*0")
  }

  @Test func figuresAreThoseOfCommands() throws {
    let harness = try EngineHarness.started(.simulated)
    harness.command("DEBUG", "SLEEP", "0.0002")
    harness.command("DEBUG", "SLEEP", "0.0004")
    harness.command("SET", "a", "x")
    harness.command("INCR", "a")
    harness.command("GET")
    #expect(
      harness.info("cmdstat_debug") == "calls=2,usec=600,usec_per_call=300.00,rejected_calls=0,failed_calls=0")
    #expect(harness.info("cmdstat_incr") == "calls=1,usec=0,usec_per_call=0.00,rejected_calls=0,failed_calls=1")
    #expect(harness.info("cmdstat_get") == "calls=0,usec=0,usec_per_call=0.00,rejected_calls=1,failed_calls=0")
    #expect(harness.info("latency_percentiles_usec_debug") == "p50=200.703,p99=401.407,p99.9=401.407")
    #expect(
      harness.command("LATENCY", "HISTOGRAM", "debug")
        == "*2|$5|debug|*4|$5|calls|:2|$14|histogram_usec|*4|:264|:1|:528|:2")
    #expect(harness.command("CONFIG", "RESETSTAT") == "+OK")
    #expect(harness.info("cmdstat_debug") == nil)
  }
}
