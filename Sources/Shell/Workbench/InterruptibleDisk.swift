import Bytes
import Disk
import SystemPackage

/// A disk whose files give up reading, as if the call had been interrupted, once nobody wants what is read.
///
/// For work that only looks at files and knows no other way to be ended.
final class InterruptibleDisk: Disk {
  private let disk: any Disk
  private let isInterrupted: () -> Bool

  init(_ disk: any Disk, isInterrupted: @escaping () -> Bool) {
    self.disk = disk
    self.isInterrupted = isInterrupted
  }

  func open(_ path: FilePath, _ mode: OpenMode) throws(DiskError) -> any DiskFile {
    File(try disk.open(path, mode), isInterrupted)
  }

  func status(_ path: FilePath) throws(DiskError) -> FileStatus? { try disk.status(path) }
  func rename(_ from: FilePath, to: FilePath) throws(DiskError) { try disk.rename(from, to: to) }
  func unlink(_ path: FilePath) throws(DiskError) { try disk.unlink(path) }
  func makeDirectory(_ path: FilePath) throws(DiskError) { try disk.makeDirectory(path) }
  func removeDirectory(_ path: FilePath) throws(DiskError) { try disk.removeDirectory(path) }
  func list(_ path: FilePath) throws(DiskError) -> [DirectoryEntry] { try disk.list(path) }
  func syncDirectory(_ path: FilePath) throws(DiskError) { try disk.syncDirectory(path) }
  func resolve(_ path: FilePath) throws(DiskError) -> FilePath { try disk.resolve(path) }
  func copyAccess(of path: FilePath, to target: FilePath) throws(DiskError) {
    try disk.copyAccess(of: path, to: target)
  }
  func lock(_ path: FilePath) throws(DiskError) -> any DiskLock { try disk.lock(path) }

  private final class File: DiskFile {
    private let file: any DiskFile
    private let isInterrupted: () -> Bool

    init(_ file: any DiskFile, _ isInterrupted: @escaping () -> Bool) {
      self.file = file
      self.isInterrupted = isInterrupted
    }

    var path: FilePath { file.path }
    func size() throws(DiskError) -> Int { try file.size() }
    func read(at offset: Int, atMost count: Int, into writer: inout ByteWriter) throws(DiskError) -> Int {
      if isInterrupted() { throw DiskError.read(path, .interrupted) }
      return try file.read(at: offset, atMost: count, into: &writer)
    }
    func write(_ bytes: Span<UInt8>) throws(DiskError) -> Int { try file.write(bytes) }
    func write(_ bytes: Span<UInt8>, at offset: Int) throws(DiskError) -> Int { try file.write(bytes, at: offset) }
    func dataSync() throws(DiskError) { try file.dataSync() }
    func sync() throws(DiskError) { try file.sync() }
    func truncate(to size: Int) throws(DiskError) { try file.truncate(to: size) }
    func close() throws(DiskError) { try file.close() }
  }
}
