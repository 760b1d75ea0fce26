import Glibc

/// Holds back the signals by which people end a program, until there is nothing left to clear away.
struct HeldSignals {
  private var before = sigset_t()
  private static let signals = [SIGINT, SIGTERM, SIGHUP]

  /// Begins to hold them back.
  init() {
    var held = sigset_t()
    unsafe sigemptyset(&held)
    for signal in Self.signals { unsafe sigaddset(&held, signal) }
    unsafe sigprocmask(SIG_BLOCK, &held, &before)
  }

  /// Whether one has come.
  var haveCome: Bool {
    var pending = sigset_t()
    unsafe sigpending(&pending)
    return Self.signals.contains { unsafe sigismember(&pending, $0) == 1 }
  }

  /// Lets them do what they do, also those that have come.
  func release() {
    var mask = before
    unsafe sigprocmask(SIG_SETMASK, &mask, nil)
  }
}
