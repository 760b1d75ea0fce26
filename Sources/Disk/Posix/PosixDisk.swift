import Glibc
public import SystemPackage

/// The file system of this machine.
public final class PosixDisk: Disk {
  /// The disk.
  ///
  /// It keeps no state.
  public init() {}

  /// It keeps no state that threads could disagree about.
  public var isShareable: Bool { true }

  public func open(_ path: FilePath, _ mode: OpenMode) throws(DiskError) -> any DiskFile {
    // A file dropped at opening is still written at its end: after a short write was cut off, a descriptor with a
    // position would leave a hole of zero bytes.
    let flags =
      switch mode {
      case .read: O_RDONLY
      case .append: O_WRONLY | O_CREAT | O_APPEND
      case .truncate: O_WRONLY | O_CREAT | O_TRUNC | O_APPEND
      case .update: O_RDWR
      }
    do throws(Errno) { return PosixFile(path, try Syscalls.open(path, flags)) } catch { throw .open(path, error) }
  }

  public func status(_ path: FilePath) throws(DiskError) -> FileStatus? {
    do throws(Errno) {
      return try Syscalls.status(path)
    } catch {
      if error == .noSuchFileOrDirectory { return nil }
      throw .status(path, error)
    }
  }

  public func resolve(_ path: FilePath) throws(DiskError) -> FilePath {
    do throws(Errno) { return try Syscalls.resolve(path) } catch { throw .status(path, error) }
  }

  public func copyAccess(of path: FilePath, to target: FilePath) throws(DiskError) {
    do throws(Errno) { try Syscalls.copyAccess(of: path, to: target) } catch { throw .write(target, error) }
  }

  public func rename(_ from: FilePath, to: FilePath) throws(DiskError) {
    do throws(Errno) { try Syscalls.rename(from, to: to) } catch { throw .rename(from, to: to, error) }
  }

  /// Gives a file a second name in the same file system.
  public func link(_ existing: FilePath, as name: FilePath) throws(DiskError) {
    do throws(Errno) { try Syscalls.link(existing, as: name) } catch { throw .link(existing, to: name, error) }
  }

  public func unlink(_ path: FilePath) throws(DiskError) {
    do throws(Errno) { try Syscalls.unlink(path) } catch { throw .unlink(path, error) }
  }

  public func makeDirectory(_ path: FilePath) throws(DiskError) {
    do throws(Errno) { try Syscalls.makeDirectory(path) } catch { throw .makeDirectory(path, error) }
  }

  public func removeDirectory(_ path: FilePath) throws(DiskError) {
    do throws(Errno) { try Syscalls.removeDirectory(path) } catch { throw .removeDirectory(path, error) }
  }

  public func list(_ path: FilePath) throws(DiskError) -> [DirectoryEntry] {
    var entries: [DirectoryEntry] = []
    do throws(Errno) {
      for (name, known) in try Syscalls.names(in: path) {
        var isDirectory = known == true
        if known == nil { isDirectory = try Self.isDirectory(path.appending(name)) }
        entries.append(DirectoryEntry(name: name, isDirectory: isDirectory))
      }
    } catch { throw .list(path, error) }
    return entries.sortedByName()
  }

  /// Whether `path` leads to a directory, which a link that leads nowhere or a name removed since does not.
  private static func isDirectory(_ path: FilePath) throws(Errno) -> Bool {
    do throws(Errno) { return try Syscalls.status(path).isDirectory } catch {
      if error == .noSuchFileOrDirectory || error == .tooManySymbolicLinkLevels { return false }
      throw error
    }
  }

  public func syncDirectory(_ path: FilePath) throws(DiskError) {
    do throws(Errno) {
      let descriptor = try Syscalls.open(path, O_RDONLY | O_DIRECTORY)
      do throws(Errno) { try Syscalls.sync(descriptor) } catch {
        try Syscalls.close(descriptor)
        throw error
      }
      try Syscalls.close(descriptor)
    } catch { throw .syncDirectory(path, error) }
  }

  public func lock(_ path: FilePath) throws(DiskError) -> any DiskLock {
    do throws(Errno) {
      let descriptor = try Syscalls.open(path, O_RDONLY)
      do throws(Errno) { try Syscalls.lock(descriptor) } catch {
        try Syscalls.close(descriptor)
        throw error
      }
      return PosixLock(descriptor)
    } catch { throw .lock(path, error) }
  }
}
