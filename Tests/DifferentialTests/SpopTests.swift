import EngineHarness
import TestSupport
import Testing

/// SPOP, which random streams cannot hold: what it replies and writes when chance has no choice, and the shape of it
/// when chance has one.
@Suite(.enabled(if: RedisServer.isInstalled, Comment(rawValue: RedisServer.isMissing)))
struct SpopTests {
  static let lines = [
    "SADD s 5", "SPOP s", "EXISTS s", "SPOP s", "SPOP s 3", "SADD s x", "SPOP s 1", "SADD s 1 2 3", "SPOP s 0",
    "SPOP s 3", "SADD s 3 2 1", "SPOP s 99", "SADD s 1 a", "SREM s 1", "SPOP s 9223372036854775807", "SPOP s -1",
    "SPOP s x", "SPOP s 1 2", "SADD s 3 x 1 2", "SREM s x", "SPOP s 4", "MULTI", "SADD s 1", "SPOP s", "SPOP s", "EXEC",
    "SET str 1", "SPOP str", "SPOP str 0", "SPOP str 1", "SADD t 7", "EXPIRE t 1000", "SPOP t", "TTL t", "DBSIZE",
  ]

  @Test func withoutAChoice() throws {
    let twins = try Twins(["appendonly": "yes"])
    for difference in try twins.compare(lines: Self.lines) { Issue.record("\(difference)") }
    try LoggedCommands.expectEqual(twins)
  }

  @Test(arguments: ["1 2 3 4 5 6 7 8 9", "a b c d e f g h i", "1 2 3 4 5 6 7 8 x"])
  func withAChoice(_ members: String) throws {
    let twins = try Twins(["appendonly": "yes"], rules: ["spop": (.shape, "random")])
    let lines = [
      "SADD s \(members)", "SPOP s", "SPOP s 1", "SPOP s 4", "SPOP s 2", "SCARD s", "MULTI", "SPOP s", "EXEC",
    ]
    for difference in try twins.compare(lines: lines) { Issue.record("\(difference)") }
    #expect(twins.engine.command("EXISTS", "s") == ":0")
    try LoggedCommands.expectEqual(twins) { command in
      command.first == Array("SREM".utf8) ? Array(command.prefix(2)) : command
    }
    let digests = try twins.digests()
    #expect(digests.redis == digests.engine)
  }
}
