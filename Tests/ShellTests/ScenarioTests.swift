import Disk
import SystemPackage
import TestSupport
import Testing

@testable import CrashLab
@testable import Shell

/// The stories of `:crash scenario` go as they are told.
@Suite struct ScenarioTests {
  /// How each story ends.
  static let ends: [(name: String, end: String)] = [
    ("torn-multi", "MGET a b c acknowledged\n  1) \"1\"\n  2) (nil)\n  3) (nil)\n  4) \"1\"\n"),
    ("torn-annotation", "MGET a b acknowledged\n  1) \"1\"\n  2) (nil)\n  3) \"1\"\n"),
    ("torn-middle-file", "MGET a b c\n  1) \"1\"\n  2) (nil)\n  3) \"3\"\n"),
    (
      "zero-filled-tail",
      "appendonly.aof.1.incr.aof.cut-50  27 bytes, durable\n      └── appendonly.aof.manifest           88 bytes, durable\n"
    ),
    ("rewrite-with-pending-buffer", "GET counter\n  \"2\"\n"),
    ("disk-full", "MGET a b c d e\n  1) \"1\"\n  2) \"2\"\n  3) \"3\"\n  4) \"4\"\n  5) (nil)\n"),
    ("fsync-error", "MGET a b\n  1) \"1\"\n  2) \"2\"\n"),
    ("enabling-aof", "MGET a b\n  1) \"1\"\n  2) \"2\"\n"),
    ("missing-manifest", "MGET old new\n  1) (nil)\n  2) \"2\"\n  aofsh> :ls\n...unlisted\n...manifest\n"),
    ("dump-rdb-trap", "GET precious\n  \"1\"\n"),
  ]

  @Test func allAreTold() {
    #expect(Scenario.all.map(\.name).sorted() == Self.ends.map(\.name).sorted())
    for scenario in Scenario.all {
      for text in [scenario.redis, scenario.own, scenario.reason] {
        #expect(text.hasSuffix(".") && !text.contains("  "))
      }
      #expect(scenario.steps.count { if case .damaged = $0 { true } else { false } } <= 1)
    }
  }

  @Test(arguments: ends.map(\.name)) func goesAsItIsTold(_ name: String) throws {
    let bench = try Bench { $0.isReadOnly = true }
    let printed = bench.run(":crash scenario \(name)")
    #expect(bench.result.outcome == .done, "\(printed)")
    let scenario = try #require(Scenario.all.first { $0.name == name })
    #expect(printed.hasPrefix("\(name): \(scenario.title)\n\n7.0.15  "))
    let end = try #require(Self.ends.first { $0.name == name }?.end)
    for part in end.split(separator: "...").map(String.init) { #expect(printed.contains(part), "\(printed)") }
    #expect(end.contains("...") || printed.hasSuffix(end), "\(printed)")
    // It is told beside the session, whose engine goes on, and with lines that fit a screen.
    #expect(bench.run("PING") == "PONG\n")
    let story = printed.split(separator: "\n\n").first ?? ""
    #expect(story.split(separator: "\n").allSatisfy { $0.count <= 110 })
  }

  @Test func aStoryThatGoesWrongIsAnError() throws {
    let wrong = Scenario(
      "wrong", title: "wrong", redis: "", own: "", reason: "", directives: [],
      script: "SET a 1\n! GET a\nSET b 2")
    var printed: [UInt8] = []
    let teller = ScenarioTeller(wrong, options: WorkbenchOptions()) { printed += $0 }
    #expect(teller.run() == "GET a: it went well")
    #expect(text(printed) == "  aofsh> SET a 1\n  OK\n  aofsh> GET a\n  \"1\"\n")
  }
}
