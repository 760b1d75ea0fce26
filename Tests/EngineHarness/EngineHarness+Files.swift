import Bytes
import Disk
public import SystemPackage
import TestSupport

extension EngineHarness {
  /// The path of a file of the data directory.
  public func path(_ name: String) -> FilePath { directory.appending(FilePath(name).components) }

  /// The bytes of a file of the data directory; nil when there is none.
  public func file(_ name: String) -> [UInt8]? {
    do {
      guard let status = try disk.status(path(name)), !status.isDirectory else { return nil }
      return try disk.readAll(path(name))
    } catch { return nil }
  }

  /// A file as text, with `|` for a line end.
  public func text(_ name: String) -> String? { file(name).map(Self.flat) }

  /// The files of the data directory with their sizes.
  public func sizes() throws -> [String: Int] {
    var sizes: [String: Int] = [:]
    try collect(directory, "", &sizes)
    return sizes
  }

  /// All files of the data directory with their bytes.
  public func files() throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for name in try sizes().keys where file(name) != nil { files[name] = file(name) }
    return files
  }

  private func collect(_ path: FilePath, _ prefix: String, _ sizes: inout [String: Int]) throws {
    for entry in try disk.list(path) {
      let inner = path.appending(entry.name)
      let name = prefix + entry.name.string
      if entry.isDirectory {
        try collect(inner, name + "/", &sizes)
      } else {
        sizes[name] = try disk.status(inner)?.size ?? 0
      }
    }
  }

  /// Makes a file of the data directory hold `bytes`, durably.
  public func write(_ bytes: [UInt8], to name: String) throws {
    let file = try disk.open(path(name), .truncate)
    try file.writeAll(bytes.span)
    try file.sync()
    try file.close()
    try disk.syncDirectory(directory)
  }

  /// Removes a file of the data directory.
  public func remove(_ name: String) throws { try disk.unlink(path(name)) }

  /// Makes a directory in the data directory.
  public func makeDirectory(_ name: String) throws { try disk.makeDirectory(path(name)) }

  /// Removes all files in the data directory.
  public func removeAllFiles() throws {
    for name in try sizes().keys { try remove(name) }
  }
}
