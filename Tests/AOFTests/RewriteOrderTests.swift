import AOF
import Disk
import SystemPackage
import Testing

/// In which order a rewrite makes files durable.
@Suite struct RewriteOrderTests {
  /// A torn file with another listed behind it is what no start accepts, so the old one is on the disk before the new one
  /// is listed, whatever the policy.
  @Test(arguments: [FsyncPolicy.always, .everySecond, .no])
  func theOldFileIsWholeBeforeAnotherIsListed(_ policy: FsyncPolicy) throws {
    let clock = VirtualClock(start: startTime)
    let disk = SimulatedDisk(clock: clock)
    let server = try Server.started(disk, clock: clock) { $0.policy = policy }
    for number in 0..<3 { try server.apply("SET a\(number) 1") }
    try server.aof.beginRewrite()
    try server.aof.flush(force: true)
    #expect(try disk.text("appendonly.aof.manifest").contains("appendonly.aof.2.incr.aof"))
    try server.apply("SET b 1")
    for torn in 0...disk.bytesInPageCache {
      for names in 0...disk.pendingNames {
        let left = disk.snapshot()
        _ = try left.powerCut(keeping: PowerCutPlan(torn: torn, names: names))
        let next = Server(left, clock: clock)
        #expect(throws: Never.self, "\(torn) bytes, \(names) names") { try next.start() }
        #expect(next.target.data[0]?["a2"] == "1", "\(torn) bytes, \(names) names")
      }
    }
  }

  /// A file that has the name of the next one, and is not listed, is kept.
  @Test(arguments: [FsyncPolicy.always, .everySecond]) func anUnlistedFileIsKept(_ policy: FsyncPolicy) throws {
    let clock = VirtualClock(start: startTime)
    let disk = SimulatedDisk(clock: clock)
    let server = try Server.started(disk, clock: clock) { $0.policy = policy }
    let content = resp("SELECT 0", "SET lost 1")
    try disk.put("/data/appendonlydir/appendonly.aof.2.incr.aof", Array(content.utf8))
    try server.rewrite()
    #expect(try disk.text("appendonly.aof.2.incr.aof.unlisted") == content)
    #expect(try disk.text("appendonly.aof.2.incr.aof").isEmpty)
  }

  /// What a start cuts off is kept at every moment: a power cut finds it in the one place or in the other.
  @Test(arguments: FileSystemKind.allCases) func whatIsCutOffIsNeverOnlyInTheCache(_ fileSystem: FileSystemKind) throws
  {
    let clock = VirtualClock(start: startTime)
    let disk = SimulatedDisk(clock: clock, fileSystem: fileSystem)
    let whole = resp("SELECT 0", "SET a 1")
    let torn = "*3\r\n$3\r\nSET\r\n$1\r\nb\r\n$10\r\n12345"
    try disk.makeDirectory("/data/appendonlydir")
    for (name, text) in [
      ("appendonly.aof.manifest", oneBase + oneIncr), ("appendonly.aof.1.incr.aof", whole + torn),
      ("appendonly.aof.1.base.rdb", String(decoding: MemoryTarget.snapshot([:]), as: UTF8.self)),
    ] { try disk.put(FilePath("/data/appendonlydir").appending(name), Array(text.utf8)) }
    var moments: [SimulatedDisk] = []
    disk.observer = { _ in moments.append(disk.snapshot()) }
    _ = try Server.started(disk, clock: clock)
    disk.observer = nil
    #expect(moments.count > 5)
    for (index, moment) in moments.enumerated() {
      for bytes in [0, moment.bytesInPageCache] {
        let left = moment.snapshot()
        _ = try left.powerCut(keeping: PowerCutPlan(torn: bytes))
        let texts = try left.names().map { try left.text($0) }
        #expect(texts.contains(whole + torn) || texts.contains(torn), "moment \(index), \(bytes) bytes")
      }
    }
  }
}
