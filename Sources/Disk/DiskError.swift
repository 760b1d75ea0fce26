public import SystemPackage

/// A call to the file system that failed.
public struct DiskError: Error, Equatable, Sendable {
  /// The call that failed.
  public enum Operation: String, Sendable, CaseIterable {
    case open, status, read, write, dataSync, sync, truncate, close
    case rename, unlink, makeDirectory, removeDirectory, list, syncDirectory, lock, link
  }

  /// The call that failed.
  public let operation: Operation
  /// The file or directory it was about.
  public let path: FilePath
  /// Where a rename or link was to lead, else nil.
  public let target: FilePath?
  /// What the operating system answered.
  public let errno: Errno

  init(_ operation: Operation, _ path: FilePath, to target: FilePath? = nil, _ errno: Errno) {
    self.operation = operation
    self.path = path
    self.target = target
    self.errno = errno
  }

  /// The text of `strerror`, as Redis prints it in its log and in `MISCONF` replies.
  public var reason: String { errno.description }

  /// Whether another process (or this one) holds the lock that was asked for.
  public var isHeldLock: Bool { operation == .lock && errno == .wouldBlock }
}

extension DiskError {
  /// `open` failed.
  public static func open(_ path: FilePath, _ errno: Errno) -> DiskError { DiskError(.open, path, errno) }
  /// `stat` or `fstat` failed.
  public static func status(_ path: FilePath, _ errno: Errno) -> DiskError { DiskError(.status, path, errno) }
  /// `pread` failed.
  public static func read(_ path: FilePath, _ errno: Errno) -> DiskError { DiskError(.read, path, errno) }
  /// `write` or `pwrite` failed.
  public static func write(_ path: FilePath, _ errno: Errno) -> DiskError { DiskError(.write, path, errno) }
  /// `fdatasync` failed.
  public static func dataSync(_ path: FilePath, _ errno: Errno) -> DiskError { DiskError(.dataSync, path, errno) }
  /// `fsync` of a file failed.
  public static func sync(_ path: FilePath, _ errno: Errno) -> DiskError { DiskError(.sync, path, errno) }
  /// `ftruncate` failed.
  public static func truncate(_ path: FilePath, _ errno: Errno) -> DiskError { DiskError(.truncate, path, errno) }
  /// `close` failed.
  public static func close(_ path: FilePath, _ errno: Errno) -> DiskError { DiskError(.close, path, errno) }
  /// `rename` failed.
  public static func rename(_ path: FilePath, to target: FilePath, _ errno: Errno) -> DiskError {
    DiskError(.rename, path, to: target, errno)
  }
  /// `link` failed.
  public static func link(_ path: FilePath, to target: FilePath, _ errno: Errno) -> DiskError {
    DiskError(.link, path, to: target, errno)
  }
  /// `unlink` failed.
  public static func unlink(_ path: FilePath, _ errno: Errno) -> DiskError { DiskError(.unlink, path, errno) }
  /// `mkdir` failed.
  public static func makeDirectory(_ path: FilePath, _ errno: Errno) -> DiskError {
    DiskError(.makeDirectory, path, errno)
  }
  /// `rmdir` failed.
  public static func removeDirectory(_ path: FilePath, _ errno: Errno) -> DiskError {
    DiskError(.removeDirectory, path, errno)
  }
  /// `opendir` or `readdir` failed.
  public static func list(_ path: FilePath, _ errno: Errno) -> DiskError { DiskError(.list, path, errno) }
  /// `open` or `fsync` of a directory failed.
  public static func syncDirectory(_ path: FilePath, _ errno: Errno) -> DiskError {
    DiskError(.syncDirectory, path, errno)
  }
  /// `open` or `flock` failed.
  public static func lock(_ path: FilePath, _ errno: Errno) -> DiskError { DiskError(.lock, path, errno) }
}
