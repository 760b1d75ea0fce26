import Glibc

/// The clock of this machine.
public final class SystemClock: Clock {
  /// The clock.
  ///
  /// It keeps no state.
  public init() {}

  /// Microseconds since 1970.
  public func now() -> Int64 { Self.read(CLOCK_REALTIME) }

  /// Microseconds since the machine started.
  public func monotonic() -> Int64 { Self.read(CLOCK_MONOTONIC) }

  /// Waits, over interruptions, until `microseconds` have passed.
  public func sleep(_ microseconds: Int64) {
    guard microseconds > 0 else { return }
    var left = timespec(tv_sec: Int(microseconds / 1_000_000), tv_nsec: Int(microseconds % 1_000_000) * 1000)
    var after = timespec()
    while unsafe nanosleep(&left, &after) == -1 && errno == EINTR { left = after }
  }

  private static func read(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    let status = unsafe clock_gettime(clock, &time)
    precondition(status == 0, "the machine has no such clock")
    return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
  }
}
