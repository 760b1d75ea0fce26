import Glibc

/// Starts programs.
enum Spawn {
  /// Starts the program that `line` begins with, found by the search path, and returns its number.
  ///
  /// - Parameters:
  ///   - environment: its variables; nil for those of this process.
  ///   - leadsSession: whether it gets a session of its own, whose terminal is the first that it opens.
  ///   - actions: what happens to descriptors.
  static func start(
    _ line: [String], environment: [String: String]? = nil, leadsSession: Bool = false,
    _ actions: inout posix_spawn_file_actions_t
  ) throws(SystemFailure) -> pid_t {
    // Threads of a test process may block signals, and a program would inherit that.
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var noSignals = sigset_t()
    unsafe sigemptyset(&noSignals)
    unsafe posix_spawnattr_setsigmask(&attributes, &noSignals)
    // POSIX_SPAWN_SETSID, which the headers show only to programs that ask for GNU's functions.
    let session: Int16 = leadsSession ? 0x80 : 0
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK) | session)
    var words = unsafe strings(line)
    var values = unsafe strings(environment?.map { "\($0)=\($1)" } ?? [])
    defer { unsafe (words + values).forEach { unsafe free($0) } }
    var process: pid_t = 0
    let code =
      if environment == nil {
        unsafe posix_spawnp(&process, line[0], &actions, &attributes, &words, environ)
      } else {
        unsafe posix_spawnp(&process, line[0], &actions, &attributes, &words, &values)
      }
    guard code == 0 else { throw SystemFailure("posix_spawnp \(line[0])", code: code) }
    return process
  }

  /// Copies that the caller frees, and a null pointer behind them.
  private static func strings(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
    unsafe texts.map { unsafe strdup($0) } + [nil]
  }
}
