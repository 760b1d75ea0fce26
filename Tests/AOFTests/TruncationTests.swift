import AOF
import Disk
import SystemPackage
import Testing

/// A file with every kind of content, cut at every byte, goes on to take writes that are never lost.
@Suite struct TruncationTests {
  static let text =
    "#TS:1700000000\r\n" + resp("SELECT 0", "SET a 1", "MULTI", "SET b 2") + resp("SELECT 3", "SET c 3", "EXEC")
    + "#TS:1700000001\r\n" + resp("SELECT 0", "INCR n", "set d éà")
    + "#TS:1700000002\r\n" + resp("MULTI", "SET e 5", "SET f 6", "EXEC")

  /// Where a unit or an annotation ends: nothing needs cutting there.
  static func boundaries() throws -> Set<Int> {
    var result: Set<Int> = [0]
    var inspector = Inspector()
    let bytes = Array(text.utf8)
    var last = 0
    while let command = inspector.next(bytes.span) {
      if !command.isInTransaction || command.arguments[0] == Array("EXEC".utf8) { last = command.end }
      result.insert(last)
      // An annotation before the command ends where the command begins.
      if !command.isInTransaction || command.arguments[0] == Array("MULTI".utf8) { result.insert(command.offset) }
    }
    #expect(inspector.end == .complete)
    return result
  }

  @Test(arguments: [false, true]) func everyOffset(_ timestamps: Bool) throws {
    let boundaries = try Self.boundaries()
    let bytes = Array(Self.text.utf8)
    for length in 0...bytes.count {
      let clock = VirtualClock(start: startTime)
      let content = String(decoding: bytes[..<length], as: UTF8.self)
      guard Array(content.utf8).count == length else { continue }
      let disk = try SimulatedDisk.holding(
        ["appendonly.aof.manifest": oneIncr, "appendonly.aof.1.incr.aof": content], clock: clock)
      let first = try Server.started(disk, clock: clock) { $0.writesTimestamps = timestamps }
      let wasCut = try disk.names().contains { $0.contains(".cut-") }
      #expect(wasCut == !boundaries.contains(length), "cut at \(length)")
      let b = first.target.data[0]?["b"]
      let c = first.target.data[3]?["c"]
      #expect((b == nil) == (c == nil), "half a transaction at \(length)")
      try first.apply("SET acked1 x")
      try first.applyUnit(["SET acked2 y", "INCR n"])
      #expect(throws: Never.self) { try disk.powerCut(keeping: PowerCutPlan()) }
      let second = try Server.started(disk, clock: clock)
      #expect(second.target.data == first.target.data, "cut at \(length)")
      #expect(second.log("#").isEmpty)
    }
  }

  @Test func tearingTwice() throws {
    let clock = VirtualClock(start: startTime)
    let torn = resp("SELECT 0", "SET a 1") + "*1\r\n$"
    let disk = try SimulatedDisk.holding(
      ["appendonly.aof.manifest": oneIncr, "appendonly.aof.1.incr.aof": torn], clock: clock)
    _ = try Server.started(disk, clock: clock)
    try disk.put("/data/appendonlydir/appendonly.aof.1.incr.aof", Array((resp("SELECT 0", "SET a 1") + "*2").utf8))
    _ = try Server.started(disk, clock: clock)
    #expect(try disk.text("appendonly.aof.1.incr.aof.cut-50") == "*1\r\n$")
    #expect(try disk.text("appendonly.aof.1.incr.aof.cut-50.2") == "*2")
  }

  @Test(arguments: [resp("SET b 2"), ""]) func notTheLast(_ following: String) throws {
    let clock = VirtualClock(start: startTime)
    let torn = resp("SELECT 0", "SET a 1") + "*1\r\n"
    let manifest = oneIncr + "file appendonly.aof.2.incr.aof seq 2 type i\n"
    let disk = try SimulatedDisk.holding(
      [
        "appendonly.aof.manifest": manifest, "appendonly.aof.1.incr.aof": torn, "appendonly.aof.2.incr.aof": following,
      ], clock: clock)
    for _ in 1...2 {
      let server = Server(disk, clock: clock)
      #expect(throws: AOFError.self) { try server.start() }
      #expect(
        server.log("#") == [
          "# !!! Warning: short read while loading the AOF file appendonly.aof.1.incr.aof!!!",
          "# Fatal error: the truncated file is not the last file",
          "# The AOF appendonly.aof.1.incr.aof is complete up to offset 50 and was left as it is",
        ])
      #expect(try disk.text("appendonly.aof.1.incr.aof") == torn)
    }
  }

  @Test func readOnlyCutsNothing() throws {
    let clock = VirtualClock(start: startTime)
    let disk = try SimulatedDisk.holding(
      ["appendonly.aof.manifest": oneIncr, "appendonly.aof.1.incr.aof": resp("SELECT 0", "SET a 1") + "*"], clock: clock
    )
    disk.clearOperations()
    let server = try Server.started(disk, clock: clock) { $0.isReadOnly = true }
    #expect(server.target.data == [0: ["a": "1"]])
    #expect(server.aof.state == .off)
    #expect(disk.operations.allSatisfy { $0.operation == .open || $0.operation == .close })
    #expect(try disk.names() == ["appendonly.aof.1.incr.aof", "appendonly.aof.manifest"])
  }

  @Test func aFullDiskCutsNothing() throws {
    let clock = VirtualClock(start: startTime)
    let torn = resp("SELECT 0", "SET a 1") + "*"
    let disk = try SimulatedDisk.holding(
      ["appendonly.aof.manifest": oneIncr, "appendonly.aof.1.incr.aof": torn], clock: clock)
    disk.capacity = disk.bytesUsed
    let server = Server(disk, clock: clock)
    #expect(throws: AOFError.self) { try server.start() }
    #expect(try disk.text("appendonly.aof.1.incr.aof") == torn)
  }
}
