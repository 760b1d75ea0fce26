import Glibc

/// A forked child that shares the parent's memory until one of them writes to it.
///
/// The child reads the keyspace, writes one file and ends with `_exit`. At the fork no other thread is inside the
/// Swift runtime: the fsync thread waits in a system call. The child must not instantiate generic types or print type
/// names, because a lock of the runtime might be held by a thread that does not exist in it.
@safe public final class ForkedChild: ChildProcess {
  public private(set) var processIdentifier = 0
  private var reportPipe: Int32 = -1
  /// What parent and child share.
  private struct Shared {
    /// How often the child has noted progress.
    var progress = 0
    /// Whether its work is done.
    var isFinished = false
  }

  /// Nil when the system had no memory to share.
  private let shared: UnsafeMutablePointer<Shared>?
  /// Called in the child first, to let go of what only the parent may hold.
  private let prepare: () -> Void

  /// No child yet; `prepare` runs in each child before its work.
  public init(prepare: @escaping () -> Void = {}) {
    self.prepare = prepare
    let size = MemoryLayout<Shared>.size
    let mapped = unsafe mmap(nil, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0)
    unsafe shared = mapped == MAP_FAILED ? nil : mapped?.bindMemory(to: Shared.self, capacity: 1)
    unsafe shared?.initialize(to: Shared())
  }

  deinit {
    if reportPipe >= 0 { close(reportPipe) }
    if let shared = unsafe shared { unsafe munmap(shared, MemoryLayout<Shared>.size) }
  }

  public func noteProgress() { if let shared = unsafe shared { unsafe shared.pointee.progress &+= 1 } }

  /// Without shared memory always the same: the limit then counts for the whole of the work.
  public var progress: Int { unsafe shared?.pointee.progress ?? 0 }

  public var isFinished: Bool { unsafe shared?.pointee.isFinished ?? false }

  public var isActive: Bool { processIdentifier != 0 }

  public var isForked: Bool { true }

  public func start(_ work: (Int) -> Int32) -> Int32? {
    precondition(!isActive, "a second child")
    unsafe shared?.pointee.isFinished = false
    var ends: InlineArray<2, Int32> = [-1, -1]
    var span = ends.mutableSpan
    let piped = unsafe span.withUnsafeMutableBufferPointer { unsafe pipe($0.baseAddress) }
    guard piped == 0 else { return errno }
    for end in 0..<2 { _ = fcntl(ends[end], F_SETFD, FD_CLOEXEC) }
    let child = fork()
    if child < 0 {
      let failure = errno
      close(ends[0])
      close(ends[1])
      return failure
    }
    if child == 0 {
      close(ends[0])
      runChild(work, ends[1])
    }
    close(ends[1])
    reportPipe = ends[0]
    processIdentifier = Int(child)
    return nil
  }

  private func runChild(_ work: (Int) -> Int32, _ pipe: Int32) -> Never {
    // Ctrl-C at the prompt is meant for the parent; SIGUSR1 must end the child whatever the parent does with it.
    _ = signal(SIGINT, SIG_IGN)
    _ = signal(SIGUSR1, SIG_DFL)
    prepare()
    var record: InlineArray<2, Int64> = [Int64(work(Int(getpid()))), 0]
    record[1] = Self.privateDirtyBytes()
    let span = record.span
    _ = unsafe span.withUnsafeBytes { unsafe write(pipe, $0.baseAddress, $0.count) }
    if let shared = unsafe shared { unsafe shared.pointee.isFinished = true }
    _exit(record[0] == 0 ? 0 : 1)
  }

  public func poll() -> ChildReport? {
    guard isActive else { return nil }
    var status: Int32 = 0
    let reaped = unsafe waitpid(pid_t(processIdentifier), &status, WNOHANG)
    guard reaped != 0 else { return nil }
    var record: InlineArray<2, Int64> = [0, 0]
    var span = record.mutableSpan
    let reported = unsafe span.withUnsafeMutableBytes { unsafe read(reportPipe, $0.baseAddress, $0.count) }
    close(reportPipe)
    reportPipe = -1
    defer { processIdentifier = 0 }
    let signal = status & 0x7F
    var exit = signal == 0 ? ChildExit.status(Int(status >> 8 & 0xFF)) : .signal(Int(signal))
    // Where SIGCHLD is ignored the system reaps children itself: then only the report says how the work went.
    if reaped < 0 { exit = .status(reported == 16 && record[0] == 0 ? 0 : 1) }
    return ChildReport(
      processIdentifier: processIdentifier, exit: exit, copiedBytes: Int(record[1]),
      errorNumber: Int32(truncatingIfNeeded: record[0]))
  }

  public func kill() { if isActive { Glibc.kill(pid_t(processIdentifier), SIGUSR1) } }

  public func destroy() { if isActive { Glibc.kill(pid_t(processIdentifier), SIGKILL) } }

  /// Memory that this process does not share with its parent any more, from `/proc/self/smaps_rollup`.
  private static func privateDirtyBytes() -> Int64 {
    let file = unsafe open("/proc/self/smaps_rollup", O_RDONLY)
    guard file >= 0 else { return 0 }
    defer { close(file) }
    var buffer: InlineArray<2048, UInt8> = .init(repeating: 0)
    var span = buffer.mutableSpan
    let count = unsafe span.withUnsafeMutableBytes { unsafe read(file, $0.baseAddress, $0.count) }
    guard count > 0 else { return 0 }
    return number(after: "Private_Dirty:", in: buffer.span, count: count) * 1024
  }

  private static func number(after label: StaticString, in text: Span<UInt8>, count: Int) -> Int64 {
    let length = label.utf8CodeUnitCount
    for start in 0..<max(0, count - length) {
      var matched = 0
      while unsafe matched < length && text[start + matched] == label.utf8Start[matched] { matched += 1 }
      guard matched == length else { continue }
      var value: Int64 = 0
      var index = start + length
      while index < count, text[index] == 0x20 { index += 1 }
      while index < count, text[index] >= 0x30, text[index] <= 0x39 {
        value = value * 10 + Int64(text[index] - 0x30)
        index += 1
      }
      return value
    }
    return 0
  }
}
