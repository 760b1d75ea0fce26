import AOF
import Disk
import SystemPackage
import Testing

/// A failed fsync at places where positions and offsets differ, and beside others.
@Suite struct DoubtPlaceTests {
  /// The bytes are written again where they are, also behind those of an earlier engine or rewrite.
  @Test(arguments: [false, true]) func theyAreWrittenWhereTheyWere(_ rewrites: Bool) throws {
    let (first, disk, clock) = try SyncTests.server(.everySecond)
    try first.apply("SET a 1")
    try first.aof.prepareShutdown()
    disk.kill()
    let server = try Server.started(disk, clock: clock) { $0.policy = .everySecond }
    try server.apply("SET b 2")
    if rewrites { try server.rewrite() }
    try server.apply("SET c 3")
    clock.advance(1_100_000)
    let name = rewrites ? "appendonly.aof.2.incr.aof" : "appendonly.aof.1.incr.aof"
    let content = try disk.text(name)
    disk.inject(.failingSync(.ioError, dropping: true))
    try server.aof.cron()
    #expect(server.aof.writeError == .ioError)
    let note = try disk.text("appendonly.aof.doubt")
    #expect(note.contains(" to \(content.utf8.count) crc "), "\(note)")
    clock.advance(1_100_000)
    try server.aof.cron()
    #expect(try disk.text(name) == content)
    _ = try disk.powerCut(keeping: PowerCutPlan())
    #expect(try disk.text(name) == content)
  }

  /// An fsync that succeeds behind one that failed proves nothing.
  @Test func aLaterFsyncProvesNothing() throws {
    let (server, disk, clock) = try SyncTests.server(.everySecond)
    try server.apply("SET a 1")
    clock.advance(1_100_000)
    server.worker.delay = 60_000_000
    disk.inject(.failingSync(.ioError, dropping: true))
    try server.aof.cron()
    #expect(server.aof.isSyncing)
    try server.aof.flushAndSync()
    _ = try disk.powerCut(keeping: PowerCutPlan())
    #expect(try Server.started(disk, clock: clock).target.data == [0: ["a": "1"]])
  }

  /// A shutdown mends a failed fsync itself.
  @Test func aShutdownWritesAgain() throws {
    let (server, disk, clock) = try SyncTests.server(.everySecond)
    try server.apply("SET a 1")
    disk.inject(.failingSync(.ioError, dropping: true))
    try server.aof.prepareShutdown()
    _ = try disk.powerCut(keeping: PowerCutPlan())
    #expect(try Server.started(disk, clock: clock).target.data == [0: ["a": "1"]])
  }
}
