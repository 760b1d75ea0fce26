import AOF
import Disk
import SystemPackage
import Testing

/// An engine is killed at every moment around fsyncs that fail and drop what they were for.
@Suite struct DoubtKillTests {
  /// What the next engine finds it keeps, with what it acknowledges: also through a power cut.
  @Test(arguments: 1...3, [FsyncPolicy.always, .everySecond])
  func whatAStartFindsItKeeps(_ failures: Int, _ policy: FsyncPolicy) throws {
    for index in 0..<14 {
      for moment in try Self.moments(index, failures, policy) { try Self.check(moment) }
    }
  }

  private struct Moment {
    let disk: SimulatedDisk
    let time: Int64
    let text: String
  }

  private static func moments(_ index: Int, _ failures: Int, _ policy: FsyncPolicy) throws -> [Moment] {
    let clock = VirtualClock(start: startTime)
    let disk = SimulatedDisk(clock: clock)
    var moments: [Moment] = []
    disk.inject(.failingSync(.ioError, dropping: true).after(index).repeated(failures))
    var hasFailed = false
    disk.observer = { operation in
      hasFailed = hasFailed || operation.errno != nil
      guard hasFailed, moments.count < 30 else { return }
      let text = "\(policy), \(failures) failures from \(index) on: \(operation.operation) \(operation.path)"
      moments.append(Moment(disk: disk.snapshot(), time: clock.now(), text: text))
    }
    do throws {
      let server = try Server.started(disk, clock: clock) { $0.policy = policy }
      for number in 0..<3 {
        try server.apply("SET a \(number)")
        try server.applyUnit(["INCR n", "INCR m"])
        clock.advance(1_100_000)
        try server.aof.cron()
        if number == 1 { try rewrite(server) }
      }
      try server.aof.prepareShutdown()
    } catch is AOFError {}
    disk.observer = nil
    moments.append(Moment(disk: disk.snapshot(), time: clock.now(), text: "\(policy) \(failures) \(index): end"))
    return moments
  }

  private static func rewrite(_ server: Server) throws {
    do { try server.rewrite() } catch is DiskError { server.aof.rewriteFailed(pid: 99, .status) }
  }

  private static func check(_ moment: Moment) throws {
    let clock = VirtualClock(start: moment.time)
    let server = try Server.started(moment.disk, clock: clock)
    try server.apply("SET z 9")
    let data = server.target.data
    _ = try moment.disk.powerCut(keeping: PowerCutPlan())
    let next = Server(moment.disk, clock: clock)
    do { try next.start() } catch { Issue.record("\(moment.text): \(error)") }
    #expect(next.target.data == data, "\(moment.text)")
  }
}
