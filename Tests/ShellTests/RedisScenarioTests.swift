import CrashLab
import Disk
import SystemPackage
import TestSupport
import Testing

@testable import Shell

/// What the stories say of Redis 7.0.15, asked of the redis-server that is installed.
@Suite(.enabled(if: RedisServer.isInstalled, Comment(rawValue: RedisServer.isMissing)))
struct RedisScenarioTests {
  static let always = ["--appendonly", "yes", "--appendfsync", "always"]
  static let everySecond = ["--appendonly", "yes", "--appendfsync", "everysec"]
  static let folder = "/data/appendonlydir/"

  /// The data directory as the fault of a story leaves it.
  private func damaged(_ name: String) throws -> TestSupport.ScratchDirectory {
    let scratch = try ScratchDirectory()
    try ScratchDirectory.create(scratch.path + "/data")
    var options = WorkbenchOptions()
    options.scenarioDirectory = FilePath(scratch.path + "/data")
    let scenario = try #require(Scenario.all.first { $0.name == name })
    #expect(scenario.steps.contains(.damaged))
    #expect(ScenarioTeller(scenario, options: options) { _ in }.run(untilDamage: true) == nil)
    return scratch
  }

  private func values(_ server: RedisServer, _ keys: String...) throws -> [String?] {
    try #require(try server.command(["MGET"] + keys).elements).map(\.text)
  }

  /// Starts a server that is to refuse, and answers its log.
  private func refusal(_ arguments: [String], _ directory: String) throws -> String {
    do {
      let server = try RedisServer(arguments, directory: directory)
      Issue.record("it started: \(server.log)")
      return server.log
    } catch let error as RedisServer.NotStarted {
      #expect(error.status == 1)
      return error.log
    }
  }

  @Test func tornMulti() throws {
    let scratch = try damaged("torn-multi")
    let data = scratch.path + "/data"
    let first = try RedisServer(Self.always, directory: data)
    #expect(first.log.contains("Truncating the AOF appendonly.aof.1.incr.aof at offset 119"))
    #expect(try first.command(["SET", "acknowledged", "1"]).text == "OK")
    first.stop(ChildProcess.kill)
    let second = try RedisServer(Self.always, directory: data)
    #expect(second.log.contains("Revert incomplete MULTI/EXEC transaction"))
    #expect(try values(second, "a", "b", "c", "acknowledged") == ["1", nil, nil, nil])
  }

  @Test func tornAnnotation() throws {
    let scratch = try damaged("torn-annotation")
    let data = scratch.path + "/data"
    let first = try RedisServer(Self.always + ["--aof-timestamp-enabled", "no"], directory: data)
    #expect(!first.log.contains("Truncating"))
    #expect(try first.command(["SET", "acknowledged", "1"]).text == "OK")
    first.stop(ChildProcess.kill)
    #expect(try refusal(Self.always, data).contains("Bad file format reading the append only file"))
    let file = text(ScratchDirectory.contents(scratch.path + Self.folder + "appendonly.aof.1.incr.aof"))
    #expect(file.contains("#TS:16956*2\r\n"))
  }

  @Test func tornMiddleFile() throws {
    let scratch = try damaged("torn-middle-file")
    let data = scratch.path + "/data"
    let file = scratch.path + Self.folder + "appendonly.aof.1.incr.aof"
    #expect(ScratchDirectory.contents(file).count == 72)
    #expect(try refusal(Self.always, data).contains("the truncated file is not the last file"))
    #expect(ScratchDirectory.contents(file).count == 50)
    let second = try RedisServer(Self.always, directory: data)
    #expect(!second.log.contains("runcat"))
    #expect(try values(second, "a", "b", "c") == ["1", nil, "3"])
  }

  @Test func zeroFilledTail() throws {
    let scratch = try damaged("zero-filled-tail")
    let data = scratch.path + "/data"
    #expect(try refusal(Self.always, data).contains("Bad file format reading the append only file"))
    let manifest = scratch.path + Self.folder + "appendonly.aof.manifest"
    let fixed = try Program.run("redis-check-aof", ["--fix", manifest], input: bytes("y\n"))
    #expect(fixed.status == 0, "\(fixed.text)")
    #expect(try values(RedisServer(Self.always, directory: data), "a", "b") == ["1", nil])
  }

  @Test func missingManifest() throws {
    let scratch = try damaged("missing-manifest")
    let data = scratch.path + "/data"
    let first = try RedisServer(Self.always, directory: data)
    #expect(try values(first, "old") == [nil])
    #expect(!first.log.contains("manifest"))
    #expect(try first.command(["SET", "new", "2"]).text == "OK")
    first.stop(ChildProcess.kill)
    #expect(try values(RedisServer(Self.always, directory: data), "old", "new") == ["1", "2"])
  }

  @Test func dumpTrap() throws {
    let scratch = try damaged("dump-rdb-trap")
    let data = scratch.path + "/data"
    let first = try RedisServer(Self.always + ["--save", "3600 1"], directory: data)
    #expect(try first.command(["DBSIZE"]) == .integer(0))
    #expect(!first.log.contains("dump.rdb"))
    first.stop()
    #expect(try values(RedisServer(directory: data), "precious") == [nil])
  }

  @Test func enablingTheLog() throws {
    let first = try RedisServer(["--rdb-key-save-delay", "5000000", "--appendfsync", "always"])
    try first.command(["SET", "a", "1"])
    #expect(try first.command(["CONFIG", "SET", "appendonly", "yes"]).text == "OK")
    #expect(try first.command(["SET", "b", "2"]).text == "OK")
    let log = first.log
    first.stop(ChildProcess.kill)
    let child = log.split(separator: "rewriting started by pid ").last?.prefix { $0.isNumber } ?? ""
    _ = try Program.run("kill", ["-9", String(child)])
    let second = try RedisServer(Self.always, directory: first.directory)
    #expect(try second.command(["DBSIZE"]) == .integer(0))
  }

  // MARK: Disks that fail

  /// A data directory with `counter` 1, whose next writes go to a device that is always full.
  private func fullDirectory() throws -> TestSupport.ScratchDirectory {
    let scratch = try ScratchDirectory()
    try ScratchDirectory.create(scratch.path + "/data")
    let server = try RedisServer(Self.always, directory: scratch.path + "/data")
    try server.command(["SET", "counter", "1"])
    server.stop()
    let manifest = scratch.path + Self.folder + "appendonly.aof.manifest"
    let lines = ScratchDirectory.contents(manifest) + bytes("file appendonly.aof.2.incr.aof seq 2 type i\n")
    try ScratchDirectory.write(lines, to: manifest)
    let link = try Program.run("ln", ["-s", "/dev/full", scratch.path + Self.folder + "appendonly.aof.2.incr.aof"])
    #expect(link.status == 0)
    return scratch
  }

  @Test func rewriteWithPendingBuffer() throws {
    let scratch = try fullDirectory()
    let first = try RedisServer(Self.everySecond, directory: scratch.path + "/data")
    let replies = try first.pipeline([[bytes("INCR"), bytes("counter")], [bytes("BGREWRITEAOF")]])
    #expect(replies[0] == .integer(2))
    #expect(replies[1].text == "Background append only file rewriting started")
    while !first.log.contains("Background AOF rewrite finished successfully") { ChildProcess.pause() }
    while !first.log.contains("AOF write error looks solved") { ChildProcess.pause() }
    #expect(try values(first, "counter") == ["2"])
    first.stop(ChildProcess.kill)
    #expect(try values(RedisServer(Self.everySecond, directory: scratch.path + "/data"), "counter") == ["3"])
  }

  @Test func diskFull() throws {
    let scratch = try fullDirectory()
    let first = try RedisServer(Self.everySecond, directory: scratch.path + "/data")
    let refused = "MISCONF Errors writing to the AOF file: No space left on device"
    #expect(try first.command(["INCR", "counter"]) == .integer(2))
    #expect(try first.command(["INCR", "counter"]).text == refused)
    #expect(try first.command(["PING"]).text == refused)
    #expect(try values(first, "counter") == ["2"])
    first.stop(ChildProcess.kill)
    let second = try RedisServer(Self.always, directory: scratch.path + "/data")
    #expect(try values(second, "counter") == ["1"])
    #expect(throws: (any Error).self) { try second.command(["INCR", "counter"]) }
    #expect(second.waitForEnd() == 1)
    #expect(
      second.log.contains("Can't recover from AOF write error when the AOF fsync policy is 'always'. Exiting..."))
  }

  /// Whether a program can be run with system calls that fail.
  static let canInject: Bool = {
    do { return try Program.run("strace", ["-o", "/dev/null", "-e", "trace=none", "true"]).status == 0 } catch {
      // There is no such program.
      return false
    }
  }()

  @Test(
    .enabled(if: RedisScenarioTests.canInject, "strace is not installed, or must not trace"),
    arguments: ["everysec", "always"])
  func fsyncError(_ policy: String) throws {
    let scratch = try ScratchDirectory()
    let data = scratch.path + "/data"
    try ScratchDirectory.create(data)
    try RedisServer(Self.always, directory: data).stop()
    let injecting = [
      "strace", "-D", "-f", "-o", "/dev/null", "-P", scratch.path + Self.folder + "appendonly.aof.1.incr.aof", "-e",
      "trace=fdatasync", "-e", "inject=fdatasync:error=EIO:when=1",
    ]
    let server = try RedisServer(
      ["--appendonly", "yes", "--appendfsync", policy], directory: data, through: injecting)
    if policy == "always" {
      #expect(throws: (any Error).self) { try server.command(["SET", "a", "1"]) }
      #expect(server.waitForEnd() == 1)
      #expect(
        server.log.contains(
          "Can't persist AOF for fsync error when the AOF fsync policy is 'always': Input/output error. Exiting..."))
      return
    }
    let refused = "MISCONF Errors writing to the AOF file: Input/output error"
    #expect(try server.command(["SET", "a", "1"]).text == "OK")
    while !server.log.contains("Fail to fsync the AOF file: Input/output error") {
      // Only a write makes it look at the clock.
      ChildProcess.pause()
    }
    #expect(try server.command(["SET", "b", "2"]).text == refused)
    // Seconds later, with a disk that works again, it still refuses.
    for _ in 0..<500 { ChildProcess.pause() }
    #expect(try server.command(["SET", "b", "2"]).text == refused)
    for value in ["no", "yes"] {
      #expect(try server.command(["CONFIG", "SET", "appendonly", value]).text == "OK")
    }
    #expect(try server.command(["SET", "b", "2"]).text == "OK")
  }
}
