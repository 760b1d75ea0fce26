import AOF
import Bytes
import Disk
import SystemPackage
import Testing

/// What an engine that ended with bytes in doubt leaves to the next, and what that makes of it.
@Suite struct DoubtTests {
  static let note = "appendonly.aof.doubt"
  static let incr = "appendonly.aof.1.incr.aof"
  static let damaged = "# The note \(note) is damaged: all files of the AOF are taken to be in doubt."

  private static func path(_ name: String) -> FilePath { FilePath("/data/appendonlydir").appending(name) }

  /// A server under `everysec` whose last write could not be fsynced, nor be repaired by `repairs` attempts.
  private static func doubting(repairs: Int = 1) throws -> (SimulatedDisk, VirtualClock, Server) {
    let clock = VirtualClock(start: startTime)
    let disk = SimulatedDisk(clock: clock)
    let server = try Server.started(disk, clock: clock) { $0.policy = .everySecond }
    try server.apply("SET a 1")
    try server.aof.flushAndSync()
    clock.advance(1_000_000)
    disk.inject(.failingSync(.ioError, dropping: true).on(path(incr)).repeated(1 + repairs))
    try server.apply("SET b 2")
    for _ in 0..<repairs {
      clock.advance(1_000_000)
      try server.aof.cron()
    }
    #expect(server.aof.writeError == .ioError)
    disk.clearFaults()
    return (disk, clock, server)
  }

  private static func restarted(_ disk: SimulatedDisk, _ clock: VirtualClock) throws -> Server {
    disk.kill()
    return try Server.started(disk, clock: clock)
  }

  /// A server that starts after as many attempts as it takes.
  private static func startedAtLast(_ disk: SimulatedDisk, _ clock: VirtualClock) throws -> Server {
    for _ in 0..<10 {
      do { return try Server.started(disk, clock: clock) } catch is AOFError { disk.kill() }
    }
    return try Server.started(disk, clock: clock)
  }

  /// More is acknowledged; then the power fails, and all of it must be there.
  private static func expectSound(_ server: Server, _ disk: SimulatedDisk, _ comment: Comment? = nil) throws {
    try server.apply("SET z 9")
    let data = server.target.data
    _ = try disk.powerCut(keeping: PowerCutPlan())
    #expect(try Server.started(disk, clock: server.clock).target.data == data, comment)
  }

  @Test func theNextStartWritesAgainWhatIsInDoubt() throws {
    for repairs in 0..<3 {
      let (disk, clock, _) = try Self.doubting(repairs: repairs)
      let checksum = String(CRC64.checksum(Array(resp("SET b 2").utf8).span), radix: 16)
      #expect(try disk.text(Self.note) == "file \"\(Self.incr)\" from 50 to 77 crc \(checksum)\nend\n")
      let server = try Self.restarted(disk, clock)
      #expect(server.target.data == [0: ["a": "1", "b": "2"]])
      let line =
        "# The AOF \(Self.incr) was left in doubt by a failed fsync: 27 bytes from offset 50 on were written and fsynced "
        + "again."
      #expect(server.log("#") == [line])
      #expect(try !disk.names().contains(Self.note))
      try Self.expectSound(server, disk)
    }
  }

  /// More than the end that every start writes again.
  @Test func aLargeRangeIsWrittenAgain() throws {
    let clock = VirtualClock(start: startTime)
    let disk = SimulatedDisk(clock: clock)
    let server = try Server.started(disk, clock: clock) { $0.policy = .everySecond }
    clock.advance(1_000_000)
    disk.inject(.failingSync(.ioError, dropping: true))
    try server.apply("SET a " + String(repeating: "x", count: 3 << 20))
    let next = try Self.restarted(disk, clock)
    #expect(next.log("#").count == 1)
    try Self.expectSound(next, disk)
  }

  @Test func whatIsRepairedIsInDoubtNoMore() throws {
    let (disk, clock, server) = try Self.doubting()
    clock.advance(1_000_000)
    try server.aof.cron()
    #expect(server.aof.writeError == nil)
    #expect(try !disk.names().contains(Self.note))
    try Self.expectSound(try Self.restarted(disk, clock), disk)
  }

  @Test func doubtsFollowOneAnother() throws {
    let (disk, clock, server) = try Self.doubting()
    for round in 0..<3 {
      clock.advance(1_000_000)
      try server.aof.cron()
      #expect(server.aof.writeError == nil)
      clock.advance(1_000_000)
      disk.inject(.failingSync(.ioError, dropping: true).repeated(2))
      try server.apply("SET c \(round)")
      #expect(try disk.text(Self.note).contains(" from \(77 + round * 27) to "))
      disk.clearFaults()
    }
    try Self.expectSound(try Self.restarted(disk, clock), disk)
  }

  @Test func aPowerCutLeavesWhatWasDurable() throws {
    for names in [0, 100] {
      let (disk, clock, _) = try Self.doubting()
      _ = try disk.powerCut(keeping: PowerCutPlan(torn: 1000, names: names))
      let server = try Server.started(disk, clock: clock)
      #expect(server.target.data == [0: ["a": "1"]])
      #expect(
        server.log("#").contains(
          "# The last 27 bytes of the AOF \(Self.incr) are not those that were written: their fsync had failed before "
            + "the power was cut."))
      #expect(try disk.text(Self.incr + ".cut-50") == String(repeating: "\0", count: 27))
      try Self.expectSound(server, disk)
    }
  }

  @Test func aPowerCutInTheMiddleLeavesWhatWasDurable() throws {
    for torn in [0, 1, 26] {
      let (disk, clock, _) = try Self.doubting()
      _ = try disk.powerCut(keeping: PowerCutPlan(torn: torn))
      let server = try Server.started(disk, clock: clock)
      #expect(server.target.data == [0: ["a": "1"]])
      try Self.expectSound(server, disk)
    }
  }

  @Test func anEngineThatOnlyReadsChangesNothing() throws {
    for cut in [false, true] {
      let (disk, clock, _) = try Self.doubting()
      if cut { _ = try disk.powerCut(keeping: PowerCutPlan(torn: 1000)) } else { disk.kill() }
      let before = disk.tree.map { "\($0)" }
      let server = Server(disk, clock: clock) { $0.isReadOnly = true }
      do { try server.start() } catch { #expect(cut, "\(error)") }
      #expect(disk.tree.map { "\($0)" } == before)
    }
  }

  // MARK: The note

  @Test(arguments: ["", "\0\0\0", "file", "something of a user's\n", "file \"x\" from 0 to 1\n"])
  func aDamagedNotePutsEverythingInDoubt(_ text: String) throws {
    let (disk, clock, _) = try Self.doubting()
    try disk.put(Self.path(Self.note), Array(text.utf8))
    let server = try Self.restarted(disk, clock)
    #expect(server.log("#").first == Self.damaged)
    #expect(server.log("#").contains { $0.contains("by a failed fsync: 77 bytes from offset 0 on") })
    #expect(try !disk.names().contains(Self.note))
    if !text.isEmpty { #expect(try disk.text(Self.note + ".unlisted") == text) }
    try Self.expectSound(server, disk)
  }

  @Test(arguments: [
    "file \"gone\" from 0 to 10\nend\n", "file \"\(incr)\" from 5000 to 6000 crc 0000000000000000\nend\n", "end\n",
    "file \"\(incr)\" from 50 to 60 crc 0000000000000000\nend\n",
    "file \"\(incr)\" from 0 to 9223372036854775807\nfile \"gone\" from 1 to 2\nend\n",
    "file \"appendonly.aof.1.base.rdb\" from 1 to 2\nend\n",
  ])
  func aNoteOfOldDoesNoHarm(_ text: String) throws {
    let (disk, clock, server) = try Self.doubting()
    clock.advance(1_000_000)
    try server.aof.cron()
    try disk.put(Self.path(Self.note), Array(text.utf8))
    let next = try Self.restarted(disk, clock)
    #expect(next.target.data == [0: ["a": "1", "b": "2"]])
    #expect(try !disk.names().contains { $0.hasPrefix(Self.note) || $0.contains("cut") })
    try Self.expectSound(next, disk)
  }

  @Test(arguments: [DiskError.Operation.open, .write]) func aNoteThatFailsIsTriedAgain(
    _ operation: DiskError.Operation
  ) throws {
    let clock = VirtualClock(start: startTime)
    let disk = SimulatedDisk(clock: clock)
    let server = try Server.started(disk, clock: clock) { $0.policy = .everySecond }
    clock.advance(1_000_000)
    disk.inject(.failingSync(.ioError, dropping: true).repeated(2))
    disk.inject(.failing(operation, .noSpace).on(Self.path(Self.note)))
    try server.apply("SET a 1")
    #expect(server.log("#").last?.hasPrefix("# Can't note which bytes of the AOF are in doubt: cannot ") == true)
    clock.advance(1_000_000)
    try server.aof.cron()
    #expect(try disk.text(Self.note).hasPrefix("file \"\(Self.incr)\" from 0 to 50 "))
    try Self.expectSound(try Self.restarted(disk, clock), disk)
  }

  @Test func aRewriteEndsAllDoubt() throws {
    let (disk, clock, server) = try Self.doubting()
    disk.inject(.failingSync(.ioError, dropping: true).repeated(2))
    #expect(throws: AOFError.self) { try server.aof.switchOff() }
    disk.clearFaults()
    #expect(try disk.names().contains(Self.note))
    server.aof.switchOn()
    try server.rewrite()
    #expect(server.aof.state == .on)
    #expect(try !disk.names().contains(Self.note))
    try Self.expectSound(try Self.restarted(disk, clock), disk)
  }

  /// What was in doubt is cut off, if not durably, and as many bytes take its place.
  @Test func theNoteDoesNotComeBack() throws {
    let clock = VirtualClock(start: startTime)
    let disk = SimulatedDisk(clock: clock)
    let server = try Server.started(disk, clock: clock)
    disk.inject(.failingSync(.ioError, dropping: true).on(Self.path(Self.incr)).repeated(3))
    #expect(throws: AOFError.self) { try server.apply("SET a 1") }
    #expect(try disk.text(Self.incr).isEmpty)
    #expect(try disk.text(Self.note).contains(" from 0 to 50 crc "))
    try Self.expectSound(try Self.restarted(disk, clock), disk)
    #expect(try disk.text(Self.incr).utf8.count == 50)
  }

  // MARK: Starts

  @Test func aStartWhoseOwnFsyncFailsWritesEverythingAgain() throws {
    for failures in 1...6 {
      let (disk, clock, server) = try Self.doubting(repairs: 0)
      clock.advance(1_000_000)
      try server.aof.cron()
      try server.apply("SET c 3")
      disk.kill()
      disk.inject(.failingSync(.ioError, dropping: true).repeated(failures))
      let next = try Self.startedAtLast(disk, clock)
      #expect(next.target.data == [0: ["a": "1", "b": "2", "c": "3"]])
      try Self.expectSound(next, disk, "\(failures)")
    }
  }

  /// Files that were copied here, none of them durable.
  @Test func aRestoredBackupIsMadeDurable() throws {
    let files = [
      "appendonly.aof.manifest": oneBase + oneIncr, "appendonly.aof.1.base.rdb": resp("SET a 1"),
      Self.incr: resp("SET b 2"),
    ]
    for round in 0..<30 {
      let failures = round % 6
      let clock = VirtualClock(start: startTime)
      let disk = SimulatedDisk(clock: clock)
      try disk.makeDirectory("/data/appendonlydir")
      for (name, content) in files {
        let file = try disk.open(Self.path(name), .truncate)
        try file.writeAll(Array(content.utf8).span)
        try file.close()
      }
      if failures > 0 {
        disk.inject(.failingSync(.ioError, dropping: true).after(round / 6).repeated(failures))
      }
      let server = try Self.startedAtLast(disk, clock)
      #expect(server.target.data == [0: ["a": "1", "b": "2"]])
      disk.clearFaults()
      try Self.expectSound(server, disk, "\(failures) from \(round / 6) on")
    }
  }
}
