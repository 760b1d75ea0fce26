import Engine
import EngineHarness
import Testing

/// Where there is no Lua, nothing runs, and nothing is lost.
@Suite struct WithoutLuaTests {
  static let source = "#!lua name=lib\nredis.register_function('f', function() return 1 end)"
  static let header = "#!lua name=lib"

  private func harness(_ settings: [String: String] = ["appendonly": "yes"]) throws -> EngineHarness {
    let harness = try EngineHarness(.simulated, settings)
    try harness.start { $0.openLua = { nil } }
    return harness
  }

  @Test(arguments: [
    ["EVAL", "return 1", "0"], ["EVAL_RO", "return 1", "0"], ["SCRIPT", "LOAD", "return 1"], ["FCALL", "f", "0"],
    ["FCALL_RO", "f", "0"],
  ])
  func saysWhatIsMissing(_ command: [String]) throws {
    #expect(try harness().command(command).contains("liblua5.1-0"))
  }

  @Test(arguments: [
    ["appendonly": "yes"], ["appendonly": "yes", "aof-use-rdb-preamble": "no"],
    ["appendonly": "yes", "aof-use-rdb-preamble": "no", "aof-timestamp-enabled": "yes"],
  ])
  func keepsLibraries(_ settings: [String: String]) throws {
    let harness = try harness(settings)
    #expect(harness.command("FUNCTION", "LOAD", Self.source) == "$3|lib")
    #expect(harness.command("FUNCTION", "LOAD", Self.source) == "-ERR Library 'lib' already exists")
    #expect(harness.command("FUNCTION", "LOAD", "REPLACE", Self.source) == "$3|lib")
    #expect(harness.command("BGREWRITEAOF").hasPrefix("+"))
    harness.engine.waitForChild()
    #expect(harness.command("FLUSHALL") == "+OK")
    #expect(harness.stop())
    try harness.start { $0.openLua = { nil } }
    #expect(harness.command("FUNCTION", "LIST", "WITHCODE").contains(Self.source))
    let dump = try #require(harness.reply([Array("FUNCTION".utf8), Array("DUMP".utf8)]).split(separator: 10).last)
    #expect(!dump.isEmpty)
    #expect(harness.command("FUNCTION", "DELETE", "lib") == "+OK")
    #expect(harness.stop())
    try harness.start { $0.openLua = { nil } }
    #expect(harness.command("FUNCTION", "LIST") == "*0")
  }

  /// A library that cannot be run, for whatever reason, is not dropped from a log that is loaded.
  @Test func keepsWhatCannotRun() throws {
    let harness = try harness(["appendonly": "yes", "aof-use-rdb-preamble": "no"])
    let broken = "#!lua name=broken\nthis is no Lua"
    #expect(harness.command("FUNCTION", "LOAD", broken) == "$6|broken")
    #expect(harness.stop())
    try harness.start()
    #expect(harness.command("FUNCTION", "LIST", "WITHCODE").contains(broken))
    #expect(harness.command("FUNCTION", "DELETE", "broken") == "+OK")
  }
}
