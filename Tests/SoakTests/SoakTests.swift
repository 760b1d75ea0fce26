import Bytes
import Disk
import Engine
import SystemPackage
import TestSupport
import Testing

/// Random lives of data directories, with faults and crashes, against what the policies promise.
///
/// `AOFSH_SOAK` is the number of seeds, 20 if it is not set; `AOFSH_SOAK_SEED` the first of them.
@Suite struct SoakTests {
  private static func number(_ name: String, _ preset: Int) -> Int {
    EnvironmentVariable.value(name).flatMap(Int.init) ?? preset
  }

  static let seeds = number("AOFSH_SOAK", 20)
  static let firstSeed = number("AOFSH_SOAK_SEED", 1)

  private func live(_ seeds: Range<Int>, _ only: SoakFault?) throws {
    var recoveries = 0
    for seed in seeds {
      let life = SoakLife(seed: UInt64(seed), only: only)
      try life.run(6)
      recoveries += life.recoveries
      if let problem = life.problem { Issue.record("\(problem)") }
    }
    #expect(recoveries > 2 * seeds.count)
  }

  @Test func whatIsPromisedIsKept() throws { try live(Self.firstSeed..<Self.firstSeed + Self.seeds, nil) }

  @Test(arguments: SoakFault.allCases) func whatIsPromisedIsKept(under fault: SoakFault) throws {
    let count = max(4, Self.seeds / 10)
    try live(Self.firstSeed..<Self.firstSeed + count, fault)
  }

  /// A medium that forgets bits breaks promises, but nothing else: a start finds something or refuses, and when it
  /// refuses it changes nothing.
  @Test func rottenBitsEndNothing() throws {
    var outcomes: [String: Int] = [:]
    for seed in Self.firstSeed..<Self.firstSeed + Self.seeds {
      let life = SoakLife(seed: UInt64(seed), only: .killedChild)
      try life.run(2)
      let files = life.disk.tree.compactMap { file in file.bytes.map { (file.path, $0.count) } }.filter { $0.1 > 0 }
      for _ in 0..<3 {
        let (path, size) = files[life.random.below(files.count)]
        life.disk.rot(path, at: life.random.below(size), flipping: UInt8(1 << life.random.below(8)))
      }
      let before = life.content
      let refusal = life.startOnRottenDisk()
      outcomes[refusal == nil ? "found" : "refused", default: 0] += 1
      if let refusal {
        #expect(!refusal.isEmpty)
        #expect(life.content == before, "seed \(seed): \(refusal)")
      }
    }
    #expect(outcomes.count == 2)
  }
}

extension SoakLife {
  /// Starts an engine on whatever there is; why it refuses, or nil.
  func startOnRottenDisk() -> String? {
    let engine = makeEngine()
    do throws(StartFailure) { try engine.start() } catch { return error.description }
    _ = engine.shutdown()
    return nil
  }
}
