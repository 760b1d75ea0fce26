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

  /// Whether there was a limit to what the disk can hold.
  var isLimited: Bool { point.disk.capacity != nil }

  /// The disk as the crash leaves it, with room made on it unless it `staysLimited`.
  func disk(staysLimited: Bool = false) -> SimulatedDisk {
    let disk = point.disk.afterCrash(choice.plan)
    if !staysLimited { disk.capacity = nil }
    if let rot = choice.rot { disk.rot(rot.path, at: rot.offset, flipping: 1 << UInt8(rot.bit)) }
    return disk
  }

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

  /// Where and how the run was cut short, in words.
  var text: String {
    let failure = fault.map { " after \($0.text)" } ?? ""
    return "\(choice.text) after operation \(point.number) (\(point.moment))\(failure)"
  }
}
