import Bytes
import Disk
import SystemPackage
import Testing

@Suite struct FaultTests {
  @Test func aFullDiskTakesAPartThenNothing() throws {
    let disk = SimulatedDisk()
    disk.capacity = 10
    let file = try disk.open("/data/a", .append)
    #expect(try file.write([UInt8](repeating: 1, count: 7).span) == 7)
    #expect(try file.write([UInt8](repeating: 2, count: 7).span) == 3)
    #expect(throws: DiskError.write("/data/a", .noSpace)) { try file.write([3].span) }
    try file.truncate(to: 7)
    #expect(throws: DiskError.write("/data/a", .noSpace)) { try file.writeAll([4, 4, 4, 4].span) }
    #expect(try file.size() == 10)
    disk.capacity = nil
    try file.writeAll([5].span)
    #expect(disk.bytesUsed == 11)
  }

  @Test func faultsMeetTheCallTheyAreMeantFor() throws {
    let disk = SimulatedDisk()
    disk.inject(.failing(.write, .ioError).on("/data/b").after(1))
    disk.inject(.shortWrite(taking: 2).on("/data/a"))
    disk.inject(.failing(.truncate, .ioError))
    disk.inject(.failing(.rename, .noSpace))
    let a = try disk.open("/data/a", .append)
    let b = try disk.open("/data/b", .append)
    #expect(try a.write([1, 2, 3].span) == 2)
    #expect(try a.write([1, 2, 3].span) == 3)
    #expect(try b.write([1].span) == 1)
    #expect(throws: DiskError.write("/data/b", .ioError)) { try b.write([1].span) }
    #expect(try b.write([1].span) == 1)
    #expect(throws: DiskError.truncate("/data/a", .ioError)) { try a.truncate(to: 2) }
    try a.truncate(to: 2)
    #expect(throws: DiskError.rename("/data/a", to: "/data/c", .noSpace)) { try disk.rename("/data/a", to: "/data/c") }
    try disk.rename("/data/a", to: "/data/c")
    #expect(try disk.readAll("/data/c") == [1, 2])
  }

  @Test(arguments: [false, true])
  func aFailedSyncMayLoseItsBytesForGood(_ dropping: Bool) throws {
    let disk = SimulatedDisk()
    let file = try disk.open("/data/a", .append)
    try file.writeAll([1, 2].span)
    try file.sync()
    try file.writeAll([3, 4].span)
    disk.inject(.failingSync(.ioError, dropping: dropping))
    #expect(throws: DiskError.dataSync("/data/a", .ioError)) { try file.dataSync() }
    try file.writeAll([5].span)
    try file.dataSync()
    #expect(try disk.readAll("/data/a") == [1, 2, 3, 4, 5], "the cache still has them")
    _ = try disk.powerCut(keeping: PowerCutPlan())
    #expect(try disk.readAll("/data/a") == (dropping ? [1, 2, 0, 0, 5] : [1, 2, 3, 4, 5]))
  }

  @Test func bytesWrittenAgainAfterAFailedSyncAreSafe() throws {
    let disk = SimulatedDisk()
    let file = try disk.open("/data/a", .append)
    try file.writeAll([1, 2, 3].span)
    disk.inject(.failingSync(.ioError, dropping: true))
    #expect(throws: DiskError.self) { try file.dataSync() }
    try file.truncate(to: 1)
    try file.writeAll([2, 3].span)
    try file.dataSync()
    _ = try disk.powerCut(keeping: PowerCutPlan())
    #expect(try disk.readAll("/data/a") == [0, 2, 3])
  }

  @Test func everyOperationIsRecorded() throws {
    let disk = SimulatedDisk()
    try disk.makeDirectory("/data/d")
    let file = try disk.open("/data/d/a", .truncate)
    try file.writeAll([1, 2, 3].span)
    try file.dataSync()
    try file.truncate(to: 1)
    disk.inject(.failing(.unlink, .ioError))
    #expect(throws: DiskError.self) { try disk.unlink("/data/d/a") }
    try disk.rename("/data/d/a", to: "/data/b")
    try disk.syncDirectory("/data")
    let seen = disk.operations.map { "\($0.operation) \($0.path) \($0.count) \($0.errno?.description ?? "ok")" }
    #expect(
      seen == [
        "makeDirectory /data/d 0 ok", "open /data/d/a 0 ok", "write /data/d/a 3 ok", "dataSync /data/d/a 0 ok",
        "truncate /data/d/a 1 ok", "unlink /data/d/a 0 Input/output error", "rename /data/d/a 0 ok",
        "syncDirectory /data 0 ok",
      ])
    #expect(disk.operations[6].target == "/data/b")
  }

  @Test func aKillKeepsWhatWasWritten() throws {
    let disk = SimulatedDisk()
    let file = try disk.open("/data/a", .append)
    let lock = try disk.lock("/data")
    try file.writeAll([1, 2].span)
    disk.kill()
    #expect(throws: DiskError.write("/data/a", .ioError)) { try file.write([3].span) }
    try file.close()
    _ = try disk.lock("/data")
    lock.release()
    #expect(try disk.readAll("/data/a") == [1, 2])
    let copy = disk.snapshot()
    #expect(try disk.powerCut(keeping: PowerCutPlan()).undone == [.vanished("/data/a")])
    #expect(try copy.readAll("/data/a") == [1, 2])
  }
}
