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
  /// The number of the only state to try, from 1; nil for all.
  public var only: Int?
  /// Whether the first violation ends the exploration.
  public var endsAtViolation = false

  /// An exploration of all states at depth two.
  public init(fileSystem: FileSystemKind) { self.fileSystem = fileSystem }
}
