import TestSupport
import Testing

/// CONFIG SET takes and refuses what redis-server does.
@Suite(.enabled(if: RedisServer.isInstalled, "redis-server is not installed"))
struct ConfigSetTests {
  /// What a test may not set, because the servers share a machine or would not go on as before.
  private static let spared: Set<String> = [
    "dir", "port", "bind", "appendonly", "maxmemory", "requirepass", "maxclients", "oom-score-adj", "loglevel",
    "proto-max-bulk-len", "replicaof", "slaveof",
  ]

  private static let values = [
    "", " ", "0", "1", "-1", "yes", "NO", "x", "1kb", "100", "1024mb", "50%", "1.5", "101", "50 99", "abc def", "1 2 3",
    "0 2001 1", " 1 2 3", "1  2", "1e1", "nan", "{title} {port}", "{", "{{", "{nosuch}", "a-b.c",
  ]
  /// More than an integer with a sign can be, which makes something else of it in redis-server where a number below
  /// zero is a percentage.
  private static let large = "9999999999999999999"

  @Test func sameReplies() throws {
    let (redis, own) = (try RedisServer(), try ServingProgram(["--bind", "127.0.0.1"]))
    let connections = (try redis.connect(), try own.connect())
    let all = try connections.0.command(["CONFIG", "GET", "*"]).elements?.compactMap(\.text) ?? []
    let names = stride(from: 0, to: all.count, by: 2).map { all[$0] }.sorted()
    #expect(names.count > 150)
    for name in names where !Self.spared.contains(name) && !name.hasPrefix("tls-") {
      let takesLarge = name == "cluster-link-sendbuf-limit" || name == "maxmemory-clients"
      let values = Self.values + (takesLarge ? [] : [Self.large])
      let commands = values.flatMap { [["CONFIG", "SET", name, $0], ["CONFIG", "GET", name]] }
      let requests = commands.map { $0.map { Array($0.utf8) } }
      let expected = try connections.0.pipeline(requests)
      let actual = try connections.1.pipeline(requests)
      for index in commands.indices where actual[index] != expected[index] {
        Issue.record("\(commands[max(0, index - 1)...index]): \(actual[index]), in Redis \(expected[index])")
      }
    }
  }
}
