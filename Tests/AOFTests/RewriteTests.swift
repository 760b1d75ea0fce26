import AOF
import Bytes
import Disk
import SystemPackage
import Testing

@Suite struct RewriteTests {
  static func fresh() throws -> (SimulatedDisk, VirtualClock) {
    let clock = VirtualClock(start: startTime)
    return (SimulatedDisk(clock: clock), clock)
  }

  @Test func walkthrough() throws {
    let (disk, clock) = try Self.fresh()
    let server = try Server.started(disk, clock: clock)
    #expect(
      server.lines.suffix(2) == [
        "* Creating AOF base file appendonly.aof.1.base.rdb on server start",
        "* Creating AOF incr file appendonly.aof.1.incr.aof on server start",
      ])
    #expect(try disk.text("appendonly.aof.manifest") == oneBase + oneIncr)
    try server.apply("MSET set1 zyf set2 slp")
    #expect(try disk.text("appendonly.aof.1.incr.aof") == resp("SELECT 0", "MSET set1 zyf set2 slp"))
    #expect(server.aof.currentSize == 75)
    let before = server.lines.count
    try server.aof.beginRewrite()
    #expect(try disk.text("appendonly.aof.manifest").utf8.count == 132)
    server.aof.rewriteStarted(pid: 17491)
    try server.writeBase(childPid: 17491)
    #expect(server.aof.rewriteSucceeded(pid: 17491))
    #expect(
      server.lines[before...] == [
        "* Creating AOF incr file appendonly.aof.2.incr.aof on background rewrite",
        "* Background append only file rewriting started by pid 17491",
        "* Background AOF rewrite terminated with success",
        "* Successfully renamed the temporary AOF base file temp-rewriteaof-bg-17491.aof into "
          + "appendonly.aof.2.base.rdb",
        "* Removing the history file appendonly.aof.1.incr.aof in the background",
        "* Removing the history file appendonly.aof.1.base.rdb in the background",
        "* Background AOF rewrite finished successfully",
      ])
    #expect(try disk.text("appendonly.aof.manifest").utf8.count == 88)
    #expect(
      try disk.names() == ["appendonly.aof.2.base.rdb", "appendonly.aof.2.incr.aof", "appendonly.aof.manifest"])
    try server.aof.prepareShutdown()
    try server.aof.switchOff()
    let again = try Server.started(disk, clock: clock)
    #expect(again.target.data == server.target.data)
    #expect(again.lines.contains("* Opening AOF incr file appendonly.aof.2.incr.aof on server start"))
  }

  /// Every write of a session with two rewrites, one of them failed, with the power cut after each disk operation.
  @Test(arguments: [FsyncPolicy.always, .everySecond, .no], [PowerCutPlan(), PowerCutPlan(torn: 9, names: 1)])
  func everyCrashPoint(_ policy: FsyncPolicy, _ plan: PowerCutPlan) throws {
    try Self.everyCrashPoint(policy, plan, syncDelay: 0)
  }

  /// The same while the worker takes its time, and commands wait in the buffer for it.
  @Test(arguments: [Int64(1), 1_000_000, 3_000_000], [PowerCutPlan(), PowerCutPlan(torn: 9, names: 1)])
  func everyCrashPointBesideASlowWorker(_ delay: Int64, _ plan: PowerCutPlan) throws {
    try Self.everyCrashPoint(.everySecond, plan, syncDelay: delay)
  }

  private static func everyCrashPoint(_ policy: FsyncPolicy, _ plan: PowerCutPlan, syncDelay: Int64) throws {
    for limit in 0..<1000 {
      let (disk, clock) = try Self.fresh()
      let mortal = MortalDisk(disk, operations: limit)
      let server = Server(mortal, clock: clock) { $0.policy = policy }
      server.worker.delay = syncDelay
      var acknowledged: [[Int: [String: String]]] = [[:]]
      let finished = Self.session(server, clock, mortal) { acknowledged.append(server.target.data) }
      let states = acknowledged + [server.target.data]
      let durable = server.aof.stages.durableUnits
      _ = try disk.powerCut(keeping: plan)
      let again = try Server.started(disk, clock: clock)
      guard let index = states.firstIndex(of: again.target.data) else {
        Issue.record("after \(limit) operations: \(again.target.data) is no prefix of \(states.last ?? [:])")
        return
      }
      if policy == .always { #expect(index >= acknowledged.count - 1, "a write was lost after \(limit) operations") }
      #expect(index >= durable, "a durable write was lost after \(limit) operations")
      // Once more: what was recovered stays, and takes writes.
      try again.apply("SET later 1")
      try again.aof.flushAndSync()
      _ = try disk.powerCut(keeping: PowerCutPlan())
      #expect(try Server.started(disk, clock: clock).target.data == again.target.data)
      if finished { return }
    }
  }

  /// Runs until an operation is refused; whether it came to its end.
  static func session(_ server: Server, _ clock: VirtualClock, _ disk: MortalDisk, _ acknowledge: () -> Void) -> Bool {
    do {
      try disk.perform { try server.start() }
      for round in 1...2 {
        for number in 1...3 {
          try disk.perform { try server.apply("SET k\(number) \(round)") }
          acknowledge()
        }
        try disk.perform { try server.applyUnit(["INCR n", "INCR m"]) }
        acknowledge()
        clock.advance(1_100_000)
        try disk.perform { try server.aof.cron() }
        try disk.perform { try server.aof.beginRewrite() }
        let snapshot = MemoryTarget.snapshot(server.target.data)
        try disk.perform { try server.apply("INCR n") }
        acknowledge()
        for _ in 0..<3 {
          clock.advance(400_000)
          try disk.perform { try server.aof.cron() }
        }
        if round == 1 {
          server.aof.rewriteFailed(pid: 99, .status)
        } else {
          try disk.perform { try server.writeBase(childPid: 99, snapshot) }
        }
        if round == 2 { try disk.perform { if !server.aof.rewriteSucceeded(pid: 99) { throw Stopped() } } }
        try disk.perform { try server.apply("INCR n") }
        acknowledge()
      }
      return true
    } catch { return false }
  }

  @Test func pendingBufferGoesToTheOldFile() throws {
    let (disk, clock) = try Self.fresh()
    let server = try Server.started(disk, clock: clock) { $0.policy = .everySecond }
    try server.apply("SET a 1")
    disk.inject(.failing(.write, .ioError).repeated(2))
    try server.apply("INCR c")
    #expect(server.aof.writeError == .ioError)
    #expect(throws: AOFError.self) { try server.aof.beginRewrite() }
    #expect(try disk.text("appendonly.aof.manifest") == oneBase + oneIncr)
    try server.rewrite()
    try server.aof.prepareShutdown()
    try server.aof.switchOff()
    #expect(try Server.started(disk, clock: clock).target.data == [0: ["a": "1", "c": "1"]])
  }

  @Test func failedRewrites() throws {
    let (disk, clock) = try Self.fresh()
    let server = try Server.started(disk, clock: clock)
    for expected in [false, false, true] {
      try server.aof.beginRewrite()
      server.aof.rewriteFailed(pid: 5, .status)
      #expect(server.aof.isRewriteLimited() == expected)
    }
    #expect(server.aof.consecutiveFailures == 3)
    #expect(server.aof.manifest.incrs.count == 4)
    clock.advance(61_000_000)
    #expect(!server.aof.isRewriteLimited())
    #expect(server.aof.isRewriteLimited())
    #expect(
      server.log("#").suffix(1) == [
        "# Background AOF rewrite has repeatedly failed and triggered the limit, will retry in 2 minutes"
      ])
    server.aof.rewriteFailed(pid: 5, .signal(10))
    #expect(server.aof.consecutiveFailures == 3)
    try server.rewrite()
    #expect(server.aof.manifest.incrs.map(\.sequence) == [5])
    #expect(!server.aof.isRewriteLimited())
  }

  @Test func automaticRewrite() throws {
    let (disk, clock) = try Self.fresh()
    let server = try Server.started(disk, clock: clock) { $0.rewriteMinimumSize = 100 }
    #expect(!server.aof.automaticRewriteIsDue())
    try server.apply("SET a \(String(repeating: "x", count: 100))")
    #expect(server.aof.currentSize == 151)
    #expect(server.aof.automaticRewriteIsDue())
    #expect(server.lines.last == "* Starting automatic rewriting of AOF on 15000% growth")
    try server.rewrite()
    #expect(!server.aof.automaticRewriteIsDue())
    server.aof.settings.rewritePercentage = 0
    try server.apply("SET b \(String(repeating: "x", count: 1000))")
    #expect(!server.aof.automaticRewriteIsDue())
  }

  @Test func switchingOn() throws {
    let (disk, clock) = try Self.fresh()
    let server = Server(disk, clock: clock)
    try server.aof.readManifest()
    _ = server.target.data
    server.target.data = [0: ["a": "1"]]
    server.aof.switchOn()
    #expect(!server.aof.isFed)
    try server.aof.beginRewrite()
    #expect(server.aof.isFed)
    try server.apply("SET lost 1")
    #expect(server.aof.lossByPowerCut { _ in nil }.survived == 0)
    server.aof.rewriteFailed(pid: 3, .status)
    #expect(server.aof.state == .waitingForRewrite)
    #expect(server.lines.last == "* Removing the temp incr aof file temp-appendonly.aof.incr in the background")
    try server.aof.beginRewrite()
    try server.writeBase(childPid: 4)
    try server.apply("SET b 2")
    #expect(server.aof.rewriteSucceeded(pid: 4))
    #expect(server.aof.state == .on)
    try server.apply("SET c 3")
    _ = try disk.powerCut(keeping: PowerCutPlan())
    #expect(try Server.started(disk, clock: clock).target.data == server.target.data)
  }

  @Test func switchingOffAndRewriting() throws {
    let (disk, clock) = try Self.fresh()
    let server = try Server.started(disk, clock: clock) { $0.policy = .no }
    try server.apply("SET a 1")
    try server.aof.switchOff()
    #expect(server.aof.state == .off)
    _ = try disk.powerCut(keeping: PowerCutPlan())
    let off = Server(disk, clock: clock)
    try off.aof.readManifest()
    off.target.data = server.target.data
    try off.rewrite()
    #expect(try disk.text("appendonly.aof.manifest") == "file appendonly.aof.2.base.rdb seq 2 type b\n")
    #expect(try Server.started(disk, clock: clock).target.data == server.target.data)
  }

  @Test(arguments: [DiskError.Operation.dataSync, .rename, .syncDirectory], [FsyncPolicy.always, .everySecond])
  func manifestThatCannotBeWritten(_ operation: DiskError.Operation, _ policy: FsyncPolicy) throws {
    for skipping in 0...5 {
      let (disk, clock) = try Self.fresh()
      let server = try Server.started(disk, clock: clock) { $0.policy = policy }
      try server.apply("SET a 1")
      disk.inject(.failing(operation, .ioError).after(skipping))
      do {
        try server.rewrite()
      } catch AOFError.stop { continue } catch is DiskError { continue } catch { #expect(error is AOFError) }
      disk.clearFaults()
      try server.apply("SET b 2")
      try server.aof.flushAndSync()
      _ = try disk.powerCut(keeping: PowerCutPlan())
      let again = try Server.started(disk, clock: clock)
      #expect(again.target.data == server.target.data, "\(operation) after \(skipping)")
    }
  }
}
