extension Vocabulary {
  /// Libraries of functions, and scripts that are kept.
  static let functions = Vocabulary(
    name: "function",
    rules: [
      "function|list": (.unordered, "hash order"),
      "function|dump": (.shape, "hash order"),
    ]
  ) { words in
    switch words.below(12) {
    case 0...2: loading(&words)
    case 3...5: calling(&words)
    case 6: ["FUNCTION", "DELETE", library(&words)]
    case 7: listing(&words)
    case 8: keepingScripts(&words)
    case 9, 10: runningScripts(&words)
    default:
      words.pick([["GET", words.key()], ["DEL", words.key()], ["TYPE", words.key()], ["STRLEN", words.key()]])
    }
  }

  private static func library(_ words: inout Words) -> String {
    words.chance(20) ? words.pick(["", "a-b", "é", "nope", "LIB1"]) : "lib\(words.below(5))"
  }

  private static func function(_ words: inout Words, of library: Int) -> String {
    words.chance(25)
      ? words.pick(["", "a b", "N\(library)", "shared"])
      : words.pick(["f\(library)", "f\(library)", "g\(library)", "shared"])
  }

  private static func loading(_ words: inout Words) -> [String] {
    // Of several names that are taken, Redis tells the first one in the order of the hash: here only one can be.
    let number = words.below(5)
    let header =
      words.chance(15)
      ? words.pick([
        "#!lua", "#!lua name=", "#!js name=x", "lua", "#!lua name=a name=b", "#!lua nome=x",
        "#!lua name=\"lib\(number)\"",
        "#!Lua name=lib\(number)", "#!lua name='lib 1'", "#! lua name=x", "",
      ])
      : words.pick(["#!lua", "#!LUA", "#!lua"]) + " name=lib\(number)"
    let lines = words.some(0, 3) { [registration(&$0, of: number)] }
    return ["FUNCTION", "LOAD"] + (words.chance(2) ? ["REPLACE"] : [])
      + [([header] + lines).joined(separator: words.chance(30) ? " " : "\n")]
  }

  private static func registration(_ words: inout Words, of library: Int) -> String {
    let name = function(&words, of: library)
    let body = "function(keys, args) \(words.pick(functionBodies)) end"
    switch words.below(12) {
    case 0...5: return "redis.register_function('\(name)', \(body))"
    case 6...9:
      let flags = words.options(["'no-writes'", "'allow-stale'", "'allow-oom'", "'no-cluster'"])
      let list = ", flags={" + flags.joined(separator: ",") + "}"
      let rest = words.pick(["", ", description='what it does'", list])
      return "redis.register_function{function_name='\(name)', callback=\(body)\(rest)}"
    case 10: return words.pick(["local n = 0", "-- nothing", "local function helper() return 'helped' end"])
    default:
      let name = "function_name=9\(library)"
      return words.pick(brokenRegistrations).replacing("function_name=2", with: name)
    }
  }

  private static let functionBodies = [
    "return redis.call('SET', keys[1], args[1] or 'none')", "return redis.call('GET', keys[1])",
    "return {#keys, #args}",
    "return redis.pcall('INCR', keys[1])", "return keys[1]", "error('failed')", "return {err='MINE it failed'}",
    "redis.call('APPEND', keys[1], 'x') error('late')", "x = 1", "return redis.error_reply('no')", "return 3.7",
    "return redis.call('NOSUCH')", "redis.setresp(3) return redis.call('HGETALL', keys[1])",
    "return cjson.encode(args)",
    "redis.call('DEL', keys[1]) return redis.status_reply('GONE')", "return KEYS", "return redis.REDIS_VERSION",
    "return redis.register_function", "return redis.call(unpack(args))", "return type(helper)",
  ]

  private static let brokenRegistrations = [
    "redis.register_function('a b', function() end)", "redis.register_function('shared', 1)",
    "redis.register_function()",
    "redis.register_function{}", "redis.call('SET', 'a', 1)", "x = 1", "return 5", "error('at load')", "syntax error",
    "redis.register_function('shared', function() end) redis.register_function('shared', function() end)",
    "redis.register_function{function_name='shared', callback=function() end, flags={'nope'}}",
    "redis.register_function{function_name='shared', callback=function() end, nope=1}",
    "redis.register_function{function_name='shared', callback=function() end, flags=1}",
    "redis.register_function{function_name=2, callback=function() end}", "redis.register_function('shared', 'shared')",
    "redis.register_function('shared', function() end, 3)", "local x = nope.nope", "redis.log(redis.LOG_DEBUG, 'x')",
    "redis.register_function{1, 2}", "redis.register_function({['function_name']='shared'})",
    "error({err='MY at load'})",
  ]

  private static func calling(_ words: inout Words) -> [String] {
    let arguments = words.pick([
      ["1", words.key(), words.value()], ["1", words.key(), words.value()], ["0"], ["2", words.key()], ["-1"], ["x"],
      [],
      ["1", words.key(), "GET", words.key()], ["0", "INCR", words.key()],
    ])
    return [words.pick(["FCALL", "FCALL", "FCALL_RO"]), function(&words, of: words.below(5))] + arguments
  }

  private static func listing(_ words: inout Words) -> [String] {
    switch words.below(10) {
    case 0: ["FUNCTION", "LIST"]
    case 1: ["FUNCTION", "LIST", "WITHCODE"]
    case 2: ["FUNCTION", "LIST", "LIBRARYNAME", library(&words)]
    case 3: ["FUNCTION", "LIST", "libraryname", words.pick(["lib*", "*1", "[l]ib?", "x"]), "withcode"]
    case 4: ["FUNCTION", "LIST", words.pick(["LIBRARYNAME", "NOPE"])]
    case 5: ["FUNCTION", "STATS"]
    case 6: ["FUNCTION", "DUMP"]
    case 7: ["FUNCTION", words.pick(["KILL", "NOPE"])]
    case 8: ["FUNCTION", "RESTORE", words.pick(["", "x"])] + words.pick([[], ["FLUSH"], ["nope"]])
    default:
      words.chance(4) ? ["FUNCTION", "FLUSH"] + words.pick([[], ["ASYNC"], ["SYNC"], ["x"]]) : ["FUNCTION", "DUMP"]
    }
  }

  /// Scripts with their digests.
  private static let keptScripts = [
    ("return 1", "e0e1f9fabfc9d4800c877a703b823ac0578ff8db"),
    ("return redis.call('GET',KEYS[1])", "620cd258c2c9c88c9d10db67812ccf663d96bdc6"),
    ("return redis.call('SET',KEYS[1],ARGV[1])", "cf63a54c34e159e75e5a3fe4794bb2ea636ee005"),
    ("return {KEYS,ARGV}", "667538fc7bc1737be485fe688c8f39e7ddc79782"),
  ]

  private static func keepingScripts(_ words: inout Words) -> [String] {
    let script = words.pick(keptScripts)
    switch words.below(6) {
    case 0, 1: return ["SCRIPT", "LOAD", script.0]
    case 2: return ["SCRIPT", "EXISTS", script.1, "x"]
    case 3: return words.chance(6) ? ["SCRIPT", "FLUSH"] + words.options(["ASYNC"]) : ["SCRIPT", "KILL"]
    case 4: return ["SCRIPT", "LOAD", "return ("]
    default: return ["SCRIPT", words.pick(["NOPE", "EXISTS"])]
    }
  }

  private static func runningScripts(_ words: inout Words) -> [String] {
    let script = words.pick(keptScripts)
    let arguments = words.pick([["1", words.key(), words.value()], ["0"], ["1", words.key()], ["2", "a"], ["-1"]])
    let digest = words.chance(8) ? script.1.uppercased() : script.1
    let flagged = "#!lua" + words.pick(scriptFlags) + "\n" + script.0
    let choices = [
      ["EVAL", script.0], ["EVAL_RO", script.0], ["EVALSHA", digest], ["EVALSHA_RO", digest], ["EVAL", flagged],
    ]
    return words.pick(choices) + arguments
  }

  private static let scriptFlags = ["", " flags=no-writes", " flags=allow-oom,no-cluster", " flags=x", " name=x", " "]
}
