import AOF
import Disk
import Engine
import EngineHarness
import SystemPackage
import Testing

/// Full disks, failing calls, and starts that are refused.
@Suite struct FailureTests {
  static let incr = WalkthroughTests.incr

  @Test(arguments: ["everysec", "no"])
  func aFullDiskRefusesWritesUntilThereIsSpace(_ policy: String) throws {
    let harness = try EngineHarness.started(.simulated, ["appendonly": "yes", "appendfsync": policy])
    harness.line("SET a 1")
    let size = try #require(harness.file(Self.incr)?.count)
    harness.simulated.capacity = harness.simulated.bytesUsed + 10
    #expect(harness.line("SET b 2") == "+OK")
    #expect(harness.line("SET c 3") == "-MISCONF Errors writing to the AOF file: No space left on device")
    #expect(harness.line("PING") == "-MISCONF Errors writing to the AOF file: No space left on device")
    #expect(harness.line("GET b") == "$1|2")
    #expect(harness.file(Self.incr)?.count == size)
    #expect(harness.info("aof_last_write_status") == "err")
    harness.simulated.capacity = nil
    harness.wait(0.2)
    #expect(harness.log.contains("M # AOF write error looks solved, Redis can write again."))
    #expect(harness.line("SET c 3") == "+OK")
    try harness.restart()
    #expect(harness.contents() == ["0/a=1", "0/b=2", "0/c=3"])
  }

  @Test func underAlwaysAFailedWriteEndsTheEngine() throws {
    for fault in [DiskFault.failing(.write, .ioError), .failing(.dataSync, .ioError)] {
      let harness = try EngineHarness.started(.simulated, WalkthroughTests.on)
      harness.line("SET a 1")
      harness.simulated.inject(fault)
      harness.line("SET b 2")
      #expect(harness.engine.state == .ended)
      #expect(harness.log.last?.hasSuffix("Exiting...") == true)
      try harness.start()
      #expect(harness.contents().contains("0/a=1"))
    }
  }

  @Test func aFailedBackgroundSyncIsRepaired() throws {
    let harness = try EngineHarness.started(.simulated, ["appendonly": "yes"])
    harness.simulated.inject(.failingSync(.ioError, dropping: true))
    harness.wait(2)
    harness.line("SET a 1")
    #expect(harness.log.contains("M # Fail to fsync the AOF file: Input/output error"))
    harness.wait(3)
    #expect(harness.line("SET b 2") == "+OK")
    harness.wait(3)
    let report = try harness.crash(.power(PowerCutPlan()))
    #expect(report.loss.lost == 0)
    try harness.start()
    #expect(harness.contents() == ["0/a=1", "0/b=2"])
  }

  @Test(arguments: HarnessDisk.crashing, ["always", "everysec"])
  func theNextStartMakesGoodWhatCouldNotBeRepaired(_ kind: HarnessDisk, _ policy: String) throws {
    let note = "appendonlydir/appendonly.aof.doubt"
    let harness = try EngineHarness.started(kind, ["appendonly": "yes", "appendfsync": policy])
    let disk = try #require(harness.disk as? any CrashDisk)
    harness.line("SET a 1")
    harness.wait(2)
    disk.inject(.failingSync(.ioError, dropping: true).on(harness.path(Self.incr)).repeated(3))
    disk.inject(.failing(.truncate, .ioError))
    harness.line("SET b 2")
    harness.wait(1.5)
    #expect(harness.text(note)?.hasPrefix("file \"appendonly.aof.1.incr.aof\" from 50 to 77 crc ") == true)
    disk.clearFaults()
    try harness.crash(.kill)
    harness.settings["appendfsync"] = "always"
    try harness.start()
    #expect(harness.log.contains { $0.contains("27 bytes from offset 50 on were written and fsynced again.") })
    #expect(harness.file(note) == nil)
    harness.line("SET c 3")
    try harness.crash(.power(PowerCutPlan()))
    try harness.start()
    #expect(harness.contents() == ["0/a=1", "0/b=2", "0/c=3"])
  }

  @Test(arguments: HarnessDisk.allCases)
  func aSecondEngineIsRefused(_ kind: HarnessDisk) throws {
    let harness = try EngineHarness.started(kind, WalkthroughTests.on)
    harness.line("SET a 1")
    let files = try harness.files()
    let second = try harness.makeEngine()
    #expect(throws: StartFailure.self) { try second.start() }
    #expect(try harness.files() == files)
    #expect(harness.line("SET b 2") == "+OK")
    harness.isReadOnly = true
    let reader = try harness.makeEngine()
    try reader.start()
    _ = reader.shutdown()
    #expect(harness.line("SET c 2") == "+OK")
  }

  @Test(arguments: HarnessDisk.allCases)
  func aReadOnlyEngineChangesNothing(_ kind: HarnessDisk) throws {
    let harness = try EngineHarness.started(kind, ["appendonly": "yes", "save": "1 1"])
    harness.line("SET a 1")
    harness.line("SET b 1 PXAT \(EngineHarness.epoch / 1000 + 100)")
    try harness.crash(.kill)
    try harness.write(try #require(harness.file(Self.incr)) + Array("*3\r\n$3\r\nSE".utf8), to: Self.incr)
    let files = try harness.files()
    harness.isReadOnly = true
    try harness.start()
    #expect(harness.contents().contains("0/a=1"))
    #expect(harness.line("SET x 1").hasPrefix("-READONLY"))
    for line in ["SAVE", "BGSAVE", "BGREWRITEAOF", "FLUSHALL", "DEL a", "CONFIG SET appendonly no", "GET b"] {
      harness.line(line)
    }
    harness.wait(10)
    #expect(harness.stop())
    #expect(try harness.files() == files)
  }

  /// Every start that fails says so, changes no file and leaves the directory free.
  @Test(arguments: HarnessDisk.allCases)
  func aFailedStartChangesNothing(_ kind: HarnessDisk) throws {
    let damages: [(name: String, file: String, content: String, settings: [String: String])] = [
      ("manifest", WalkthroughTests.manifest, "file broken\n", ["appendonly": "yes"]),
      ("manifest, off", WalkthroughTests.manifest, "file broken\n", [:]),
      ("missing file", WalkthroughTests.manifest, "file nope seq 1 type i\n", ["appendonly": "yes"]),
      ("bad format", Self.incr, "*3\r\n$3\r\nSET\r\nhello", ["appendonly": "yes"]),
      ("unknown command", Self.incr, "*1\r\n$4\r\nNOPE\r\n", ["appendonly": "yes"]),
      ("too few arguments", Self.incr, "*2\r\n$3\r\nSET\r\n$1\r\na\r\n", ["appendonly": "yes"]),
      ("truncated", Self.incr, "*2\r\n$3\r\nSE", ["appendonly": "yes", "aof-load-truncated": "no"]),
      ("base", "appendonlydir/appendonly.aof.1.base.rdb", "REDIS0010\u{fa}", ["appendonly": "yes"]),
      ("dump", "dump.rdb", "REDIS0099", [:]), ("dump", "dump.rdb", "", [:]), ("dump", "dump.rdb", "hello there", [:]),
    ]
    for damage in damages {
      let harness = try EngineHarness.started(kind, WalkthroughTests.on)
      harness.line("SET a 1")
      harness.stop()
      try harness.write(Array(damage.content.utf8), to: damage.file)
      let files = try harness.files()
      harness.settings = damage.settings
      for _ in 1...2 {
        #expect(throws: StartFailure.self, "\(damage.name)") { try harness.start() }
        #expect(harness.engine.state == .ended)
        #expect(!harness.log.isEmpty, "\(damage.name)")
      }
      #expect(try harness.files() == files, "\(damage.name)")
    }
  }

  @Test func anUnknownDirectoryIsRefused() throws {
    let harness = try EngineHarness(.posix, [:], directory: "/nonexistent/aofsh-test")
    #expect(throws: StartFailure.self) { try harness.start() }
  }

  @Test(arguments: HarnessDisk.allCases)
  func aTornEndIsKept(_ kind: HarnessDisk) throws {
    let harness = try EngineHarness.started(kind, WalkthroughTests.on)
    harness.line("SET a 1")
    harness.stop()
    let whole = try #require(harness.file(Self.incr))
    let torn = Array("*1\r\n$5\r\nMULTI\r\n*3\r\n$3\r\nSET\r\n$1\r\nb".utf8)
    try harness.write(whole + torn, to: Self.incr)
    try harness.start()
    #expect(harness.contents() == ["0/a=1"])
    #expect(harness.file(Self.incr) == whole)
    #expect(harness.file("\(Self.incr).cut-\(whole.count)") == torn)
  }
}
