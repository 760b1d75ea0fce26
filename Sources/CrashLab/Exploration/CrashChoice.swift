import Disk
import SystemPackage

/// One way in which a run may be cut short at a moment.
public struct CrashChoice {
  /// The family of faults.
  public enum Kind: String, CaseIterable, Sendable {
    /// The process ends, the page cache stays.
    case kill
    /// Power is lost: the durable stays, and of the rest the oldest part.
    case power
    /// Power is lost, and files have grown before their bytes were written.
    case hole
    /// Power is lost, and files were written back in another order.
    case reorder
    /// Power is lost, and names were made durable in another order.
    case names
    /// The process ends, and the medium has forgotten a bit.
    case rot
  }

  public let kind: Kind
  /// What of the unsynced survives; nil for a kill.
  let plan: PowerCutPlan?
  /// The bit that has changed; nil when none has.
  var rot: BitRot?

  /// The choice in words.
  public var text: String {
    if let rot { return "kill and \(rot.text)" }
    guard let plan else { return "kill" }
    let names = plan.lostNames.isEmpty ? "\(plan.names)" : "\(plan.names) without \(plan.lostNames.sorted())"
    if let shares = plan.shares {
      let kept = shares.sorted { $0.key.string < $1.key.string }.map { "\($0.value) of \($0.key.string)" }
      return "power cut keeping \(kept.isEmpty ? "no bytes" : kept.joined(separator: " and ")), names \(names)"
    }
    return "power cut keeping \(plan.torn) bytes\(plan.leavesHoles ? " and zeroes behind them" : ""), names \(names)"
  }
}

/// How many ways are tried.
struct ChoiceLimits {
  /// Every amount of unsynced bytes up to this number, above it amounts spread over all.
  var bytes: Int
  /// The same for changes of names.
  var names: Int
  /// Amounts of unsynced bytes with zeroes behind them.
  var holes: Int
  /// Changes of names of which every combination of lost ones is tried.
  var combinations: Int
  /// Bytes of which a bit changes, at a moment that is not the last of a run.
  var rots: Int
  /// The same at the last moment.
  var lastRots: Int

  /// At depth one.
  static let first = ChoiceLimits(bytes: 2048, names: 16, holes: 64, combinations: 5, rots: 3, lastRots: 2048)
  /// At depth two.
  static let second = ChoiceLimits(bytes: 8, names: 2, holes: 2, combinations: 2, rots: 0, lastRots: 0)
}

extension CrashPoint {
  /// All ways to cut the run short here, within `limits`; `isLast` at the last moment of a run.
  func choices(_ limits: ChoiceLimits, fileSystem: FileSystemKind, isLast: Bool = false) -> [CrashChoice] {
    var choices = [CrashChoice(kind: .kill, plan: nil)]
    let bytes = disk.bytesInPageCache
    let pending = disk.pendingNames
    for torn in amounts(bytes, limits.bytes) {
      for names in amounts(pending, limits.names) {
        choices.append(CrashChoice(kind: .power, plan: PowerCutPlan(torn: torn, names: names)))
      }
    }
    if bytes > 0 { choices += holes(bytes, pending, limits) + reorders(pending) }
    if fileSystem == .strict, pending > 0 { choices += lostNames(bytes, pending, limits) }
    var rots = BitRot.some(of: disk, atMost: isLast ? limits.lastRots : limits.rots, turn: number)
    if isLast { rots += BitRot.manifest(of: disk) }
    return choices + rots.map { CrashChoice(kind: .rot, plan: nil, rot: $0) }
  }

  /// The numbers from 0 to `count`, or some of them that include both.
  private func amounts(_ count: Int, _ limit: Int) -> [Int] {
    if count <= limit { return Array(0...count) }
    return (0...limit).map { $0 * count / limit }
  }

  private func holes(_ bytes: Int, _ pending: Int, _ limits: ChoiceLimits) -> [CrashChoice] {
    amounts(bytes, limits.holes).dropLast().map { torn in
      var plan = PowerCutPlan(torn: torn, names: pending)
      plan.leavesHoles = true
      return CrashChoice(kind: .hole, plan: plan)
    }
  }

  /// One file's bytes survive whole or in part, and no other's.
  private func reorders(_ pending: Int) -> [CrashChoice] {
    let files = disk.unsyncedFiles
    guard files.count > 1 else { return [] }
    var choices: [CrashChoice] = []
    for file in files {
      for kept in Set([file.bytes, file.bytes / 2, file.bytes - 1]).sorted() where kept > 0 {
        var plan = PowerCutPlan(torn: 0, names: pending)
        plan.shares = [file.path: kept]
        choices.append(CrashChoice(kind: .reorder, plan: plan))
      }
      var others = PowerCutPlan(torn: 0, names: pending)
      others.shares = Dictionary(
        uniqueKeysWithValues: files.filter { $0.path != file.path }.map { ($0.path, $0.bytes) })
      choices.append(CrashChoice(kind: .reorder, plan: others))
    }
    return choices
  }

  private func lostNames(_ bytes: Int, _ pending: Int, _ limits: ChoiceLimits) -> [CrashChoice] {
    var sets: [Set<Int>] = []
    if pending <= limits.combinations {
      for mask in 1..<(1 << pending) { sets.append(Set((0..<pending).filter { mask & (1 << $0) != 0 })) }
    } else {
      for index in 0..<pending {
        sets.append([index])
        sets.append(Set(0..<pending).subtracting([index]))
      }
    }
    return sets.flatMap { lost in
      [0, bytes].map { torn in
        var plan = PowerCutPlan(torn: torn, names: pending)
        plan.lostNames = lost
        return CrashChoice(kind: .names, plan: plan)
      }
    }
  }
}
