import Glibc

/// Time that goes by, in nanoseconds.
package enum Stopwatch {
  /// Nanoseconds of a clock that never goes back.
  static func nanoseconds() -> Int64 { read(CLOCK_MONOTONIC) }

  /// Nanoseconds for which the processor worked for this thread.
  static func threadNanoseconds() -> Int64 { read(CLOCK_THREAD_CPUTIME_ID) }

  /// Nanoseconds for which the processors worked for this process, its ended children left out.
  static func processNanoseconds() -> Int64 { read(CLOCK_PROCESS_CPUTIME_ID) }

  private static func read(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    let status = unsafe clock_gettime(clock, &time)
    precondition(status == 0, "the machine has no such clock")
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  /// Seconds on the clock and seconds of the processor that `body` takes.
  static func measure<Failure: Error>(
    _ body: () throws(Failure) -> Void
  ) throws(Failure) -> (seconds: Double, processor: Double) {
    let started = nanoseconds()
    let used = processNanoseconds()
    try body()
    return (Double(nanoseconds() - started) / 1e9, Double(processNanoseconds() - used) / 1e9)
  }

  package static func sleep(milliseconds: Int) { usleep(UInt32(milliseconds) * 1000) }
}
