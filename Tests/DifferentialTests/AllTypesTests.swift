import Disk
import Engine
import EngineHarness
import SystemPackage
import TestSupport
import Testing

/// Directories with values of every type, written by one and loaded by the other.
@Suite(.enabled(if: RedisServer.isInstalled, Comment(rawValue: RedisServer.isMissing)))
struct AllTypesTests {
  /// Ways of writing.
  static let ways: [(name: String, settings: [String: String], rewrites: Bool)] = [
    ("commands only", ["appendonly": "yes"], false),
    ("base file in RDB form", ["appendonly": "yes"], true),
    ("base file of commands", ["appendonly": "yes", "aof-use-rdb-preamble": "no"], true),
    ("uncompressed base file", ["appendonly": "yes", "rdbcompression": "no"], true),
    ("snapshot", ["appendonly": "no"], false),
    ("low thresholds", ["appendonly": "yes"].merging(low) { $1 }, true),
    (
      "low thresholds, base file of commands", ["appendonly": "yes", "aof-use-rdb-preamble": "no"].merging(low) { $1 },
      true
    ),
    ("no thresholds", ["appendonly": "yes"].merging(none) { $1 }, true),
    ("high thresholds", ["appendonly": "yes", "rdbcompression": "no"].merging(high) { $1 }, true),
  ]

  /// Thresholds that most values are above of.
  private static let low = [
    "list-max-listpack-size": "3", "list-compress-depth": "0", "hash-max-listpack-entries": "2",
    "hash-max-listpack-value": "4", "set-max-intset-entries": "3", "zset-max-listpack-entries": "2",
    "zset-max-listpack-value": "4", "stream-node-max-entries": "5", "stream-node-max-bytes": "100",
    "hll-sparse-max-bytes": "30",
  ]
  /// Thresholds that no value is below of, or that are none.
  private static let none = [
    "list-max-listpack-size": "-1", "list-compress-depth": "0", "hash-max-listpack-entries": "0",
    "hash-max-listpack-value": "0", "set-max-intset-entries": "0", "zset-max-listpack-entries": "0",
    "zset-max-listpack-value": "0", "stream-node-max-entries": "0", "stream-node-max-bytes": "0",
    "hll-sparse-max-bytes": "0",
  ]
  /// Thresholds that few values are above of.
  private static let high = [
    "list-max-listpack-size": "-5", "list-compress-depth": "3", "hash-max-listpack-entries": "100000",
    "hash-max-listpack-value": "100000", "set-max-intset-entries": "100000", "zset-max-listpack-entries": "100000",
    "zset-max-listpack-value": "100000", "stream-node-max-entries": "100000", "stream-node-max-bytes": "1000000",
    "hll-sparse-max-bytes": "16000",
  ]

  private static let commands = AllTypes.commands.map { $0.map { Array($0.utf8) } }
  /// Changes of the values in a base file, which go to the incremental one.
  private static let later = AllTypes.laterCommands.map { $0.map { Array($0.utf8) } }

  @Test func repliesAreEqual() throws {
    let twins = try Twins(AllTypes.settings.merging(["appendonly": "yes", "appendfsync": "no"]) { $1 })
    for difference in try twins.compare(Self.commands) { Issue.record("\(difference)") }
    for difference in try twins.compare(Self.questions(twins.server)) { Issue.record("\(difference)") }
    let digests = try twins.digests()
    #expect(digests.redis == digests.engine)
    try LoggedCommands.expectEqual(twins)
  }

  @Test(arguments: ways.indices) func redisLoadsWhatTheEngineWrites(_ index: Int) throws {
    let way = Self.ways[index]
    let settings = AllTypes.settings.merging(way.settings) { $1 }
    let harness = try EngineHarness.started(.posix, settings, clock: SystemClock())
    for command in Self.commands { harness.execute(command) }
    harness.engine.flush()
    #expect(!EngineHarness.flat(harness.takeReplies()).split(separator: "|").contains { $0.hasPrefix("-ERR") })
    if way.rewrites {
      #expect(harness.command("BGREWRITEAOF").hasPrefix("+"))
      harness.engine.waitForChild()
      for command in Self.later { harness.reply(command) }
    }
    if way.settings["appendonly"] == "no" { #expect(harness.command("SAVE") == "+OK") }
    let digest = harness.command("DEBUG", "DIGEST")
    #expect(harness.stop())
    let server = try RedisServer(Self.arguments(settings), directory: harness.directory.string)
    #expect("+" + (try server.command(["DEBUG", "DIGEST"]).text ?? "") == digest, "\(way.name): \(server.log)")
    try harness.startBeside(server) { try Self.compareValues(server, harness, way.name) }
  }

  @Test(arguments: ways.indices) func theEngineLoadsWhatRedisWrites(_ index: Int) throws {
    let way = Self.ways[index]
    let settings = AllTypes.settings.merging(way.settings) { $1 }
    let server = try RedisServer(Self.arguments(settings))
    try server.pipeline(Self.commands)
    if way.rewrites {
      try server.command(["BGREWRITEAOF"])
      while try server.command(["INFO", "persistence"]).text?.contains("aof_rewrite_in_progress:0") == false {
        ChildProcess.pause()
      }
      try server.pipeline(Self.later)
    }
    if way.settings["appendonly"] == "no" { try server.command(["SAVE"]) }
    let digest = try #require(try server.command(["DEBUG", "DIGEST"]).text)
    server.stop()
    let harness = try EngineHarness.started(.posix, settings, clock: SystemClock(), directory: server.directory)
    #expect(harness.command("DEBUG", "DIGEST") == "+" + digest, "\(way.name): \(harness.log)")
    let again = try RedisServer(Self.arguments(settings), directory: server.directory)
    try Self.compareValues(again, harness, way.name)
    #expect(harness.stop())
  }

  private static func arguments(_ settings: [String: String]) -> [String] {
    settings.sorted { $0.key < $1.key }.flatMap { ["--" + $0.key, $0.value] } + ["--enable-debug-command", "yes"]
  }

  /// What is asked of every key of the first database: what digests do not tell.
  private static func questions(_ server: RedisServer) throws -> [[[UInt8]]] {
    var questions: [[[UInt8]]] = []
    for case .bulk(let key) in try server.command(["KEYS", "*"]).elements ?? [] {
      for words in [["OBJECT", "ENCODING"], ["PEXPIRETIME"], ["TYPE"]] {
        questions.append(words.map { Array($0.utf8) } + [key])
      }
      if key.starts(with: Array("x:".utf8)) {
        questions.append(["XLEN"].map { Array($0.utf8) } + [key])
        questions.append(["XINFO", "GROUPS"].map { Array($0.utf8) } + [key])
        questions.append(["XPENDING"].map { Array($0.utf8) } + [key, Array("group".utf8)])
      }
    }
    return questions
  }

  private static func compareValues(_ server: RedisServer, _ harness: EngineHarness, _ name: String) throws {
    // Without the Lua library, a function library has its source here and no functions.
    let libraries = ["FUNCTION", "LIST", "WITHCODE"].map { Array($0.utf8) }
    for reply in [try server.connection().rawCommand(libraries), harness.reply(libraries)] {
      #expect(quoted(reply).contains("redis.register_function('f'"), "\(name): \(quoted(reply))")
    }
    for question in try questions(server) {
      let theirs = try server.connection().rawCommand(question)
      let mine = harness.reply(question)
      let words = question.map { quoted($0) }.joined(separator: " ")
      let isEqual = mine == theirs
      #expect(isEqual, "\(name): \(words): \(quoted(mine)) instead of \(quoted(theirs))")
    }
  }
}

extension EngineHarness {
  /// Starts the engine again on its directory, which a redis-server has open at the same time, and shuts it down after
  /// `body`.
  fileprivate func startBeside(_ server: RedisServer, _ body: () throws -> Void) throws {
    try start()
    try body()
    stop()
  }
}
