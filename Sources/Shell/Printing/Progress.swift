/// How far a long work has come, shown in one line that is drawn again and again: what, how much of how much, how fast,
/// how long it will still take.
///
/// Nothing is shown of work that takes less than half a second, and at most ten lines a second.
public struct Progress {
  /// In what it is counted.
  public enum Unit: Sendable {
    case bytes, keys

    func text(_ number: Int) -> String { self == .bytes ? Words.shortSize(number) : Words.count(number, "key") }
  }

  /// What is done, such as `loading`.
  let name: String
  private let begun: Int64
  private var shownAt: Int64
  var isShown = false

  private static let patience: Int64 = 500_000
  private static let interval: Int64 = 100_000

  /// A work that begins `now`, in microseconds.
  init(_ name: String, now: Int64) {
    self.name = name
    begun = now
    shownAt = now + Self.patience - Self.interval
  }

  /// The line to show; nil when none is due.
  ///
  /// - Parameters:
  ///   - done: how much is done.
  ///   - total: how much there is to do; nil when nobody knows.
  mutating func line(done: Int, of total: Int?, unit: Unit, now: Int64) -> String? {
    guard now - shownAt >= Self.interval else { return nil }
    shownAt = now
    isShown = true
    let seconds = Double(now - begun) / 1_000_000
    let rate = Double(done) / seconds
    var text = "\(name) "
    if let total, total > 0 {
      text += "\(unit == .keys ? "\(done)" : unit.text(done)) of \(unit.text(total)), \(min(99, done * 100 / total)) %"
    } else {
      text += unit.text(done)
    }
    text += ", \(unit.text(Int(rate)))/s"
    if let total, total > done, rate > 0 {
      text += ", \(Words.shortTime(Int(Double(total - done) / rate) + 1)) left"
    }
    return text
  }
}
