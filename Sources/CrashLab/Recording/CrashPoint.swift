import Disk
import Engine

/// A moment at which a run may be cut short, and what must survive.
public struct CrashPoint {
  /// The disk at that moment; never changed, only copied.
  let disk: SimulatedDisk
  /// The directives with which the next start would be made.
  let configuration: Configuration
  /// Microseconds since 1970.
  let time: Int64
  /// The number of the disk operation that was done last, from 1 in the whole run.
  public let number: Int
  /// What that operation was.
  public let moment: String
  /// Whether a start was under way.
  let isStart: Bool
  /// The number of the state that must survive a kill at least.
  public internal(set) var afterKill: Int
  /// The number of the state that must survive a power cut at least.
  public internal(set) var afterPowerCut: Int
  /// The number of the state that was acknowledged last.
  var acknowledged: Int
  /// The number of the last state that may be found; known when the step has ended.
  var last: Int
}

/// What happened from one start of an engine to its end.
public struct RecordedLifetime {
  /// A data set the engine went through.
  public struct State: Sendable {
    public let state: DataState
    /// The command after which it was there.
    public let command: String
    /// Operations of the disk that were done before it came.
    public let operation: Int
    /// When it was acknowledged, microseconds since 1970; nil if it never was.
    public var acknowledgedAt: Int64?
  }

  /// Where the logged bytes were when something was acknowledged.
  public struct Moment: Sendable {
    /// The line of the script.
    public let command: String
    /// Microseconds since 1970.
    public let time: Int64
    /// Operations of the disk done so far.
    public let operation: Int
    /// The number of the state that was acknowledged.
    public let state: Int
    /// Bytes that a kill would take.
    public let bufferedBytes: Int
    /// Bytes that a power cut would take.
    public let pageCacheBytes: Int
    /// Bytes that an fsync has covered.
    public let durableBytes: Int
    /// The number of the state that a kill leaves at least.
    public let survivesKill: Int
    /// The number of the state that a power cut leaves at least.
    public let survivesPowerCut: Int
  }

  /// The data sets, oldest first; at ``first`` is what the start found, before it what a power cut may bring back.
  public var states: [State] = []
  /// The number of the state that the start found.
  public var first = 0
  /// The moments at which it may be cut short, oldest first.
  public var points: [CrashPoint] = []
  /// What was acknowledged, oldest first.
  public var moments: [Moment] = []
}
