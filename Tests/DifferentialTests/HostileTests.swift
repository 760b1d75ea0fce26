import Bytes
import EngineHarness
import TestSupport
import Testing

/// Bad input of all kinds: the same error texts, and the same data afterwards.
@Suite(.enabled(if: RedisServer.isInstalled, Comment(rawValue: RedisServer.isMissing)))
struct HostileTests {
  private static let rules: [String: (rule: ReplyRule, reason: String)] = [
    "hgetall": (.unordered, "hash order"), "spop": (.shape, "random"), "srandmember": (.shape, "random"),
    "sunion": (.unordered, "hash order"), "zrandmember": (.shape, "random"), "hrandfield": (.shape, "random"),
    "xpending": (.times, "idle times"), "xinfo": (.times, "idle times"), "xautoclaim": (.times, "times"),
  ]

  @Test(arguments: [2, 3]) func numbersEverywhere(_ version: Int) throws {
    let twins = try Self.twins(version)
    for pattern in HostileLines.patterns {
      let lines = HostileLines.numbers.map { number in
        pattern.split(separator: "#", omittingEmptySubsequences: false).joined(separator: number)
      }
      for line in lines where Self.isOneCommand(line) {
        for difference in try twins.compare(lines: [line]) { Issue.record("\(line)\n\(difference)") }
      }
      // Some of them are half a gigabyte long now.
      _ = try twins.compare(lines: ["DEL nobits nokey nokey2 nokey3"])
    }
    try Self.expectSameData(twins)
  }

  @Test(arguments: [2, 3]) func linesAsTheyAre(_ version: Int) throws {
    let twins = try Self.twins(version)
    for line in HostileLines.plain {
      for difference in try twins.compare(lines: [line]) { Issue.record("\(line)\n\(difference)") }
    }
    try Self.expectSameData(twins)
  }

  /// Every command of any group on a key of every type, with plausible arguments of any number.
  @Test(arguments: ["str", "list", "hash", "set", "ints", "zset", "stream", "hll", "geo"])
  func everyCommandOnEveryType(_ key: String) throws {
    let twins = try Self.twins(2)
    let names = try twins.server.command(["COMMAND", "LIST"]).elements?.compactMap(\.text).sorted() ?? []
    for name in names where !Self.unsuitable.contains(name) && !name.hasPrefix("b") {
      for arguments in [
        "", key, "\(key) 1", "\(key) a 1", "\(key) 0 -1", "\(key) 1 \(key)", "\(key) 1 a b", "1 \(key)",
      ] {
        let line = "\(name) \(arguments)"
        let differences = try twins.compare(lines: [line])
        for difference in differences { Issue.record("\(line)\n\(difference)") }
        if !differences.isEmpty { return }
      }
    }
    try Self.expectSameData(twins)
  }

  /// Commands that end the connection or the server, wait, or whose replies are of the run.
  private static let unsuitable: Set<String> = [
    "quit", "shutdown", "monitor", "subscribe", "psubscribe", "ssubscribe", "sync", "psync", "replicaof", "slaveof",
    "replconf", "failover", "wait", "debug", "config", "client", "cluster", "module", "command", "info", "save", "role",
    "memory", "latency", "slowlog", "acl", "migrate", "randomkey", "spop", "lolwut", "hello", "auth", "reset", "xadd",
    "function", "script", "restore-asking", "asking", "readonly", "readwrite", "unsubscribe", "punsubscribe",
    "sunsubscribe", "pfselftest", "pfdebug", "pubsub", "flushall", "flushdb", "xgroup", "xinfo", "object", "sort",
    "sort_ro", "swapdb", "move", "lastsave", "time", "eval", "eval_ro", "evalsha", "evalsha_ro", "fcall", "fcall_ro",
  ]

  private static func twins(_ version: Int) throws -> Twins {
    let twins = try Twins(rules: rules)
    let lines = (version == 3 ? ["HELLO 3"] : []) + HostileLines.keys
    #expect(try twins.compare(lines: lines).isEmpty)
    return twins
  }

  /// Whether a line can be sent, and its reply be compared: no open quotes.
  private static func isOneCommand(_ line: String) -> Bool {
    if case .arguments = ArgumentSplitter.split(Array(line.utf8).span) { return true }
    return false
  }

  private static func expectSameData(_ twins: Twins) throws {
    let digests = try twins.digests()
    #expect(digests.redis == digests.engine)
  }
}
