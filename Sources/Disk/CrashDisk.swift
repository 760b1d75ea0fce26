public import SystemPackage

/// A disk that knows what a power cut would leave, and can perform one.
///
/// The rules are those of ext4 with ordered data, read ungenerously: content is durable after a sync that started
/// after the write; names are durable after a sync of their directory or of the file itself; a directory's own name
/// only after a sync of the directory above it. Of the rest a power cut leaves what its plan says.
public protocol CrashDisk: Disk {
  /// How much of a file is durable; nil when there is no such file.
  func durability(of path: FilePath) throws(DiskError) -> FileDurabilityStatus?
  /// Bytes in all named files that no sync has covered.
  var bytesInPageCache: Int { get }
  /// Takes note that a file was written and synced by other hands, such as a forked child's.
  func markDurable(_ path: FilePath) throws(DiskError)
  /// The files with bytes that no sync has covered, and how many, in the order of their paths.
  var unsyncedFiles: [(path: FilePath, bytes: Int)] { get }
  /// Cuts the power: takes away what is not durable, but for what the plan keeps.
  ///
  /// Everything that is left is durable. Files that were open can only be closed.
  func powerCut(keeping plan: PowerCutPlan) throws(DiskError) -> PowerCutReport

  // MARK: Faults

  /// What was injected and has not been used up.
  var faults: [DiskFault] { get }
  /// Lets a later call fail. Of several faults that match a call, the first injected applies.
  func inject(_ fault: DiskFault)
  /// Takes back what was injected.
  func clearFaults()
  /// Lets all files together grow by at most so many bytes from now on, less what is removed; nil is without limit.
  func limitGrowth(to room: Int?) throws(DiskError)
  /// The bytes by which files may still grow; nil is without limit.
  var room: Int? { get }
  /// Microseconds that each sync of a file takes longer than it does by itself.
  var syncDelay: Int64 { get set }
  /// Lets nothing change any more after `count` operations that change something, as if the machine had stopped: all
  /// further calls fail. nil ends that.
  func unplug(after count: Int?)
  /// Whether the last operation has been done.
  var isUnplugged: Bool { get }

  // MARK: Operations

  /// The last operations that changed something, or tried to, oldest first; `first` is the number of the first, from 1.
  var recentOperations: (first: Int, operations: [DiskOperation]) { get }
  /// How far operations, which must be in their order, have come on their way to the medium.
  func states(of operations: [DiskOperation]) -> [OperationState]
}

/// How much of a file is durable.
public struct FileDurabilityStatus: Equatable, Sendable {
  /// Bytes in the file.
  public var size: Int
  /// Bytes at its start that the last sync made durable.
  public var durableSize: Int
  /// Whether its name is durable, and those of the directories above it.
  ///
  /// If not, a power cut takes the whole file or gives it an older name.
  public var nameIsDurable: Bool
}

extension DurabilityModel {
  /// The status of the file at `path`, nil when there is none.
  func status(of path: [Namespace.Name]) -> FileDurabilityStatus? {
    guard let node = current.node(at: path), let file = files[node] else { return nil }
    return FileDurabilityStatus(
      size: file.size, durableSize: file.stable, nameIsDurable: durable.node(at: path) == node)
  }
}
