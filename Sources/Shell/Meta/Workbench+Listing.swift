import Bytes
import Disk
import SystemPackage

extension Workbench {
  /// One line of a tree.
  private struct TreeLine {
    var text: [UInt8]
    /// Columns that the text takes on a terminal, as far as that is the number of characters.
    var width: Int
    /// The file of the line; nil for a directory.
    var file: FilePath?
  }

  func metaList(_ arguments: MetaArguments) throws(MetaError) {
    let given = arguments.words.first
    let path = try given.map { word throws(MetaError) in try self.path(word) } ?? directory
    guard let status = try status(path) else { throw try missing(path) }
    let root = given ?? [UInt8(ascii: ".")]
    var lines = [TreeLine(text: root, width: root.count, file: status.isDirectory ? nil : path)]
    if status.isDirectory { try addTree(path, indent: "", to: &lines) }
    let width = (lines.filter { $0.file != nil }.map(\.width).max() ?? 0) + 2
    for line in lines {
      guard arguments.has("-l"), let file = line.file else {
        write(line.text + [0x0A])
        continue
      }
      let gap = [UInt8](repeating: 0x20, count: width - line.width)
      write(line.text + gap + Array("\(try durabilityText(file))\n".utf8))
    }
  }

  private func addTree(_ path: FilePath, indent: String, to lines: inout [TreeLine]) throws(MetaError) {
    let entries = try list(path)
    for (index, entry) in entries.enumerated() {
      let isLast = index == entries.count - 1
      let name = VisibleText.name(entry.name.bytes)
      let prefix = indent + (isLast ? "└── " : "├── ")
      let inner = path.appending(entry.name)
      lines.append(
        TreeLine(
          text: Array(prefix.utf8) + name, width: prefix.count + String(decoding: name, as: UTF8.self).count,
          file: entry.isDirectory ? nil : inner))
      if entry.isDirectory, !ScratchDirectory.isSymbolicLink(inner) {
        try addTree(inner, indent: indent + (isLast ? "    " : "│   "), to: &lines)
      }
    }
  }

  /// The size of a file, and how much of it a power cut would leave.
  private func durabilityText(_ path: FilePath) throws(MetaError) -> String {
    let durability: FileDurabilityStatus?
    let size: Int
    do throws(DiskError) {
      durability = try disk.durability(of: path)
      size = try disk.status(path)?.size ?? 0
    } catch { throw failure(error) }
    let bytes = Words.count(size, "byte")
    guard let durability else { return bytes }
    if !durability.nameIsDurable { return "\(bytes), its name not durable" }
    return durability.durableSize >= size ? "\(bytes), durable" : "\(bytes), \(durability.durableSize) durable"
  }

  // MARK: What changes on disk

  /// All files of the data directory with their sizes and identities.
  func filesBySize() throws(MetaError) -> [FilePath: FileState] {
    var files: [FilePath: FileState] = [:]
    try collect(directory, into: &files)
    return files
  }

  private func collect(_ path: FilePath, into files: inout [FilePath: FileState]) throws(MetaError) {
    for entry in try list(path) {
      let inner = path.appending(entry.name)
      if entry.isDirectory {
        if !ScratchDirectory.isSymbolicLink(inner) { try collect(inner, into: &files) }
      } else if let status = try status(inner) {
        files[inner] = try state(of: inner, status)
      }
    }
  }

  private func state(of path: FilePath, _ status: FileStatus) throws(MetaError) -> FileState {
    guard status.size <= FileState.longestContent else { return FileState(status: status, content: []) }
    do throws(DiskError) { return FileState(status: status, content: try disk.readAll(path)) } catch {
      throw failure(error)
    }
  }

  /// Prints what has changed in the data directory, a line for each file.
  func showChanges(from before: [FilePath: FileState]) throws(MetaError) {
    let after = try filesBySize()
    let paths = Set(before.keys).union(after.keys).sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
    let width = (paths.map { shown($0).count }.max() ?? 0) + 2
    for path in paths {
      let name = Words.padded(shown(path), width)
      switch (before[path], after[path]) {
      case (let old?, nil): write("removed  \(name)\(Words.count(old.size, "byte"))\n")
      case (nil, let new?): write("new      \(name)\(Words.count(new.size, "byte"))\n")
      case (let old?, let new?):
        let change = old.size == new.size ? "" : ", were \(old.size)"
        write("\(old == new ? "kept   " : "changed")  \(name)\(Words.count(new.size, "byte"))\(change)\n")
      case (nil, nil): break
      }
    }
  }
}

/// A file as it was at a time.
struct FileState: Equatable {
  /// The bytes up to which its content is kept.
  static let longestContent = 1 << 16

  let size: Int
  let identity: UInt64
  /// What it held, if that was not much: a file system gives the number of an inode that is gone to the next file, so
  /// that a manifest that was replaced twice may have its old one.
  let content: [UInt8]

  init(status: FileStatus, content: [UInt8]) {
    (size, identity) = (status.size, status.identity)
    self.content = content
  }
}

extension VisibleText {
  /// A file name in which nothing is hidden.
  static func name(_ bytes: [UInt8]) -> [UInt8] {
    var text = show(bytes.span)
    if text.last == 0x0A { text.removeLast() }
    return text
  }
}
