import Disk
import Glibc
import SystemPackage

/// Runs a line in the system shell.
enum SystemShell {
  /// How the shell ended.
  enum End: Equatable {
    case status(Int)
    case signal(Int)
    /// It could not be started.
    case failed(String)
  }

  /// Runs `line` by `/bin/sh` in `directory`.
  ///
  /// - Parameters:
  ///   - input: what it reads from standard input; nil for nothing, or for this process' own where `emit` is nil.
  ///   - takesErrors: whether `emit` takes what it prints to standard error too, else this process' own is used.
  ///   - isOver: whether this process is asked to end; asked after signals, and the shell is then ended, too.
  ///   - emit: takes what it prints; nil gives it this process' own input and output.
  static func run(
    _ line: [UInt8], in directory: FilePath, input: [UInt8]? = nil, takesErrors: Bool = true,
    isOver: () -> Bool = { false }, emit: (([UInt8]) -> Void)?
  ) -> End {
    var ends: InlineArray<2, Int32> = [-1, -1]
    if emit != nil {
      var span = ends.mutableSpan
      let piped = unsafe span.withUnsafeMutableBufferPointer { unsafe pipe($0.baseAddress) }
      guard piped == 0 else { return .failed(Errno(rawValue: errno).description) }
      for end in 0..<2 { _ = fcntl(ends[end], F_SETFD, FD_CLOEXEC) }
    }
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    let content = input.map(file)
    defer { if let content, content >= 0 { close(content) } }
    if let content {
      guard content >= 0 else { return .failed(Errno(rawValue: errno).description) }
      unsafe posix_spawn_file_actions_adddup2(&actions, content, 0)
    } else if emit != nil {
      unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    }
    if emit != nil {
      unsafe posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
      if takesErrors { unsafe posix_spawn_file_actions_adddup2(&actions, ends[1], 2) }
    }
    let (child, failure) = unsafe spawn(line, in: directory, &actions)
    if emit != nil { close(ends[1]) }
    defer { if emit != nil { close(ends[0]) } }
    // While it runs Ctrl-C is for it alone, as in system(3); it has got the usual handling before.
    let earlier = signal(SIGINT, SIG_IGN)
    defer { _ = signal(SIGINT, earlier) }
    guard failure == 0 else { return .failed(Errno(rawValue: failure).description) }
    let isGivenUp = { isOver() && kill(child, SIGTERM) == 0 }
    if let emit { read(ends[0], isGivenUp, emit) }
    return wait(for: child, isGivenUp)
  }

  /// A file without a name that holds `content`, read from its beginning; -1 when there can be none.
  private static func file(_ content: [UInt8]) -> Int32 {
    var name = Array("/tmp/aofsh-input-XXXXXX".utf8CString)
    let descriptor = unsafe mkstemp(&name)
    guard descriptor >= 0 else { return -1 }
    unsafe unlink(name)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    do { try FileDescriptor(rawValue: descriptor).writeAll(content) } catch {
      close(descriptor)
      return -1
    }
    lseek(descriptor, 0, SEEK_SET)
    return descriptor
  }

  private static func spawn(
    _ line: [UInt8], in directory: FilePath, _ actions: inout posix_spawn_file_actions_t
  ) -> (pid_t, Int32) {
    var child: pid_t = 0
    // The directory and the line are arguments of a fixed script, so that nothing need be quoted.
    let script = "cd \"$1\" && eval \"$2\""
    let words: [[UInt8]] = [
      Array("sh".utf8), Array("-c".utf8), Array(script.utf8), Array("sh".utf8), directory.bytes, line,
    ]
    var arguments: [UnsafeMutablePointer<CChar>?] = unsafe []
    for word in words {
      let copy = UnsafeMutablePointer<CChar>.allocate(capacity: word.count + 1)
      for (index, byte) in word.enumerated() { unsafe copy[index] = CChar(bitPattern: byte) }
      unsafe copy[word.count] = 0
      unsafe arguments.append(copy)
    }
    unsafe arguments.append(nil)
    defer { for index in words.indices { unsafe arguments[index]?.deallocate() } }
    let failure = unsafe posix_spawn(&child, "/bin/sh", &actions, nil, arguments, environ)
    return (child, failure)
  }

  private static func read(_ descriptor: Int32, _ isGivenUp: () -> Bool, _ emit: ([UInt8]) -> Void) {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { unsafe Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR {
        // What the shell has started may have its output open still.
        if isGivenUp() { return }
        continue
      }
      guard count > 0 else { return }
      emit(Array(buffer[..<count]))
    }
  }

  /// How a process ended, once it has.
  static func wait(for child: pid_t, _ isGivenUp: () -> Bool = { false }) -> End {
    var status: Int32 = 0
    while unsafe waitpid(child, &status, 0) < 0 {
      if errno != EINTR { return .failed(Errno(rawValue: errno).description) }
      _ = isGivenUp()
    }
    let signal = Int(status & 0x7F)
    return signal == 0 ? .status(Int(status >> 8 & 0xFF)) : .signal(signal)
  }
}
