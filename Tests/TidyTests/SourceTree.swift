import Disk
import SystemPackage
import Testing

/// The package's own files, found from the place of this one.
struct SourceTree {
  static let root = FilePath(#filePath).removingLastComponent().removingLastComponent().removingLastComponent()

  struct File: CustomTestStringConvertible {
    let path: FilePath
    let lines: [Substring]

    /// The path below the root.
    var name: String { String(path.string.dropFirst(SourceTree.root.string.utf8.count + 1)) }
    var testDescription: String { name }
    /// The target: the folder below `Sources` or `Tests`.
    var target: String { String(name.split(separator: "/")[1]) }
    var text: String { lines.joined(separator: "\n") }
  }

  /// All Swift files below a folder of the root, sorted.
  static func swiftFiles(below folder: String) throws -> [File] {
    try files(below: root.appending(folder), suffix: ".swift")
  }

  static func files(below folder: FilePath, suffix: String) throws -> [File] {
    let disk = PosixDisk()
    var found: [File] = []
    for entry in try disk.list(folder) {
      let path = folder.appending(entry.name)
      if entry.isDirectory {
        found += try files(below: path, suffix: suffix)
      } else if entry.name.string.hasSuffix(suffix) {
        let text = String(decoding: try disk.readAll(path), as: UTF8.self)
        found.append(File(path: path, lines: text.split(separator: "\n", omittingEmptySubsequences: false)))
      }
    }
    return found
  }

  static func names(at folder: FilePath) throws -> [String] { try PosixDisk().list(folder).map(\.name.string) }
}
