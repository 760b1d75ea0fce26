import Commands
import Disk
import Engine
import EngineHarness
import Testing

/// `maxmemory` and its policies.
struct MemoryLimitTests {
  private func filled(_ policy: String, _ extra: [String: String] = [:]) throws -> EngineHarness {
    let settings = ["appendonly": "yes", "maxmemory-policy": policy, "maxmemory-eviction-tenacity": "100"]
    let harness = try EngineHarness.started(.simulated, settings.merging(extra) { $1 })
    for index in 0..<1000 {
      harness.command("SET", "key:\(index)", String(repeating: "x", count: 200))
      if index % 2 == 0 { harness.command("EXPIRE", "key:\(index)", "\(10_000 + index)") }
      harness.virtualClock.advance(1_000_000)
    }
    return harness
  }

  private func limit(_ harness: EngineHarness, toPercent percent: Int) throws {
    let used = try #require(Int(harness.info("used_memory") ?? ""))
    let own = 1 << 20
    #expect(harness.command("CONFIG", "SET", "maxmemory", "\(own + (used - own) * percent / 100)") == "+OK")
  }

  @Test(arguments: [
    "allkeys-lru", "allkeys-lfu", "allkeys-random", "volatile-lru", "volatile-lfu", "volatile-random",
    "volatile-ttl",
  ])
  func keysGoUntilThereIsRoom(_ policy: String) throws {
    let harness = try filled(policy)
    try limit(harness, toPercent: 70)
    harness.command("SET", "another", "value")
    let evicted = try #require(Int(harness.info("evicted_keys") ?? ""))
    #expect(evicted > 100 && evicted < 500)
    #expect(harness.command("DBSIZE") == ":\(1001 - evicted)")
    if policy.hasPrefix("volatile") {
      for index in stride(from: 1, to: 1000, by: 2) { #expect(harness.command("EXISTS", "key:\(index)") == ":1") }
    }
    // What the log holds is what there is.
    let contents = harness.contents()
    try harness.restart()
    #expect(harness.contents() == contents)
  }

  @Test func theOldestGoFirst() throws {
    let harness = try filled("allkeys-lru", ["maxmemory-samples": "20"])
    try limit(harness, toPercent: 80)
    harness.command("SET", "another", "value")
    var old = 0
    var new = 0
    for index in 0..<500 where harness.command("EXISTS", "key:\(index)") == ":0" { old += 1 }
    for index in 500..<1000 where harness.command("EXISTS", "key:\(index)") == ":0" { new += 1 }
    #expect(old > 100 && new < 10)
  }

  @Test func withoutAPolicyWritesAreRefused() throws {
    let harness = try filled("noeviction")
    #expect(harness.command("CONFIG", "SET", "maxmemory", "1") == "+OK")
    let refusal = "-OOM command not allowed when used memory > 'maxmemory'."
    #expect(harness.command("SET", "a", "1") == refusal)
    #expect(harness.command("GET", "key:1").hasPrefix("$200"))
    #expect(harness.command("DEL", "key:1") == ":1")
    harness.command("MULTI")
    #expect(harness.command("GET", "a") == refusal)
    #expect(harness.command("EXEC") == "-EXECABORT Transaction discarded because of previous errors.")
    #expect(harness.command("DBSIZE") == ":999")
  }

  @Test func onlyKeysThatExpireGoWhenOnlyTheyMay() throws {
    let harness = try EngineHarness.started(.simulated, ["maxmemory-policy": "volatile-lru"])
    harness.command("SET", "a", "1")
    #expect(harness.command("CONFIG", "SET", "maxmemory", "1") == "+OK")
    #expect(harness.command("SET", "b", "1").hasPrefix("-OOM"))
    #expect(harness.command("DBSIZE") == ":1")
  }

  @Test func evictionsAreLoggedByThemselves() throws {
    let harness = try EngineHarness.started(
      .simulated,
      [
        "appendonly": "yes", "maxmemory-policy": "allkeys-random", "lazyfree-lazy-eviction": "yes",
        "notify-keyspace-events": "Ee",
      ])
    let listener = harness.engine.makeSession()
    harness.command(["PSUBSCRIBE", "*"], session: listener)
    harness.command("SET", "a", "1")
    harness.command("CONFIG", "SET", "maxmemory", "1")
    #expect(harness.command("DBSIZE") == ":0")
    let messages = EngineHarness.flat(listener.takeMessages())
    #expect(messages.contains("__keyevent@0__:evicted|$1|a"))
  }
}
