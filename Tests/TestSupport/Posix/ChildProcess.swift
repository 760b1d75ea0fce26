import Glibc

/// A call to the operating system failed.
public struct SystemFailure: Error, CustomStringConvertible {
  /// The call.
  public let call: String
  /// Its `errno`.
  public let code: Int32

  init(_ call: String, code: Int32 = errno) {
    self.call = call
    self.code = code
  }

  public var description: String { unsafe "\(call): \(String(cString: strerror(code)))" }
}

/// A program that the test started; it is killed with the last reference to it.
public final class ChildProcess {
  /// The signal that ends a process cleanly.
  public static let terminate = SIGTERM
  /// The signal of Ctrl-C.
  public static let interrupt = SIGINT
  /// The signal that ends a process at once.
  public static let kill = SIGKILL

  /// The number of the process.
  public let id: Int32
  private var exitStatus: Int32?

  /// Starts `program`, found by the search path, in `directory`. It reads the file `input`; what it prints goes to the
  /// file `output`, and its errors there too unless they have a file of their own.
  public init(
    _ program: String, _ arguments: [String], input: String = "/dev/null", output: String, errors: String? = nil,
    directory: String? = nil
  ) throws(SystemFailure) {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    unsafe posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    if let errors {
      unsafe posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    } else {
      unsafe posix_spawn_file_actions_adddup2(&actions, 1, 2)
    }
    // A shell changes to the directory; spawning has no portable way to.
    let line =
      directory.map { ["sh", "-c", "cd \"$0\" && exec \"$@\"", $0, program] + arguments } ?? [program] + arguments
    id = try unsafe Spawn.start(line, &actions)
  }

  deinit { end(signal: Self.kill) }

  /// The exit status, or minus the signal that ended it; nil while it runs.
  public func status() -> Int32? { wait(WNOHANG) }

  /// Sends `signal` unless it has ended already, waits for its end, and returns the exit status, or minus the signal
  /// that ended it.
  @discardableResult
  public func end(signal: Int32) -> Int32 {
    if let exitStatus { return exitStatus }
    _ = Glibc.kill(id, signal)
    return wait(0) ?? -1
  }

  /// Sends `signal` unless it has ended already.
  public func send(signal: Int32) { if exitStatus == nil { _ = Glibc.kill(id, signal) } }

  private func wait(_ options: Int32) -> Int32? {
    if let exitStatus { return exitStatus }
    var word: Int32 = 0
    var ended: pid_t
    repeat { unsafe ended = waitpid(id, &word, options) } while ended < 0 && errno == EINTR
    guard ended == id else { return nil }
    let signal = word & 0x7F
    exitStatus = signal == 0 ? word >> 8 & 0xFF : -signal
    return exitStatus
  }

  /// Waits for its end and returns the exit status, or minus the signal that ended it.
  public func finish() -> Int32 { wait(0) ?? -1 }

  /// The folder of the program that is running: where the package's executables are beside the tests.
  public static var programFolder: String {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = unsafe readlink("/proc/self/exe", &buffer, buffer.count)
    let path = String(decoding: buffer[..<max(0, count)].map(UInt8.init(bitPattern:)), as: UTF8.self)
    return String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
  }

  /// Whether the search path has `program`.
  public static func isInstalled(_ program: String) -> Bool {
    guard let path = unsafe getenv("PATH") else { return false }
    return unsafe String(cString: path).split(separator: ":").contains { unsafe access("\($0)/\(program)", X_OK) == 0 }
  }

  /// Waits a moment, for something that another process is about to do.
  public static func pause() { usleep(5000) }
}
