public import SystemPackage

/// How much more than the durable a power cut leaves.
public struct PowerCutPlan: Equatable, Sendable {
  /// At most so many of the unsynced bytes of all files, in the order they were written.
  public var torn: Int
  /// At most so many of the oldest changes of names that no sync made durable.
  public var names: Int
  /// Draws both amounts between nothing and their limit; without a seed the limits are used in full.
  public var seed: UInt64?
  /// Of the changes of names that would survive, those that do not: numbers from 0, the oldest.
  ///
  /// POSIX allows it; a file system that orders its journal does not do it.
  public var lostNames: Set<Int> = []
  /// At most so many of the unsynced bytes of these files survive, and of others none, instead of a number for all in
  /// the order they were written.
  public var shares: [FilePath: Int]?
  /// Whether files have grown before their bytes were written: what is lost at their ends reads as zero.
  public var leavesHoles = false
  /// Whether files were written back in another order than they were written: of the unsynced bytes, only those of the
  /// file written last survive, at most ``torn`` of them; with a seed, of each file a number drawn for it.
  public var reordersFiles = false
  /// Whether names were made durable by syncs of their directories only, as POSIX allows, and which of the other changes
  /// survive is left to chance: none, or with a seed some.
  ///
  /// Heeded by a ``TrackedDisk``; a ``SimulatedDisk`` has it as a ``FileSystemKind``.
  public var losesNames = false

  /// A plan of the given values; without any, only what is durable survives.
  public init(torn: Int = 0, names: Int = 0, seed: UInt64? = nil) {
    precondition(torn >= 0 && names >= 0, "a power cut cannot keep less than nothing")
    self.torn = torn
    self.names = names
    self.seed = seed
  }
}

/// What a power cut did.
public struct PowerCutReport: Equatable, Sendable {
  /// What became of one file whose content changed or could have changed.
  public struct File: Equatable, Sendable {
    /// Its path before the cut, or after it for a file which had been removed.
    public var path: FilePath
    /// Whether it is there after the cut, perhaps by another name.
    public var survives: Bool
    /// Its bytes before the cut: 0 for a file which had been removed.
    public var sizeBefore: Int
    /// Its bytes after the cut.
    public var sizeAfter: Int
    /// Unsynced bytes that survived.
    public var kept: Int
    /// Bytes that were there before the cut and are gone.
    public var lost: Int
    /// Bytes that read as zero instead of what they were; they count as lost.
    public var zeroed = 0
    /// Bytes at the start that are as they were.
    public var intact: Int
  }

  /// A change of names that was undone.
  public enum Undone: Equatable, Sendable {
    /// A new file or directory is gone.
    case vanished(FilePath)
    /// A removed or replaced file or directory is back.
    case returned(FilePath)
    /// A renamed one has its old name again.
    case movedBack(FilePath, to: FilePath)
  }

  /// The files, in the order of their paths.
  public var files: [File]
  /// The undone changes of names, in the order of the paths they had.
  public var undone: [Undone]
  /// Unsynced bytes that survived.
  public var kept: Int { files.reduce(0) { $0 + $1.kept } }
  /// Bytes that are gone.
  public var lost: Int { files.reduce(0) { $0 + $1.lost } }
}
