import Disk
import Engine
import EngineHarness
import Testing

/// Names of files, the layout before version 7, annotations, and expiry in the files.
@Suite struct DataDirectoryTests {
  @Test(arguments: HarnessDisk.allCases, ["a b.aof", "it's.aof", "say\"hi\".aof", "tab\t.aof", "é.aof"])
  func anyFileNameSurvivesRestarts(_ kind: HarnessDisk, _ name: String) throws {
    let harness = try EngineHarness.started(kind, ["appendonly": "yes", "appendfilename": name])
    harness.line("SET a 1")
    harness.line("BGREWRITEAOF")
    harness.engine.waitForChild()
    harness.line("SET b 2")
    for _ in 1...2 { try harness.restart() }
    #expect(harness.contents() == ["0/a=1", "0/b=2"])
  }

  @Test(arguments: HarnessDisk.allCases)
  func theOldLayoutIsMoved(_ kind: HarnessDisk) throws {
    let harness = try EngineHarness(kind, ["appendonly": "yes"])
    try harness.write(Array("*3\r\n$3\r\nSET\r\n$1\r\na\r\n$1\r\n1\r\n".utf8), to: "appendonly.aof")
    try harness.start()
    #expect(harness.contents() == ["0/a=1"])
    #expect(
      harness.log.first
        == "M * Successfully migrated an old-style AOF file (appendonly.aof) into the AOF directory (appendonlydir).")
    #expect(harness.file("appendonly.aof") == nil)
    harness.line("SET b 2")
    harness.line("BGREWRITEAOF")
    harness.engine.waitForChild()
    try harness.restart()
    #expect(harness.contents() == ["0/a=1", "0/b=2"])
    #expect(harness.file("appendonlydir/appendonly.aof") == nil)
  }

  @Test func annotationsComeOncePerSecond() throws {
    let harness = try EngineHarness.started(.simulated, ["appendonly": "yes", "aof-timestamp-enabled": "yes"])
    harness.line("SET a 1")
    harness.line("SET a 2")
    harness.wait(1)
    harness.line("SET a 3")
    let text = try #require(harness.text(WalkthroughTests.incr))
    #expect(text.hasPrefix("#TS:1795000000|*2|$6|SELECT"))
    #expect(text.split(separator: "#").count == 2)
    try harness.restart()
    #expect(harness.contents() == ["0/a=3"])
  }

  @Test func expiredKeysAreDeletedInTheFile() throws {
    let harness = try EngineHarness.started(.simulated, ["appendonly": "yes"])
    harness.line("SET lazy 1 PX 100")
    harness.line("SET active 1 PX 300")
    harness.virtualClock.advance(200_000)
    #expect(harness.line("GET lazy") == "$-1")
    harness.wait(1)
    #expect(harness.line("DBSIZE") == ":0")
    let text = try #require(harness.text(WalkthroughTests.incr))
    #expect(text.hasSuffix("*2|$3|DEL|$4|lazy|*2|$3|DEL|$6|active"))
  }

  /// An expired key in the file is loaded, and then deleted as any other.
  @Test func keysDoNotExpireWhileLoading() throws {
    let harness = try EngineHarness.started(.simulated, ["appendonly": "yes"])
    harness.line("SET a 1 PX 1000")
    harness.line("APPEND a 2")
    harness.stop()
    harness.virtualClock.advance(5_000_000)
    try harness.start()
    #expect(harness.contents() == ["0/a=12"])
    harness.wait(1)
    #expect(harness.contents().isEmpty)
  }

  @Test func scanLeavesItsDeletionsApart() throws {
    let harness = try EngineHarness.started(.simulated, ["appendonly": "yes"])
    harness.line("DEBUG SET-ACTIVE-EXPIRE 0")
    for key in ["x", "y"] { harness.line("SET \(key) 1 PX 10") }
    harness.virtualClock.advance(1_000_000)
    harness.line("SCAN 0 COUNT 100")
    #expect(harness.text(WalkthroughTests.incr)?.contains("MULTI") == false)
    for key in ["x", "y"] { harness.line("SET \(key) 1 PX 10") }
    harness.virtualClock.advance(1_000_000)
    for line in ["MULTI", "SCAN 0 COUNT 100", "EXEC"] { harness.line(line) }
    #expect(harness.text(WalkthroughTests.incr)?.contains("*1|$5|MULTI|*2|$3|DEL") == true)
  }

  @Test func watchedKeysStopATransaction() throws {
    let harness = try EngineHarness.started(.simulated, ["appendonly": "yes"])
    let other = harness.engine.makeSession()
    harness.line("SET a 1")
    harness.line("WATCH a")
    harness.command(["SET", "a", "2"], session: other)
    harness.line("MULTI")
    harness.line("SET a 3")
    #expect(harness.line("EXEC") == "*-1")
    #expect(harness.line("GET a") == "$1|2")
    harness.line("MULTI")
    harness.line("SET a 4")
    #expect(harness.command(["GET", "a"], session: other) == "$1|2")
    #expect(harness.line("EXEC") == "*1|+OK")
  }

  @Test func aTransactionIsOneUnitInTheFile() throws {
    let harness = try EngineHarness.started(.simulated, ["appendonly": "yes"])
    for line in ["MULTI", "SET a 1", "SELECT 1", "SET b 2", "GET b", "EXEC"] { harness.line(line) }
    #expect(
      harness.text(WalkthroughTests.incr)
        == "*2|$6|SELECT|$1|0|*1|$5|MULTI|*3|$3|SET|$1|a|$1|1|*2|$6|SELECT|$1|1|*3|$3|SET|$1|b|$1|2|*1|$4|EXEC")
  }

  @Test(arguments: HarnessDisk.allCases)
  func debugReloadsKeepTheDataSet(_ kind: HarnessDisk) throws {
    let harness = try EngineHarness.started(kind, ["appendonly": "yes"])
    harness.line("SET a 1 EX 100")
    harness.line("DEBUG POPULATE 50")
    harness.line("BGREWRITEAOF")
    harness.engine.waitForChild()
    let digest = harness.line("DEBUG DIGEST")
    for line in ["DEBUG RELOAD", "DEBUG LOADAOF", "DEBUG RELOAD NOSAVE"] {
      #expect(harness.line(line) == "+OK")
      #expect(harness.line("DEBUG DIGEST") == digest, "\(line)")
    }
  }
}
