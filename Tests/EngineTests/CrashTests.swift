import AOF
import Disk
import Engine
import EngineHarness
import Testing

/// What a kill and a power cut take under each policy, and whether the report of it is true.
@Suite struct CrashTests {
  static let lines = ["SET a 1", "SET b 2", "SELECT 2", "INCR n", "SELECT 0", "MULTI", "SET c 3", "SET d 4", "EXEC"]

  static func run(_ kind: HarnessDisk, _ policy: String, _ lines: [String] = lines) throws -> EngineHarness {
    let harness = try EngineHarness.started(kind, ["appendonly": "yes", "appendfsync": policy])
    for line in lines { harness.line(line) }
    return harness
  }

  @Test(arguments: HarnessDisk.allCases, ["always", "everysec", "no"])
  func aKillLosesNothingThatWasAcknowledged(_ kind: HarnessDisk, _ policy: String) throws {
    let harness = try Self.run(kind, policy)
    let before = harness.contents()
    let report = try harness.crash(.kill)
    #expect(report.loss.lost == 0)
    #expect(report.loss.logged == 4)
    try harness.start()
    #expect(harness.contents() == before)
  }

  @Test(arguments: HarnessDisk.crashing)
  func underAlwaysAPowerCutLosesNothing(_ kind: HarnessDisk) throws {
    let harness = try Self.run(kind, "always")
    let before = harness.contents()
    let report = try harness.crash(.power(PowerCutPlan()))
    #expect(report.loss.lost == 0)
    try harness.start()
    #expect(harness.contents() == before)
  }

  @Test(arguments: HarnessDisk.crashing)
  func underEverysecAPowerCutLosesTheLastSecond(_ kind: HarnessDisk) throws {
    let harness = try Self.run(kind, "everysec", ["SET a 1"])
    harness.wait(1.5)
    harness.line("SET b 2")
    // The clock's second has advanced since the last fsync, so that this one goes with the write.
    harness.line("SET c 3")
    let report = try harness.crash(.power(PowerCutPlan()))
    #expect(report.loss.survived + report.loss.lost == 3)
    #expect(report.loss.survived >= 1)
    try harness.start()
    #expect(harness.contents().count == report.loss.survived)
  }

  @Test(arguments: HarnessDisk.crashing)
  func underNoAPowerCutLosesEverything(_ kind: HarnessDisk) throws {
    let harness = try Self.run(kind, "no")
    harness.wait(30)
    let report = try harness.crash(.power(PowerCutPlan()))
    #expect(report.loss.survived == 0)
    #expect(
      report.loss.lostCommands.map { $0.arguments.map { String(decoding: $0, as: UTF8.self) } } == [
        ["SET", "a", "1"], ["SET", "b", "2"], ["INCR", "n"], ["SET", "c", "3"], ["SET", "d", "4"],
      ])
    try harness.start()
    #expect(harness.contents().isEmpty)
  }

  /// For every number of bytes that survive, recovery finds exactly the units that the report says survived.
  @Test(arguments: HarnessDisk.crashing)
  func reportsWhatRecoveryFinds(_ kind: HarnessDisk) throws {
    let expected = try (0...4).map(Self.contents)
    var torn = 0
    while true {
      let harness = try Self.run(kind, "no")
      let report = try harness.crash(.power(PowerCutPlan(torn: torn)))
      try harness.start()
      #expect(harness.contents() == expected[report.loss.survived], "torn \(torn): survived \(report.loss.survived)")
      if torn % 4 == 0 {
        // What is acknowledged from now on stays.
        harness.line("SET later 1")
        let after = harness.contents()
        try harness.restart()
        #expect(harness.contents() == after, "torn \(torn)")
      }
      if report.loss.lost == 0 { break }
      torn += 1
    }
    #expect(torn > 100)
  }

  /// The data set after the first `units` units of ``lines``.
  private static func contents(units: Int) throws -> [String] {
    let ends = [0, 1, 2, 4, lines.count]
    let harness = try EngineHarness.started(.simulated, [:])
    for line in lines[..<ends[units]] { harness.line(line) }
    return harness.contents()
  }

  /// A crash at each moment of a rewrite loses nothing under `always`.
  @Test(arguments: HarnessDisk.crashing)
  func aRewriteIsSafeInAPowerCut(_ kind: HarnessDisk) throws {
    for names in 0...8 {
      let harness = try Self.run(kind, "always")
      harness.line("BGREWRITEAOF")
      harness.line("SET during 1")
      if names % 2 == 0 { harness.engine.waitForChild() }
      let before = harness.contents()
      try harness.crash(.power(PowerCutPlan(names: names)))
      try harness.start()
      #expect(harness.contents() == before)
    }
  }

  @Test func thePostponedBufferIsLostInAKill() throws {
    let harness = try Self.run(.simulated, "everysec", ["SET a 1"])
    harness.setSyncDelay(1_000_000_000)
    harness.virtualClock.advance(2_000_000)
    harness.line("SET b 2")
    harness.line("SET c 3")
    let report = try harness.crash(.kill)
    #expect(report.stages.bufferedUnits == 1)
    #expect(report.loss.survived == 2)
    try harness.start()
    #expect(harness.contents() == ["0/a=1", "0/b=2"])
  }
}
