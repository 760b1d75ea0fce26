import AOF
import Bytes
import Disk
import SystemPackage
import Testing

/// Changing the list of files beside the commands.
@Suite struct ListChangeTests {
  private func started(delay: Int64) throws -> (Server, SimulatedDisk, VirtualClock) {
    let (disk, clock) = try RewriteTests.fresh()
    let server = try Server.started(disk, clock: clock) { $0.policy = .everySecond }
    try server.apply("SET a 1")
    server.worker.delay = delay
    return (server, disk, clock)
  }

  @Test func commandsWaitUntilTheListNamesTheirFile() throws {
    let (server, disk, clock) = try started(delay: 1000)
    try server.aof.beginRewrite()
    server.aof.rewriteStarted(pid: 9)
    try server.apply("SET b 2")
    #expect(try disk.text("appendonly.aof.manifest") == oneBase + oneIncr)
    #expect(try disk.text("appendonly.aof.2.incr.aof").isEmpty)
    #expect(server.aof.bufferLength > 0)
    clock.advance(1000)
    try server.aof.flush()
    #expect(try disk.text("appendonly.aof.manifest").contains("appendonly.aof.2.incr.aof"))
    #expect(try disk.text("appendonly.aof.2.incr.aof") == resp("SELECT 0", "SET b 2"))
    #expect(server.aof.stages.pageCacheUnits == 1, "the old file is durable, the new one not yet")
  }

  /// Only an fsync that was under way already is waited for, and what is forced waits for both.
  @Test func forcingWaitsForTheList() throws {
    let (server, disk, clock) = try started(delay: 1000)
    clock.advance(1_000_000)
    try server.apply("SET b 2")
    #expect(server.aof.isSyncing)
    try server.aof.beginRewrite()
    try server.apply("SET c 3")
    #expect(server.aof.bufferLength > 0)
    try server.aof.flushAndSync()
    #expect(server.aof.bufferLength == 0)
    #expect(server.aof.stages.pageCacheUnits == 0)
    _ = try disk.powerCut(keeping: PowerCutPlan())
    #expect(try Server.started(disk, clock: clock).target.data == server.target.data)
  }

  @Test func nothingWaitsLongerThanTwoSeconds() throws {
    let (server, _, clock) = try started(delay: 60_000_000)
    try server.aof.beginRewrite()
    try server.apply("SET b 2")
    clock.advance(1_900_000)
    try server.aof.cron()
    #expect(server.aof.bufferLength > 0)
    clock.advance(200_000)
    try server.aof.cron()
    #expect(server.aof.bufferLength == 0)
  }

  @Test func theNewBaseIsPutInPlaceBesideTheCommands() throws {
    let (server, disk, clock) = try started(delay: 0)
    try server.aof.beginRewrite()
    server.aof.rewriteStarted(pid: 9)
    try server.writeBase(childPid: 9)
    try server.apply("SET b 2")
    server.worker.delay = 1000
    #expect(server.aof.rewriteSucceeded(pid: 9))
    #expect(server.aof.isInstalling)
    try server.apply("SET c 3")
    #expect(server.aof.bufferLength == 0)
    #expect(try disk.names().contains("appendonly.aof.1.incr.aof"))
    #expect(!server.lines.contains("* Background AOF rewrite finished successfully"))
    clock.advance(1000)
    try server.aof.cron()
    #expect(!server.aof.isInstalling)
    #expect(server.lines.last == "* Background AOF rewrite finished successfully")
    #expect(
      try disk.names() == ["appendonly.aof.2.base.rdb", "appendonly.aof.2.incr.aof", "appendonly.aof.manifest"])
    try server.aof.flushAndSync()
    _ = try disk.powerCut(keeping: PowerCutPlan())
    #expect(try Server.started(disk, clock: clock).target.data == server.target.data)
  }

  /// The child's base begins after the old file, to which commands go on when the list stays as it is: together they
  /// would apply commands twice.
  @Test func aBaseWithoutItsListIsNotUsed() throws {
    let (server, disk, clock) = try started(delay: 1000)
    try server.apply("SET n 1")
    try server.aof.beginRewrite()
    server.aof.rewriteStarted(pid: 9)
    try server.writeBase(childPid: 9)
    disk.inject(.failing(.rename, .ioError))
    try server.apply("INCR n")
    #expect(!server.aof.rewriteSucceeded(pid: 9))
    #expect(server.log("#").contains { $0.hasPrefix("# Error trying to rename the temporary AOF manifest file") })
    #expect(server.log("#").last == "# Can't rewrite append only file: its files could not be listed")
    #expect(!server.aof.lastRewriteSucceeded)
    try server.aof.flushAndSync()
    #expect(try disk.text("appendonly.aof.manifest") == oneBase + oneIncr)
    _ = try disk.powerCut(keeping: PowerCutPlan())
    #expect(try Server.started(disk, clock: clock).target.data == [0: ["a": "1", "n": "2"]])
  }

  @Test func theOldFileThatCannotBeSyncedIsRepaired() throws {
    let (server, disk, clock) = try started(delay: 1000)
    disk.inject(.failingSync(.ioError, dropping: true).on("/data/appendonlydir/appendonly.aof.1.incr.aof"))
    try server.aof.beginRewrite()
    server.aof.rewriteStarted(pid: 9)
    try server.apply("SET b 2")
    clock.advance(1000)
    try server.aof.cron()
    #expect(server.aof.rewriteIsBroken)
    #expect(!(try disk.names().contains("appendonly.aof.2.incr.aof")))
    server.aof.rewriteFailed(pid: 9, .signal(10))
    #expect(!server.aof.rewriteIsBroken)
    clock.advance(2_000_000)
    try server.aof.flushAndSync()
    _ = try disk.powerCut(keeping: PowerCutPlan())
    #expect(try Server.started(disk, clock: clock).target.data == server.target.data)
  }
}
