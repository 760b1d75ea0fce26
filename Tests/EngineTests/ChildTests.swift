import Commands
import Disk
import Engine
import EngineHarness
import SystemPackage
import Testing

/// A child whose work never ends by itself.
final class EndlessChild: ChildProcess {
  var isActive = false
  let isForked = false
  let processIdentifier = 99
  var progress = 0
  private(set) var destroyed = 0
  private(set) var asked = 0

  func start(_ work: (Int) -> Int32) -> Int32? {
    isActive = true
    return nil
  }

  func poll() -> ChildReport? {
    guard destroyed > 0, isActive else { return nil }
    isActive = false
    return ChildReport(processIdentifier: 99, exit: .signal(9), copiedBytes: 0, errorNumber: 0)
  }

  func kill() { asked += 1 }
  func destroy() { destroyed += 1 }
}

/// Children that stop making progress.
@Suite struct ChildTests {
  private func started(_ child: EndlessChild, _ clock: VirtualClock, log: @escaping (String) -> Void) throws -> Engine {
    var configuration = Configuration()
    try configuration.set("save", "")
    try configuration.set("appendonly", "yes")
    let engine = Engine(
      directory: "/data", configuration: configuration,
      surroundings: Engine.Surroundings(
        disk: SimulatedDisk(clock: clock), clock: clock, syncWorker: InlineSyncWorker(clock: clock), child: child,
        seed: 1, processIdentifier: 1
      ) { log($0.message) })
    try engine.start()
    return engine
  }

  private func wait(_ seconds: Int, _ engine: Engine, _ clock: VirtualClock) {
    for _ in 0..<seconds {
      clock.advance(1_000_000)
      engine.cron()
    }
  }

  @Test func aChildWithoutProgressIsKilledAndCountsAsFailed() throws {
    let child = EndlessChild()
    let clock = VirtualClock(start: EngineHarness.epoch)
    var lines: [String] = []
    let engine = try started(child, clock) { lines.append($0) }
    engine.longestChildPause = 60_000_000
    engine.execute(OwnedArguments([Array("BGREWRITEAOF".utf8)]).view, session: engine.makeSession())
    #expect(child.isActive)
    wait(50, engine, clock)
    child.progress += 1
    wait(59, engine, clock)
    #expect(child.destroyed == 0)
    wait(3, engine, clock)
    #expect(child.destroyed == 1)
    #expect(!child.isActive)
    #expect(
      lines.suffix(2) == [
        "The child process 99 has made no progress for 60 seconds: killing it",
        "Background AOF rewrite terminated by signal 9",
      ])
    #expect(child.asked == 0)
  }

  @Test func aChildThatDoesNotHeedIsEnded() throws {
    let child = EndlessChild()
    let clock = VirtualClock(start: EngineHarness.epoch)
    let engine = try started(child, clock) { _ in }
    engine.execute(OwnedArguments([Array("BGREWRITEAOF".utf8)]).view, session: engine.makeSession())
    #expect(engine.shutdown())
    #expect(child.asked == 1)
    #expect(child.destroyed == 1)
  }
}
