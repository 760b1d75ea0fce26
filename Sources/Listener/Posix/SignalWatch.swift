import Glibc

/// The signals that end a server, asked for when there is time, so that nothing runs in a signal handler.
public struct SignalWatch {
  /// What was asked for.
  public enum Request: Sendable {
    case terminate, interrupt
  }

  private let set: sigset_t

  /// Keeps SIGTERM and SIGINT from ending the process, and ignores SIGHUP and SIGPIPE.
  ///
  /// Call it before any thread is started.
  public init() {
    _ = signal(SIGHUP, SIG_IGN)
    _ = signal(SIGPIPE, SIG_IGN)
    var set = sigset_t()
    unsafe sigemptyset(&set)
    unsafe sigaddset(&set, SIGTERM)
    unsafe sigaddset(&set, SIGINT)
    unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
    self.set = set
  }

  /// Whether a signal has come that was not asked for yet.
  public var isPending: Bool {
    var pending = sigset_t()
    guard unsafe sigpending(&pending) == 0 else { return false }
    return unsafe sigismember(&pending, SIGTERM) == 1 || sigismember(&pending, SIGINT) == 1
  }

  /// The oldest signal that has come and was not asked for yet.
  public func next() -> Request? {
    var set = set
    var atOnce = timespec()
    switch unsafe sigtimedwait(&set, nil, &atOnce) {
    case SIGINT: return .interrupt
    case SIGTERM: return .terminate
    default: return nil
    }
  }
}
