import Bytes
import Disk
import SystemPackage
import Testing

/// Faults, operations and sudden ends, on the real directory as in memory.
@Suite(.serialized) struct SharedFaultTests {
  private func write(_ text: String, _ file: any DiskFile) -> String {
    do throws(DiskError) { return "\(try file.write(Array(text.utf8).span))" } catch { return "\(error.errno)" }
  }

  @Test(arguments: DiskKind.crashing) func aDiskThatIsNearlyFullTakesAPart(_ kind: DiskKind) throws {
    let bench = try Bench(kind)
    try bench.append("12345", to: "old")
    try bench.crashing.limitGrowth(to: 10)
    let file = try bench.disk.open(bench.path("a"), .append)
    #expect(write("1234567", file) == "7")
    #expect(write("1234567", file) == "3")
    #expect(write("1", file) == "No space left on device")
    #expect(bench.crashing.room == 0)
    try file.truncate(to: 8)
    #expect(bench.crashing.room == 2)
    try bench.disk.unlink(bench.path("old"))
    #expect(bench.crashing.room == 7)
    #expect(write("12345678", file) == "7")
    try bench.crashing.limitGrowth(to: nil)
    #expect(write("12345678", file) == "8")
    try file.close()
  }

  /// Every write is short and the next fails, but for those that are shorter.
  @Test(arguments: DiskKind.crashing) func shortWritesAlternate(_ kind: DiskKind) throws {
    let bench = try Bench(kind)
    bench.crashing.inject(DiskFault.shortWrite(taking: 2, then: .noSpace).repeated(2))
    let file = try bench.disk.open(bench.path("a"), .append)
    let full = "No space left on device"
    let seen = ["ab", "abc", "c", "x", "abc", "c", "abc"].map { write($0, file) }
    #expect(seen == ["2", "2", full, "1", "2", full, "3"])
    #expect(bench.crashing.faults.isEmpty)
    try file.close()
    #expect(try bench.text("a") == "ababxababc")
  }

  /// What the medium holds already a failed sync cannot take from it.
  @Test(arguments: DiskKind.crashing) func aFailedSyncLeavesWhatWasDurable(_ kind: DiskKind) throws {
    for isSyncedThen in [false, true] {
      let bench = try Bench(kind)
      try bench.append("12345", to: "a")
      let durable = try bench.disk.open(bench.path("a"), .update)
      try durable.sync()
      #expect(try durable.write(Array("345".utf8).span, at: 2) == 3)
      #expect(try durable.write(Array("67".utf8).span, at: 5) == 2)
      bench.crashing.inject(.failingSync(.ioError, dropping: true))
      #expect(throws: DiskError.self) { try durable.dataSync() }
      if isSyncedThen { try durable.dataSync() }
      try durable.close()
      _ = try bench.crashing.powerCut(keeping: PowerCutPlan())
      #expect(try bench.text("a") == (isSyncedThen ? "12345\0\0" : "12345"))
    }
  }

  @Test(arguments: DiskKind.crashing, [true, false])
  func aFailedSyncDropsItsBytes(_ kind: DiskKind, _ dropping: Bool) throws {
    let bench = try Bench(kind)
    let file = try bench.disk.open(bench.path("a"), .append)
    try file.writeAll([0x31, 0x32].span)
    try file.sync()
    try file.writeAll([0x33, 0x34].span)
    bench.crashing.inject(.failingSync(.ioError, dropping: dropping))
    #expect(throws: DiskError.dataSync(file.path, .ioError)) { try file.dataSync() }
    try file.writeAll([0x35].span)
    try file.dataSync()
    try file.close()
    let operations = bench.crashing.recentOperations.operations
    let writes = zip(operations, bench.crashing.states(of: operations)).filter { $0.0.operation == .write }
    #expect(writes.map(\.1) == [.durable, dropping ? .dropped : .durable, .durable])
    let report = try bench.crashing.powerCut(keeping: PowerCutPlan())
    #expect(try bench.text("a") == (dropping ? "12\0\05" : "12345"))
    #expect(report.files.map(\.zeroed) == (dropping ? [2] : []))
    #expect(report.files.map(\.intact) == (dropping ? [2] : []))
  }

  @Test(arguments: DiskKind.crashing) func everyOperationTellsHowFarItHasCome(_ kind: DiskKind) throws {
    let bench = try Bench(kind)
    let disk = bench.crashing
    try disk.makeDirectory(bench.path("d"))
    let file = try disk.open(bench.path("d/a"), .append)
    try file.writeAll([1, 2, 3].span)
    try file.writeAll([4, 5].span)
    try file.truncate(to: 3)
    try disk.rename(bench.path("d/a"), to: bench.path("d/b"))
    disk.inject(.failing(.unlink, .ioError))
    #expect(throws: DiskError.self) { try disk.unlink(bench.path("d/b")) }
    func states() -> [String] {
      let operations = disk.recentOperations.operations
      return zip(operations, disk.states(of: operations)).map { operation, state in
        "\(operation.operation) \(operation.path.lastComponent?.string ?? ""): \(state)"
      }
    }
    let names = ["makeDirectory d", "open a", "write a", "write a", "truncate a", "rename a", "unlink b"]
    let cached = "cached(durable: 0)"
    let failed = "failed(Input/output error)"
    let before = [cached, cached, cached, "undone", cached, cached, failed]
    #expect(states() == zip(names, before).map { "\($0): \($1)" })
    try file.dataSync()
    try disk.syncDirectory(bench.base)
    let after = ["durable", "durable", "durable", "undone", "durable", "durable", failed]
    #expect(states() == zip(names, after).map { "\($0): \($1)" } + ["dataSync b: done", "syncDirectory data: done"])
    try file.close()
  }

  /// After its last operation a disk fails whatever is asked of it, and changes nothing any more.
  @Test(arguments: DiskKind.crashing, 0...9) func anUnpluggedDiskStaysAsItIs(_ kind: DiskKind, _ count: Int) throws {
    let bench = try Bench(kind)
    let disk = bench.crashing
    let steps = try Self.steps(bench)
    disk.unplug(after: count)
    var done = 0
    for step in steps {
      do {
        try step()
        done += 1
      } catch let error as DiskError { #expect(error.errno == .ioError) }
      #expect(disk.isUnplugged == (done == count))
    }
    #expect(done == min(count, steps.count))
    disk.unplug(after: nil)

    let other = try Bench(kind)
    for step in try Self.steps(other).prefix(count) { try step() }
    #expect(try bench.tree() == other.tree())
    try disk.makeDirectory(bench.path("e"))
  }

  /// Changes of a file and of names, each of them one operation of the disk.
  private static func steps(_ bench: Bench) throws -> [() throws -> Void] {
    let disk = bench.crashing
    let file = try disk.open(bench.path("a"), .append)
    return [
      { _ = try file.write([0x31].span) }, { try file.dataSync() }, { _ = try file.write([0x32].span) },
      { try file.truncate(to: 1) }, { try disk.rename(bench.path("a"), to: bench.path("b")) },
      { try disk.makeDirectory(bench.path("d")) }, { try disk.syncDirectory(bench.base) },
      { try disk.removeDirectory(bench.path("d")) }, { try disk.unlink(bench.path("b")) },
    ]
  }

  @Test func bitsRot() throws {
    let disk = SimulatedDisk()
    let file = try disk.open("/data/a", .append)
    try file.writeAll([1, 2, 3].span)
    disk.rot("/data/a", at: 1, flipping: 0xFF)
    disk.rot("/data/a", at: 9, flipping: 0xFF)
    disk.rot("/data/b", at: 0, flipping: 0xFF)
    #expect(try disk.readAll("/data/a") == [1, 0xFD, 3])
    try file.sync()
    _ = try disk.powerCut(keeping: PowerCutPlan())
    #expect(try disk.readAll("/data/a") == [1, 0xFD, 3])
  }
}
