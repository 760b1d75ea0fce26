import Bytes
import SystemPackage

/// The disk of a child that was forked off the user of a ``TrackedDisk``: the real one, with that disk's failures.
///
/// The child works on its own copy of the account: what it uses up stays to be used by its parent.
final class ChildDisk: Disk {
  private let real: PosixDisk
  private let account: Account
  /// Bytes by which the child has let files grow.
  private var growth = 0

  init(_ real: PosixDisk, _ account: Account) {
    self.real = real
    self.account = account
  }

  var isShareable: Bool { true }

  private func check(_ operation: DiskError.Operation, _ path: FilePath, to target: FilePath? = nil) throws(DiskError) {
    if let errno = account.failure(operation, path)?.errno { throw DiskError(operation, path, to: target, errno) }
  }

  func open(_ path: FilePath, _ mode: OpenMode) throws(DiskError) -> any DiskFile {
    try check(.open, path)
    return ChildFile(try real.open(path, mode), of: self)
  }

  func status(_ path: FilePath) throws(DiskError) -> FileStatus? { try real.status(path) }

  func rename(_ from: FilePath, to: FilePath) throws(DiskError) {
    try check(.rename, from, to: to)
    try real.rename(from, to: to)
  }

  func unlink(_ path: FilePath) throws(DiskError) {
    try check(.unlink, path)
    try real.unlink(path)
  }

  func makeDirectory(_ path: FilePath) throws(DiskError) {
    try check(.makeDirectory, path)
    try real.makeDirectory(path)
  }

  func removeDirectory(_ path: FilePath) throws(DiskError) {
    try check(.removeDirectory, path)
    try real.removeDirectory(path)
  }

  func list(_ path: FilePath) throws(DiskError) -> [DirectoryEntry] { try real.list(path) }

  func syncDirectory(_ path: FilePath) throws(DiskError) {
    try check(.syncDirectory, path)
    try real.syncDirectory(path)
  }

  func lock(_ path: FilePath) throws(DiskError) -> any DiskLock { try real.lock(path) }

  /// How many of `count` bytes a write at the end of a file may take.
  fileprivate func allowance(_ count: Int, _ path: FilePath) throws(DiskError) -> Int {
    do throws(Errno) {
      let allowed = try account.allowance(count, unknown: growth, path)
      growth += allowed
      return allowed
    } catch { throw .write(path, error) }
  }

  fileprivate func willSync(_ operation: DiskError.Operation, _ path: FilePath) throws(DiskError) {
    try check(operation, path)
    let delay = account.withFailures { $0.syncDelay }
    if delay > 0 { SystemClock().sleep(delay) }
  }
}

/// A file of a ``ChildDisk``, which is only written at its end.
private final class ChildFile: DiskFile {
  private let file: any DiskFile
  private let disk: ChildDisk

  init(_ file: any DiskFile, of disk: ChildDisk) {
    self.file = file
    self.disk = disk
  }

  var path: FilePath { file.path }
  func size() throws(DiskError) -> Int { try file.size() }

  func read(at offset: Int, atMost count: Int, into writer: inout ByteWriter) throws(DiskError) -> Int {
    try file.read(at: offset, atMost: count, into: &writer)
  }

  func write(_ bytes: Span<UInt8>) throws(DiskError) -> Int {
    try file.write(bytes.extracting(0..<disk.allowance(bytes.count, path)))
  }

  func write(_ bytes: Span<UInt8>, at offset: Int) throws(DiskError) -> Int { try file.write(bytes, at: offset) }

  func dataSync() throws(DiskError) {
    try disk.willSync(.dataSync, path)
    try file.dataSync()
  }

  func sync() throws(DiskError) {
    try disk.willSync(.sync, path)
    try file.sync()
  }

  func beginSync(of range: Range<Int>) { file.beginSync(of: range) }
  func truncate(to size: Int) throws(DiskError) { try file.truncate(to: size) }
  func close() throws(DiskError) { try file.close() }
}
