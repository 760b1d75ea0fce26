import Bytes
import SystemPackage

/// The directory where a ``TrackedDisk`` keeps contents that a power cut may bring back.
///
/// `node-N` is file N while it has no name of its own: a hard link where the file system allows it, else a copy.
/// `tail-N` holds the durable bytes that were cut off or overwritten in file N, `tail-N.new` the same before the change
/// has happened.
struct Scratch {
  typealias Node = Namespace.Node

  let disk: PosixDisk
  let directory: FilePath
  private(set) var kept: Set<Node> = []
  private(set) var tails: Set<Node> = []

  /// Makes the directory, or empties it of what an earlier run left.
  init(_ directory: FilePath, on disk: PosixDisk) throws(DiskError) {
    self.directory = directory
    self.disk = disk
    if try disk.status(directory) == nil { try disk.makeDirectory(directory) }
    for entry in try disk.list(directory) where Self.isOurs(entry) {
      try disk.unlink(directory.appending(entry.name))
    }
  }

  private static func isOurs(_ entry: DirectoryEntry) -> Bool {
    let name = entry.name.string
    return !entry.isDirectory && (name.hasPrefix("node-") || name.hasPrefix("tail-"))
  }

  func file(_ node: Node) -> FilePath { directory.appending("node-\(node)") }
  func tail(_ node: Node) -> FilePath { directory.appending("tail-\(node)") }
  private func newTail(_ node: Node) -> FilePath { directory.appending("tail-\(node).new") }

  /// Keeps a file whose name is about to go.
  mutating func keep(_ node: Node, at path: FilePath) throws(DiskError) {
    guard !kept.contains(node) else { return }
    do throws(DiskError) { try disk.link(path, as: file(node)) } catch {
      // Another file system, or one without hard links.
      guard [.improperLink, .notPermitted, .notSupported, .tooManyLinks].contains(error.errno) else { throw error }
      try disk.copy(from: path, to: file(node))
    }
    kept.insert(node)
  }

  /// Moves a file here, from where a power cut takes it.
  mutating func take(_ node: Node, from path: FilePath) throws(DiskError) {
    try move(path, to: file(node))
    kept.insert(node)
  }

  /// Moves a file from here to where a power cut leaves it.
  mutating func give(_ node: Node, to path: FilePath) throws(DiskError) {
    try move(file(node), to: path)
    kept.remove(node)
  }

  private func move(_ from: FilePath, to: FilePath) throws(DiskError) {
    do throws(DiskError) { try disk.rename(from, to: to) } catch {
      guard error.errno == .improperLink else { throw error }
      try disk.copy(from: from, to: to)
      try disk.unlink(from)
    }
  }

  /// Copies the bytes that are about to be cut, in front of those saved before if `joining` says that they still count.
  func prepareTail(_ node: Node, from path: FilePath, _ range: Range<Int>, joining: Bool) throws(DiskError) {
    let target = try disk.open(newTail(node), .truncate)
    try disk.closing(target) { () throws(DiskError) in
      try append(path, range, to: target)
      if joining { try append(tail(node), 0..<Int.max, to: target) }
    }
  }

  /// Makes the prepared tail the tail, now that the bytes are gone.
  mutating func commitTail(_ node: Node) throws(DiskError) {
    try disk.rename(newTail(node), to: tail(node))
    tails.insert(node)
  }

  func discardPreparedTail(_ node: Node) throws(DiskError) { try disk.unlink(newTail(node)) }

  mutating func releaseTail(_ node: Node) throws(DiskError) {
    if tails.remove(node) != nil { try disk.unlink(tail(node)) }
  }

  mutating func release(_ node: Node) throws(DiskError) {
    try forgetCopy(node)
    try releaseTail(node)
  }

  /// Lets go of the kept content of a file which has not lost its name after all.
  mutating func forgetCopy(_ node: Node) throws(DiskError) {
    if kept.remove(node) != nil { try disk.unlink(file(node)) }
  }

  mutating func releaseAll() throws(DiskError) {
    for node in kept.union(tails).sorted() { try release(node) }
  }

  /// Appends `range` of the file at `path`, as far as it goes, to `target`.
  func append(_ path: FilePath, _ range: Range<Int>, to target: any DiskFile) throws(DiskError) {
    let source = try disk.open(path, .read)
    try disk.closing(source) { () throws(DiskError) in
      var chunk = ByteWriter()
      var position = range.lowerBound
      while position < range.upperBound {
        chunk.removeAll()
        let wanted = min(range.upperBound - position, 1 << 20)
        let taken = try source.read(at: position, atMost: wanted, into: &chunk)
        if taken == 0 { return }
        try target.writeAll(chunk.span)
        position += taken
      }
    }
  }
}
