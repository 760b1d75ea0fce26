import Bytes
import Disk
import SystemPackage
import Testing

/// Random operations on the real directory and in memory must leave the same after a power cut.
@Suite struct RandomCrashTests {
  private static let files = ["a", "b", "c", "d/a", "d/b", "e/a"]
  private static let directories = ["", "d", "e"]

  /// Performs one random operation and says what came of it.
  private func step(_ bench: Bench, _ random: inout RandomNumbers) -> String {
    let name = Self.files[random.below(Self.files.count)]
    let other = Self.files[random.below(Self.files.count)]
    let directory = bench.path(Self.directories[random.below(Self.directories.count)])
    let size = random.below(30)
    let text = String(repeating: Character(UnicodeScalar(UInt8(97 + random.below(26)))), count: size)
    let choice = random.below(12)
    do {
      switch choice {
      case 0...3: try bench.append(text, to: name)
      case 4: try bench.append(text, to: name, sync: true)
      case 5: try bench.disk.open(bench.path(name), .truncate).close()
      case 6: try change(bench, name) { try $0.truncate(to: size) }
      case 7: try change(bench, name) { _ = try $0.write(Array(text.utf8).span, at: size) }
      case 8: try bench.disk.rename(bench.path(name), to: bench.path(other))
      case 9: try bench.disk.unlink(bench.path(name))
      case 10: try bench.disk.syncDirectory(directory)
      default:
        let inner = bench.path(random.below(2) == 0 ? "d" : "e")
        if random.below(3) == 0 {
          try bench.disk.removeDirectory(inner)
        } else {
          try bench.disk.makeDirectory(inner)
        }
      }
      return "\(choice) \(name)"
    } catch let error as DiskError {
      return "\(choice) \(name) \(error.operation) \(error.errno)"
    } catch { return "unexpected \(error)" }
  }

  private func change(_ bench: Bench, _ name: String, _ body: (any DiskFile) throws -> Void) throws {
    let file = try bench.disk.open(bench.path(name), .update)
    try body(file)
    if try file.size() % 3 == 0 { try file.dataSync() }
    try file.close()
  }

  private func describe(_ report: PowerCutReport, _ bench: Bench) -> String {
    "\(report)".split(separator: bench.base.string).joined(separator: "")
  }

  @Test(arguments: 0..<60)
  func bothDisksLeaveTheSame(_ seed: Int) throws {
    let benches = [try Bench(.tracked), try Bench(.simulated)]
    var randoms = [RandomNumbers(seed: UInt64(seed)), RandomNumbers(seed: UInt64(seed))]
    for round in 0..<6 {
      for count in 0..<25 {
        let outcomes = [step(benches[0], &randoms[0]), step(benches[1], &randoms[1])]
        #expect(outcomes[0] == outcomes[1], "step \(count) of round \(round)")
      }
      let trees = try benches.map { try $0.tree() }
      #expect(trees[0] == trees[1])
      #expect(benches[0].crashing.bytesInPageCache == benches[1].crashing.bytesInPageCache)
      var plan = PowerCutPlan(torn: round * 20, names: round, seed: round == 5 ? UInt64(seed) : nil)
      plan.leavesHoles = (seed + round).isMultiple(of: 3)
      plan.reordersFiles = (seed + round).isMultiple(of: 4)
      let reports = try benches.map { try $0.crashing.powerCut(keeping: plan) }
      #expect(describe(reports[0], benches[0]) == describe(reports[1], benches[1]))
      let left = try benches.map { try $0.tree() }
      #expect(left[0] == left[1], "after the power cut of round \(round)")
      let kept = reports[0].kept
      #expect(kept <= plan.torn || plan.reordersFiles)
    }
  }

  /// A cut that loses names leaves of a real directory what a strict file system in memory leaves.
  @Test(arguments: 0..<40)
  func lostNamesAreThoseOfAStrictFileSystem(_ seed: Int) throws {
    let benches = [try Bench(.tracked), try Bench(.simulated, .strict)]
    var randoms = [RandomNumbers(seed: UInt64(seed)), RandomNumbers(seed: UInt64(seed))]
    for round in 0..<6 {
      for _ in 0..<25 {
        #expect(step(benches[0], &randoms[0]) == step(benches[1], &randoms[1]))
      }
      var plan = PowerCutPlan(torn: round * 20)
      plan.losesNames = true
      for bench in benches { _ = try bench.crashing.powerCut(keeping: plan) }
      let left = try benches.map { try $0.tree() }
      #expect(left[0] == left[1], "after the power cut of round \(round)")
    }
  }

  /// Of files that are only appended to, whatever is synced survives, and of the rest a prefix.
  @Test(arguments: 0..<40)
  func whatWasSyncedSurvives(_ seed: Int) throws {
    var random = RandomNumbers(seed: UInt64(seed))
    let disk = SimulatedDisk()
    var written: [[UInt8]] = []
    var synced: [Int] = []
    var files: [any DiskFile] = []
    for index in 0..<3 {
      files.append(try disk.open(FilePath("/data/\(index)"), .append))
      written.append([])
      synced.append(0)
    }
    try disk.syncDirectory("/data")
    for _ in 0..<60 {
      let index = random.below(3)
      if random.below(4) == 0 {
        try files[index].dataSync()
        synced[index] = written[index].count
      } else {
        let bytes = (0..<random.below(20)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        try files[index].writeAll(bytes.span)
        written[index] += bytes
      }
    }
    let torn = random.below(60)
    let report = try disk.powerCut(keeping: PowerCutPlan(torn: torn, seed: UInt64(seed)))
    var kept = 0
    for index in 0..<3 {
      let left = try disk.readAll(FilePath("/data/\(index)"))
      #expect(left.count >= synced[index])
      #expect(left == Array(written[index].prefix(left.count)))
      kept += left.count - synced[index]
    }
    #expect(kept == report.kept)
    #expect(kept <= torn)
  }
}
