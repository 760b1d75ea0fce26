import Glibc
package import SystemPackage

/// A program that was started, with its standard streams connected to descriptors or to nothing.
package final class Subprocess {
  private(set) var identifier: pid_t = 0
  let path: FilePath

  /// Starts `path` with `arguments`; streams without a descriptor lead to `/dev/null`.
  package init(
    _ path: FilePath, _ arguments: [String], input: FileDescriptor? = nil, output: FileDescriptor? = nil
  ) throws(BenchError) {
    self.path = path
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    for (number, descriptor) in [(Int32(0), input), (1, output), (2, nil)] {
      if let descriptor {
        unsafe posix_spawn_file_actions_adddup2(&actions, descriptor.rawValue, number)
      } else {
        unsafe posix_spawn_file_actions_addopen(&actions, number, "/dev/null", O_RDWR, 0)
      }
    }
    var pointers = unsafe ([path.string] + arguments).map { unsafe strdup($0) }
    unsafe pointers.append(nil)
    defer { unsafe pointers.forEach { unsafe free($0) } }
    let status = unsafe posix_spawn(&identifier, path.string, &actions, nil, pointers, environ)
    if status != 0 { throw .program(path, Errno(rawValue: status)) }
  }

  deinit { end() }

  /// Waits for the program's end. Returns its status, or minus the signal that ended it.
  @discardableResult
  package func wait() -> Int {
    guard identifier != 0 else { return 0 }
    var status: Int32 = 0
    while unsafe waitpid(identifier, &status, 0) == -1 && errno == EINTR {}
    identifier = 0
    let signal = Int(status & 0x7F)
    return signal == 0 ? Int(status >> 8 & 0xFF) : -signal
  }

  /// Whether it has ended by itself.
  func hasEnded() -> Bool {
    guard identifier != 0 else { return true }
    var status: Int32 = 0
    guard unsafe waitpid(identifier, &status, WNOHANG) != 0 else { return false }
    identifier = 0
    return true
  }

  /// Ends the program at once, by its own identifier.
  func end() {
    guard identifier != 0 else { return }
    kill(identifier, SIGKILL)
    wait()
  }
}
