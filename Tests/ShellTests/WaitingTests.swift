import Shell
import Testing

/// Commands that wait, under the virtual clock.
struct WaitingTests {
  @Test func theClockGoesOnToTheEndOfATimeout() throws {
    let bench = try Bench()
    let before = bench.workbench.clock.now()
    #expect(bench.run("BLPOP q 2").hasPrefix("(nil)\n"))
    let passed = bench.workbench.clock.now() - before
    #expect(passed >= 2_000_000 && passed < 2_200_000)
  }

  @Test func nobodyWaitsForEverAlone() throws {
    let bench = try Bench()
    #expect(bench.run("BLPOP q 0").contains("would wait for ever"))
    #expect(bench.result.outcome == .failed)
    #expect(bench.run("RPUSH q a") == "(integer) 1\n")
    #expect(bench.run("LLEN q") == "(integer) 1\n")
  }

  @Test func anotherSessionServes() throws {
    let bench = try Bench()
    bench.runAll([":session other", "BLPOP q 0", ":session main"])
    #expect(bench.run(":session") == "* main\n  other, waiting\n")
    #expect(bench.run("RPUSH q a b") == "(integer) 2\nsession other:\n1) \"q\"\n2) \"a\"\n")
    #expect(bench.run("LRANGE q 0 -1") == "1) \"b\"\n")
  }

  @Test func aSessionThatWaitsIsWaitedForWhenItTypes() throws {
    let bench = try Bench()
    bench.runAll([":session other", "BLPOP q 1"])
    #expect(bench.run("PING") == "(nil)\nPONG\n(1.00s)\n")
    bench.runAll(["BLPOP q 5", ":session main"])
    #expect(bench.run(":sleep 4s") == "")
    #expect(bench.run(":sleep 2s") == "session other:\n(nil)\n")
    #expect(bench.run(":session other") == "")
  }
}
