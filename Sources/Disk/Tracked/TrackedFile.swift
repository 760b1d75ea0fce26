import Bytes
import SystemPackage

/// An open file of a ``TrackedDisk``, or any file below its root.
///
/// `dataSync` and `close` may run on another thread: they use the account, which is locked, and the real file.
final class TrackedFile: DiskFile, ParkedSync {
  private let file: any DiskFile
  private let node: Namespace.Node
  private let mode: OpenMode
  private let account: Account
  private unowned let disk: TrackedDisk
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
    try file.read(at: offset, atMost: count, into: &writer)
  }

  func write(_ bytes: Span<UInt8>) throws(DiskError) -> Int {
    if mode == .update {
      let count = try write(bytes, at: position)
      position += count
      return count
    }
    let count = try file.write(bytes)
    account.update { model in
      if let size = model.files[node]?.size { model.wrote(node, at: size, count: count) }
    }
    return count
  }

  func write(_ bytes: Span<UInt8>, at offset: Int) throws(DiskError) -> Int {
    var written = 0
    // A closure cannot take a span along, and only a part may be written: the note needs the count.
    let content = [UInt8](copying: bytes)
    return try disk.dropping(node, from: offset) { () throws(DiskError) in
      written = try file.write(content.span, at: offset)
      return written
    } then: {
      $0.wrote(node, at: offset, count: written)
    }
  }

  func truncate(to size: Int) throws(DiskError) {
    try disk.dropping(node, from: size) { () throws(DiskError) in
      try file.truncate(to: size)
    } then: {
      $0.truncated(node, to: size)
    }
  }

  func dataSync() throws(DiskError) { try syncing { () throws(DiskError) in try file.dataSync() } }

  func dataSync(parkedAt gate: ForkGate) throws(DiskError) {
    try syncing { () throws(DiskError) in
      if let file = file as? any ParkedSync { try file.dataSync(parkedAt: gate) } else { try file.dataSync() }
    }
  }

  func sync() throws(DiskError) { try syncing { () throws(DiskError) in try file.sync() } }

  func beginSync(of range: Range<Int>) { file.beginSync(of: range) }

  private func syncing(_ sync: () throws(DiskError) -> Void) throws(DiskError) {
    let ticket = account.update { $0.syncWillStart(node) }
    do throws(DiskError) { try sync() } catch {
      // Linux marks pages clean even when it could not write them.
      account.update { $0.syncFailed(ticket, dropping: true) }
      throw error
    }
    account.update { $0.syncSucceeded(ticket) }
  }

  func close() throws(DiskError) { try file.close() }
}
