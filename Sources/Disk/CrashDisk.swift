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
  /// Cuts the power: takes away what is not durable, but for what the plan keeps.
  ///
  /// Everything that is left is durable. Files that were open can only be closed.
  func powerCut(keeping plan: PowerCutPlan) throws(DiskError) -> PowerCutReport
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
