import Glibc
import SystemPackage

/// What a server does to its own process.
enum ServerProcess {
  /// The number of the process.
  static var identifier: Int { Int(getpid()) }

  /// A seed that differs at every start.
  static var seed: UInt64 {
    var generator = SystemRandomNumberGenerator()
    return generator.next()
  }

  /// The current directory, absolute.
  static var directory: String {
    guard let path = unsafe getcwd(nil, 0) else { return "." }
    defer { unsafe free(path) }
    return unsafe String(cString: path)
  }

  /// Makes `path` the current directory.
  static func enter(_ path: String) throws(Errno) {
    if unsafe chdir(path) != 0 { throw Errno(rawValue: errno) }
  }

  /// How many files may be open: what was allowed, and what is now, at least `wanted` if the system lets.
  static func allowFiles(_ wanted: UInt) -> (before: UInt, now: UInt) {
    var limit = rlimit()
    let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    guard unsafe getrlimit(resource, &limit) == 0 else { return (1024, 1024) }
    let before = UInt(limit.rlim_cur)
    guard before < wanted else { return (before, before) }
    let most = limit.rlim_max
    // What goes beyond the hard limit needs a privilege.
    for attempt in [wanted, min(wanted, UInt(most))] where attempt > before {
      limit.rlim_cur = rlim_t(attempt)
      limit.rlim_max = max(most, rlim_t(attempt))
      if unsafe setrlimit(resource, &limit) == 0 { return (before, attempt) }
    }
    return (before, before)
  }

  /// Goes on in a process of its own session, without a terminal. The process that was started ends.
  static func daemonize() {
    if fork() != 0 { _exit(0) }
    setsid()
    let null = unsafe open("/dev/null", O_RDWR)
    guard null >= 0 else { return }
    for descriptor in 0...2 as ClosedRange<Int32> { dup2(null, descriptor) }
    if null > 2 { close(null) }
  }

  /// Replaces the content of a file.
  static func write(_ text: String, to path: String) throws(Errno) {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Errno(rawValue: errno) }
    defer { close(descriptor) }
    let bytes = Array(text.utf8)
    let count = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
    if count != bytes.count { throw Errno(rawValue: errno) }
  }

  /// Removes a file.
  static func remove(_ path: String) { unsafe unlink(path) }
}
