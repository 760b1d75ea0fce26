import Bytes
import Disk
import SystemPackage
import Testing

@testable import Bench

/// Small measurements in this process, which may not fork: those without a rewrite, and without redis-server.
@Suite struct MeasureTests {
  private static func options(_ measures: [BenchOptions.Measure], _ directory: FilePath) -> BenchOptions {
    var options = BenchOptions(directory: directory)
    options.measures = measures
    options.keys = 2000
    options.runs = 2
    options.secondsPerPolicy = 0.02
    options.searchPath = ""
    options.isIsolated = false
    return options
  }

  @Test func eachRunGivesAFigureAndLeavesNothing() throws {
    let scratch = try ScratchDirectory(in: "/tmp", "test")
    defer { #expect(throws: Never.self) { try scratch.remove() } }
    let results = try Bench.measure(Self.options([.memory, .loadAOF, .ingest, .policies, .start], scratch.path))
    #expect(results.count == 8)
    for result in results {
      #expect(result.values.count == 2 && result.values.allSatisfy { $0 >= 0 }, "\(result.name)")
      #expect(result.redis.isEmpty && result.ratio == nil)
    }
    #expect(results.first { $0.unit == .bytes }?.values.allSatisfy { $0 > 48 && $0 < 200 } == true)
    #expect(results.filter { !$0.reference.isEmpty }.count == 1)
    #expect(try scratch.disk.list(scratch.path).isEmpty)
  }

  @Test func aDirectoryThatIsNotThereIsNamed() {
    #expect {
      try Bench.measure(Self.options([.start], "/nowhere/at/all"))
    } throws: {
      "\($0)".contains("/nowhere/at/all")
    }
  }
}
