import Disk
import SystemPackage
import TestSupport

/// The disks that the same tests of the engine run on.
public enum HarnessDisk: String, CaseIterable, Sendable, CustomStringConvertible {
  case posix, tracked, simulated

  public var description: String { rawValue }

  /// Those that can lose power.
  public static let crashing: [HarnessDisk] = [.tracked, .simulated]
}

/// A disk with an empty data directory.
final class HarnessPlace {
  let disk: any Disk
  let directory: FilePath
  private let scratch: ScratchDirectory?

  init(_ kind: HarnessDisk, clock: any Clock, directory given: String? = nil) throws {
    guard kind != .simulated else {
      scratch = nil
      directory = "/data"
      disk = SimulatedDisk(directories: ["/data"], clock: clock)
      return
    }
    let scratch = try ScratchDirectory(inMemory: true)
    self.scratch = scratch
    directory = FilePath(given ?? scratch.path + "/data")
    if given == nil { try ScratchDirectory.create(directory.string) }
    disk =
      kind == .posix
      ? PosixDisk() : try TrackedDisk(root: directory, scratch: FilePath(scratch.path + "/lost"))
  }
}
