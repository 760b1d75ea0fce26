import Glibc
import SystemPackage

/// The calls that change or read names.
extension Syscalls {
  static func rename(_ from: FilePath, to target: FilePath) throws(Errno) {
    _ = try check {
      unsafe from.withPlatformString { from in
        unsafe target.withPlatformString { unsafe Glibc.rename(from, $0) }
      }
    }
  }

  static func resolve(_ path: FilePath) throws(Errno) -> FilePath {
    guard let resolved = unsafe path.withPlatformString({ unsafe realpath($0, nil) }) else {
      throw Errno(rawValue: Glibc.errno)
    }
    defer { unsafe free(resolved) }
    return unsafe FilePath(platformString: resolved)
  }

  /// The owner first: changing it takes permissions away.
  static func copyAccess(of path: FilePath, to target: FilePath) throws(Errno) {
    var (model, old) = (stat(), stat())
    _ = try check { unsafe path.withPlatformString { unsafe stat($0, &model) } }
    _ = try check { unsafe target.withPlatformString { unsafe stat($0, &old) } }
    if model.st_uid != old.st_uid || model.st_gid != old.st_gid {
      _ = try check { unsafe target.withPlatformString { unsafe chown($0, model.st_uid, model.st_gid) } }
    }
    guard model.st_mode != old.st_mode else { return }
    _ = try check { unsafe target.withPlatformString { unsafe chmod($0, model.st_mode & 0o7777) } }
  }

  static func link(_ existing: FilePath, as name: FilePath) throws(Errno) {
    _ = try check {
      unsafe existing.withPlatformString { existing in
        unsafe name.withPlatformString { unsafe Glibc.link(existing, $0) }
      }
    }
  }

  static func unlink(_ path: FilePath) throws(Errno) {
    _ = try check { unsafe path.withPlatformString { unsafe Glibc.unlink($0) } }
  }

  static func makeDirectory(_ path: FilePath) throws(Errno) {
    _ = try check { unsafe path.withPlatformString { unsafe mkdir($0, 0o755) } }
  }

  static func removeDirectory(_ path: FilePath) throws(Errno) {
    _ = try check { unsafe path.withPlatformString { unsafe rmdir($0) } }
  }

  /// The names in a directory but `.` and `..`, in no order, and whether each is a directory; nil means that only a
  /// `stat` can tell.
  static func names(in path: FilePath) throws(Errno) -> [(name: FilePath.Component, isDirectory: Bool?)] {
    guard let directory = unsafe path.withPlatformString({ unsafe opendir($0) }) else {
      throw Errno(rawValue: Glibc.errno)
    }
    defer { unsafe closedir(directory) }
    var found: [(name: FilePath.Component, isDirectory: Bool?)] = []
    while true {
      // readdir tells its end from a failure by errno alone.
      Glibc.errno = 0
      guard let entry = unsafe readdir(directory) else {
        if Glibc.errno != 0 { throw Errno(rawValue: Glibc.errno) }
        return found
      }
      let type = unsafe entry.pointee.d_type
      let isDirectory: Bool? = type == DT_UNKNOWN || type == DT_LNK ? nil : type == DT_DIR
      if let name = unsafe component(of: entry) { found.append((name, isDirectory)) }
    }
  }

  /// The name in a directory entry, nil for `.` and `..`.
  private static func component(of entry: UnsafeMutablePointer<dirent>) -> FilePath.Component? {
    let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
    let start = unsafe UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self)
    guard let name = unsafe FilePath.Component(platformString: start), name.kind == .regular else { return nil }
    return name
  }
}
