import Glibc
import Synchronization

/// Ends the process at a SIGINT that comes while a shutdown is under way and nobody looks at signals: the snapshot that
/// is saved before the end may take long.
///
/// A thread waits for it, so that nothing runs in a signal handler.
enum SecondInterrupt {
  private final class Watch: Sendable {
    let isOver = Atomic(false)
    let lastWords: @Sendable () -> Void

    init(_ lastWords: @escaping @Sendable () -> Void) { self.lastWords = lastWords }

    /// Waits for SIGINT, in pieces, until it comes or the watch is over.
    func run() {
      var set = sigset_t()
      unsafe sigemptyset(&set)
      unsafe sigaddset(&set, SIGINT)
      while !isOver.load(ordering: .acquiring) {
        var piece = timespec(tv_sec: 0, tv_nsec: 50_000_000)
        guard unsafe sigtimedwait(&set, nil, &piece) == SIGINT else { continue }
        if isOver.load(ordering: .acquiring) {
          // It came for those who look at signals again.
          kill(getpid(), SIGINT)
          return
        }
        lastWords()
        _exit(1)
      }
    }
  }

  /// Runs `body`; a SIGINT meanwhile ends the process with status 1, after `lastWords` on another thread.
  ///
  /// SIGINT must be blocked.
  static func watch<Result>(_ lastWords: @escaping @Sendable () -> Void, during body: () -> Result) -> Result {
    let watch = Watch(lastWords)
    start(watch)
    defer { watch.isOver.store(true, ordering: .releasing) }
    return body()
  }

  private static func start(_ watch: Watch) {
    var thread = pthread_t()
    let context = unsafe Unmanaged.passRetained(watch)
    let status = unsafe pthread_create(
      &thread, nil,
      { raw in
        guard let raw = unsafe raw else { return nil }
        unsafe Unmanaged<Watch>.fromOpaque(raw).takeRetainedValue().run()
        return nil
      }, context.toOpaque())
    if status == 0 { pthread_detach(thread) } else { unsafe context.release() }
  }
}
