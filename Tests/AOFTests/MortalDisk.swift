import Bytes
import Disk
import SystemPackage

struct Stopped: Error {}

/// A disk that takes so many operations and then none, as it is for a program that is killed.
final class MortalDisk: Disk {
  private let disk: SimulatedDisk
  private var left: Int
  private(set) var isDead = false
  let isShareable = true

  init(_ disk: SimulatedDisk, operations: Int) {
    self.disk = disk
    left = operations
  }

  /// Runs a step, and stops the program if the disk died during it.
  func perform(_ body: () throws -> Void) throws {
    try body()
    if isDead { throw Stopped() }
  }

  func spend(_ error: DiskError) throws(DiskError) {
    if left == 0 { isDead = true }
    if isDead { throw error }
    left -= 1
  }

  func open(_ path: FilePath, _ mode: OpenMode) throws(DiskError) -> any DiskFile {
    if mode != .read { try spend(.open(path, .ioError)) }
    return MortalFile(self, try disk.open(path, mode))
  }
  func status(_ path: FilePath) throws(DiskError) -> FileStatus? { try disk.status(path) }
  func rename(_ from: FilePath, to: FilePath) throws(DiskError) {
    try spend(.rename(from, to: to, .ioError))
    try disk.rename(from, to: to)
  }
  func unlink(_ path: FilePath) throws(DiskError) {
    try spend(.unlink(path, .ioError))
    try disk.unlink(path)
  }
  func makeDirectory(_ path: FilePath) throws(DiskError) {
    try spend(.makeDirectory(path, .ioError))
    try disk.makeDirectory(path)
  }
  func removeDirectory(_ path: FilePath) throws(DiskError) { try disk.removeDirectory(path) }
  func list(_ path: FilePath) throws(DiskError) -> [DirectoryEntry] { try disk.list(path) }
  func syncDirectory(_ path: FilePath) throws(DiskError) {
    try spend(.syncDirectory(path, .ioError))
    try disk.syncDirectory(path)
  }
  func lock(_ path: FilePath) throws(DiskError) -> any DiskLock { try disk.lock(path) }
}

final class MortalFile: DiskFile {
  private let disk: MortalDisk
  private let file: any DiskFile
  var path: FilePath { file.path }

  init(_ disk: MortalDisk, _ file: any DiskFile) {
    self.disk = disk
    self.file = file
  }

  func size() throws(DiskError) -> Int { try file.size() }
  func read(at offset: Int, atMost count: Int, into writer: inout ByteWriter) throws(DiskError) -> Int {
    try file.read(at: offset, atMost: count, into: &writer)
  }
  func write(_ bytes: Span<UInt8>) throws(DiskError) -> Int {
    try disk.spend(.write(path, .ioError))
    return try file.write(bytes)
  }
  func write(_ bytes: Span<UInt8>, at offset: Int) throws(DiskError) -> Int {
    try disk.spend(.write(path, .ioError))
    return try file.write(bytes, at: offset)
  }
  func dataSync() throws(DiskError) {
    try disk.spend(.dataSync(path, .ioError))
    try file.dataSync()
  }
  func sync() throws(DiskError) {
    try disk.spend(.sync(path, .ioError))
    try file.sync()
  }
  func truncate(to size: Int) throws(DiskError) {
    try disk.spend(.truncate(path, .ioError))
    try file.truncate(to: size)
  }
  func close() throws(DiskError) { try file.close() }
}
