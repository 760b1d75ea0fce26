import Engine
import EngineHarness
import Glibc
import Lua
import Testing

/// Scripts where no redis-server is needed to say what is right.
@Suite(.enabled(if: LuaLibrary.open() != nil, "liblua5.1-0 is not installed"))
struct ScriptTests {
  static let isContinuousIntegration = unsafe getenv("CI") != nil

  private func eval(_ harness: EngineHarness, _ script: String) -> String { harness.command("EVAL", script, "0") }

  /// A person's wish ends a script, whatever the script does against it.
  @Test(arguments: [
    "while true do end", "while true do pcall(function() while true do end end) end",
    "local c=coroutine.wrap(function() while true do end end) c()",
    "while true do coroutine.resume(coroutine.create(function() while true do end end)) end",
    "redis.call('set','a',1) while true do end",
  ])
  func anInterruptEndsAScript(_ script: String) throws {
    let harness = try EngineHarness(.simulated, ["appendonly": "yes", "appendfsync": "always"])
    var questions = 0
    try harness.start { surroundings in
      surroundings.watchScript = { body in
        body {
          questions += 1
          return questions == 3
        }
      }
    }
    #expect(eval(harness, script).hasPrefix("-ERR Script killed by user with SCRIPT KILL..."))
    #expect(questions == 3)
    #expect(eval(harness, "return redis.call('ping')") == "+PONG")
    // What it wrote before stays, here and in the log.
    let contents = harness.contents()
    try harness.restart()
    #expect(harness.contents() == contents)
  }

  /// What crashes other servers is an error here.
  @Test(arguments: [
    "error({})", "error(setmetatable({},{__index=function() error('again') end}))", "error({err={}})",
    "local t=setmetatable({},{__tostring=function() return {} end}) error(t)",
    "xpcall(function() error('a') end, function() error('b') end) error({})",
  ])
  func oddErrorsAreErrors(_ script: String) throws {
    let harness = try EngineHarness.started()
    #expect(eval(harness, script).hasPrefix("-ERR"))
    #expect(eval(harness, "return 1") == ":1")
  }

  /// No script changes what another one sees.
  @Test(arguments: [
    "_G.string = nil", "rawset(_G, 'leak', 1)", "string.format = nil", "table.insert(redis, 1)", "redis.call = nil",
    "setmetatable(_G, {})", "getmetatable('').__index = {}", "getmetatable(_G).__index = nil", "_G._G = nil",
    "local m = getmetatable('') m.__index.rep = nil", "rawset(string, 'rep', nil)", "KEYS = {}", "leak = 1",
    "for k in pairs(string) do rawset(string, k, nil) end", "local _, t = pairs(_G) t.leak = 1",
    "local f = next f(_G) rawset(f(_G), 'leak', 1)", "table.foreach(_G, function(k) rawset(_G, k, nil) end)",
    "local c = coroutine.create(function() leak = 1 end) assert(coroutine.resume(c))",
    "loadstring('leak = 1')()", "setmetatable(string, {__index = {leak = 1}})", "cjson.null = 1", "math.pi = 3",
    "table.setn(_G, 3)", "getmetatable(getmetatable(_G)).x = 1", "rawset(getmetatable(_G), '__index', nil)",
    "redis.setresp = nil", "xpcall(function() leak = 1 end, function(e) error(e) end) error('x')",
  ])
  func theWorldStaysAsItIs(_ script: String) throws {
    let harness = try EngineHarness.started()
    let probe = """
      local names = {}
      for _, t in ipairs({_G, string, table, math, redis, cjson, bit, struct, cmsgpack, coroutine}) do
        for k, v in pairs(t) do names[#names + 1] = tostring(k) .. type(v) end
      end
      table.sort(names)
      return table.concat(names, ' ') .. ('x'):rep(3) .. tostring(pcall(function() return leak end))
      """
    let before = eval(harness, probe)
    #expect(before.contains("xxxfalse") && before.contains("callfunction"))
    #expect(eval(harness, script).hasPrefix("-"), "\(script)")
    #expect(eval(harness, probe) == before)
  }

  /// Compiled chunks could read and write all memory.
  @Test func compiledChunksAreRefused() throws {
    let harness = try EngineHarness.started()
    let dump = "local f = string.dump(function() return 1 end) "
    for way in ["loadstring(f)", "load(function() local g = f f = nil return g end)"] {
      #expect(eval(harness, dump + "local r, m = \(way) return {tostring(r), m}").contains("char(27)"))
    }
    let chunk = Array("\u{1B}LuaQ".utf8)
    let reply = harness.reply([Array("EVAL".utf8), chunk, Array("0".utf8)])
    #expect(EngineHarness.flat(reply).contains("unexpected symbol near 'char(27)'"))
  }

  @Test(arguments: ["os", "io", "debug", "package", "require", "dofile", "loadfile", "print", "newproxy", "getfenv"])
  func nothingOfTheSystemIsThere(_ name: String) throws {
    let harness = try EngineHarness.started()
    #expect(eval(harness, "return \(name)").contains("nonexistent global variable '\(name)'"))
  }

  /// The command line of continuous integration installs the library, so that these tests run there.
  @Test(.enabled(if: isContinuousIntegration, "only where CI is set"))
  func continuousIntegrationHasLua() { #expect(LuaLibrary.open() != nil) }
}
