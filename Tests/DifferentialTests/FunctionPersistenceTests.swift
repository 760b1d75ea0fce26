import Disk
import Engine
import EngineHarness
import SystemPackage
import TestSupport
import Testing

/// Function libraries survive rewrites and snapshots, here and in redis-server.
@Suite(.enabled(if: RedisServer.isInstalled, Comment(rawValue: RedisServer.isMissing)))
struct FunctionPersistenceTests {
  static let ways: [(name: String, settings: [String: String], rewrites: Bool)] = [
    ("in the log", ["appendonly": "yes"], false),
    ("in a base of commands", ["appendonly": "yes", "aof-use-rdb-preamble": "no"], true),
    ("in a base with a snapshot", ["appendonly": "yes"], true),
    ("with timestamps", ["appendonly": "yes", "aof-use-rdb-preamble": "no", "aof-timestamp-enabled": "yes"], true),
    ("in a snapshot", ["appendonly": "no"], false),
  ]
  static let libraries = ["one", "two"].map { name in
    "#!lua name=\(name)\nredis.register_function('f_\(name)', function(keys, args) return '\(name)' end)\n-- \u{e9}"
  }

  private func arguments(_ settings: [String: String]) -> [String] {
    settings.sorted { $0.key < $1.key }.flatMap { ["--" + $0.key, $0.value] }
  }

  @Test(arguments: ways.indices)
  func redisCallsWhatTheEngineKept(_ index: Int) throws {
    let way = Self.ways[index]
    let harness = try EngineHarness.started(.posix, way.settings, clock: SystemClock())
    for source in Self.libraries { #expect(harness.command("FUNCTION", "LOAD", source).hasPrefix("$3")) }
    harness.command("SET", "a", "1")
    if way.rewrites {
      #expect(harness.command("BGREWRITEAOF").hasPrefix("+"))
      harness.engine.waitForChild()
    }
    if way.settings["appendonly"] == "no" { #expect(harness.command("SAVE") == "+OK") }
    #expect(harness.command("FLUSHALL", "ASYNC") == "+OK")
    #expect(harness.stop())
    let server = try RedisServer(arguments(way.settings), directory: harness.directory.string)
    for name in ["one", "two"] {
      #expect(try server.command(["FCALL", "f_" + name, "0"]).text == name, "\(way.name): \(server.log)")
    }
    server.stop()
  }

  @Test(arguments: ways.indices)
  func theEngineKeepsWhatRedisWrote(_ index: Int) throws {
    let way = Self.ways[index]
    let server = try RedisServer(arguments(way.settings))
    for source in Self.libraries { try server.command(["FUNCTION", "LOAD", source]) }
    if way.rewrites {
      try server.command(["BGREWRITEAOF"])
      while try server.command(["INFO", "persistence"]).text?.contains("aof_rewrite_in_progress:0") == false {
        ChildProcess.pause()
      }
    }
    if way.settings["appendonly"] == "no" { try server.command(["SAVE"]) }
    let payload = try server.command(["FUNCTION", "DUMP"])
    server.stop()
    let harness = try EngineHarness.started(.posix, way.settings, clock: SystemClock(), directory: server.directory)
    guard case .bulk(let theirs) = payload else {
      Issue.record("\(payload)")
      return
    }
    for source in Self.libraries {
      #expect(harness.command("FUNCTION", "LIST", "WITHCODE").contains(source.replacingLineEnds))
    }
    #expect(harness.command("FUNCTION", "FLUSH") == "+OK")
    let restore = [Array("FUNCTION".utf8), Array("RESTORE".utf8), theirs]
    #expect(harness.reply(restore) == Array("+OK\r\n".utf8))
    let again = EngineHarness.flat(harness.reply(restore))
    #expect(again.hasPrefix("-ERR Library ") && again.hasSuffix(" already exists") && !again.contains("'"))
    #expect(harness.stop())
  }
}

extension String {
  /// As the harness prints bytes.
  fileprivate var replacingLineEnds: String { EngineHarness.flat(Array(utf8)) }
}
