import Disk
import Glibc

/// A line on standard error, if that is a terminal, that says how far reading has come.
final class ProgressLine {
  private let streams: StandardStreams
  private let clock = SystemClock()
  private let isWatched = isatty(2) == 1
  private var isShown = false
  private var started: Int64?
  private var last: Int64 = 0
  private var lastDone = 0

  init(_ streams: StandardStreams) { self.streams = streams }

  /// Shows that `done` of `total` bytes are read; at most ten times a second, and nothing of what is quickly done.
  func show(_ done: Int, of total: Int) {
    guard isWatched else { return }
    let now = clock.monotonic() / 1000
    if started == nil || done < lastDone { started = now }
    lastDone = done
    guard let started, now - started >= 500, now - last >= 100 else { return }
    last = now
    isShown = true
    let rate = Double(done) / Double(now - started) * 1000
    let left = rate > 0 ? Int((Double(max(0, total - done)) / rate).rounded(.up)) : 0
    let share = total > 0 ? min(100, done * 100 / total) : 100
    let text = "\(share) %, \(Int(rate) / 1_000_000) MB/s, \(left) s left"
    streams.error(Array("\r\u{1B}[K\(text)".utf8))
  }

  /// Takes the line away.
  func clear() {
    guard isShown else { return }
    isShown = false
    streams.error(Array("\r\u{1B}[K".utf8))
  }
}
