import EngineHarness
import Lua
import TestSupport
import Testing

/// What scripts and functions leave in the append-only file, and the replies of the commands around them.
@Suite(.enabled(if: RedisServer.isInstalled && LuaLibrary.open() != nil, "redis-server or liblua5.1-0 is missing"))
struct ScriptEffectTests {
  static func eval(_ script: String, _ words: String...) -> [[UInt8]] {
    (["EVAL", script] + (words.isEmpty ? ["0"] : words)).map { Array($0.utf8) }
  }

  static let commands: [[[UInt8]]] = [
    eval("return redis.call('set',KEYS[1],ARGV[1])", "1", "a", "1"),
    eval("redis.call('set','a',1) redis.call('incr','a') return redis.call('get','a')"),
    eval("return redis.call('get','a')"), eval("redis.call('set','a',2) error('x')"),
    eval("redis.call('set','a',2) redis.call('nosuch')"), eval("redis.pcall('incr','a','b') redis.call('incr','a')"),
    eval("redis.call('set','x',1,'px',100000) redis.call('expire','x',100)"),
    eval("redis.call('set','x',1,'pxat',1) return redis.call('get','x')"),
    eval("redis.call('select',3) redis.call('set','in3',1)"), Twins.words("SET in0 1"),
    eval("redis.call('set','in0',1) redis.call('select',2) redis.call('set','in2',1) redis.call('select',0)"),
    eval("redis.set_repl(redis.REPL_NONE) redis.call('set','hidden',1)"),
    eval("redis.call('set','s1',1) redis.set_repl(redis.REPL_REPLICA) redis.call('set','s2',1)"),
    eval("redis.set_repl(redis.REPL_AOF) redis.call('set','s3',1) redis.set_repl(0) redis.call('set','s4',1,'ex',50)"),
    eval("redis.call('incrbyfloat','f',1.5) redis.call('getdel','f')"), eval("redis.call('del','nosuch')"),
    eval("redis.call('set',1,2.5) redis.call('append','b','x\\0y')"), eval("redis.call('flushall')"),
    Twins.words("MULTI"), eval("redis.call('set','m',1) redis.call('incr','m')"), Twins.words("INCR m"),
    eval("return x"), Twins.words("EXEC"), Twins.words("WATCH w"), eval("redis.call('set','w',1)"),
    Twins.words("MULTI"), Twins.words("EXEC"),
    Twins.words("EVALSHA e0e1f9fabfc9d4800c877a703b823ac0578ff8db 0"), eval("return 1"),
    Twins.words("EVALSHA e0e1f9fabfc9d4800c877a703b823ac0578ff8db 0"),
    Twins.words("EVALSHA_RO E0E1F9FABFC9D4800C877A703B823AC0578FF8DB 0"), Twins.words("EVALSHA x 0"),
    Twins.words("EVAL 'return 1' x"), Twins.words("EVAL 'return 1' -1"), Twins.words("EVAL 'return 1' 2 a"),
    Twins.words("EVAL 'return {#KEYS,#ARGV,KEYS[1],ARGV[2]}' 1 k a b"), Twins.words("EVAL 'return 1'"),
    Twins.words("EVALSHA abc x"), Twins.words(#"EVAL_RO "return redis.call('set','a',1)" 0"#),
    Twins.words(#"EVAL_RO "return redis.call('publish','a',1)" 0"#), Twins.words(##"EVAL_RO "#!lua\nreturn 1" 0"##),
    Twins.words(##"EVAL_RO "#!lua flags=no-writes\nreturn 1" 0"##), Twins.words("SCRIPT LOAD 'return 7'"),
    Twins.words("SCRIPT EXISTS 59b6ab2fbe0ee4b25733de0f62e6cda4899ef8e9 x"), Twins.words("SCRIPT LOAD 'x x'"),
    Twins.words("SCRIPT LOAD '#!x'"), Twins.words("SCRIPT FLUSH x"), Twins.words("SCRIPT FLUSH sync x"),
    Twins.words("SCRIPT FLUSH ASYNC"), Twins.words("SCRIPT EXISTS 59b6ab2fbe0ee4b25733de0f62e6cda4899ef8e9"),
    Twins.words("SCRIPT KILL"), Twins.words("SCRIPT"),
    Twins.words("SCRIPT X"),
  ]

  @Test func scriptsLeaveTheirEffects() throws {
    let twins = try Twins(["appendonly": "yes", "appendfsync": "no"])
    for difference in try twins.compare(Self.commands) { Issue.record("\(difference)") }
    try LoggedCommands.expectEqual(twins)
    let digests = try twins.digests()
    #expect(digests.redis == digests.engine)
  }

  /// A script may do what its caller may, and takes memory only where there is some.
  @Test func scriptsAreRefusedWhatTheirCallerIs() throws {
    let twins = try Twins()
    let script = { (text: String) in Self.eval(text) }
    let commands: [[[UInt8]]] =
      [
        Twins.words("ACL SETUSER u on nopass +eval +get +set +publish +auth -incr ~k* resetchannels"),
        Twins.words("AUTH u x"),
      ]
      + [
        "return redis.call('incr','k1')", "return redis.call('get','z')", "return redis.call('set','k','v')",
        "return tostring(redis.acl_check_cmd('get','z'))", "return tostring(redis.acl_check_cmd('get','k'))",
        "return tostring(redis.acl_check_cmd('incr','k'))", "return redis.pcall('incr','k')",
        "return redis.call('publish','c','m')",
      ].map(script) + [Twins.words("AUTH default x"), Twins.words("CONFIG SET maxmemory 1")]
      + [
        "return 1", "redis.call('set','a',1)", "#!lua\nreturn 1", "return redis.pcall('set','a',1)",
        "#!lua flags=allow-oom\nredis.call('set','a',1)", "#!lua flags=no-writes\nreturn redis.call('get','a')",
        "redis.call('del','a') redis.call('set','a',2) return redis.call('get','a')",
      ].map(script) + [Twins.words("CONFIG SET maxmemory 0"), script("return redis.call('set','a',1)")]
    for difference in try twins.compare(commands) { Issue.record("\(difference)") }
  }

  @Test func functionsLeaveTheirEffects() throws {
    let twins = try Twins(["appendonly": "yes", "appendfsync": "no"])
    for difference in try twins.compare(FunctionSamples.commands) { Issue.record("\(difference)") }
    try LoggedCommands.expectEqual(twins)
  }

  /// A log that ends in a script's unit is loaded by both, and torn ones are cut before it.
  @Test func loadsWhatScriptsLeft() throws {
    let harness = try EngineHarness.started(.simulated, ["appendonly": "yes", "appendfsync": "always"])
    harness.reply(Self.eval("redis.call('set','a',1) redis.call('set','b',2) return 1"))
    let contents = harness.contents()
    try harness.restart()
    #expect(harness.contents() == contents && contents == ["0/a=1", "0/b=2"])
  }
}
