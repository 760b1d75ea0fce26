import Commands
import Engine
import EngineHarness
import Lua
import Testing

/// What MONITOR shows, and the slow log and the figures of commands that wait.
struct MonitorTests {
  /// What a session that monitors is shown of `lines`, without the times.
  private func shown(_ lines: [[String]]) throws -> [String] {
    let harness = try EngineHarness.started(.simulated)
    let monitor = harness.engine.makeSession()
    harness.command(["MONITOR"], session: monitor)
    for line in lines { harness.command(line) }
    return EngineHarness.flat(monitor.takeMessages()).split(separator: "|").map { line in
      line.drop { $0 != "[" }.description
    }
  }

  @Test func secretsAreHidden() throws {
    let lines = try shown([
      ["AUTH", "joe", "secret"], ["HELLO", "2", "AUTH", "default", "secret"],
      ["MIGRATE", "h", "1", "k", "0", "1", "AUTH2", "joe", "secret"], ["CONFIG", "SET", "requirepass", ""],
      ["GET", "a"],
    ])
    #expect(
      lines.map { $0.drop { $0 != "]" } } == [
        #"] "AUTH" "(redacted)" "(redacted)""#, #"] "HELLO" "2" "AUTH" "(redacted)" "(redacted)""#,
        #"] "MIGRATE" "h" "1" "k" "0" "1" "AUTH2" "(redacted)" "(redacted)""#, #"] "GET" "a""#,
      ])
  }

  @Test(.enabled(if: LuaLibrary.open() != nil, "liblua5.1-0 is missing"))
  func aScriptIsShownBeforeItsCommands() throws {
    let lines = try shown([["EVAL", "redis.call('SET', 'q', 1)", "0"]])
    #expect(lines.count == 2)
    #expect(lines.first?.hasSuffix(#"] "EVAL" "redis.call('SET', 'q', 1)" "0""#) == true)
    #expect(lines.last == #"[0 lua] "SET" "q" "1""#)
  }

  @Test func aCommandThatWaitsCountsOnce() throws {
    let harness = try EngineHarness.started(.simulated, ["slowlog-log-slower-than": "0"])
    let waiter = harness.engine.makeSession()
    harness.command(["BLPOP", "list", "0"], session: waiter)
    #expect(!harness.command("SLOWLOG", "GET").contains("BLPOP"))
    harness.command("RPUSH", "list", "a")
    #expect(EngineHarness.flat(waiter.takeMessages()) == "*2|$4|list|$1|a")
    #expect(harness.info("cmdstat_blpop")?.hasPrefix("calls=1,") == true)
  }
}
