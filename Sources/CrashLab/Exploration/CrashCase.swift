import Disk

/// A moment of a run and a way to be cut short at it.
struct CrashCase {
  let point: CrashPoint
  let choice: CrashChoice
  /// The run.
  let lifetime: RecordedLifetime
  /// The number of the state among those of depth one, from 1.
  let number: Int
  /// The crash from which the run has recovered, and what it did then; empty at depth one.
  var origin: [CrashCase] = []
  var followUp = ""

  /// The disk as the crash leaves it.
  func disk() -> SimulatedDisk { point.disk.afterCrash(choice.plan) }

  /// The first state that may be found.
  var promised: Int { choice.plan == nil ? point.afterKill : point.afterPowerCut }

  /// The number of the last state that may be found.
  var last: Int { min(point.last, lifetime.states.count - 1) }

  /// The data sets that a later power cut may bring back, because not all of the disk is durable.
  var earlier: [RecordedLifetime.State] {
    choice.plan == nil ? Array(lifetime.states[point.afterPowerCut...last]) : []
  }
}
