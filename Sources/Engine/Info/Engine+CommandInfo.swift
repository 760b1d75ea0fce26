import Commands

/// What INFO tells of the commands that ran.
extension Engine {
  func writeCommands(to writer: inout InfoWriter) {
    writer.section("Commandstats")
    for command in context.table.byNumber {
      let figures = context.figures[command]
      guard figures.calls + figures.rejected + figures.failed > 0 else { continue }
      let microseconds = figures.nanoseconds / 1000
      let average = figures.calls == 0 ? 0 : microseconds * 100 / figures.calls
      writer.field(
        "cmdstat_" + command.fullName,
        "calls=\(figures.calls),usec=\(microseconds),usec_per_call=\(hundredths(average)),"
          + "rejected_calls=\(figures.rejected),failed_calls=\(figures.failed)")
    }
  }

  func writeLatencies(to writer: inout InfoWriter) {
    writer.section("Latencystats")
    let percentiles = configuration.text("latency-tracking-info-percentiles").split(separator: " ").map(String.init)
    for command in context.table.byNumber {
      guard let histogram = context.figures.histogram(of: command) else { continue }
      let values = percentiles.compactMap { word in
        Double(word).map { "p\(word)=\(thousandths(histogram.value(atPercentile: $0)))" }
      }
      writer.field("latency_percentiles_usec_" + command.fullName, values.joined(separator: ","))
    }
  }

  /// A part in percent, as INFO shows it.
  func percentage(_ part: Int, of whole: Int) -> String {
    hundredths(whole > 0 ? Int64(part) * 10_000 / Int64(whole) : 0) + "%"
  }

  private func hundredths(_ value: Int64) -> String { "\(value / 100)." + String(value % 100 + 100).dropFirst() }

  private func thousandths(_ value: Int64) -> String { "\(value / 1000)." + String(value % 1000 + 1000).dropFirst() }
}
