import AOF
import Commands
import Disk
import SystemPackage
import Testing

/// What was put off is not forgotten.
@Suite struct PostponedTests {
  private static func acknowledged(_ server: Server, _ disk: SimulatedDisk, _ clock: VirtualClock) throws {
    let data = server.target.data
    _ = try disk.powerCut(keeping: PowerCutPlan())
    #expect(try Server.started(disk, clock: clock).target.data == data)
  }

  /// The fsync of a second comes though nothing more is written.
  @Test func theLastSecondIsFsynced() throws {
    let (server, disk, clock) = try SyncTests.server(.everySecond)
    try server.apply("SET a 1")
    clock.advance(1_100_000)
    try server.aof.cron()
    try Self.acknowledged(server, disk, clock)
  }

  /// What was written is fsynced in time while later writes fail.
  @Test func whatWasWrittenIsFsyncedWhileWritesFail() throws {
    let (server, disk, clock) = try SyncTests.server(.everySecond)
    try server.apply("SET a 1")
    disk.inject(.failing(.write, .noSpace).repeated(1000))
    clock.advance(1_100_000)
    server.aof.append(command: OwnedArguments(["INCR", "n"].map { Array($0.utf8) }).view, in: 0, second: 0)
    for _ in 0..<3 {
      try server.aof.cron()
      clock.advance(1_100_000)
    }
    #expect(server.aof.writeError == .noSpace)
    disk.clearFaults()
    try Self.acknowledged(server, disk, clock)
  }

  /// A switch to `always` covers what was written before it.
  @Test(arguments: [FsyncPolicy.no, .everySecond], [Int64(0), 5_000_000])
  func aSwitchToAlwaysCoversTheCache(_ policy: FsyncPolicy, _ delay: Int64) throws {
    let (server, disk, clock) = try SyncTests.server(policy)
    server.worker.delay = delay
    try server.apply("SET a 1")
    clock.advance(1_100_000)
    try server.aof.cron()
    server.aof.settings.policy = .always
    try server.aof.flush()
    try Self.acknowledged(server, disk, clock)
  }

  /// What waits in the buffer for a slow fsync was acknowledged: a failure under the next policy must not cut it off.
  @Test func whatWasReleasedIsNotCutOff() throws {
    let (server, disk, clock) = try SyncTests.server(.everySecond)
    try server.apply("SET a 1")
    clock.advance(1_100_000)
    server.worker.delay = 60_000_000
    try server.aof.cron()
    try server.apply("SET b 2")
    #expect(server.aof.bufferLength > 0)
    server.aof.settings.policy = .always
    disk.inject(.failingSync(.ioError, dropping: false).after(1).repeated(2))
    #expect(throws: AOFError.self) { try server.aof.flush() }
    #expect(try disk.text("appendonly.aof.1.incr.aof").hasSuffix(resp("SET b 2")))
    #expect(!server.lines.contains { $0.contains("never acknowledged") })
  }

  /// What could not be written when it was switched off does not come back when it is switched on: the base has it.
  @Test func whatWasGivenUpStaysSo() throws {
    let (server, disk, clock) = try SyncTests.server(.everySecond)
    try server.apply("SET n 5")
    disk.inject(.failing(.write, .noSpace).repeated(1000))
    try server.apply("INCR n")
    #expect(throws: AOFError.self) { try server.aof.switchOff() }
    #expect(server.aof.bufferLength == 0)
    disk.clearFaults()
    server.aof.switchOn()
    try server.rewrite()
    #expect(server.aof.state == .on)
    try server.apply("SET z 1")
    try server.aof.flushAndSync()
    try Self.acknowledged(server, disk, clock)
  }

  /// Switching off leaves everything on the disk.
  @Test(arguments: [FsyncPolicy.no, .everySecond]) func switchingOffMakesDurable(_ policy: FsyncPolicy) throws {
    let (server, disk, clock) = try SyncTests.server(policy)
    try server.apply("SET a 1")
    try server.aof.switchOff()
    try Self.acknowledged(server, disk, clock)
  }

  /// A rewrite after one whose list could not be written is not taken for broken.
  @Test func theNextRewriteSucceeds() throws {
    let (server, disk, _) = try SyncTests.server(.everySecond)
    try server.apply("SET a 1")
    disk.inject(.failing(.rename, .ioError).on("/data/appendonlydir/temp-appendonly.aof.manifest"))
    try server.rewrite()
    #expect(!server.aof.lastRewriteSucceeded)
    try server.rewrite()
    #expect(server.aof.lastRewriteSucceeded)
  }
}
