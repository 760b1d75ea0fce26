import AOF
import Commands
import Disk
import Engine
import SystemPackage

extension Explorer {
  /// Starts an engine on what a crash left, and tries it.
  mutating func recover(_ disk: SimulatedDisk, _ crash: CrashCase) -> Outcome {
    var operations: [DiskError.Operation] = []
    disk.observer = { operations.append($0.operation) }
    var run = EngineRun(disk, crash.point.configuration, time: crash.point.time, commands)
    findings.starts += 1
    let outcome = run.start()
    disk.observer = nil
    if crash.isLimited { recoverWithoutRoom(outcome, crash) }
    switch outcome {
    case .refused(let reason):
      if !Self.isSame(disk.tree, crash.disk().tree) { violate(crash, "the refused start changed files: \(reason)") }
    case .found(let state):
      let key = ImageKey(
        disk, crash.point.configuration, operations: operations, mayHaveDropped: crash.mayHaveDropped)
      let isNew = recovered.insert(key).inserted
      if isNew { startAgain(&run, state, crash) }
      if goesOn(after: crash), isNew || !isSample, continued.insert(key).inserted { goOn(crash) }
    }
    return outcome
  }

  /// Whether the recovery is to be cut short in its turn.
  ///
  /// A failure leaves its traces in the page cache: what is left of them after a power cut is what is left without it.
  private func goesOn(after crash: CrashCase) -> Bool {
    exploration.depth > 1 && crash.origin.isEmpty && crash.point.configuration.flag("appendonly")
      && (crash.fault == nil || crash.choice.kind == .kill)
  }

  /// A start on a disk that is as full as it was finds the same, or is refused and changes nothing.
  private mutating func recoverWithoutRoom(_ expected: Outcome, _ crash: CrashCase) {
    let disk = crash.disk(staysLimited: true)
    let before = disk.tree
    var run = EngineRun(disk, crash.point.configuration, time: crash.point.time, commands)
    findings.starts += 1
    switch (run.start(), expected) {
    case (.refused(let reason), _):
      if !Self.isSame(disk.tree, before) { violate(crash, "the start refused on a full disk changed files: \(reason)") }
    case (.found(let state), .found(let other)) where state == other: break
    case (.found(let state), _): violate(crash, "the start on a full disk found \(state.text)")
    }
  }

  static func isSame(
    _ left: [(path: FilePath, bytes: [UInt8]?)], _ right: [(path: FilePath, bytes: [UInt8]?)]
  ) -> Bool {
    left.elementsEqual(right) { $0.path == $1.path && $0.bytes == $1.bytes }
  }

  /// A second start finds the same and changes nothing (I5).
  mutating func startAgain(_ run: inout EngineRun, _ found: DataState, _ crash: CrashCase) {
    run.disk.kill()
    let before = run.disk.tree
    findings.starts += 1
    switch run.start() {
    case .refused(let reason): return violate(crash, "the second start is refused: \(reason)")
    case .found(let state):
      if state != found { violate(crash, "the second start found \(state.text) instead of \(found.text)") }
    }
    if !Self.isSame(run.disk.tree, before) { violate(crash, "the second start changed files") }
  }

  /// The recovery is cut short, and what comes after it: more writes, and sometimes a rewrite or a failing write (I6).
  private mutating func goOn(_ crash: CrashCase) {
    findings.continued += 1
    var followUps = [FollowUp.writing]
    // By the number of the state, so that the same is done when only that state is tried.
    switch crash.number % 4 {
    case 1: followUps.append(.rewriting)
    case 3: followUps.append(.stumbling)
    default: break
    }
    for followUp in followUps {
      for configuration in Self.configurations(after: crash.point.configuration) {
        goOn(crash, followUp, configuration)
      }
    }
  }

  /// The directives of the next start, and others with which it may be made.
  static func configurations(after configuration: Configuration) -> [Configuration] {
    guard configuration.flag("aof-timestamp-enabled") else { return [configuration] }
    var other = configuration
    do throws(ConfigurationError) { try other.set("aof-timestamp-enabled", "no") } catch {
      preconditionFailure("a directive of the engine's own is not accepted: \(error.reason)")
    }
    return [configuration, other]
  }

  private mutating func goOn(_ crash: CrashCase, _ followUp: FollowUp, _ configuration: Configuration) {
    let disk = crash.disk()
    var run = EngineRun(disk, configuration, time: crash.point.time, commands)
    let recorder = CrashRecorder(disk: disk, clock: run.clock, earlier: crash.earlier)
    recorder.expectsFaults = followUp.fails
    findings.starts += 1
    if case .refused(let reason) = run.start(recorder) {
      return violate(crash, "going on: the start is refused: \(reason)")
    }
    run.run(followUp, recorder)
    recorder.finish()
    explore(recorder, after: crash, followUp.name)
  }
}
