import Commands
import Engine
import EngineHarness
import Keyspace
import Testing

/// Which commands free large values later, and what INFO tells of it.
@Suite struct LazyFreeTests {
  /// Commands that remove or overwrite the large hash `k`, and whether they free it later, by directive.
  static let removals: [(command: String, directive: String?)] = [
    ("UNLINK k", nil), ("DEL k", "lazyfree-lazy-user-del"), ("SET k x", "lazyfree-lazy-server-del"),
    ("RENAME other k", "lazyfree-lazy-server-del"), ("COPY other k REPLACE", "lazyfree-lazy-server-del"),
    ("SUNIONSTORE k set", "lazyfree-lazy-server-del"), ("SINTERSTORE k nothing", "lazyfree-lazy-server-del"),
    ("EXPIRE k -1", "lazyfree-lazy-expire"), ("FLUSHDB ASYNC", nil), ("FLUSHALL", "lazyfree-lazy-user-flush"),
    ("FLUSHDB", "lazyfree-lazy-user-flush"), ("SORT set ALPHA STORE k", "lazyfree-lazy-server-del"),
  ]

  @Test(arguments: removals.indices, [false, true]) func itIsFreedLater(_ index: Int, _ isOn: Bool) throws {
    let (command, directive) = Self.removals[index]
    let settings = directive.map { [$0: isOn ? "yes" : "no"] } ?? [:]
    let harness = try EngineHarness.started(.simulated, settings)
    harness.command(["HSET", "k"] + (0..<5000).flatMap { ["field:\($0)", "value"] })
    harness.command("SET", "other", "x")
    harness.command("SADD", "set", "a", "b")
    harness.execute(command.split(separator: " ").map { Array($0.utf8) })
    let isLazy = directive == nil || isOn
    let deferred = harness.engine.context.keyspace.deferred
    #expect(deferred.isEmpty != isLazy)
    _ = harness.takeReplies()
    harness.wait(1)
    #expect(deferred.isEmpty)
    #expect(harness.info("lazyfree_pending_objects") == "0")
    let freed = !isLazy ? "0" : command.hasPrefix("FLUSH") ? "3" : "1"
    #expect(harness.info("lazyfreed_objects") == freed)
    harness.command("CONFIG", "RESETSTAT")
    #expect(harness.info("lazyfreed_objects") == "0")
  }

  @Test func nothingIsDeferredWhileAFileIsLoaded() throws {
    let harness = try EngineHarness.started()
    for _ in 0..<3 {
      harness.command(["SADD", "k"] + (0..<1000).map { "member:\($0)" })
      harness.command("UNLINK", "k")
    }
    harness.command(["SADD", "k"] + (0..<1000).map { "member:\($0)" })
    harness.command("FLUSHALL", "ASYNC")
    try harness.restart()
    #expect(harness.engine.context.keyspace.deferred.isEmpty)
    #expect(harness.info("lazyfreed_objects") == "0")
    #expect(harness.command("DBSIZE") == ":0")
  }

  @Test func evictedValuesAreFreedLater() throws {
    let harness = try EngineHarness.started(.simulated, ["lazyfree-lazy-eviction": "yes"])
    harness.command(["SADD", "k"] + (0..<5000).map { "member:\($0)" })
    harness.command("CONFIG", "SET", "maxmemory", "1100kb", "maxmemory-policy", "allkeys-random")
    harness.wait(1)
    #expect(harness.command("EXISTS", "k") == ":0")
    #expect(harness.info("lazyfreed_objects") == "1")
  }
}
