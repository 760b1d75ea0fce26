import Bytes
import SystemPackage

/// An open file of a ``TrackedDisk``, or any file below its root.
///
/// `dataSync` and `close` may run on another thread: they use the account, which is locked, and the real file.
final class TrackedFile: DiskFile {
  let file: any DiskFile
  let node: Namespace.Node
  private let mode: OpenMode
  let account: Account
  unowned let disk: TrackedDisk
  private var position = 0

  var path: FilePath { file.path }

  init(_ file: any DiskFile, _ node: Namespace.Node, _ mode: OpenMode, of disk: TrackedDisk) {
    self.file = file
    self.node = node
    self.mode = mode
    self.disk = disk
    account = disk.account
  }

  func size() throws(DiskError) -> Int { try file.size() }

  func read(at offset: Int, atMost count: Int, into writer: inout ByteWriter) throws(DiskError) -> Int {
    if let errno = account.failure(.read, path)?.errno { throw .read(path, errno) }
    return try file.read(at: offset, atMost: count, into: &writer)
  }

  func write(_ bytes: Span<UInt8>) throws(DiskError) -> Int {
    if mode == .update {
      let count = try write(bytes, at: position)
      position += count
      return count
    }
    let count = try noting(bytes.count, at: nil) { (allowed) throws(DiskError) in
      try file.write(bytes.extracting(0..<allowed))
    }
    account.update { model in
      if let size = model.files[node]?.size { model.wrote(node, at: size, count: count) }
    }
    return count
  }

  func write(_ bytes: Span<UInt8>, at offset: Int) throws(DiskError) -> Int {
    // A closure cannot take a span along, and only a part may be written: the note needs the count.
    let content = [UInt8](copying: bytes)
    return try noting(bytes.count, at: offset) { (allowed) throws(DiskError) in
      var written = 0
      return try disk.dropping(node, from: offset) { () throws(DiskError) in
        written = try file.write(content.span.extracting(0..<allowed), at: offset)
        return written
      } then: {
        $0.wrote(node, at: offset, count: written)
      }
    }
  }

  /// Runs a write of as many bytes as failures let through, and takes note of how it went.
  private func noting(
    _ count: Int, at offset: Int?, _ body: (Int) throws(DiskError) -> Int
  ) throws(DiskError) -> Int {
    var entry = DiskOperation(.write, path)
    entry.node = node
    entry.offset = offset ?? account.update { $0.files[node]?.size ?? 0 }
    do throws(DiskError) {
      let allowed: Int
      do throws(Errno) { allowed = try account.allowance(count, at: offset, of: node, path) } catch {
        throw .write(path, error)
      }
      entry.count = try body(allowed)
      account.record(entry)
      return entry.count
    } catch {
      entry.errno = error.errno
      account.record(entry)
      throw error
    }
  }

  func truncate(to size: Int) throws(DiskError) {
    try disk.perform(.truncate, path, node: node, count: size) { (_) throws(DiskError) in
      try disk.dropping(node, from: size) { () throws(DiskError) in
        try file.truncate(to: size)
      } then: {
        $0.truncated(node, to: size)
      }
    }
  }

  func dataSync() throws(DiskError) {
    try syncing(.dataSync) { () throws(DiskError) in
      disk.wait(forSyncOf: self)
      try file.dataSync()
    }
  }

  func sync() throws(DiskError) {
    try syncing(.sync) { () throws(DiskError) in
      disk.wait(forSyncOf: self)
      try file.sync()
    }
  }

  func beginSync(of range: Range<Int>) { file.beginSync(of: range) }

  func close() throws(DiskError) { try file.close() }
}
