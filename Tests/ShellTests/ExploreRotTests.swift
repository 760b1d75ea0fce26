import CrashLab
import Disk
import Shell
import Testing

/// What becomes of files in which a bit has changed.
@Suite struct ExploreRotTests {
  private static let script = "SET a 1\nMULTI\nSET b 2\nSET c 3\nEXEC"

  private func explore(_ script: String, _ directives: [(String, String)], stride: Int = 5) throws -> RotFindings {
    let results = try Exploring.explore(script, directives) {
      $0.policies = ["always"]
      $0.fileSystems = [.ordered]
      $0.depth = 1
      $0.stride = stride
    }
    #expect(ExploreReport.status(results) == 0, "\(ExploreReport.text(results))")
    return try #require(results.first?.findings.rot)
  }

  @Test func itIsToldApart() throws {
    let rot = try explore(Self.script, [])
    #expect(rot.harmless > 10 && rot.refused > 50 && rot.unnoticed > 0)
    #expect(rot.cut == 0)
  }

  /// What the directive lets the start cut off is kept.
  @Test func whatIsCutIsKept() throws {
    let rot = try explore(Self.script, [("aof-load-corrupt-tail-max-size", "1mb")])
    #expect(rot.cut > 2)
  }

  /// The checksum leaves nothing unnoticed in a snapshot; without it, other data are found.
  @Test(arguments: [("yes", false), ("no", true)])
  func snapshotsAreChecked(_ value: String, _ findsOther: Bool) throws {
    let rot = try explore(
      "SET a 1\nSET b 2\nSAVE", [("appendonly", "no"), ("save", ""), ("rdbchecksum", value)], stride: 1)
    #expect(rot.total > 20)
    #expect((rot.unnoticed > 0) == findsOther)
  }
}
