import Bytes
import Commands
import Disk
import Engine
import SystemPackage

/// Recovers from every state that a crash could have left, and checks what is found (spec 4.6, 4.7).
///
/// Of each different content of the data directory one engine is started: what it finds is then known for all states
/// with that content. From each different directory that a recovery makes of them, a second start must find the same
/// and change nothing. At depth two the recovery itself, more commands and rewrites are cut short in their turn.
public struct Explorer: ~Copyable {
  let exploration: Exploration
  let commands = CommandTable()
  /// Called now and then with the states tried and the part of the run that is done.
  private let progress: (Int, Double) -> Void
  /// What was found so far.
  public internal(set) var findings = Findings()
  /// The images of depth one, if they are to be kept.
  public private(set) var images: [CrashCase] = []
  /// What starts find, and whether the image was met at depth one, from which alone the exploration goes on.
  private var outcomes: [ImageKey: (outcome: Outcome, isFirst: Bool)] = [:]
  /// The directories that recoveries have made.
  var recovered: Set<ImageKey> = []
  /// Those from which the exploration has gone on.
  var continued: Set<ImageKey> = []

  /// The files that a start leaves of those at the moment of that number when no bit of them has changed.
  var undamaged: (point: Int, left: Set<FilePath>)?

  /// An explorer that reports to `progress`.
  public init(_ exploration: Exploration, progress: @escaping (Int, Double) -> Void = { _, _ in }) {
    self.exploration = exploration
    self.progress = progress
  }

  /// Tries every state of a recorded run.
  public mutating func explore(_ recorder: CrashRecorder) {
    findings.operations += recorder.operations.count
    for (number, lifetime) in recorder.lifetimes.enumerated() {
      for (index, point) in lifetime.points.enumerated() {
        findings.points.append(PointSummary(lifetime: number, point))
        explore(point, lifetime, recorder, fault: nil, isLast: index == lifetime.points.count - 1)
        if isOver { return }
      }
    }
  }

  /// Tries states of a run in which `fault` happened: after the operation of that number, at some moments of the rest.
  public mutating func explore(_ recorder: CrashRecorder, after fault: InjectedFault) {
    findings.faultedRuns += 1
    for lifetime in recorder.lifetimes {
      let points = lifetime.points.filter { $0.number >= fault.operation }
      let stride = max(1, points.count / 8)
      for (index, point) in points.enumerated() where index % stride == 0 || index == points.count - 1 {
        explore(point, lifetime, recorder, fault: fault)
        if isOver { return }
      }
    }
  }

  /// Whether not all states are tried, so that one way to each image will do.
  var isSample: Bool { exploration.stride > 1 }

  private var isOver: Bool { findings.isCutShort || exploration.endsAtViolation && findings.violationCount > 0 }

  private mutating func explore(
    _ point: CrashPoint, _ lifetime: RecordedLifetime, _ recorder: CrashRecorder, fault: InjectedFault?,
    isLast: Bool = false
  ) {
    let limits = exploration.isThorough ? ChoiceLimits.first : .second
    for choice in point.choices(limits, fileSystem: exploration.fileSystem, isLast: isLast) {
      if findings.states >= exploration.limit { findings.isCutShort = true }
      if isOver { return }
      findings.states += 1
      findings.statesByKind[choice.kind, default: 0] += 1
      if findings.states % 256 == 0 {
        progress(findings.states, Double(point.number) / Double(max(1, recorder.operations.count)))
      }
      if let only = exploration.only, findings.states != only { continue }
      if findings.states % exploration.stride != 0 { continue }
      check(
        CrashCase(
          point: point, choice: choice, lifetime: lifetime, operations: recorder.operations, number: findings.states,
          fault: fault))
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
              point: point, choice: choice, lifetime: lifetime, operations: recorder.operations,
              number: origin.number, fault: origin.fault, origin: [origin], followUp: followUp))
          if isOver { return }
        }
      }
    }
  }

  private mutating func check(_ crash: CrashCase) {
    if let rot = crash.choice.rot { return check(crash, rot) }
    let disk = crash.disk()
    let key = ImageKey(disk, crash.point.configuration, mayHaveDropped: crash.mayHaveDropped)
    let outcome: Outcome
    if let known = outcomes[key], known.isFirst || !crash.origin.isEmpty || isSample {
      outcome = known.outcome
    } else {
      if crash.origin.isEmpty { findings.images += 1 } else { findings.laterImages += 1 }
      if exploration.keepsImages, crash.origin.isEmpty { images.append(crash) }
      outcome = recover(disk, crash)
      outcomes[key] = (outcome, crash.origin.isEmpty)
    }
    judge(outcome, crash)
  }

  mutating func violate(_ crash: CrashCase, _ problem: String) { findings.violate(crash, problem) }
}
