import Testing

@testable import Bench

@Suite struct FigureTests {
  @Test(arguments: [
    ([3.0], 3.0, 3.0, 3.0), ([5, 1, 3], 3, 1, 5), ([4, 1, 2, 3], 2.5, 1, 4), ([2, 2, 2, 9], 2, 2, 9),
  ])
  func spreadIsTheMiddleAndBothEnds(_ values: [Double], _ median: Double, _ least: Double, _ most: Double) throws {
    let spread = try #require(Spread(values))
    #expect([spread.median, spread.minimum, spread.maximum] == [median, least, most])
  }

  @Test func nothingMeasuredHasNoSpread() { #expect(Spread([]) == nil) }

  @Test func ratioSaysHowOftenBetter() {
    var time = Measurement("time", .seconds, goal: .timesFaster(4))
    time.values = [0.5]
    #expect(time.ratio == nil && time.isReached == nil)
    time.redis = [2]
    #expect(time.ratio == 4 && time.isReached == true)
    var rate = Measurement("rate", .perSecond, goal: .partOfReference(0.95))
    rate.values = [90]
    rate.redis = [45]
    rate.reference = [100]
    #expect(rate.ratio == 2 && rate.partOfReference == 0.9 && rate.isReached == false)
    var size = Measurement("size", .bytes, goal: .atMost(100))
    size.values = [99, 100, 400]
    #expect(size.isReached == true)
  }

  @Test func percentilesAreExactToSixPercent() {
    var latencies = Latencies()
    for nanoseconds in 1...100_000 { latencies.add(Int64(nanoseconds)) }
    #expect(latencies.count == 100_000 && latencies.maximum == 100_000)
    for (part, exact) in [(0.5, 50_000.0), (0.9, 90_000), (0.99, 99_000), (0.001, 100)] {
      let found = Double(latencies.percentile(part))
      #expect(found >= exact && found <= exact * 1.0626, "\(part): \(found)")
    }
    #expect(latencies.percentile(1) == 100_000)
    #expect(latencies.doublings.reduce(0) { $0 + $1.count } == 100_000)
  }

  @Test func latenciesOutlastTheirProcess() {
    var latencies = Latencies()
    for nanoseconds: Int64 in [0, -5, 1, 700, 65_000, 12_000_000, .max] { latencies.add(nanoseconds) }
    #expect(Latencies(figures: latencies.figures[...]).figures == latencies.figures)
    #expect(Latencies().percentile(0.5) == 0)
  }
}
