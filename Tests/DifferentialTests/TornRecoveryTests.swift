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
  /// Several databases, a time to live and a transaction.
  static let workload = [
    "SET a 1", "SELECT 3", "INCR b", "SELECT 0", "SET c 3 EX 1000", "MULTI", "DEL a", "SET d 4", "EXEC",
  ]

  /// Bytes that the lines leave in the page cache.
  private static func run(_ lines: [String]) throws -> EngineHarness {
    let harness = try EngineHarness.started(
      .tracked, ["appendonly": "yes", "appendfsync": "no"], clock: SystemClock())
    for line in lines { harness.line(line) }
    return harness
  }

  /// Also where 7.0.15 is unsafe (spec 3.9 A): with a tear in a transaction both find the same keys at first, but what
  /// is acknowledged after it Redis would lose at the next restart, and the engine keeps.
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
      harness.command("SET", "acknowledged", "1")
      try harness.restart()
      #expect(harness.contents() == (mine + ["0/acknowledged=1"]).sorted(), "torn \(torn)")
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
}
