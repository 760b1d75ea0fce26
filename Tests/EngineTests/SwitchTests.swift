import AOF
import Disk
import Engine
import EngineHarness
import SystemPackage
import Testing

/// Switching the append-only file on and off, dump.rdb, and what is never overwritten unasked.
@Suite struct SwitchTests {
  @Test(arguments: HarnessDisk.allCases)
  func switchesOnAndOff(_ kind: HarnessDisk) throws {
    let harness = try EngineHarness.started(kind, [:])
    harness.line("SET a 1")
    #expect(try harness.sizes().isEmpty)
    #expect(harness.line("CONFIG SET appendonly yes") == "+OK")
    // Durable before it is confirmed: a crash right afterwards loses nothing.
    #expect(try harness.sizes().count == 3)
    harness.line("SET b 2")
    if kind != .posix {
      try harness.crash(.power(PowerCutPlan()))
      harness.settings["appendonly"] = "yes"
      try harness.start()
      #expect(harness.contents().contains("0/a=1"))
    }
    #expect(harness.line("CONFIG SET appendonly no") == "+OK")
    #expect(harness.line("CONFIG GET appendonly") == "*2|$10|appendonly|$2|no")
    harness.line("SET c 3")
    #expect(harness.text("appendonlydir/appendonly.aof.1.incr.aof")?.contains("c") == false)
  }

  @Test func isLoadedAlsoWhenItIsOff() throws {
    let harness = try EngineHarness.started(.simulated, [:])
    #expect(harness.line("DEBUG LOADAOF") == "-ERR There is no append-only file to load")
    harness.line("CONFIG SET appendonly yes")
    harness.line("SET a 1")
    harness.line("CONFIG SET appendonly no")
    harness.line("SET b 1")
    #expect(harness.line("DEBUG LOADAOF") == "+OK")
    #expect(harness.line("EXISTS a b") == ":1")
    #expect(harness.line("EXISTS a") == ":1")
  }

  @Test func staysOffWhenTheFirstRewriteFails() throws {
    let harness = try EngineHarness.started(.simulated, [:])
    harness.line("SET a 1")
    harness.simulated.inject(.failing(.write, .noSpace).repeated(100))
    #expect(
      harness.line("CONFIG SET appendonly yes").hasSuffix("Unable to turn on AOF. Check server logs."))
    harness.simulated.clearFaults()
    #expect(harness.line("CONFIG GET appendonly") == "*2|$10|appendonly|$2|no")
    #expect(harness.line("CONFIG SET appendonly yes") == "+OK")
  }

  /// The trap of spec 3.7, with the one difference that nothing is destroyed.
  @Test(arguments: HarnessDisk.allCases)
  func neverOverwritesASnapshotThatWasNotLoaded(_ kind: HarnessDisk) throws {
    let harness = try EngineHarness.started(kind, [:])
    harness.line("SET precious 1")
    #expect(harness.line("SAVE") == "+OK")
    harness.stop()
    let dump = try #require(harness.file("dump.rdb"))
    harness.settings = ["appendonly": "yes", "save": "1 1"]
    try harness.start()
    #expect(harness.line("DBSIZE") == ":0")
    #expect(harness.log.contains { $0.hasPrefix("M # ") && $0.contains("dump.rdb") })
    harness.line("SET a 1")
    harness.wait(10)
    #expect(harness.stop())
    #expect(harness.file("dump.rdb") == dump)
    try harness.start()
    #expect(harness.contents() == ["0/a=1"])
    #expect(harness.file("dump.rdb") == dump)
  }

  @Test(arguments: HarnessDisk.allCases)
  func loadsASnapshotWithoutAppendOnlyFile(_ kind: HarnessDisk) throws {
    let harness = try EngineHarness.started(kind, WalkthroughTests.on)
    harness.line("MSET set1 zyf set2 slp")
    harness.line("BGREWRITEAOF")
    harness.engine.waitForChild()
    harness.stop()
    let base = try #require(harness.file("appendonlydir/appendonly.aof.2.base.rdb"))
    try harness.removeAllFiles()
    try harness.write(base, to: "dump.rdb")
    harness.settings = [:]
    try harness.start()
    #expect(
      harness.log == [
        "M * Loading RDB produced by version 7.0.15", "M * RDB age 0 seconds",
        harness.log.first { $0.contains("memory usage") } ?? "", "M * RDB is base AOF",
        "M * Done loading RDB, keys loaded: 2, keys expired: 0.", "M * DB loaded from disk: 0.000 seconds",
        "M * Ready to accept connections",
      ])
    #expect(harness.contents() == ["0/set1=zyf", "0/set2=slp"])
  }

  @Test func savesBySavePointsAndInTheBackground() throws {
    let harness = try EngineHarness.started(.simulated, ["save": "10 2"])
    harness.line("SET a 1")
    harness.wait(20)
    #expect(harness.file("dump.rdb") == nil)
    harness.line("SET b 1")
    harness.clearLog()
    harness.wait(1)
    #expect(harness.log.first == "M * 2 changes in 10 seconds. Saving...")
    #expect(harness.log.last == "M * Background saving terminated with success")
    #expect(harness.info("rdb_changes_since_last_save") == "0")
    harness.line("SET c 1")
    #expect(harness.line("BGSAVE") == "+Background saving started")
    #expect(harness.line("BGSAVE") == "-ERR Background save already in progress")
    harness.line("SET d 1")
    harness.engine.waitForChild()
    #expect(harness.info("rdb_changes_since_last_save") == "1")
    harness.stop()
    try harness.start()
    #expect(harness.line("DBSIZE") == ":4")
  }

  @Test func refusesWritesAfterAFailedSnapshot() throws {
    let harness = try EngineHarness.started(.simulated, ["save": "3600 100"])
    harness.simulated.inject(.failing(.write, .noSpace).repeated(2))
    harness.line("BGSAVE")
    harness.engine.waitForChild()
    #expect(harness.line("SET a 1").hasPrefix("-MISCONF Redis is configured to save RDB snapshots"))
    #expect(harness.line("GET a") == "$-1")
    #expect(harness.line("CONFIG SET stop-writes-on-bgsave-error no") == "+OK")
    #expect(harness.line("SET a 1") == "+OK")
    harness.simulated.clearFaults()
    #expect(harness.line("SAVE") == "+OK")
    #expect(harness.info("rdb_last_bgsave_status") == "ok")
  }

  @Test func shutdownSavesAsAsked() throws {
    let cases: [(save: String, line: String, saves: Bool)] = [
      ("", "SHUTDOWN", false), ("3600 1", "SHUTDOWN", true), ("3600 1", "SHUTDOWN NOSAVE", false),
      ("", "SHUTDOWN SAVE", true), ("3600 1", "SHUTDOWN NOW FORCE", true), ("3600 1", "shutdown nosave now", false),
    ]
    for row in cases {
      let harness = try EngineHarness.started(.simulated, ["save": row.save])
      harness.line("SET a 1")
      harness.line(row.line)
      #expect(harness.engine.state == .ended)
      #expect((harness.file("dump.rdb") != nil) == row.saves, "\(row.line)")
    }
  }
}
