import Bytes
import Commands
import Engine
import EngineHarness
import TestSupport
import Testing

/// Random commands of several clients, some of which wait: who is served, with what, and what is written.
@Suite(.enabled(if: RedisServer.isInstalled, Comment(rawValue: RedisServer.isMissing)))
struct BlockingStreamTests {
  /// A client of both.
  private final class Client {
    let name: String
    let connection: RedisConnection
    let session: Session

    init(_ name: String, _ twins: Twins) throws {
      self.name = name
      connection = try twins.server.connect()
      session = twins.engine.engine.makeSession()
      _ = try connection.command(["CLIENT", "SETNAME", name])
    }
  }

  private struct Run {
    let twins: Twins
    let waiters: [Client]
    let pusher: Client
    var words: Words
    var history: [String] = []

    init(seed: Int) throws {
      let twins = try Twins(["appendonly": "yes", "appendfsync": "no"])
      self.twins = twins
      waiters = try (0..<4).map { try Client("waiter\($0)", twins) }
      pusher = try Client("pusher", twins)
      words = Words(seed: UInt64(seed))
    }

    mutating func step() throws -> Bool {
      let free = waiters.filter { $0.session.wait == nil }
      if !free.isEmpty, words.chance(2) { return try run(words.pick(free), waiting()) }
      guard words.chance(5) else { return try run(pusher, pushing()) }
      let commands = [["MULTI"]] + (0..<1 + words.below(4)).map { _ in pushing() } + [["EXEC"]]
      for command in commands { guard try run(pusher, command) else { return false } }
      return true
    }

    private mutating func key() -> String { words.pick(["a", "b", "c"]) }
    private mutating func end() -> String { words.pick(["LEFT", "right"]) }

    private mutating func waiting() -> [String] {
      switch words.below(8) {
      case 0, 1: ["BLPOP", key(), key(), "0"]
      case 2: ["BRPOP", key(), "0"]
      case 3: ["BLMOVE", key(), key(), end(), end(), "0"]
      case 4: ["BRPOPLPUSH", key(), key(), "0"]
      case 5: ["BLMPOP", "0", "2", key(), key(), end(), "COUNT", words.pick(["1", "2", "9"])]
      case 6: [words.pick(["BZPOPMIN", "BZPOPMAX"]), key(), key(), "0"]
      default: ["BZMPOP", "0", "1", key(), words.pick(["MIN", "MAX"]), "COUNT", "2"]
      }
    }

    private mutating func pushing() -> [String] {
      switch words.below(12) {
      case 0..<4: [words.pick(["RPUSH", "LPUSH"]), key()] + words.some(1, 3) { [$0.member()] }
      case 4, 5: ["ZADD", key()] + words.some(1, 3) { [$0.pick(["1", "2", "3"]), $0.member()] }
      case 6, 7: ["DEL", key()]
      case 8: ["SET", key(), "x"]
      case 9: [words.pick(["RENAME", "COPY"]), key(), key()]
      case 10: ["LMOVE", key(), key(), end(), end()]
      default: ["SORT", key(), "ALPHA", "STORE", key()]
      }
    }

    private mutating func run(_ client: Client, _ command: [String]) throws -> Bool {
      history.append(client.name + ": " + command.joined(separator: " "))
      let bytes = command.map { Array($0.utf8) }
      let mine = twins.engine.reply(bytes, session: client.session)
      try client.connection.send(RedisConnection.request(bytes))
      guard try waitersAreEqual() else { return false }
      if client.session.wait == nil { guard try expect(mine, client) else { return false } }
      for waiter in waiters where !waiter.session.outbox.isEmpty {
        guard try expect(waiter.session.takeMessages(), waiter) else { return false }
      }
      return true
    }

    private func expect(_ mine: [UInt8], _ client: Client) throws -> Bool {
      let theirs = try client.connection.read().bytes
      if theirs == mine { return true }
      fail("\(client.name) gets \(quoted(theirs)) from redis-server and \(quoted(mine)) here")
      return false
    }

    private func fail(_ text: String) {
      Issue.record("\(text) after\n  \(history.suffix(12).joined(separator: "\n  "))")
    }

    /// Whether the same clients wait, once redis-server has come to rest.
    private func waitersAreEqual() throws -> Bool {
      let mine = waiters.filter { $0.session.wait != nil }.map(\.name)
      for _ in 0..<1000 {
        let list = try twins.server.command(["CLIENT", "LIST"]).text ?? ""
        let theirs = list.split(separator: "\n").filter { $0.contains(" flags=b ") }
        let names = waiters.map(\.name).filter { name in theirs.contains { $0.contains(" name=\(name) ") } }
        if names == mine { return true }
        ChildProcess.pause()
      }
      fail("here \(mine) wait, and others in redis-server")
      return false
    }
  }

  @Test(arguments: 1...4) func servesAsRedisDoes(seed: Int) throws {
    var run = try Run(seed: seed)
    for _ in 0..<300 { guard try run.step() else { return } }
    try LoggedCommands.expectEqual(run.twins, "seed \(seed)")
    let (theirs, mine) = try run.twins.digests()
    #expect(theirs == mine)
  }
}
