import EngineHarness
import Testing

/// The first steps with an append-only file, to the byte and the line of the log (spec 3.1 to 3.7).
@Suite struct WalkthroughTests {
  static let on = ["appendonly": "yes", "appendfsync": "always"]
  static let manifest = "appendonlydir/appendonly.aof.manifest"
  static let incr = "appendonlydir/appendonly.aof.1.incr.aof"

  /// Bytes of a base file without keys.
  static let emptyBase = 89

  @Test(arguments: HarnessDisk.allCases)
  func startsOnAnEmptyDirectory(_ kind: HarnessDisk) throws {
    let harness = try EngineHarness.started(kind, Self.on)
    #expect(
      harness.log == [
        "M * Creating AOF base file appendonly.aof.1.base.rdb on server start",
        "M * Creating AOF incr file appendonly.aof.1.incr.aof on server start", "M * Ready to accept connections",
      ])
    #expect(
      try harness.sizes() == [
        "appendonlydir/appendonly.aof.1.base.rdb": Self.emptyBase, Self.incr: 0, Self.manifest: 88,
      ])
    #expect(
      harness.text(Self.manifest)
        == "file appendonly.aof.1.base.rdb seq 1 type b\nfile appendonly.aof.1.incr.aof seq 1 type i\n")
    let base = try #require(harness.file("appendonlydir/appendonly.aof.1.base.rdb"))
    #expect(Array(base[..<9]) == Array("REDIS0010".utf8))
    #expect(base[Self.emptyBase - 9] == 0xFF)
  }

  @Test(arguments: HarnessDisk.allCases)
  func writesWhatRedisWrites(_ kind: HarnessDisk) throws {
    let harness = try EngineHarness.started(kind, Self.on)
    #expect(harness.command("MSET", "set1", "zyf", "set2", "slp") == "+OK")
    #expect(
      harness.text(Self.incr)
        == "*2|$6|SELECT|$1|0|*5|$4|MSET|$4|set1|$3|zyf|$4|set2|$3|slp")
    #expect(harness.file(Self.incr)?.count == 75)
    #expect(harness.info("aof_enabled") == "1")
    #expect(harness.info("aof_current_size") == "75")
    #expect(harness.info("aof_base_size") == "0")
    #expect(harness.info("rdb_changes_since_last_save") == "2")
  }
}
