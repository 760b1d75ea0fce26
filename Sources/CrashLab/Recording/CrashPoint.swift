import Disk
import Engine

/// A moment at which a run may be cut short, and what must survive.
public struct CrashPoint {
  /// The disk at that moment; never changed, only copied.
  let disk: SimulatedDisk
  /// The directives in force.
  let configuration: Configuration
  /// Microseconds since 1970.
  let time: Int64
  /// The number of the disk operation that was done last, from 1 in the whole run.
  public let number: Int
  /// What that operation was.
  public let moment: String
  /// The number of the state that must survive a kill at least.
  let afterKill: Int
  /// The number of the state that must survive a power cut at least.
  let afterPowerCut: Int
  /// The number of the state that was acknowledged last.
  let acknowledged: Int
  /// The number of the last state that may be found; known when the step has ended.
  var last: Int
}

/// What happened from one start of an engine to its end.
public struct RecordedLifetime {
  /// A data set the engine went through.
  public struct State {
    public let state: DataState
    /// The command after which it was there.
    public let command: String
    /// When it was acknowledged, microseconds since 1970; nil if it never was.
    public var acknowledgedAt: Int64?
  }

  /// The data sets, oldest first; the first is what the start found.
  public var states: [State] = []
  /// The moments, oldest first.
  public var points: [CrashPoint] = []
}
