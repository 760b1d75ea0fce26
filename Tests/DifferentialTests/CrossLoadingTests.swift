import Disk
import Engine
import EngineHarness
import SystemPackage
import TestSupport
import Testing

/// What one of the two writes, the other loads.
@Suite(.enabled(if: RedisServer.isInstalled, Comment(rawValue: RedisServer.isMissing)))
struct CrossLoadingTests {
  /// Ways of writing: directives, and whether a rewrite comes in the middle.
  static let ways: [(name: String, settings: [String: String], rewrites: Bool)] = [
    ("incr only", ["appendonly": "yes"], false),
    ("base and incr", ["appendonly": "yes"], true),
    ("base as commands", ["appendonly": "yes", "aof-use-rdb-preamble": "no"], true),
    ("timestamps", ["appendonly": "yes", "aof-use-rdb-preamble": "no", "aof-timestamp-enabled": "yes"], true),
    ("raw strings", ["appendonly": "yes", "rdbcompression": "no"], true),
    ("odd name", ["appendonly": "yes", "appendfilename": "my \"own\" file.aof", "appenddirname": "a dir"], true),
    ("snapshot", ["appendonly": "no"], false),
  ]

  /// Commands that leave several databases, times to live, binary keys and long values.
  static func commands(_ part: Int) -> [[[UInt8]]] {
    var stream = CommandStream(seed: UInt64(40 + part))
    let random = stream.commands(800)
    let end = [
      "DISCARD", "SELECT \(part * 3)", "MULTI", "SET t1 1", "INCR t1", "EXEC", "SET ttl\(part) x PXAT 4102444800123",
    ]
    let big = [UInt8](repeating: 7, count: 100_000)
    let odd: [UInt8] = [0, 10, 13, 0xFF, 0xC3, 0x28, UInt8(part)]
    let text = Array("SET".utf8)
    let many = (0..<300).map { [text, Array("key:\(part):\($0)".utf8), Array("\($0 * 1_000_003)".utf8)] }
    return random + end.map(Twins.words) + [[text, odd, odd], [text, Array("big".utf8), big]] + many
  }

  @Test(arguments: ways.indices)
  func redisLoadsWhatTheEngineWrites(_ index: Int) throws {
    let way = Self.ways[index]
    let harness = try EngineHarness.started(.posix, way.settings, clock: SystemClock())
    for command in Self.commands(0) { harness.reply(command) }
    if way.rewrites {
      #expect(harness.command("BGREWRITEAOF").hasPrefix("+"))
      for command in Self.commands(1) { harness.reply(command) }
      harness.engine.waitForChild()
    }
    for command in Self.commands(2) { harness.reply(command) }
    if way.settings["appendonly"] == "no" { #expect(harness.command("SAVE") == "+OK") }
    let digest = harness.command("DEBUG", "DIGEST")
    #expect(harness.stop())
    let server = try Self.server(way.settings, harness.directory.string)
    #expect(try server.command(["DEBUG", "DIGEST"]).text == String(digest.dropFirst()), "\(way.name): \(server.log)")
    #expect(!server.log.contains("Truncating") && !server.log.contains("CRITICAL"), "\(way.name)")
    server.stop()
    try Self.check(harness.directory.string, way.settings)
    // And back again, after redis-server has had it.
    try harness.start()
    #expect(harness.command("DEBUG", "DIGEST") == digest)
  }

  @Test(arguments: ways.indices)
  func theEngineLoadsWhatRedisWrites(_ index: Int) throws {
    let way = Self.ways[index]
    let server = try Self.server(way.settings, nil)
    try server.pipeline(Self.commands(0))
    if way.rewrites {
      try server.command(["BGREWRITEAOF"])
      try server.pipeline(Self.commands(1))
      while try server.command(["INFO", "persistence"]).text?.contains("aof_rewrite_in_progress:0") == false {
        ChildProcess.pause()
      }
    }
    try server.pipeline(Self.commands(2))
    if way.settings["appendonly"] == "no" { try server.command(["SAVE"]) }
    let digest = try #require(try server.command(["DEBUG", "DIGEST"]).text)
    server.stop()
    let harness = try EngineHarness.started(.posix, way.settings, clock: SystemClock(), directory: server.directory)
    #expect(harness.command("DEBUG", "DIGEST") == "+" + digest, "\(way.name): \(harness.log)")
    #expect(harness.stop())
  }

  private static func server(_ settings: [String: String], _ directory: String?) throws -> RedisServer {
    let arguments = settings.sorted { $0.key < $1.key }.flatMap { ["--" + $0.key, $0.value] }
    let server = try RedisServer(arguments + ["--enable-debug-command", "yes"], directory: directory)
    try server.command(["DEBUG", "SET-ACTIVE-EXPIRE", "0"])
    return server
  }

  /// Redis' own checkers accept the files.
  private static func check(_ directory: String, _ settings: [String: String]) throws {
    let name = settings["appendfilename"] ?? "appendonly.aof"
    let isOn = settings["appendonly"] == "yes"
    let file = isOn ? "\(settings["appenddirname"] ?? "appendonlydir")/\(name).manifest" : "dump.rdb"
    let scratch = try ScratchDirectory()
    let checker = try ChildProcess(
      isOn ? "redis-check-aof" : "redis-check-rdb", [directory + "/" + file], output: scratch.path + "/out")
    while checker.status() == nil { ChildProcess.pause() }
    let output = String(decoding: ScratchDirectory.contents(scratch.path + "/out"), as: UTF8.self)
    #expect(checker.status() == 0, "\(output)")
  }
}
