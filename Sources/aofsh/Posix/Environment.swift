import Glibc

/// The process's environment.
enum Environment {
  /// The value of a variable; nil when it is not set.
  static func value(_ variable: EnvironmentVariable) -> String? {
    unsafe getenv(variable.rawValue).map { unsafe String(cString: $0) }
  }

  /// Whether the process may read a file.
  static func canRead(_ path: String) -> Bool { unsafe access(path, R_OK) == 0 }

  /// Whether there is a directory at a path.
  static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The path of the running executable; nil when the system does not tell.
  static var executable: String? {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = unsafe readlink("/proc/self/exe", &buffer, buffer.count)
    guard count > 0 else { return nil }
    return String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
