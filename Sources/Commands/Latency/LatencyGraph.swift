/// The picture that LATENCY GRAPH draws: a column for each spike, and below it how long ago that was, from top to bottom.
struct LatencyGraph {
  private static let width = 80
  private static let rows = 4
  /// What the top of a column looks like, for each third of a row.
  private static let tops: [UInt8] = Array("_o#".utf8)

  private let values: [Int64]
  private let labels: [[UInt8]]
  private let longest: Int64
  private let low: Int64
  private let high: Int64

  /// The spikes of an event, as seen at a Unix time in seconds.
  init(_ event: LatencyMonitor.Event, at now: Int64) {
    values = event.samples.map(\.milliseconds)
    labels = event.samples.map { Array(Self.age(now - $0.time).utf8) }
    longest = event.longest
    low = values.min() ?? 0
    high = values.max() ?? 0
  }

  private static func age(_ seconds: Int64) -> String {
    switch seconds {
    case ..<60: "\(seconds)s"
    case ..<3600: "\(seconds / 60)m"
    case ..<86400: "\(seconds / 3600)h"
    default: "\(seconds / 86400)d"
    }
  }

  /// The picture, below a line that says of what.
  func text(of name: String) -> String {
    var text = "\(name) - high \(high) ms, low \(low) ms (all time high \(longest) ms)\n"
    text += String(repeating: "-", count: Self.width) + "\n"
    for start in stride(from: 0, to: values.count, by: Self.width) {
      if start > 0 { text += "\n" }
      text += block(start..<min(start + Self.width, values.count))
    }
    return text
  }

  private func block(_ range: Range<Int>) -> String {
    let longestLabel = range.map { labels[$0].count }.max() ?? 0
    var lines = (0..<Self.rows).reversed().map { row in range.map { bar($0, at: row) } }
    lines.append(range.map { _ in 0x20 })
    for place in 0..<longestLabel {
      lines.append(range.map { place < labels[$0].count ? labels[$0][place] : 0x20 })
    }
    return lines.map { String(decoding: $0, as: UTF8.self) + "\n" }.joined()
  }

  /// What a column shows in a row, of which the lowest has the number 0.
  private func bar(_ index: Int, at row: Int) -> UInt8 {
    let steps = Self.tops.count * Self.rows
    let scale = max(1, high - low)
    let step = min(Int((values[index] - low) * Int64(steps) / scale), steps - 1) - row * Self.tops.count
    if step < 0 { return 0x20 }
    return step < Self.tops.count ? Self.tops[step] : UInt8(ascii: "|")
  }
}
