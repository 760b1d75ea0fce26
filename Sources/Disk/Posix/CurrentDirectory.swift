import Glibc
import SystemPackage

extension Syscalls {
  /// The directory that relative paths start from.
  static func currentDirectory() throws(Errno) -> FilePath {
    guard let start = unsafe getcwd(nil, 0) else { throw Errno(rawValue: Glibc.errno) }
    defer { unsafe free(start) }
    return unsafe FilePath(platformString: start)
  }
}
