import Bytes
import Disk
import Engine
import SystemPackage

/// Recovers from every state that a crash could have left, and checks what is found (spec 4.6, 4.7).
///
/// Of each different content of the data directory one engine is started: what it finds is then known for all states
/// with that content. A second start must find the same and change nothing, and with depth two more commands are
/// acknowledged, another crash comes, and they must be found as well.
public struct Explorer: ~Copyable {
  let exploration: Exploration
  let limits = ChoiceLimits()
  /// Called now and then with the states tried.
  private let progress: (Int) -> Void
  /// What was found so far.
  public private(set) var findings = Findings()
  private var outcomes: [ImageKey: Outcome] = [:]

  /// What came of a start.
  enum Outcome {
    case found(DataState)
    case refused(String)
  }

  /// An explorer that reports to `progress`.
  public init(_ exploration: Exploration, progress: @escaping (Int) -> Void = { _ in }) {
    self.exploration = exploration
    self.progress = progress
  }

  /// Tries every state of a recorded run.
  public mutating func explore(_ recorder: CrashRecorder) {
    findings.operations = recorder.operations.count
    for lifetime in recorder.lifetimes {
      for point in lifetime.points {
        explore(point, lifetime)
        if findings.isCutShort { return }
      }
    }
  }

  private mutating func explore(_ point: CrashPoint, _ lifetime: RecordedLifetime) {
    for choice in point.choices(limits, fileSystem: exploration.fileSystem) {
      if findings.states >= exploration.limit {
        findings.isCutShort = true
        return
      }
      findings.states += 1
      findings.statesByKind[choice.kind, default: 0] += 1
      if findings.states % 256 == 0 { progress(findings.states) }
      check(Case(point: point, choice: choice), lifetime)
    }
  }

  /// A moment and a way to be cut short at it.
  struct Case {
    let point: CrashPoint
    let choice: CrashChoice

    /// The disk as the crash leaves it.
    func disk() -> SimulatedDisk { point.disk.afterCrash(choice.plan) }
  }

  private mutating func check(_ crash: Case, _ lifetime: RecordedLifetime) {
    let disk = crash.disk()
    let key = ImageKey(disk, crash.point.configuration, isDurable: crash.choice.plan != nil)
    let outcome: Outcome
    if let known = outcomes[key] {
      outcome = known
    } else {
      findings.images += 1
      outcome = recover(disk, crash)
      outcomes[key] = outcome
    }
    judge(outcome, crash, lifetime)
  }

  /// Compares what was found with what was promised.
  private mutating func judge(_ outcome: Outcome, _ crash: Case, _ lifetime: RecordedLifetime) {
    let point = crash.point
    let first = crash.choice.plan == nil ? point.afterKill : point.afterPowerCut
    switch outcome {
    case .refused(let reason):
      if crash.choice.kind == .hole || crash.choice.kind == .reorder {
        findings.refusals += 1
      } else {
        violate(crash, "the start is refused: \(reason)")
      }
    case .found(let state):
      let last = min(point.last, lifetime.states.count - 1)
      guard let index = lifetime.states[...last].lastIndex(where: { $0.state == state }) else {
        return violate(
          crash, "found \(state.text), which the run never held; it held \(lifetime.states[last].state.text)")
      }
      if index < first {
        violate(
          crash,
          "found \(state.text), but \(lifetime.states[first].state.text) was promised since "
            + "\(lifetime.states[first].command)")
      }
      note(index, crash, lifetime)
    }
  }

  /// Takes note of what is lost when state `index` is found.
  private mutating func note(_ index: Int, _ crash: Case, _ lifetime: RecordedLifetime) {
    var loss = Findings.Loss()
    loss.commands = max(0, crash.point.acknowledged - index)
    if loss.commands > 0, let time = lifetime.states[index + 1].acknowledgedAt {
      loss.microseconds = crash.point.time - time
    }
    if crash.choice.plan == nil { findings.lossByKill.extend(loss) } else { findings.lossByPowerCut.extend(loss) }
  }

  mutating func violate(_ crash: Case, _ problem: String) {
    findings.violationCount += 1
    guard findings.violations.count < 20 else { return }
    let files = crash.disk().tree.compactMap { file in file.bytes.map { (file.path.string, $0) } }
    findings.violations.append(
      Findings.Violation(
        operation: crash.point.number, moment: crash.point.moment, crash: crash.choice.text, problem: problem,
        files: files))
  }

  mutating func countStart() { findings.starts += 1 }
}
