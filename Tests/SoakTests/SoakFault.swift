/// What befalls a life, apart from power cuts that keep a part of what was written, in order.
enum SoakFault: String, CaseIterable, CustomStringConvertible {
  case kill, power, hole, reorder, lostNames
  case writeError, fullDisk, shortWrite, stuckShortWrite, droppingSync, keepingSync, slowSync, failingNames
  case killedChild

  var description: String { rawValue }

  static let allCrashes: Set<SoakFault> = [.kill, .power, .hole, .reorder, .lostNames]

  /// The crashes that come with it.
  var crashes: Set<SoakFault> {
    switch self {
    case .kill: [.kill]
    case .hole, .reorder, .lostNames: [self]
    case .power: [.power]
    default: [.kill, .power]
    }
  }

  /// Whether it lets calls to the disk fail or take long.
  var isOfCalls: Bool { !Self.allCrashes.contains(self) && self != .killedChild }
}
