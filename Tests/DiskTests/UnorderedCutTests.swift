import Disk
import SystemPackage
import Testing

/// Power cuts that keep no order: holes, files written back one before the other, names lost out of turn.
@Suite struct UnorderedCutTests {
  private let disk = SimulatedDisk(directories: ["/data"], fileSystem: .strict)

  private func append(_ text: String, to path: FilePath, sync: Bool = false) throws {
    let file = try disk.open(path, .append)
    try file.writeAll(Array(text.utf8).span)
    if sync { try file.dataSync() }
    try file.close()
  }

  private var tree: [String] {
    disk.tree.compactMap { file in
      file.bytes.map { "\(file.path.string)=\(String(decoding: $0, as: UTF8.self))" }
    }
  }

  @Test(arguments: 0...3) func aHoleKeepsTheSize(_ kept: Int) throws {
    try append("one", to: "/data/a", sync: true)
    try disk.syncDirectory("/data")
    try append("two", to: "/data/a")
    var plan = PowerCutPlan(torn: kept)
    plan.leavesHoles = true
    _ = try disk.powerCut(keeping: plan)
    #expect(tree == ["/data/a=one" + "two".prefix(kept) + String(repeating: "\0", count: 3 - kept)])
    #expect(disk.bytesInPageCache == 0)
  }

  @Test func oneFileSurvivesWithoutTheOther() throws {
    for name in ["/data/a", "/data/b"] as [FilePath] { try append("1", to: name, sync: true) }
    try disk.syncDirectory("/data")
    for name in ["/data/a", "/data/b", "/data/a"] as [FilePath] { try append("23", to: name) }
    #expect(disk.unsyncedFiles.map(\.bytes) == [4, 2])
    var plan = PowerCutPlan()
    plan.shares = ["/data/b": 9]
    let copy = disk.snapshot()
    _ = try copy.powerCut(keeping: plan)
    #expect(copy.tree.map { $0.bytes?.count } == [nil, 1, 3])
    plan.shares = ["/data/a": 3]
    _ = try disk.powerCut(keeping: plan)
    #expect(tree == ["/data/a=1232", "/data/b=1"])
  }

  @Test func strictlyAFilesSyncIsNoneOfItsName() throws {
    try append("1", to: "/data/a", sync: true)
    #expect(disk.pendingNames == 1)
    _ = try disk.powerCut(keeping: PowerCutPlan())
    #expect(tree == [])
  }

  @Test(arguments: [
    ([], ["/data/b=1", "/data/c=2"]), ([0], ["/data/b=1", "/data/c=2"]), ([1], ["/data/a=1", "/data/c=2"]),
    ([2], ["/data/b=1"]), ([0, 1], ["/data/c=2"]), ([0, 1, 2], []),
  ])
  func namesAreLostOutOfTurn(_ lost: [Int], _ left: [String]) throws {
    try append("1", to: "/data/a", sync: true)
    try disk.rename("/data/a", to: "/data/b")
    try append("2", to: "/data/c", sync: true)
    #expect(disk.pendingNames == 3)
    var plan = PowerCutPlan(names: 3)
    plan.lostNames = Set(lost)
    _ = try disk.powerCut(keeping: plan)
    #expect(tree == left)
  }
}
