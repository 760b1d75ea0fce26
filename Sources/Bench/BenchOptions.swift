public import SystemPackage

/// What is to be measured, and how often.
public struct BenchOptions: Sendable {
  /// One thing that can be measured.
  public enum Measure: String, CaseIterable, Sendable {
    /// Memory per key.
    case memory
    /// Loading an append-only file of SET commands.
    case loadAOF = "load-aof"
    /// Loading a base file in the RDB format.
    case loadRDB = "load-rdb"
    /// Loading an append-only file of commands on values of all types, and the memory that they take.
    case loadMixed = "load-mixed"
    /// Commands on collections of different sizes.
    case collections
    /// Running a stream of SET commands with the append-only file on.
    case ingest
    /// BGREWRITEAOF, and what a client notices of it.
    case rewrite
    /// Writes per second and latencies under each fsync policy.
    case policies
    /// From the start of the program to its first answer.
    case start
  }

  /// What is measured, in this order.
  public var measures = Measure.allCases
  /// Keys of the data sets.
  public var keys = 1_000_000
  /// How often each measurement is repeated.
  public var runs = 3
  /// Seconds for which one client writes under one policy in one run.
  public var secondsPerPolicy = 2.0
  /// What all workloads are made from.
  public var seed: UInt64 = 1
  /// Where scratch directories are made: the disk of this directory is measured.
  public var directory: FilePath
  /// This program, for the time to its first answer; nil measures the engine alone.
  public var executable: FilePath?
  /// The directories in which redis-server and redis-cli are looked for, as in the variable `PATH`; empty leaves Redis
  /// out.
  public var searchPath = "/usr/local/bin:/usr/bin:/bin"
  /// Whether what is measured of aofsh runs in a forked process of its own each time; needs a process without other
  /// threads.
  public var isIsolated = true
  /// JSON instead of a table.
  public var isJSON = false
  /// Whether a table is followed by plots, which only a person reads.
  public var showsPlots = true
  /// Columns of the terminal.
  public var width = 80

  /// The usual measurements on the disk of `directory`.
  public init(directory: FilePath) { self.directory = directory }
}
