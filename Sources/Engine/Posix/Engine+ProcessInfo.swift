import Bytes
import Glibc

extension Engine {
  /// A 40-digit identifier of this run.
  var runIdentifier: String {
    var numbers = RandomNumbers(seed: surroundings.seed &+ UInt64(bitPattern: statistics.startedAt))
    let digits = Array("0123456789abcdef")
    return String((0..<40).map { _ in digits[numbers.below(16)] })
  }

  func writeProcessorTime(to writer: inout InfoWriter) {
    writer.section("CPU")
    write("", RUSAGE_SELF.rawValue, to: &writer)
    write("_children", RUSAGE_CHILDREN.rawValue, to: &writer)
  }

  private func write(_ suffix: String, _ who: Int32, to writer: inout InfoWriter) {
    var usage = rusage()
    guard unsafe getrusage(who, &usage) == 0 else { return }
    writer.field("used_cpu_sys" + suffix, seconds(usage.ru_stime))
    writer.field("used_cpu_user" + suffix, seconds(usage.ru_utime))
  }

  private func seconds(_ time: timeval) -> String {
    "\(time.tv_sec)." + String(1_000_000 + Int(time.tv_usec)).dropFirst()
  }
}
