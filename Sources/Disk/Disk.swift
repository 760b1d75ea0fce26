public import Bytes
public import SystemPackage

/// The seam between aofsh and the file system.
///
/// Everything that touches a file goes through one of three implementations: ``PosixDisk`` is the real file system,
/// ``TrackedDisk`` the real one with an account of what a power cut would leave, ``SimulatedDisk`` lives in memory.
/// A disk is used by one thread; only ``DiskFile/dataSync()`` and ``DiskFile/close()`` of a file handed to a
/// ``SyncWorker`` run on another, and if it ``isShareable`` what a ``DiskWork`` does.
public protocol Disk: AnyObject {
  /// Whether a worker may perform a ``DiskWork`` on it while the engine uses other files of it.
  var isShareable: Bool { get }
  /// Opens a file. Throws `.noSuchFileOrDirectory` when the mode does not create it.
  func open(_ path: FilePath, _ mode: OpenMode) throws(DiskError) -> any DiskFile
  /// What is known of a file or directory, nil when there is none (ENOENT). Follows symbolic links.
  func status(_ path: FilePath) throws(DiskError) -> FileStatus?
  /// Renames a file or directory, atomically replacing what `to` named.
  func rename(_ from: FilePath, to: FilePath) throws(DiskError)
  /// Removes the name of a file.
  func unlink(_ path: FilePath) throws(DiskError)
  /// Makes a directory with mode 0755. When there is one already, the error's `errno` is `.fileExists`.
  func makeDirectory(_ path: FilePath) throws(DiskError)
  /// Removes an empty directory.
  func removeDirectory(_ path: FilePath) throws(DiskError)
  /// The entries of a directory without `.` and `..`, sorted by the bytes of their names.
  func list(_ path: FilePath) throws(DiskError) -> [DirectoryEntry]
  /// Makes the names in a directory durable: opens it, `fsync`, closes it.
  func syncDirectory(_ path: FilePath) throws(DiskError)
  /// The path of the file that a path leads to, through all symbolic links.
  func resolve(_ path: FilePath) throws(DiskError) -> FilePath
  /// Gives a file the owner, the group and the permissions of another.
  func copyAccess(of path: FilePath, to target: FilePath) throws(DiskError)
  /// Takes an advisory exclusive lock on a file or directory without waiting and without leaving a lock file.
  ///
  /// A lock that another holds is an error with ``DiskError/isHeldLock``.
  func lock(_ path: FilePath) throws(DiskError) -> any DiskLock
}

extension Disk {
  /// False: a disk that keeps an account of names belongs to one thread.
  public var isShareable: Bool { false }
}

/// An open file.
///
/// Not closing it leaks the descriptor until the object ends.
public protocol DiskFile: AnyObject {
  /// The path it was opened by; a later rename does not change it.
  var path: FilePath { get }
  /// Bytes in the file.
  func size() throws(DiskError) -> Int
  /// Appends at most `count` bytes from `offset` to `writer` and says how many; 0 at the end of the file.
  func read(at offset: Int, atMost count: Int, into writer: inout ByteWriter) throws(DiskError) -> Int
  /// Performs one write and says how many bytes it took, which may be fewer than given.
  ///
  /// Files opened with `.append` and `.truncate` are written at their end; a file opened with `.update` at its
  /// position, which starts at 0.
  func write(_ bytes: Span<UInt8>) throws(DiskError) -> Int
  /// Performs one write at `offset` of a file opened with `.update`, and leaves the position alone.
  func write(_ bytes: Span<UInt8>, at offset: Int) throws(DiskError) -> Int
  /// Makes the content durable (`fdatasync`). May run on another thread than the writes: it then covers what was
  /// written when it started.
  func dataSync() throws(DiskError)
  /// Makes the content and what is known of the file durable (`fsync`).
  func sync() throws(DiskError)
  /// Asks that `range`, which was written, begins to go to the disk, so that a later ``sync()`` has less to wait for.
  ///
  /// It promises nothing and cannot fail: what cannot be written is what that later call reports.
  func beginSync(of range: Range<Int>)
  /// Cuts the file, or extends it with zero bytes.
  func truncate(to size: Int) throws(DiskError)
  /// Ends the use of the file. Closing twice does nothing.
  func close() throws(DiskError)
}

/// What disks need not know.
extension Disk {
  /// Where there are no links, the path itself.
  public func resolve(_ path: FilePath) throws(DiskError) -> FilePath { path }
  /// Where there are no owners, nothing.
  public func copyAccess(of path: FilePath, to target: FilePath) throws(DiskError) {}
}

extension DiskFile {
  /// Nothing: the later call does all.
  public func beginSync(of range: Range<Int>) {}
}

/// A lock that is held until it is released or its process ends.
public protocol DiskLock: AnyObject {
  /// Gives the lock back. Releasing twice does nothing.
  func release()
  /// Lets go of the lock in a forked child: the parent keeps it, and loses it with its own end even when the child
  /// lives on.
  func releaseInChild()
}

/// How a file is opened.
public enum OpenMode: Sendable {
  /// For reading; it must exist.
  case read
  /// For writing at its end; made with mode 0644 if there is none.
  case append
  /// For writing at its end after dropping its content; made with mode 0644 if there is none.
  case truncate
  /// For reading and for writing anywhere; it must exist.
  case update
}

/// What the file system knows of a file.
public struct FileStatus: Equatable, Sendable {
  /// Bytes in the file.
  public var size: Int
  /// Whether it is a directory.
  public var isDirectory: Bool
  /// When its content last changed, in seconds since 1970.
  public var modificationTime: Int64
  /// The number of its inode: two names with the same identity are one file.
  public var identity: UInt64

  /// A status of the given values.
  public init(size: Int, isDirectory: Bool, modificationTime: Int64, identity: UInt64) {
    self.size = size
    self.isDirectory = isDirectory
    self.modificationTime = modificationTime
    self.identity = identity
  }
}

/// One name in a directory.
public struct DirectoryEntry: Equatable, Sendable {
  /// The name.
  public var name: FilePath.Component
  /// Whether it names a directory (or a symbolic link to one).
  public var isDirectory: Bool

  /// An entry of the given values.
  public init(name: FilePath.Component, isDirectory: Bool) {
    self.name = name
    self.isDirectory = isDirectory
  }
}
