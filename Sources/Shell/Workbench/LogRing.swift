import Engine

/// The last lines of the engine's log.
final class LogRing {
  private var lines: [LogLine] = []
  /// Lines that there ever were.
  private(set) var total = 0
  private static let limit = 10_000

  func append(_ line: LogLine) {
    total += 1
    lines.append(line)
    if lines.count >= 2 * Self.limit { lines.removeFirst(lines.count - Self.limit) }
  }

  /// The last `count` lines, as many as there are.
  func last(_ count: Int) -> ArraySlice<LogLine> { lines.suffix(min(count, Self.limit)) }

  /// The lines since there were `earlier` of them.
  func since(_ earlier: Int) -> ArraySlice<LogLine> { lines.suffix(total - earlier) }
}
