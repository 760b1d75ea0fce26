import Bytes
import RESP
import TestSupport
import Testing

@testable import Commands

/// Runs random commands here and on a redis-server, and compares all that they leave.
@Suite(.enabled(if: RedisServer.isInstalled, "redis-server is not installed"))
struct HandlerFidelityTests {
  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func replyAndChangeAsRedisDoes(seed: UInt64) throws {
    let server = try RedisServer([
      "--appendonly", "yes", "--appendfsync", "no", "--enable-debug-command", "yes",
    ])
    let connection = try server.connection()
    _ = try connection.rawCommand(["DEBUG", "SET-ACTIVE-EXPIRE", "0"].map { Array($0.utf8) })
    let bench = HandlerBench(milliseconds: 1_790_000_000_000)
    var commands = RandomCommands(seed: seed)
    var expected = AppendedCommands()
    var counters = try Self.counters(connection)
    for _ in 0..<1000 {
      let line = commands.next()
      let arguments = line.map { Array($0.utf8) }
      let reply = try connection.rawCommand(arguments)
      let outcome = bench.run(arguments)
      expected.append(outcome)
      let text = line.map { HandlerBench.text(Array($0.utf8)) }.joined(separator: " ")
      try #require(
        Self.sorted(outcome.reply, of: line) == Self.sorted(reply, of: line),
        "\(text): \(HandlerBench.text(outcome.reply)) instead of \(HandlerBench.text(reply))")
      let after = try Self.counters(connection)
      try #require(outcome.counters == zip(after, counters).map { $0 - $1 }, "\(text)")
      counters = after
    }
    let file = ScratchDirectory.contents(server.directory + "/appendonlydir/appendonly.aof.1.incr.aof")
    let written = Self.requests(file)
    for (index, (ours, theirs)) in zip(expected.commands, written).enumerated() {
      try #require(ours == theirs, "command \(index) of the file")
    }
    #expect(expected.commands.count == written.count)
  }

  /// The reply to a command that lists keys, in an order that does not depend on the hash.
  private static func sorted(_ reply: [UInt8], of line: [String]) -> [String] {
    let lines = HandlerBench.text(reply).split(separator: "\\r\\n", omittingEmptySubsequences: false).map(String.init)
    return line[0] == "KEYS" ? lines.sorted() : lines
  }

  /// Changes, hits, misses and expired keys.
  private static func counters(_ connection: RedisConnection) throws -> [Int64] {
    let info = try connection.rawCommand(["INFO", "persistence", "stats"].map { Array($0.utf8) })
    let lines = String(decoding: info, as: UTF8.self).split(separator: "\r\n")
    let names = ["rdb_changes_since_last_save:", "keyspace_hits:", "keyspace_misses:", "expired_keys:"]
    return names.map { name in
      for line in lines where line.hasPrefix(name) {
        return Int64(line.dropFirst(name.count)) ?? -1
      }
      return -1
    }
  }

  private static func requests(_ file: [UInt8]) -> [String] {
    var scanner = RequestScanner()
    var offset = 0
    var requests: [String] = []
    while case .request(let end) = scanner.next(file.span, from: offset) {
      requests.append(scanner.arguments.map { HandlerBench.text(Array(file[$0])) }.joined(separator: " "))
      offset = end
    }
    return requests
  }
}

/// What an engine writes for the outcomes of commands.
private struct AppendedCommands {
  private(set) var commands: [String] = []
  private var selected: Int?

  mutating func append(_ outcome: HandlerBench.Outcome) {
    let wraps = outcome.effects.count > 1 && outcome.isWrapped
    for (index, effect) in outcome.effects.enumerated() {
      if effect.database != selected { commands.append("SELECT \(effect.database)") }
      selected = effect.database
      if wraps, index == 0 { commands.append("MULTI") }
      commands.append(effect.arguments.map { HandlerBench.text($0) }.joined(separator: " "))
    }
    if wraps { commands.append("EXEC") }
  }
}
