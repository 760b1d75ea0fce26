import Disk
import Engine
import EngineHarness
import SystemPackage
import Testing

/// A dump.rdb that was not loaded is not overwritten unasked; a shutdown that is refused costs nothing; a disk that is
/// only read is not written.
@Suite struct CrashStatesSnapshotTests {
  static let manifest = "appendonlydir/appendonly.aof.manifest"

  /// A directory with a dump.rdb and nothing else.
  static func beside(_ settings: [String: String]) throws -> EngineHarness {
    let harness = try EngineHarness.started(.simulated, ["appendonly": "no"])
    harness.line("SET precious 1")
    harness.line("SAVE")
    harness.stop()
    harness.settings = settings
    return harness
  }

  @Test func anUnreadSnapshotOutlivesEverythingUnasked() throws {
    let harness = try Self.beside(["appendonly": "yes", "save": "1 1"])
    let dump = try #require(harness.file("dump.rdb"))
    try harness.start()
    for round in 0..<3 {
      harness.line("INCR a")
      harness.wait(3)
      harness.line("FLUSHALL")
      harness.line("INCR a")
      harness.line("BGREWRITEAOF")
      harness.wait(1)
      if round == 1 { try harness.crash(.kill) } else { #expect(harness.stop()) }
      #expect(harness.file("dump.rdb") == dump, "\(round)")
      try harness.start()
      #expect(harness.log.contains { $0.contains("dump.rdb exists but was never read") })
    }
    // Loading it, without a switch, does not make the append-only file hold it.
    harness.stop()
    harness.settings["appendonly"] = "no"
    try harness.start()
    #expect(harness.contents() == ["0/precious=1"])
    harness.line("CONFIG SET appendonly yes")
    harness.line("SET more 1")
    harness.stop()
    #expect(harness.file("dump.rdb") != dump)
    harness.settings["appendonly"] = "yes"
    try harness.start()
    #expect(harness.contents() == ["0/more=1", "0/precious=1"])
    #expect(harness.text(Self.manifest)?.contains("#") == false)
  }

  @Test(arguments: ["SAVE", "BGSAVE", "SHUTDOWN SAVE"]) func anUnreadSnapshotIsOverwrittenWhenAsked(
    _ line: String
  ) throws {
    let harness = try Self.beside(["appendonly": "yes"])
    let dump = try #require(harness.file("dump.rdb"))
    try harness.start()
    #expect(harness.text(Self.manifest)?.hasSuffix("\n# the snapshot was not loaded\n") == true)
    harness.line(line)
    harness.wait(0.2)
    #expect(harness.file("dump.rdb") != dump)
    harness.stop()
    try harness.start()
    #expect(harness.text(Self.manifest)?.contains("#") == false)
  }

  @Test func aChildThatOutlivesItsEngineReplacesNothing() throws {
    let harness = try EngineHarness.started(.simulated, ["appendonly": "no"])
    harness.line("SET a old")
    harness.line("SAVE")
    let dump = harness.file("dump.rdb")
    harness.line("SET a new")
    harness.line("BGSAVE")
    // The child has written all it has to write; its engine did not live to hear of it.
    try harness.crash(.kill)
    #expect(harness.file("dump.rdb") == dump)
  }

  // MARK: Refused shutdowns

  @Test(arguments: ["always", "everysec", "no"], [DiskError.Operation.write, .rename])
  func aRefusedShutdownKeepsLogging(_ policy: String, _ operation: DiskError.Operation) throws {
    let harness = try EngineHarness.started(.simulated, ["appendonly": "yes", "appendfsync": policy])
    harness.line("SET a 1")
    harness.simulated.inject(.failing(operation, .noSpace))
    #expect(harness.line("SHUTDOWN SAVE") == "-ERR Errors trying to SHUTDOWN. Check logs.")
    #expect(harness.line("SET b 1") == "+OK")
    try harness.crash(.kill)
    try harness.start()
    #expect(harness.contents() == ["0/a=1", "0/b=1"])
    #expect(try harness.sizes().keys.allSatisfy { !$0.hasPrefix("temp-") })
  }

  @Test func aShutdownThatCannotWriteTheBufferIsRefused() throws {
    let harness = try EngineHarness.started(.simulated, ["appendonly": "yes"])
    harness.simulated.inject(.failing(.write, .noSpace).repeated(3))
    #expect(harness.line("SET a 1") == "+OK")
    #expect(harness.line("SHUTDOWN") == "-ERR Errors trying to SHUTDOWN. Check logs.")
    #expect(harness.log.contains { $0.contains("Can't make the last 50 bytes of the AOF durable: No space left") })
    harness.wait(0.3)
    #expect(harness.line("SET b 1") == "+OK")
    try harness.crash(.kill)
    try harness.start()
    #expect(harness.contents() == ["0/a=1", "0/b=1"])
  }

  @Test func switchingOffUnderAFullDiskSucceeds() throws {
    let harness = try EngineHarness.started(.simulated, ["appendonly": "yes"])
    harness.simulated.inject(.failing(.write, .noSpace).repeated(100))
    harness.line("SET a 1")
    #expect(harness.line("CONFIG SET appendonly no") == "+OK")
    #expect(harness.line("CONFIG GET appendonly") == "*2|$10|appendonly|$2|no")
    #expect(harness.line("SET b 1") == "+OK")
    harness.simulated.clearFaults()
    #expect(harness.line("CONFIG SET appendonly yes") == "+OK")
    try harness.crash(.power(PowerCutPlan()))
    try harness.start()
    #expect(harness.contents() == ["0/a=1", "0/b=1"])
  }

  @Test func whatWasWrittenIsSyncedWhileWritesFail() throws {
    let harness = try EngineHarness.started(.simulated, ["appendonly": "yes"])
    harness.line("SET a 1")
    harness.simulated.inject(.failing(.write, .noSpace).repeated(1000))
    harness.line("SET b 1")
    harness.wait(2.1)
    try harness.crash(.power(PowerCutPlan()))
    try harness.start()
    #expect(harness.contents() == ["0/a=1"])
  }

  @Test func noTransactionSwitchesTheLogOn() throws {
    let harness = try EngineHarness.started(.simulated, ["appendonly": "yes"])
    harness.line("SET n 1")
    for line in ["MULTI", "INCR n", "CONFIG SET appendonly no", "CONFIG SET appendonly yes"] { harness.line(line) }
    #expect(harness.line("EXEC").contains("not possible inside a transaction"))
    #expect(harness.line("CONFIG SET appendonly yes") == "+OK")
    try harness.crash(.kill)
    try harness.start()
    #expect(harness.contents() == ["0/n=2"])
  }

  // MARK: Only reading

  @Test(arguments: [[UInt8](), Array("*3\r\n$3\r\nSET".utf8)]) func aReadOnlyEngineChangesNothing(
    _ tail: [UInt8]
  ) throws {
    for appendOnly in ["yes", "no"] {
      let harness = try EngineHarness.started(.simulated, ["appendonly": "yes"])
      harness.line("SET a 1 PX 50")
      harness.line("SET b 1")
      harness.line("SAVE")
      harness.stop()
      let incr = "appendonlydir/appendonly.aof.1.incr.aof"
      try harness.write((harness.file(incr) ?? []) + tail, to: incr)
      let before = try harness.files()
      harness.isReadOnly = true
      harness.settings = ["appendonly": appendOnly, "save": "1 1"]
      try harness.start()
      for line in [
        "GET a", "SET c 1", "FLUSHALL", "SAVE", "BGSAVE", "BGREWRITEAOF", "CONFIG SET appendonly no",
        "CONFIG SET appendonly yes", "CONFIG SET appendfsync always", "CONFIG REWRITE", "DEBUG RELOAD", "DEBUG LOADAOF",
        "MULTI", "SET c 1", "EXEC",
      ] { harness.line(line) }
      harness.wait(3)
      #expect(harness.command("GET", "b") == "$1|1")
      harness.stop()
      #expect(try harness.files() == before)
    }
  }
}
