import EngineHarness
import TestSupport
import Testing

/// Replies to single lines, among them wrong ones, in both protocols.
@Suite(.enabled(if: RedisServer.isInstalled, Comment(rawValue: RedisServer.isMissing)))
struct ReplyTests {
  static let commandNames = [
    "append", "bgrewriteaof", "bitcount", "bitfield", "bitfield_ro", "bitop", "bitpos", "client", "command", "config",
    "copy", "dbsize", "decr", "decrby", "del", "discard",
    "dump", "echo", "exec", "exists", "expire", "expireat", "expiretime", "flushall", "flushdb", "get", "getbit",
    "getdel",
    "getex", "getrange", "getset", "hello", "incr", "incrby", "incrbyfloat", "info", "keys", "lastsave", "lcs", "mget",
    "move", "mset", "msetnx", "multi", "object", "persist", "pexpire", "pfadd", "pfcount", "pfdebug", "pfmerge",
    "pfselftest", "pexpireat", "pexpiretime", "ping", "psetex",
    "pttl", "randomkey", "rename", "renamenx", "reset", "restore", "scan", "select", "set", "setbit", "setex", "setnx",
    "setrange", "strlen", "substr", "swapdb", "time", "touch", "ttl", "type", "unlink", "unwatch", "watch",
  ]

  /// Commands with subcommands, which are compared one by one: their order depends on the seed of the hash.
  static let containers = [
    "client": "getname help id setname", "command": "count docs getkeys getkeysandflags help info list",
    "config": "get help resetstat rewrite set", "object": "encoding freq help idletime refcount",
  ]

  @Test(arguments: [2, 3])
  func everyCommandWithAnyNumberOfArguments(_ version: Int) throws {
    let twins = try Twins()
    var lines = version == 3 ? ["HELLO 3"] : []
    for name in Self.commandNames {
      for count in 0...6 where !(["bgrewriteaof", "command"].contains(name) && count == 0) {
        lines.append(([name] + Array(repeating: "9000", count: count)).joined(separator: " "))
        if name == "reset", version == 3 { lines.append("HELLO 3") }
        if name == "multi" { lines.append("DISCARD") }
      }
    }
    for difference in try twins.compare(lines: lines) { Issue.record("\(difference)") }
  }

  @Test(arguments: [2, 3])
  func whatIsToldOfEachCommand(_ version: Int) throws {
    let twins = try Twins()
    let names = Self.commandNames.filter { !Self.containers.keys.contains($0) }
    let subcommands = Self.containers.flatMap { name, words in words.split(separator: " ").map { "\(name)|\($0)" } }
    let lines = (names + subcommands.sorted()).flatMap { ["COMMAND INFO \($0)", "COMMAND DOCS \($0)"] }
    let all = (version == 3 ? ["HELLO 3"] : []) + lines
    for difference in try twins.compare(lines: all) { Issue.record("\(difference)") }
  }

  @Test(arguments: [2, 3], ReplyLines.groups.keys.sorted())
  func lines(_ version: Int, _ group: String) throws {
    let twins = try Twins()
    if version == 3 { _ = try twins.compare(lines: ["HELLO 3"]) }
    let lines = try #require(ReplyLines.groups[group])
    for difference in try twins.compare(lines: lines) { Issue.record("\(difference)") }
    let digests = try twins.digests()
    #expect(digests.redis == digests.engine)
  }
}
