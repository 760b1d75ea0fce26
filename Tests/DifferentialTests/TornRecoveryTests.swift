import AOF
import Disk
import Engine
import EngineHarness
import SystemPackage
import TestSupport
import Testing

/// A redis-server started on what a power cut left recovers the keys that the engine's own recovery reports.
@Suite(.enabled(if: RedisServer.isInstalled, Comment(rawValue: RedisServer.isMissing)))
struct TornRecoveryTests {
  static let workload = [
    "SET a 1", "SELECT 3", "SET b 2", "INCR b", "SELECT 0", "SET c 3 EX 1000", "DEL a", "APPEND c 4",
  ]
  /// With a transaction, which Redis 7.0.15 recovers in part when the tear lies in it; aofsh cuts the whole of it.
  static let transaction = ["SET x 1", "MULTI", "SET y 2", "SET z 3", "EXEC", "SET w 4"]

  /// Bytes that the lines leave in the page cache.
  private static func run(_ lines: [String]) throws -> EngineHarness {
    let harness = try EngineHarness.started(
      .tracked, ["appendonly": "yes", "appendfsync": "no"], clock: SystemClock())
    for line in lines { harness.line(line) }
    return harness
  }

  @Test func recoversTheSameKeysForEveryTear() throws {
    let total = try #require(try (Self.run(Self.workload).disk as? any CrashDisk)?.bytesInPageCache)
    #expect(total > 200)
    for torn in stride(from: 0, through: total, by: 1) {
      let harness = try Self.run(Self.workload)
      let report = try harness.crash(.power(PowerCutPlan(torn: torn)))
      let redis = try Self.keys(harness.directory.string)
      try harness.start()
      let mine = harness.contents()
      #expect(redis == mine, "torn \(torn), survived \(report.loss.survived)")
    }
  }

  /// The keys that redis-server finds in a copy of the directory, so that what it cuts is not cut for the engine.
  private static func keys(_ directory: String) throws -> [String] {
    let copy = try ScratchDirectory()
    try copyDirectory(directory, to: copy.path)
    let server = try RedisServer(["--appendonly", "yes", "--enable-debug-command", "yes"], directory: copy.path)
    var found: [String] = []
    for database in 0..<4 {
      try server.command(["SELECT", "\(database)"])
      for key in try #require(try server.command(["KEYS", "*"]).elements) {
        let name = key.text ?? ""
        found.append("\(database)/\(name)=\(try server.command(["GET", name]).text ?? "")")
      }
    }
    server.stop()
    return found.sorted()
  }

  private static func copyDirectory(_ from: String, to: String) throws {
    let disk = PosixDisk()
    try disk.makeDirectory(FilePath("\(to)/appendonlydir"))
    for entry in try disk.list(FilePath("\(from)/appendonlydir")) where !entry.isDirectory {
      let name = "/appendonlydir/\(entry.name)"
      try disk.copy(from: FilePath(from + name), to: FilePath(to + name))
    }
  }

  /// Where 7.0.15 is unsafe (spec 3.9 A): with a tear in a transaction both find the same keys at first, but after
  /// acknowledged writes and another restart Redis has lost them, and the engine has not.
  @Test func keepsWhatIsWrittenAfterATornTransaction() throws {
    let total = try #require(try (Self.run(Self.transaction).disk as? any CrashDisk)?.bytesInPageCache)
    for torn in 0...total {
      let harness = try Self.run(Self.transaction)
      try harness.crash(.power(PowerCutPlan(torn: torn)))
      #expect(try Self.keys(harness.directory.string) == Self.firstRecovery(harness), "torn \(torn)")
      harness.command("SET", "acknowledged", "1")
      try harness.restart()
      #expect(harness.contents().contains("0/acknowledged=1"), "torn \(torn)")
    }
  }

  private static func firstRecovery(_ harness: EngineHarness) throws -> [String] {
    try harness.start()
    return harness.contents()
  }
}
