import AOF
import Bytes
import Disk
import SystemPackage
import Testing

/// What a failed fsync, a slow one, a kill and a power cut leave.
@Suite struct SyncTests {
  static func server(
    _ policy: FsyncPolicy, _ change: (inout AOFSettings) -> Void = { _ in }
  ) throws
    -> (Server, SimulatedDisk, VirtualClock)
  {
    let clock = VirtualClock(start: startTime)
    let disk = SimulatedDisk(clock: clock)
    let server = try Server.started(disk, clock: clock) {
      $0.policy = policy
      change(&$0)
    }
    return (server, disk, clock)
  }

  @Test func failedBackgroundSyncIsRepaired() throws {
    let (server, disk, clock) = try Self.server(.everySecond)
    try server.apply("SET a 1")
    clock.advance(1_000_000)
    disk.inject(.failingSync(.ioError, dropping: true))
    try server.apply("SET b 2")
    #expect(server.aof.writeError == .ioError)
    disk.inject(.failing(.write, .ioError))
    try server.aof.cron()
    #expect(server.aof.writeError == .ioError)
    clock.advance(1_000_000)
    try server.aof.cron()
    #expect(server.aof.writeError == nil)
    #expect(
      server.log("#") == [
        "# Fail to fsync the AOF file: Input/output error",
        "# Can't write the AOF again after the failed fsync: cannot write to "
          + "/data/appendonlydir/appendonly.aof.1.incr.aof: Input/output error",
        "# AOF fsync error looks solved: 77 bytes were written and fsynced again.",
      ])
    _ = try disk.powerCut(keeping: PowerCutPlan())
    #expect(try Server.started(disk, clock: clock).target.data == [0: ["a": "1", "b": "2"]])
  }

  @Test func failedSyncWithoutTheBytesStops() throws {
    let (server, disk, clock) = try Self.server(.everySecond) { $0.retentionLimit = 10 }
    clock.advance(1_000_000)
    disk.inject(.failingSync(.ioError, dropping: true))
    let line =
      "Can't recover from AOF fsync error: Input/output error. The last 50 bytes may be lost, and too many for a copy in "
      + "memory. Exiting..."
    #expect(throws: AOFError.stop(line)) { try server.apply("SET b 2") }
    #expect(throws: AOFError.self) { try server.aof.cron() }
    #expect(
      server.log("#").contains(
        "# The last 50 bytes of the AOF appendonly.aof.1.incr.aof may not survive a power cut: check the disk; the "
          + "next start writes them again."))
  }

  /// Under `everysec` what waits in the buffer has been acknowledged: it is not cut off when `always` cannot keep its
  /// promise for what comes next.
  @Test func whatWasAcknowledgedIsNotCutOff() throws {
    let (server, disk, clock) = try Self.server(.everySecond)
    try server.apply("SET a 1")
    server.worker.delay = 5_000_000
    clock.advance(1_000_000)
    try server.apply("SET b 2")
    try server.apply("SET c 3")
    #expect(server.aof.bufferLength > 0, "it waits for the fsync")
    server.aof.settings.policy = .always
    disk.inject(.failing(.dataSync, .ioError).after(1))
    disk.inject(.failing(.write, .ioError).after(1))
    #expect(throws: AOFError.self) { try server.apply("SET d 4") }
    #expect(try disk.text("appendonly.aof.1.incr.aof").contains("SET\r\n$1\r\nc"))
    #expect(!server.log("#").contains { $0.contains("never acknowledged") })
  }

  @Test func failedSyncUnderAlwaysStops() throws {
    let (server, disk, _) = try Self.server(.always)
    disk.inject(.failingSync(.ioError, dropping: false))
    let line =
      "Can't persist AOF for fsync error when the AOF fsync policy is 'always': Input/output error. Exiting..."
    #expect(throws: AOFError.stop(line)) { try server.apply("SET b 2") }
  }

  @Test(arguments: FsyncPolicy.allCases) func fullDisk(_ policy: FsyncPolicy) throws {
    let (server, disk, clock) = try Self.server(policy)
    try server.apply("SET a 1")
    let size = try disk.text("appendonly.aof.1.incr.aof").utf8.count
    disk.capacity = disk.bytesUsed + 10
    if policy == .always {
      #expect(throws: AOFError.self) { try server.apply("SET b 2") }
      #expect(try disk.text("appendonly.aof.1.incr.aof").utf8.count == size)
      return
    }
    try server.apply("SET b 2")
    #expect(server.log("#") == ["# Short write while writing to the AOF file: (nwritten=10, expected=27)"])
    #expect(try disk.text("appendonly.aof.1.incr.aof").utf8.count == size)
    disk.inject(.failing(.truncate, .ioError))
    clock.advance(40_000_000)
    try server.aof.cron()
    #expect(try disk.text("appendonly.aof.1.incr.aof").utf8.count == size + 10)
    disk.capacity = nil
    try server.aof.cron()
    #expect(server.lines.last == "# AOF write error looks solved, Redis can write again.")
    try server.aof.prepareShutdown()
    try server.aof.switchOff()
    #expect(try Server.started(disk, clock: clock).target.data == [0: ["a": "1", "b": "2"]])
  }

  @Test func slowSyncPostpones() throws {
    let (server, disk, clock) = try Self.server(.everySecond)
    server.worker.delay = 5_000_000
    clock.advance(1_000_000)
    try server.apply("SET a 1")
    try server.apply("SET b 2")
    try server.applyUnit(["INCR n", "INCR n"])
    #expect(server.aof.stages.bufferedUnits == 2)
    #expect(server.aof.stages.pageCacheUnits == 1)
    let kill = server.aof.lossByKill()
    #expect(kill.logged == 3 && kill.survived == 1)
    #expect(kill.lostCommands.map { $0.arguments[0] } == [Array("SET".utf8), Array("INCR".utf8), Array("INCR".utf8)])
    let power = server.aof.lossByPowerCut { _ in 30 }
    #expect(power.survived == 0)
    #expect(power.lostCommands.count == 4 && power.lostCommands.allSatisfy { $0.database == 0 })
    clock.advance(2_000_000)
    try server.aof.cron()
    #expect(server.aof.delayedSyncs == 1)
    #expect(server.aof.stages.bufferedUnits == 0)
    clock.advance(10_000_000)
    try server.aof.cron()
    try server.aof.cron()
    clock.advance(10_000_000)
    try server.aof.cron()
    #expect(server.aof.stages.durableUnits == 3)
    _ = try disk.powerCut(keeping: PowerCutPlan())
    #expect(try Server.started(disk, clock: clock).target.data == [0: ["a": "1", "b": "2", "n": "2"]])
  }

  @Test func noExemptionForAlways() throws {
    let (server, disk, clock) = try Self.server(.always) { $0.skipsSyncDuringRewrite = true }
    server.aof.isChildActive = true
    try server.apply("SET a 1")
    _ = try disk.powerCut(keeping: PowerCutPlan())
    #expect(try Server.started(disk, clock: clock).target.data == [0: ["a": "1"]])
  }

  @Test func unitsAndSelect() throws {
    let (server, disk, _) = try Self.server(.always) { $0.writesTimestamps = true }
    try server.applyUnit(["SET a 1", "SET b 2"], in: 5)
    try server.applyUnit(["SET c 3"], in: 5)
    try server.apply("set a 9")
    #expect(
      try disk.text("appendonly.aof.1.incr.aof") == "#TS:1700000000\r\n" + resp("SELECT 5", "MULTI", "SET a 1")
        + resp("SET b 2", "EXEC", "SET c 3", "SELECT 0", "set a 9"))
  }
}
