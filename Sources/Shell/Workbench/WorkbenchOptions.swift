public import Disk
public import SystemPackage

/// Which clock a workbench runs on.
public enum ClockKind: String, Sendable, CaseIterable {
  /// The machine's.
  case real
  /// One that moves only when a line says so or waits, so that a run can be repeated exactly.
  case virtual
}

/// What a workbench is told on the command line.
public struct WorkbenchOptions {
  /// The data directory (`--dir`); nil for the one that `configurationFile` names, or else a scratch directory.
  public var directory: FilePath?
  /// A redis.conf (`--config`). It is read again at each start of the engine, as redis-server does.
  public var configurationFile: FilePath?
  /// Directives (`--set NAME=VALUE`), which win over the file.
  public var directives: [(name: String, value: [UInt8])] = []
  /// Whether the engine is started at once (`--no-start` is false).
  public var startsEngine = true
  /// Whether nothing is ever written to the data directory (`--read-only`).
  public var isReadOnly = false
  /// How replies are printed (`--format`).
  public var format = ReplyFormat.raw
  /// Whether scripts print each line with its prompt before its output (`--echo`).
  public var echoes = false
  /// Whether a script stops at the first error reply (`--bail`).
  public var bails = false
  /// Which clock (`--clock`).
  public var clock = ClockKind.real
  /// What seeds everything random (`--seed`); nil for a seed of the system's, or 0 under the virtual clock.
  public var seed: UInt64?
  /// Whether messages may be coloured (`--no-color`, `NO_COLOR` and pipes say no).
  public var usesColor = false
  /// Whether `!` lines are refused (`--safe`).
  public var isSafe = false
  /// Whether a person types the lines: messages are printed where the output is, and `!` commands get the terminal.
  public var isInteractive = false
  /// The columns and rows of the terminal that output goes to; nil where it goes elsewhere.
  public var terminalSize: (() -> (columns: Int, rows: Int))?
  /// Whether that terminal understands escape sequences.
  public var hasScreen = true
  /// The columns that a text takes on a terminal.
  public var measure: ([UInt8]) -> Int = { String(decoding: $0, as: UTF8.self).count }
  /// Whether a person sees standard error, so that long work may show there how far it has come.
  public var showsProgress = false
  /// The command that long output is shown with to a person (`PAGER`); nil for none.
  public var pager: String?
  /// Whether rewrites and snapshots run in a forked child. Under the virtual clock they never do.
  public var forks = true
  /// When the virtual clock starts, in microseconds since 1970.
  var virtualStart = WorkbenchClock.virtualStart
  /// A simulated disk with the directory `/data` to run on, instead of the machine's.
  public var simulatedDisk: SimulatedDisk?
  /// Where scenarios are told; nil for scratch directories.
  public var scenarioDirectory: FilePath?

  /// A workbench on a scratch directory.
  public init() {}

  /// The options of runs that are the same every time and everywhere: on a directory of their own, in virtual time, with
  /// plain output. The directives and the configuration file stay.
  var repeatable: WorkbenchOptions {
    var own = self
    own.directory = nil
    own.startsEngine = true
    own.isReadOnly = false
    own.format = .tty
    own.echoes = false
    own.clock = .virtual
    own.seed = seed ?? 0
    own.usesColor = false
    own.isInteractive = false
    own.showsProgress = false
    return own
  }
}

/// Why there is no workbench. The text names the cause and the way out.
public struct WorkbenchError: Error, CustomStringConvertible, Sendable {
  /// What is wrong.
  public let description: String
  /// What the program should end with: 2 for bad usage, 3 for a directory that cannot be used.
  public let exitStatus: Int32

  init(_ description: String, exitStatus: Int32) {
    self.description = description
    self.exitStatus = exitStatus
  }
}
