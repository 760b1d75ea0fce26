import AOF
import Disk
import Engine
import SystemPackage

extension Explorer {
  /// What is run after a recovery, before the next crash.
  private static let more = [
    ["SET", "aofsh:more", "1"], ["MULTI"], ["INCR", "aofsh:more"], ["INCR", "aofsh:other"], ["EXEC"],
  ]
  /// The same with a rewrite.
  private static let rewriting = [["BGREWRITEAOF"], ["SET", "aofsh:more", "2"], ["PING"]]

  /// Starts an engine on what a crash left, and tries it.
  mutating func recover(_ disk: SimulatedDisk, _ crash: Case) -> Outcome {
    let before = disk.tree
    var run = EngineRun(disk, crash.point.configuration, time: crash.point.time)
    countStart()
    if let reason = run.start() {
      if !Self.isSame(disk.tree, before) { violate(crash, "the refused start changed files: \(reason)") }
      return .refused(reason)
    }
    let state = run.state
    startAgain(&run, state, crash)
    if exploration.depth > 1, crash.point.configuration.flag("appendonly") { goOn(run, state, crash) }
    return .found(state)
  }

  private static func isSame(
    _ left: [(path: FilePath, bytes: [UInt8]?)], _ right: [(path: FilePath, bytes: [UInt8]?)]
  ) -> Bool {
    left.elementsEqual(right) { $0.path == $1.path && $0.bytes == $1.bytes }
  }

  /// A second start finds the same and changes nothing (I5).
  private mutating func startAgain(_ run: inout EngineRun, _ found: DataState, _ crash: Case) {
    run.disk.kill()
    let before = run.disk.tree
    countStart()
    if let reason = run.start() { return violate(crash, "the second start is refused: \(reason)") }
    if run.state != found { violate(crash, "the second start found \(run.state.text) instead of \(found.text)") }
    if !Self.isSame(run.disk.tree, before) { violate(crash, "the second start changed files") }
  }

  /// More is acknowledged, with a rewrite and without, another crash comes, and it must be there (I6).
  private mutating func goOn(_ first: EngineRun, _ found: DataState, _ crash: Case) {
    let base = first.disk.snapshot()
    for commands in findings.images % 4 == 0 ? [Self.more, Self.rewriting] : [Self.more] {
      var run = EngineRun(base.snapshot(), first.configuration, time: first.clock.now())
      countStart()
      if let reason = run.start() { return violate(crash, "going on: the start is refused: \(reason)") }
      guard run.run(commands) else { return violate(crash, "going on: the engine ended by itself") }
      let expected = run.state
      // Under the other policies a power cut may take what was acknowledged last.
      let isAlways = run.configuration.fsyncPolicy == .always
      let plans = isAlways ? [nil, PowerCutPlan(), PowerCutPlan(torn: .max, names: .max)] : [nil]
      for plan in plans { crashAgain(run, plan, expected, crash) }
    }
  }

  private mutating func crashAgain(
    _ run: EngineRun, _ plan: PowerCutPlan?, _ expected: DataState, _ crash: Case
  ) {
    var next = EngineRun(run.disk.afterCrash(plan), run.configuration, time: run.clock.now())
    let title = plan == nil ? "after going on and a kill" : "after going on and a power cut"
    countStart()
    if let reason = next.start() { return violate(crash, "\(title): the start is refused: \(reason)") }
    if next.state != expected {
      violate(crash, "\(title): found \(next.state.text) instead of \(expected.text), which was acknowledged")
    }
  }
}
