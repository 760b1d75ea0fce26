import Disk

/// A moment of a run and a way to be cut short at it.
public struct CrashCase {
  let point: CrashPoint
  let choice: CrashChoice
  /// The run.
  let lifetime: RecordedLifetime
  /// The operations of the disk in the run, of which the first `point.number` were done.
  let operations: [RecordedOperation]
  /// The number of the state among those of depth one, from 1.
  let number: Int
  /// What failed in the run; nil when nothing did.
  let fault: InjectedFault?
  /// The crash from which the run has recovered, and what it did then; empty at depth one.
  var origin: [CrashCase] = []
  var followUp = ""

  /// The disk as the crash leaves it.
  func disk() -> SimulatedDisk { point.disk.afterCrash(choice.plan) }

  /// Whether a failed fsync may have marked pages clean that are not on the disk.
  var mayHaveDropped: Bool { fault?.kind == .syncErrorDropped }

  /// The first state that may be found.
  var promised: Int { choice.plan == nil ? point.afterKill : point.afterPowerCut }

  /// The number of the last state that may be found.
  var last: Int { min(point.last, lifetime.states.count - 1) }

  /// The data sets that a later power cut may bring back, because not all of the disk is durable.
  var earlier: [RecordedLifetime.State] {
    choice.plan == nil ? Array(lifetime.states[point.afterPowerCut...last]) : []
  }

  /// Whether a data set that may be found holds keys with a time to live.
  var hasExpiries: Bool { lifetime.states[...last].contains { $0.state.hasExpiries } }

  /// Where and how the run was cut short, in words.
  var text: String {
    let failure = fault.map { " after \($0.text)" } ?? ""
    return "\(choice.text) after operation \(point.number) (\(point.moment))\(failure)"
  }
}
