import EngineHarness
import Lua
import TestSupport
import Testing

/// Replies of scripts, byte for byte beside redis-server.
@Suite(.enabled(if: RedisServer.isInstalled && LuaLibrary.open() != nil, "redis-server or liblua5.1-0 is missing"))
struct ScriptReplyTests {
  /// Runs scripts on both, in the same order, and records what differs.
  static func compare(_ scripts: [String], _ twins: Twins, _ words: [String] = ["0"]) throws {
    for script in scripts {
      let command = [Array("EVAL".utf8), Array(script.utf8)] + words.map { Array($0.utf8) }
      try twins.connection.send(RedisConnection.request(command))
      let theirs = try twins.connection.read().bytes
      let mine = twins.engine.reply(command)
      #expect(EngineHarness.flat(mine) == EngineHarness.flat(theirs), "\(script)")
    }
  }

  static let samples: [[String]] = [
    ScriptSamples.values, ScriptSamples.errors, ScriptSamples.more, ScriptSamples.rest, ModuleSamples.json,
    ModuleSamples.messagePack, ModuleSamples.structs, ModuleSamples.bits,
  ]

  @Test(arguments: samples.indices)
  func repliesAreRedisOwn(_ index: Int) throws { try Self.compare(Self.samples[index], try Twins()) }

  @Test(arguments: samples.indices)
  func repliesAreRedisOwnInTheNewProtocol(_ index: Int) throws {
    let twins = try Twins()
    try twins.connection.send(RedisConnection.request([Array("HELLO".utf8), Array("3".utf8)]))
    _ = try twins.connection.read()
    twins.engine.command("HELLO", "3")
    try Self.compare(Self.samples[index], twins)
  }

  @Test func randomNumbersAreRedisOwn() throws {
    try Self.compare(
      [
        "return {math.random(1000),math.random(1000)}", "return tostring(math.random())",
        "return {math.random(10),math.random(5,10),math.random(-5,5)}", "math.randomseed(5) return math.random(1000)",
        "math.randomseed(-1) return math.random(1000)", "return math.random(2^31-1)", "return math.random(0)",
        "return math.random(5,1)", "return math.random(1,2,3)", "return math.randomseed()",
      ], try Twins())
  }

  /// Nesting ends where the interpreter's stack does.
  @Test func deepRepliesEndAlike() throws {
    let twins = try Twins()
    let scripts = [
      "local a={} a[1]=a return a", "local a={} a.map=a return a", "local a={} a.map={x=a} return a",
      "local a={} a.set={x=a} return a", "local a={1} for i=1,7990 do a={a} end return a",
      "local a={1} for i=1,7994 do a={a} end return a", "local a={1} for i=1,7995 do a={a} end return a",
      "local function f(n) return n==0 and 0 or 1+f(n-1) end return f(1000)",
      "local function f() return 1+f() end return f()", "return string.rep(' ',2^31)",
      "local s=string.rep('a',1000000) return s", "local t={} for i=1,100000 do t[i]=i end return t",
      "local s=string.rep('(',250)..string.rep(')',250) return string.find('x',s)",
      "return loadstring('return '..string.rep('(',300)..'1'..string.rep(')',300))",
      "local f='return 1' for i=1,250 do f='return (function() '..f..' end)()' end return loadstring(f)",
      "return #{string.byte(string.rep('x',7000),1,-1)}", "return #{string.byte(string.rep('x',9000),1,-1)}",
      "local function f(...) return select('#',...) end local t={} for i=1,7000 do t[i]=1 end return f(unpack(t))",
    ]
    for script in scripts {
      let command = [Array("EVAL".utf8), Array(script.utf8), Array("0".utf8)]
      // Not decoded: these replies are nested deeper than any reader should go.
      let end = Array("$7\r\nthe-end\r\n".utf8)
      let echo = [Array("ECHO".utf8), Array("the-end".utf8)]
      try twins.connection.send(RedisConnection.request(command) + RedisConnection.request(echo))
      let mine = twins.engine.reply(command)
      let theirs = Array(try twins.connection.read(until: end).dropLast(end.count))
      #expect(mine == theirs, "\(script): \(mine.suffix(200)) \(theirs.suffix(200))")
    }
  }
}
