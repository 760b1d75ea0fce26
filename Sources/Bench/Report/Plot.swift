import Bytes

/// Latencies as bars, one for each doubling of time.
///
/// The length of a bar grows with the logarithm of the number of calls, so that the rare slow ones are seen.
struct Plot {
  let width: Int
  private static let eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]

  func write(_ latencies: Latencies, to writer: inout ByteWriter) {
    let groups = latencies.doublings
    let most = groups.map { Self.weight($0.count) }.max() ?? 0
    let room = max(10, min(width, 100) - 28)
    for group in groups {
      var label = ByteWriter()
      label.append(nanoseconds: group.limit)
      let text = String(decoding: label.array, as: UTF8.self)
      writer.append(text: "  < " + String(repeating: " ", count: max(0, 8 - text.count)) + text + "  ")
      let length = most > 0 ? Int(Self.weight(group.count) / most * Double(room * 8)) : 0
      writer.append(text: String(repeating: "█", count: length / 8) + Self.eighths[length % 8])
      writer.append(text: " \(group.count)\n")
    }
  }

  /// The logarithm of a count, 0 for none.
  private static func weight(_ count: Int) -> Double {
    guard count > 0 else { return 0 }
    let doublings = Int.bitWidth - 1 - count.leadingZeroBitCount
    return Double(doublings) + Double(count) / Double(1 << doublings)
  }
}
