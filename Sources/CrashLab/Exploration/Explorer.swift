import Bytes
import Commands
import Disk
import Engine
import SystemPackage

/// Recovers from every state that a crash could have left, and checks what is found (spec 4.6, 4.7).
///
/// Of each different content of the data directory one engine is started: what it finds is then known for all states
/// with that content. From each different directory that a recovery makes of them, a second start must find the same and
/// change nothing. At depth two the recovery itself, more commands and rewrites are cut short in their turn.
public struct Explorer: ~Copyable {
  let exploration: Exploration
  let commands = CommandTable()
  /// Called now and then with the states tried.
  private let progress: (Int) -> Void
  /// What was found so far.
  public private(set) var findings = Findings()
  private var outcomes: [ImageKey: Outcome] = [:]
  /// The directories that recoveries have made.
  var recovered: Set<ImageKey> = []

  /// An explorer that reports to `progress`.
  public init(_ exploration: Exploration, progress: @escaping (Int) -> Void = { _ in }) {
    self.exploration = exploration
    self.progress = progress
  }

  /// Tries every state of a recorded run.
  public mutating func explore(_ recorder: CrashRecorder) {
    findings.operations += recorder.operations.count
    for lifetime in recorder.lifetimes {
      for point in lifetime.points {
        explore(point, lifetime)
        if isOver { return }
      }
    }
  }

  private var isOver: Bool { findings.isCutShort || exploration.endsAtViolation && findings.violationCount > 0 }

  private mutating func explore(_ point: CrashPoint, _ lifetime: RecordedLifetime) {
    for choice in point.choices(.first, fileSystem: exploration.fileSystem) {
      if findings.states >= exploration.limit { findings.isCutShort = true }
      if isOver { return }
      findings.states += 1
      findings.statesByKind[choice.kind, default: 0] += 1
      if findings.states % 256 == 0 { progress(findings.states) }
      if let only = exploration.only, findings.states != only { continue }
      check(CrashCase(point: point, choice: choice, lifetime: lifetime, number: findings.states))
    }
  }

  /// Tries the states of a run that began on what `origin` left.
  mutating func explore(_ recorder: CrashRecorder, after origin: CrashCase, _ followUp: String) {
    for lifetime in recorder.lifetimes {
      for point in lifetime.points {
        for choice in point.choices(.second, fileSystem: exploration.fileSystem) {
          findings.laterStates += 1
          check(
            CrashCase(
              point: point, choice: choice, lifetime: lifetime, number: origin.number, origin: [origin],
              followUp: followUp))
          if isOver { return }
        }
      }
    }
  }

  private mutating func check(_ crash: CrashCase) {
    let disk = crash.disk()
    let key = ImageKey(disk, crash.point.configuration)
    let outcome: Outcome
    if let known = outcomes[key] {
      outcome = known
    } else {
      if crash.origin.isEmpty { findings.images += 1 } else { findings.laterImages += 1 }
      outcome = recover(disk, crash)
      outcomes[key] = outcome
    }
    judge(outcome, crash)
  }

  /// Compares what was found with what was promised.
  private mutating func judge(_ outcome: Outcome, _ crash: CrashCase) {
    let states = crash.lifetime.states
    switch outcome {
    case .refused(let reason):
      if crash.choice.kind == .hole || crash.choice.kind == .reorder {
        findings.refusals += 1
      } else {
        violate(crash, "the start is refused: \(reason)")
      }
    case .found(let state):
      let last = crash.last
      guard let index = states[...last].lastIndex(where: { $0.state == state }) else {
        return violate(crash, "found \(state.text), which the run never held; it held \(states[last].state.text)")
      }
      if index < crash.promised {
        let promised = states[crash.promised]
        violate(crash, "found \(state.text), but \(promised.state.text) was promised since \(promised.command)")
      }
      if crash.origin.isEmpty { note(index, crash) }
    }
  }

  /// Takes note of what is lost when state `index` is found.
  private mutating func note(_ index: Int, _ crash: CrashCase) {
    var loss = Findings.Loss()
    loss.commands = max(0, crash.point.acknowledged - index)
    if loss.commands > 0, let time = crash.lifetime.states[index + 1].acknowledgedAt {
      loss.microseconds = crash.point.time - time
    }
    findings.extend(crash.choice.plan == nil ? \.lossByKill : \.lossByPowerCut, loss)
  }

  mutating func violate(_ crash: CrashCase, _ problem: String) {
    findings.violate(crash, problem)
  }

  mutating func countStart() { findings.starts += 1 }

  mutating func countContinued() { findings.continued += 1 }
}
