public import Disk
public import SystemPackage

/// What an exploration is asked for.
public struct Exploration: Sendable {
  /// The data directory on the simulated disk.
  public static var directory: FilePath { "/data" }

  /// The file system that is simulated.
  public var fileSystem: FileSystemKind
  /// 1 to recover from each state, 2 to go on after it and crash again.
  public var depth = 2
  /// States after which the exploration ends.
  public var limit = Int.max
  /// Only every so many-th state is tried.
  public var stride = 1
  /// The number of the only state to try, from 1; nil for all.
  public var only: Int?
  /// Whether every amount of unsynced bytes is tried, or a few.
  public var isThorough = true
  /// Whether each different content of the data directory is kept for another program to try.
  public var keepsImages = false
  /// Whether the first violation ends the exploration.
  public var endsAtViolation = false

  /// An exploration of all states at depth two.
  public init(fileSystem: FileSystemKind) { self.fileSystem = fileSystem }
}
