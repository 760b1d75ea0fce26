import Bytes
import Disk
import SystemPackage
import Testing

/// The implementations that one table of behaviour runs on.
enum DiskKind: String, CaseIterable, CustomTestStringConvertible {
  case posix, tracked, simulated

  var testDescription: String { rawValue }

  /// Those that can lose power.
  static let crashing: [DiskKind] = [.tracked, .simulated]
}

/// A disk with an empty directory for one test.
final class Bench {
  let disk: any Disk
  let base: FilePath
  private let home: FilePath?

  init(_ kind: DiskKind, _ fileSystem: FileSystemKind = .ordered) throws {
    guard kind != .simulated else {
      disk = SimulatedDisk(directories: ["/data"], fileSystem: fileSystem)
      base = "/data"
      home = nil
      return
    }
    let real = PosixDisk()
    // A file system in memory, where there is one, makes the many syncs cheap.
    let memory: FilePath = "/dev/shm"
    let parent = try real.status(memory) == nil ? "/tmp" : memory
    let home = parent.appending("aofsh-disk-\(UInt64.random(in: 0 ... .max))")
    try real.makeDirectory(home)
    base = home.appending("data")
    try real.makeDirectory(base)
    self.home = home
    disk = kind == .posix ? real : try TrackedDisk(root: base, scratch: home.appending("scratch"))
  }

  deinit {
    guard let home else { return }
    do { try Self.removeTree(home) } catch { print("left behind: \(error)") }
  }

  private static func removeTree(_ path: FilePath) throws {
    let real = PosixDisk()
    for entry in try real.list(path) {
      let inner = path.appending(entry.name)
      if entry.isDirectory { try removeTree(inner) } else { try real.unlink(inner) }
    }
    try real.removeDirectory(path)
  }

  /// The disk as one that can lose power.
  var crashing: any CrashDisk {
    guard let crashing = disk as? any CrashDisk else { preconditionFailure("this disk cannot crash") }
    return crashing
  }

  func path(_ name: String) -> FilePath { base.appending(FilePath(name).components) }

  /// Writes `text` to the end of a file.
  func append(_ text: String, to name: String, sync: Bool = false) throws {
    let file = try disk.open(path(name), .append)
    try file.writeAll(Array(text.utf8).span)
    if sync { try file.sync() }
    try file.close()
  }

  /// The content of a file, nil when there is none.
  func text(_ name: String) throws -> String? {
    guard try disk.status(path(name)) != nil else { return nil }
    return String(decoding: try disk.readAll(path(name)), as: UTF8.self)
  }

  /// Every path below the base, a directory with a slash, a file with its content.
  func tree() throws -> [String] { try tree(base, "") }

  private func tree(_ directory: FilePath, _ prefix: String) throws -> [String] {
    var lines: [String] = []
    for entry in try disk.list(directory) {
      let inner = directory.appending(entry.name)
      let name = prefix + entry.name.string
      if entry.isDirectory {
        lines += [name + "/"] + (try tree(inner, name + "/"))
      } else {
        lines.append("\(name)=\(String(decoding: try disk.readAll(inner), as: UTF8.self))")
      }
    }
    return lines
  }
}
