import CrashLab
import Disk
import Shell
import SystemPackage
import Testing

/// Explorations of small scripts: nothing is found where all protections are in place, and something where one is
/// taken away.
@Suite struct ExploreTests {
  static let script = """
    SET a 1
    MULTI
    INCR a
    SET b 2
    EXEC
    BGREWRITEAOF
    :sleep 0.3
    SET c 3
    """

  private func explore(
    _ script: String, _ directives: [(String, String)] = [], _ change: (inout ExploreRunner.Plan) -> Void
  ) throws -> [ExploreRunner.Result] {
    let file = FilePath("/tmp/aofsh-explore-\(UInt64.random(in: 0 ... .max)).aofsh")
    let disk = PosixDisk()
    let opened = try disk.open(file, .truncate)
    try opened.writeAll(Array(script.utf8).span)
    try opened.close()
    defer { #expect(throws: Never.self) { try disk.unlink(file) } }
    var options = WorkbenchOptions()
    options.directives = directives.map { ($0.0, Array($0.1.utf8)) }
    var plan = ExploreRunner.Plan()
    change(&plan)
    return try ExploreRunner(options: options, progress: { _ in }).run(file, plan)
  }

  @Test(arguments: ["always", "everysec", "no"], FileSystemKind.allCases)
  func whatIsPromisedIsKept(_ policy: String, _ fileSystem: FileSystemKind) throws {
    let results = try explore(Self.script) {
      $0.policies = [policy]
      $0.fileSystems = [fileSystem]
      $0.limit = 1200
    }
    let result = try #require(results.first)
    #expect(result.failure == nil)
    #expect(result.findings.states > 1000 && result.findings.images > 300)
    #expect(result.findings.violationCount == 0, "\(ExploreReport.text(results))")
    #expect(result.findings.lossByKill.commands == 0)
    if policy == "always" { #expect(result.findings.lossByPowerCut.commands == 0) }
  }

  /// Where nothing may be cut off a torn file, a torn file cannot be loaded.
  @Test func aProtectionThatIsOffIsMissed() throws {
    let results = try explore("SET a 1", [("aof-load-truncated", "no")]) {
      $0.policies = ["always"]
      $0.fileSystems = [.ordered]
      $0.depth = 1
    }
    let result = try #require(results.first)
    #expect(result.findings.violationCount > 40)
    let first = try #require(result.findings.violations.first)
    #expect(first.problem.contains("refused") && first.crash.contains("power cut"))
    #expect(ExploreReport.text(results).contains("VIOLATION under always, ordered"))
  }

  /// Zeroes behind a command are refused, loudly, unless a directive lets them be cut off.
  @Test func zeroesAreCutOffWhenAllowed() throws {
    let refusals = try ["0", "1mb"].map { limit in
      let results = try explore("SET a 1\nSET b 2", [("aof-load-corrupt-tail-max-size", limit)]) {
        $0.policies = ["always"]
        $0.fileSystems = [.ordered]
        $0.depth = 1
      }
      #expect(results.first?.findings.violationCount == 0, "\(ExploreReport.text(results))")
      return results.first?.findings.refusals
    }
    #expect((refusals[0] ?? 0) > 40)
    #expect(refusals[1] == 0)
  }

  @Test func aScriptThatFailsIsNoSuccess() throws {
    let results = try explore("SET a 1\n:nosuch\nSET b 1") {
      $0.policies = ["no"]
      $0.fileSystems = [.strict]
      $0.limit = 10
    }
    #expect(results.first?.failure?.contains("nosuch") == true)
    #expect(results.first?.findings.isCutShort == true)
  }
}
