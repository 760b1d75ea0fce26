import Disk
import Engine
import EngineHarness
import TestSupport
import Testing

/// The lines of the log in the walkthrough, process identifiers and times masked.
@Suite(.enabled(if: RedisServer.isInstalled, Comment(rawValue: RedisServer.isMissing)))
struct LogLineTests {
  /// Settings of a start, the commands after it, and whether the data directory is kept for the next.
  static let walks: [(name: String, starts: [(settings: [String: String], lines: [String])])] = [
    (
      "rewrite and restart",
      [
        (["appendonly": "yes"], ["MSET set1 zyf set2 slp", "BGREWRITEAOF", "wait", "SHUTDOWN"]),
        (["appendonly": "yes"], ["SET a 1", "SHUTDOWN"]), (["appendonly": "yes"], ["SHUTDOWN"]),
      ]
    ),
    (
      "switching on and off",
      [
        ([:], ["SET a 1", "CONFIG SET appendonly yes", "wait", "SET b 2", "CONFIG SET appendonly no", "SHUTDOWN"]),
        (["appendonly": "yes"], ["GET b", "SHUTDOWN"]),
      ]
    ),
    (
      "snapshots",
      [
        (["save": "3600 1"], ["SET a 1", "SAVE", "BGSAVE", "wait", "SET b 1", "SHUTDOWN"]),
        (["save": "3600 1"], ["DBSIZE", "SHUTDOWN NOSAVE"]), ([:], ["SHUTDOWN SAVE"]),
      ]
    ),
    (
      "reload", [(["appendonly": "yes"], ["SET a 1", "DEBUG LOADAOF", "DEBUG RELOAD", "CONFIG REWRITE", "SHUTDOWN"])]
    ),
  ]

  @Test(arguments: walks.indices)
  func linesAreEqual(_ index: Int) throws {
    let harness = try EngineHarness(.posix, [:], clock: SystemClock())
    let place = try ScratchDirectory()
    for (number, start) in Self.walks[index].starts.enumerated() {
      let theirs = try Self.redis(start.settings, start.lines, place.path)
      let mine = try Self.engine(harness, start.settings, start.lines)
      #expect(theirs == mine, "\(Self.walks[index].name), start \(number + 1)")
    }
  }

  private static func redis(_ settings: [String: String], _ lines: [String], _ directory: String) throws -> [String] {
    let arguments = settings.sorted { $0.key < $1.key }.flatMap { ["--" + $0.key, $0.value] }
    let server = try RedisServer(arguments + ["--enable-debug-command", "yes"], directory: directory)
    for line in lines {
      if line == "wait" {
        while try isBusy(server) { ChildProcess.pause() }
      } else if line.hasPrefix("SHUTDOWN") {
        // The server ends instead of replying.
        _ = try? server.command(Twins.words(line))
      } else {
        try server.command(Twins.words(line))
      }
    }
    server.stop()
    let log = server.log.split(separator: "\n").map(String.init)
    let first = try #require(log.firstIndex { $0.contains("Server initialized") })
    return log[(first + 1)...].filter { !$0.contains("WARNING") && !$0.contains("overcommit") }.map(masked)
  }

  private static func isBusy(_ server: RedisServer) throws -> Bool {
    let info = try server.command(["INFO", "persistence"]).text ?? ""
    return info.contains("in_progress:1") || info.contains("scheduled:1")
  }

  private static func engine(
    _ harness: EngineHarness, _ settings: [String: String], _ lines: [String]
  ) throws -> [String] {
    harness.settings = settings
    try harness.start()
    for line in lines {
      if line == "wait" { harness.engine.waitForChild() } else { harness.reply(Twins.words(line)) }
    }
    return harness.log.map(masked)
  }

  /// A line without what differs between two runs: process, time, sizes in memory.
  static func masked(_ line: String) -> String {
    var words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    if words.count > 5, let role = words[0].split(separator: ":").last, words[0].first?.isNumber == true {
      words = [String(role)] + words[5...]
    }
    var text = words.joined(separator: " ")
    for word in words where word.hasPrefix("temp-rewriteaof-bg-") || Int(word) ?? 0 > 100 {
      text = text.replacing(word, with: word.hasPrefix("temp") ? "temp-rewriteaof-bg-N.aof" : "N")
    }
    for start in ["RDB age", "RDB memory usage", "Fork CoW", "DB loaded from"] {
      if let range = text.firstRange(of: start) { text = String(text[..<range.upperBound]) }
    }
    return text
  }
}
