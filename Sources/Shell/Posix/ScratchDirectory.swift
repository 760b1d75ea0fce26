import Glibc
import SystemPackage

/// Directories of the shell's own below `$TMPDIR`, or `/tmp`.
enum ScratchDirectory {
  /// Makes an empty directory of a new name, which only its owner can use.
  static func make() throws(WorkbenchError) -> FilePath {
    var base = "/tmp"
    if let value = unsafe getenv("TMPDIR"), unsafe value.pointee != 0 { base = unsafe String(cString: value) }
    var template = Array("\(base)/aofsh-XXXXXX".utf8CString)
    guard unsafe mkdtemp(&template) != nil else {
      let reason = Errno(rawValue: errno).description
      throw WorkbenchError(
        "cannot make a scratch directory in \(base): \(reason); set TMPDIR to a directory that can be written, or "
          + "name a data directory with --dir", exitStatus: 3)
    }
    return FilePath(String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self))
  }

  /// The names in a directory that begin with `prefix`, of files and directories; none if it cannot be listed.
  ///
  /// Nothing is made of the other names, however many there are.
  static func names(in directory: FilePath, beginningWith prefix: String) -> [String] {
    guard let listing = unsafe opendir(directory.string) else { return [] }
    defer { unsafe closedir(listing) }
    let wanted = Array(prefix.utf8CString.dropLast())
    var names: [String] = []
    while let entry = unsafe readdir(listing) {
      unsafe withUnsafePointer(to: &entry.pointee.d_name) { field in
        let name = unsafe UnsafeRawPointer(field).assumingMemoryBound(to: CChar.self)
        if unsafe strncmp(name, wanted, wanted.count) == 0 { names.append(unsafe String(cString: name)) }
      }
    }
    return names
  }

  /// The directory that relative paths start from.
  static func current() -> FilePath {
    guard let start = unsafe getcwd(nil, 0) else { return "/" }
    defer { unsafe free(start) }
    return unsafe FilePath(platformString: start)
  }

  /// Number of this process.
  static var processIdentifier: Int { Int(getpid()) }

  /// Whether there is a process of this number.
  static func isRunning(_ process: Int32) -> Bool { process > 0 && (kill(process, 0) == 0 || errno != ESRCH) }

  /// Whether `path` itself is a symbolic link, wherever it leads.
  static func isSymbolicLink(_ path: FilePath) -> Bool {
    var status = stat()
    return unsafe path.withPlatformString { unsafe lstat($0, &status) } == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  /// A seed from the system.
  static func seed() -> UInt64 { UInt64.random(in: .min ... .max) }
}
