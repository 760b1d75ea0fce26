import Bytes
import SystemPackage

/// The results as a person reads them: a table, then plots.
struct TextReport {
  private let options: BenchOptions

  init(_ options: BenchOptions) { self.options = options }

  func write(_ results: [Measurement], to writer: inout ByteWriter) {
    writer.append(text: "\(options.keys) keys, \(options.runs) runs, seed \(options.seed), on the disk of ")
    writer.append(text: options.directory.string)
    writer.append("; medians (minimum–maximum)\n\n")
    Self.table(results.map(row)).write(to: &writer)
    for result in results { writeLatencies(result, to: &writer) }
  }

  private static func table(_ rows: [[String]]) -> TextTable {
    TextTable(header: ["", "aofsh", "CPU", "redis-server", "CPU", "ratio", "goal"], rows: rows)
  }

  private func row(_ result: Measurement) -> [String] {
    [
      result.name, Self.spread(result.values, result.unit), Self.processor(result.processorSeconds),
      Self.spread(result.redis, result.unit), Self.processor(result.redisProcessorSeconds),
      result.ratio.map { Self.text($0) + " ×" } ?? "–", Self.goal(result),
    ]
  }

  private static func text(_ value: Double) -> String {
    var writer = ByteWriter()
    writer.append(figure: value)
    return String(decoding: writer.array, as: UTF8.self)
  }

  private static func spread(_ values: [Double], _ unit: Measurement.Unit) -> String {
    guard let spread = Spread(values) else { return "–" }
    return "\(text(spread.median)) \(unit.rawValue) (\(text(spread.minimum))–\(text(spread.maximum)))"
  }

  private static func processor(_ values: [Double]) -> String {
    guard let spread = Spread(values) else { return "–" }
    return "\(text(spread.median)) s"
  }

  private static func goal(_ result: Measurement) -> String {
    let words: String
    switch result.goal {
    case nil: return ""
    case .timesFaster(let times): words = "\(text(times)) × faster"
    case .atMost(let limit): words = "at most \(text(limit)) \(result.unit.rawValue)"
    case .partOfReference(let part):
      let reached = result.partOfReference.map { text($0 * 100) } ?? "–"
      words = "\(reached) % of the bare disk, \(text(part * 100)) wanted"
    }
    return switch result.isReached {
    case true?: words + ": reached"
    case false?: words + ": missed"
    case nil: words
    }
  }

  private func writeLatencies(_ result: Measurement, to writer: inout ByteWriter) {
    guard let own = result.latencies else { return }
    writer.append(text: "\n\(result.name)\n")
    Self.write("aofsh", own, to: &writer)
    if let redis = result.redisLatencies { Self.write("redis-server", redis, to: &writer) }
    if options.showsPlots { Plot(width: options.width).write(own, to: &writer) }
  }

  private static func write(_ name: String, _ latencies: Latencies, to writer: inout ByteWriter) {
    writer.append(text: "  \(name)" + String(repeating: " ", count: max(1, 14 - name.count)))
    for (label, part) in [("p50", 0.5), ("p99", 0.99), ("p99.9", 0.999)] {
      writer.append(text: "\(label) ")
      writer.append(nanoseconds: latencies.percentile(part))
      writer.append(", ")
    }
    writer.append("longest ")
    writer.append(nanoseconds: latencies.maximum)
    writer.append(text: " of \(latencies.count) commands\n")
  }
}
