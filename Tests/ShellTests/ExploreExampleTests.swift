import CrashLab
import Disk
import Shell
import SystemPackage
import TestSupport
import Testing

/// Every example keeps every promise in a sample of the states that its crashes leave.
@Suite struct ExploreExampleTests {
  private static let folder = FilePath(#filePath).removingLastComponent().removingLastComponent()
    .removingLastComponent().appending("examples")
  static func examples() -> [String] {
    do {
      return try PosixDisk().list(folder).map(\.name.string).filter { !$0.hasPrefix(".") }
    } catch {
      Issue.record("the examples cannot be listed: \(error)")
      return []
    }
  }

  /// The policies take turns with the file systems; the optimized program explores more in `.ci/run`.
  @Test(arguments: examples(), ["always", "everysec", "no"])
  func promisesAreKept(_ name: String, _ policy: String) throws {
    let isStrict = (name.utf8.count + policy.utf8.count) % 2 == 0
    let fileSystem = isStrict ? FileSystemKind.strict : .ordered
    let all = try explore(name, policy, fileSystem, depth: 1, stride: .max).states
    #expect(all > 500)
    let findings = try explore(name, policy, fileSystem, depth: 1, stride: all / 20)
    #expect(findings.images > 3)
    let deep = try explore(name, policy, fileSystem, depth: 2, stride: all * 2 / 3)
    #expect(deep.starts > 0)
  }

  private func explore(
    _ name: String, _ policy: String, _ fileSystem: FileSystemKind, depth: Int, stride: Int
  ) throws -> Findings {
    var plan = ExploreRunner.Plan()
    plan.policies = [policy]
    plan.fileSystems = [fileSystem]
    plan.depth = depth
    plan.stride = stride
    plan.shrinks = false
    plan.savePath = "/tmp/aofsh-explore-tests"
    let results = try ExploreRunner(options: WorkbenchOptions(), progress: { _, _ in })
      .run(Self.folder.appending(name), plan)
    #expect(ExploreReport.status(results) == 0, "\(ExploreReport.text(results))")
    return try #require(results.first?.findings)
  }
}
