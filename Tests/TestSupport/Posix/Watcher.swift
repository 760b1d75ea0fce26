import Glibc

/// Ends a process when the process that made the watcher ends, however that comes about: also when it is killed and has
/// no more say.
///
/// A shell waits at a pipe whose other end only the watching process has; the system closes that end with it.
final class Watcher {
  private let shell: ChildProcess
  private let end: Int32

  /// Watches over process `id`, which must end after the watcher does.
  init(of id: Int32) throws(SystemFailure) {
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { throw SystemFailure("pipe") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    end = ends[1]
    defer { close(ends[0]) }
    // Opened anew by its name, because descriptors of this process are not inherited.
    shell = try ChildProcess(
      "sh", ["-c", "read -r line; kill -9 \(id)"], input: "/proc/self/fd/\(ends[0])", output: "/dev/null")
  }

  deinit {
    // Before the pipe ends: nothing is to be killed any more.
    shell.end(signal: ChildProcess.kill)
    close(end)
  }
}
