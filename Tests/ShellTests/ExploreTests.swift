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

  @Test(arguments: ["always", "everysec", "no"], FileSystemKind.allCases)
  func whatIsPromisedIsKept(_ policy: String, _ fileSystem: FileSystemKind) throws {
    let results = try Exploring.explore(Self.script) {
      $0.policies = [policy]
      $0.fileSystems = [fileSystem]
      $0.stride = 12
    }
    let result = try #require(results.first)
    #expect(result.failure == nil)
    #expect(result.findings.states > 100 && result.findings.images > 20)
    #expect(result.findings.continued > 1 && result.findings.laterStates > 100)
    #expect(result.findings.violationCount == 0, "\(ExploreReport.text(results))")
    #expect(result.findings.lossByKill.commands == 0)
    if policy == "always" { #expect(result.findings.lossByPowerCut.commands == 0) }
    if policy == "no" { #expect(result.findings.lossByPowerCut.commands > 0) }
  }

  /// Zeroes behind a command are refused, loudly, unless a directive lets them be cut off.
  @Test func zeroesAreCutOffWhenAllowed() throws {
    let refusals = try ["0", "1mb"].map { limit in
      let results = try Exploring.explore("SET a 1\nSET b 2", [("aof-load-corrupt-tail-max-size", limit)]) {
        $0.policies = ["always"]
        $0.fileSystems = [.ordered]
        $0.depth = 1
        $0.stride = 2
      }
      #expect(results.first?.findings.violationCount == 0, "\(ExploreReport.text(results))")
      return results.first?.findings.refusals
    }
    #expect((refusals[0] ?? 0) > 20)
    #expect(refusals[1] == 0)
  }

  /// What is promised of a write follows from the policies since then, not from the one that the run began with.
  @Test func aSwitchOfThePolicyCounts() throws {
    let script = ["no", "always", "no", "everysec"].enumerated().map { index, policy in
      "SET a \(index)\nCONFIG SET appendfsync \(policy)\nSET b \(index)"
    }
    let results = try Exploring.explore(script.joined(separator: "\n") + "\nSET c 1\n:sleep 5s\nSET d 1\nSET e 1") {
      $0.policies = ["no"]
      $0.fileSystems = [.ordered]
      $0.depth = 1
      $0.stride = 23
    }
    let result = try #require(results.first)
    #expect(result.findings.violationCount == 0, "\(ExploreReport.text(results))")
    let moments = try #require(result.lifetimes.last?.moments).filter { $0.command.hasPrefix("SET") }
    let atRisk = moments.map { $0.state - $0.survivesPowerCut }
    // Nothing is promised under no, all under always, and under everysec what is older than two seconds.
    #expect(atRisk[0...2] == [1, 2, 3])
    #expect(atRisk[3...4] == [0, 0])
    #expect(atRisk[5] == 1 && atRisk[6] == 2)
    #expect(atRisk.last == 1)
  }

  /// A start on a full disk cannot keep what it would cut off, and leaves no part of it.
  @Test func aFullDiskIsLeftAsItIs() throws {
    let results = try Exploring.explore("SET a 1\n:fault enospc 40\nSET b 2") {
      $0.policies = ["no"]
      $0.fileSystems = [.ordered]
      $0.depth = 1
      $0.stride = 23
    }
    #expect(ExploreReport.status(results) == 0, "\(ExploreReport.text(results))")
  }

  @Test func aScriptThatFailsIsNoSuccess() throws {
    let results = try Exploring.explore("SET a 1\n:nosuch\nSET b 1") {
      $0.policies = ["no"]
      $0.fileSystems = [.strict]
      $0.limit = 10
    }
    #expect(results.first?.failure?.contains("nosuch") == true)
    #expect(results.first?.findings.isCutShort == true)
    #expect(ExploreReport.status(results) == 3)
  }

  /// What a person destroys by hand is nobody's broken promise, whether the engine runs or not.
  @Test(arguments: [
    "SET a 1\nSET b 2\n:stop\n:truncate incr -5\n:start\nSET c 3",
    "SET a 1\n:stop\n:rm -r appendonlydir\n:start\nSET c 3",
    "SET a 1\nSET b 2\n:truncate --force incr -5\nSET c 3\n:crash kill\n:check --fix\n:start\nSET d 4",
    "SET a 1\n:stop\n:corrupt incr -3\n:start\nSET c 3",
    "SET a 1\n:crash kill\n:cp -r appendonlydir back\n:rm -r appendonlydir\n:start\nSET b 1\n:stop\n"
      + ":rm -r appendonlydir\n:cp -r back appendonlydir\n:start\n:assert GET a == 1",
  ])
  func damageByHandBreaksNoPromise(_ script: String) throws {
    let results = try Exploring.explore(script) { $0.stride = 40 }
    for result in results {
      #expect(result.findings.violationCount == 0, "\(ExploreReport.text(results))")
      #expect(result.findings.images > 3)
    }
  }

  /// A kill leaves in the page cache what a power cut may take later, also when it has been loaded since.
  @Test func aKillMakesNothingDurable() throws {
    let results = try Exploring.explore("SET a 1\nSET b 2\n:crash kill\n:start\nSET c 3\n:crash kill\n:start") {
      $0.policies = ["no", "always"]
      $0.stride = 3
    }
    #expect(results.allSatisfy { $0.findings.violationCount == 0 }, "\(ExploreReport.text(results))")
    #expect(results.contains { $0.findings.lossByPowerCut.commands >= 2 })
  }

  @Test func functionLibrariesBelongToTheState() throws {
    let library = "#!lua name=lib\\nredis.register_function('f', function() return 1 end)"
    let results = try Exploring.explore("FUNCTION LOAD \"\(library)\"\nSET a 1") {
      $0.policies = ["no"]
      $0.fileSystems = [.ordered]
    }
    let states = try #require(results.first?.lifetimes.first?.states)
    #expect(states.map(\.state.text) == ["no keys", "library lib", "a=1, library lib"])
    #expect(results.first?.findings.violationCount == 0, "\(ExploreReport.text(results))")
  }

  /// Failures of the disk and of the rewrite's child take nothing that was promised.
  @Test(arguments: ["always", "everysec", "no"])
  func failuresBreakNoPromise(_ policy: String) throws {
    let results = try Exploring.explore(Self.script) {
      $0.policies = [policy]
      $0.fileSystems = [.ordered]
      $0.limit = 10
      $0.depth = 1
      $0.hasFaults = true
    }
    let faults = try #require(results.first?.faults)
    #expect(faults.faultedRuns > 60 && faults.images > 50)
    #expect(faults.violationCount == 0, "\(ExploreReport.text(results))")
  }

  /// An engine that is killed beside an fsync that fails hears nothing of it, and leaves no note of what was dropped: the
  /// next one keeps it, with what it acknowledges itself.
  @Test func killsBesideFailuresBreakNoPromise() throws {
    let results = try Exploring.explore("SET a 1") {
      $0.policies = ["always"]
      $0.fileSystems = [.ordered]
      $0.limit = 10
      $0.stride = 7
      $0.hasFaults = true
    }
    let faults = try #require(results.first?.faults)
    #expect(faults.continued > 0 && faults.laterStates > 20)
    #expect(faults.violationCount == 0, "\(ExploreReport.text(results))")
  }
}
