import Bytes
import Testing

@testable import Bench

@Suite struct ReportTests {
  private static func text(_ write: (inout ByteWriter) -> Void) -> String {
    var writer = ByteWriter()
    write(&writer)
    return String(decoding: writer.array, as: UTF8.self)
  }

  @Test(arguments: [
    (0.0, "0.000"), (0.0123, "0.012"), (1, "1.00"), (9.999, "10.00"), (12.34, "12.3"), (250, "250"), (-3.5, "-3.50"),
    (123_456.7, "123457"), (.infinity, "-"), (.nan, "-"),
  ])
  func figuresHaveThreeDigits(_ value: Double, _ expected: String) {
    #expect(Self.text { $0.append(figure: value) } == expected)
  }

  @Test(
    arguments: [
      (0, "0 ns"), (999, "999 ns"), (1000, "1.00 µs"), (45_100, "45.1 µs"), (28_500_000, "28.5 ms"),
      (3_000_000_000, "3.00 s"),
    ] as [(Int64, String)])
  func timesHaveTheirUnit(_ nanoseconds: Int64, _ expected: String) {
    #expect(Self.text { $0.append(nanoseconds: nanoseconds) } == expected)
  }

  private static var results: [Measurement] {
    var load = Measurement("load", .seconds, goal: .timesFaster(4))
    load.values = [0.25, 0.5, 0.75]
    load.processorSeconds = [0.2]
    load.redis = [1]
    var write = Measurement("write", .perSecond, goal: .partOfReference(0.95))
    write.values = [500]
    write.reference = [510]
    var latencies = Latencies()
    for _ in 0..<7 { latencies.add(2_000_000) }
    write.latencies = latencies
    return [load, write]
  }

  @Test func tableSaysWhatIsReached() {
    let text = Self.text { TextReport(BenchOptions(directory: "/data")).write(Self.results, to: &$0) }
    #expect(text.contains("0.500 s (0.250–0.750)"))
    #expect(text.contains("2.00 ×"))
    #expect(text.contains("4.00 × faster: missed"))
    #expect(text.contains("98.0 % of the bare disk, 95.0 wanted: reached"))
    #expect(text.contains("longest 2.00 ms of 7 commands"))
    #expect(text.contains("█"))
    #expect(!text.contains(" \n"))
  }

  @Test func jsonIsOneObject() {
    let text = Self.text { JSONReport.write(Self.results, BenchOptions(directory: "/data"), to: &$0) }
    #expect(text.hasPrefix("{\"keys\":1000000,\"runs\":3,\"seed\":1,\"measurements\":[{\"name\":\"load\""))
    #expect(text.contains("\"values\":[0.25, 0.5, 0.75],\"median\":0.5,\"minimum\":0.25,\"maximum\":0.75"))
    #expect(text.contains("\"bareDisk\":{\"values\":[510.0]"))
    #expect(text.contains("\"goal\":{\"timesFaster\":4.0},\"reached\":false"))
    #expect(text.hasSuffix("]}\n"))
    #expect(text.count { $0 == "{" } == text.count { $0 == "}" })
  }

  @Test func barsFitTheTerminal() {
    var latencies = Latencies()
    for power in 4..<40 { for _ in 0..<(1 << max(0, 20 - power)) { latencies.add(1 << Int64(power)) } }
    for width in [0, 20, 40, 80, 200] {
      let text = Self.text { Plot(width: width).write(latencies, to: &$0) }
      let longest = text.split(separator: "\n").map(\.count).max() ?? 0
      #expect(longest <= max(min(width, 100), 44), "\(width): \(longest)")
    }
  }
}
