import AOF
import Disk
import Engine
import EngineHarness
import SystemPackage
import Testing

/// BGREWRITEAOF, its files and its order of operations (spec 1.8, 3.3), and what starts it.
@Suite struct RewriteTests {
  static let dir = "appendonlydir/"

  @Test(arguments: HarnessDisk.allCases)
  func rewrites(_ kind: HarnessDisk) throws {
    let harness = try EngineHarness.started(kind, WalkthroughTests.on)
    harness.command("MSET", "set1", "zyf", "set2", "slp")
    harness.clearLog()
    #expect(harness.command("BGREWRITEAOF") == "+Background append only file rewriting started")
    #expect(harness.file(WalkthroughTests.manifest)?.count == 132)
    #expect(harness.command("BGREWRITEAOF") == "-ERR Background append only file rewriting already in progress")
    harness.engine.waitForChild()
    let name = "temp-rewriteaof-bg-10001.aof"
    let log = harness.log.filter { !$0.contains("Fork CoW") }
    #expect(
      log == [
        "M * Creating AOF incr file appendonly.aof.2.incr.aof on background rewrite",
        "M * Background append only file rewriting started by pid 10001",
        "C * Successfully created the temporary AOF base file \(name)",
        "M * Background AOF rewrite terminated with success",
        "M * Successfully renamed the temporary AOF base file \(name) into appendonly.aof.2.base.rdb",
        "M * Removing the history file appendonly.aof.1.incr.aof in the background",
        "M * Removing the history file appendonly.aof.1.base.rdb in the background",
        "M * Background AOF rewrite finished successfully",
      ])
    let size = 114
    #expect(
      try harness.sizes() == [
        "appendonlydir/appendonly.aof.2.base.rdb": size, "appendonlydir/appendonly.aof.2.incr.aof": 0,
        WalkthroughTests.manifest: 88,
      ])
    #expect(harness.info("aof_current_size") == "\(size)")
    #expect(harness.info("aof_base_size") == "\(size)")
    #expect(harness.info("aof_rewrites") == "1")
    try harness.restart()
    #expect(harness.contents() == ["0/set1=zyf", "0/set2=slp"])
  }

  /// The list of files grows before the fork, names the old files as history at the switch, and then forgets them.
  @Test func operationsComeInRedisOrder() throws {
    let harness = try EngineHarness.started(.simulated, WalkthroughTests.on)
    harness.command("MSET", "set1", "zyf", "set2", "slp")
    harness.simulated.clearOperations()
    harness.command("BGREWRITEAOF")
    harness.engine.waitForChild()
    let manifests = harness.simulated.operations.filter {
      $0.operation == .write && $0.path.lastComponent?.string == "temp-appendonly.aof.manifest"
    }
    #expect(manifests.map(\.count) == [132, 176, 88])
    let steps = harness.simulated.operations.filter { [.rename, .unlink].contains($0.operation) && $0.errno == nil }
    let names = steps.map { "\($0.operation) \(($0.target ?? $0.path).lastComponent?.string ?? "")" }
    #expect(
      names == [
        "rename appendonly.aof.manifest", "rename temp-rewriteaof-bg-10001.aof", "rename appendonly.aof.2.base.rdb",
        "rename appendonly.aof.manifest", "unlink appendonly.aof.1.incr.aof", "unlink appendonly.aof.1.base.rdb",
        "rename appendonly.aof.manifest",
      ])
  }

  @Test(arguments: HarnessDisk.allCases)
  func writesDuringARewriteGoToTheNewFile(_ kind: HarnessDisk) throws {
    let harness = try EngineHarness.started(kind, WalkthroughTests.on)
    harness.line("SET a 1")
    harness.line("BGREWRITEAOF")
    harness.line("SET b 2")
    harness.engine.waitForChild()
    harness.line("SET c 3")
    #expect(harness.text("appendonlydir/appendonly.aof.2.incr.aof")?.contains("SELECT|$1|0|*3|$3|SET|$1|b") == true)
    try harness.restart()
    #expect(harness.contents() == ["0/a=1", "0/b=2", "0/c=3"])
  }

  @Test(arguments: HarnessDisk.allCases)
  func writesABaseOfCommands(_ kind: HarnessDisk) throws {
    let harness = try EngineHarness.started(kind, ["appendonly": "yes", "aof-use-rdb-preamble": "no"])
    #expect(harness.file("appendonlydir/appendonly.aof.1.base.aof")?.isEmpty == true)
    harness.line("SET a 1")
    harness.line("BGREWRITEAOF")
    harness.engine.waitForChild()
    #expect(harness.text("appendonlydir/appendonly.aof.2.base.aof") == "*2|$6|SELECT|$1|0|*3|$3|SET|$1|a|$1|1")
    try harness.restart()
    #expect(harness.contents() == ["0/a=1"])
  }

  @Test func startsByItselfWhenTheFileHasGrown() throws {
    let harness = try EngineHarness.started(.simulated, ["appendonly": "yes", "auto-aof-rewrite-min-size": "200"])
    harness.command("SET", "a", String(repeating: "x", count: 60))
    harness.wait(1)
    #expect(harness.info("aof_rewrites") == "0")
    harness.command("SET", "a", String(repeating: "y", count: 200))
    harness.clearLog()
    harness.wait(1)
    #expect(harness.log.first?.hasPrefix("M * Starting automatic rewriting of AOF on ") == true)
    #expect(harness.info("aof_rewrites") == "1")
    harness.wait(5)
    #expect(harness.info("aof_rewrites") == "1")
  }

  @Test func keepsTheOldFilesWhenTheChildFails() throws {
    let harness = try EngineHarness.started(.simulated, WalkthroughTests.on)
    harness.line("SET a 1")
    harness.simulated.inject(.failing(.write, .noSpace).on("/data/temp-rewriteaof-10001.aof"))
    harness.line("BGREWRITEAOF")
    harness.engine.waitForChild()
    #expect(harness.log.contains("M # Background AOF rewrite terminated with error"))
    #expect(harness.text(WalkthroughTests.manifest)?.contains("appendonly.aof.2.incr.aof seq 2 type i") == true)
    #expect(harness.info("aof_last_bgrewrite_status") == "err")
    harness.line("SET b 2")
    try harness.restart()
    #expect(harness.contents() == ["0/a=1", "0/b=2"])
  }

  @Test func refusesWhenTheManifestCannotBeWritten() throws {
    let harness = try EngineHarness.started(.simulated, WalkthroughTests.on)
    harness.line("SET a 1")
    harness.simulated.inject(
      .failing(.dataSync, .ioError).on("/data/appendonlydir/temp-appendonly.aof.manifest"))
    #expect(
      harness.line("BGREWRITEAOF")
        == "-ERR Can't execute an AOF background rewriting. Please check the server logs for more information.")
    harness.line("SET b 2")
    try harness.restart()
    #expect(harness.contents() == ["0/a=1", "0/b=2"])
  }

  @Test func isScheduledInsideATransaction() throws {
    let harness = try EngineHarness.started(.simulated, WalkthroughTests.on)
    harness.line("MULTI")
    harness.line("BGREWRITEAOF")
    harness.line("SET a 1")
    #expect(harness.line("EXEC") == "*2|+Background append only file rewriting scheduled|+OK")
    harness.wait(0.3)
    #expect(harness.info("aof_rewrites") == "1")
  }
}
