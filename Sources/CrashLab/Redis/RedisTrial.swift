import AOF
import Bench
import Bytes
import Commands
import Disk
import Engine
import RESP
import SystemPackage

/// Lets redis-server recover from an image, go on, be killed and recover again, and compares it with aofsh.
///
/// What it differs in is not known beforehand: both get the same files and the same commands. The failing write of
/// ``FollowUp/stumbling`` is one that reaches the limit of a file's size, which is lowered for a moment.
struct RedisTrial {
  let programs: RedisPrograms
  let limiter: FilePath
  let commands: CommandTable
  /// Where it works.
  let directory: FilePath

  /// What is held against each other.
  private struct Story {
    let crash: CrashCase
    let torn: String
    var text: String
  }

  /// What differs; nil when nothing does. `number` counts the images.
  func run(_ crash: CrashCase, _ number: Int) throws(BenchError) -> RedisFindings.Difference? {
    let own = ownRecovery(crash)
    var story = Story(crash: crash, torn: Self.tornEnd(crash), text: "redis-server starts on the files")
    try place(crash)
    let all = Explorer.configurations(after: crash.point.configuration)
    let configuration = all[number % all.count]
    let first: RedisServer
    do throws(BenchError) { first = try start(configuration) } catch {
      return own.refusal == nil
        ? difference("refuses to start, aofsh recovers", try lastWarning(), story) : nil
    }
    defer { first.end() }
    if let refusal = own.refusal {
      story.text += ", aofsh says: \(refusal)"
      return difference("starts where aofsh refuses to", "", story)
    }
    guard try RedisDigest(first) == own.digest else {
      return difference("finds other data than aofsh", try lastWarning(), story)
    }
    guard configuration.flag("appendonly") else { return nil }
    // Redis ends under always when a write fails, and acknowledges nothing.
    let followUps =
      configuration.fsyncPolicy == .always ? [FollowUp.plain, .writing] : [.plain, .writing, .stumbling]
    let followUp = followUps[number / all.count % followUps.count]
    story.text += ", takes \(followUp.name), is killed and starts again"
    let live = try goOn(first, followUp, configuration)
    first.end()
    return try startAgain(configuration, live, followUp, story)
  }

  /// A second start must find what was acknowledged.
  private func startAgain(
    _ configuration: Configuration, _ live: RedisDigest, _ followUp: FollowUp, _ story: Story
  ) throws(BenchError) -> RedisFindings.Difference? {
    let second: RedisServer
    do throws(BenchError) { second = try start(configuration) } catch {
      return difference("refuses the second start, after \(followUp.name)", try lastWarning(), story)
    }
    defer { second.end() }
    guard try RedisDigest(second) == live else {
      let kind = "has lost or changed acknowledged writes at the second start, after \(followUp.name)"
      return difference(kind, try lastWarning(), story)
    }
    return nil
  }

  // MARK: aofsh

  /// With the machine's time, as redis-server.
  private func ownRecovery(_ crash: CrashCase) -> (digest: RedisDigest?, refusal: String?) {
    var run = EngineRun(crash.disk(), crash.point.configuration, time: SystemClock().now(), commands)
    if case .refused(let reason) = run.start() { return (nil, reason) }
    return (run.redisDigest, nil)
  }

  // MARK: redis-server

  private func place(_ crash: CrashCase) throws(BenchError) {
    do throws(DiskError) {
      try Self.empty(directory)
      for (path, bytes) in Findings.files(crash) {
        let target = directory.appending(String(path.dropFirst(Exploration.directory.string.count + 1)))
        guard let bytes else {
          try PosixDisk().makeDirectory(target)
          continue
        }
        let file = try PosixDisk().open(target, .truncate)
        try file.writeAll(bytes.span)
        try file.close()
      }
    } catch { throw .disk(error) }
  }

  /// Removes everything in a directory.
  static func empty(_ directory: FilePath) throws(DiskError) {
    for entry in try PosixDisk().list(directory) {
      let path = directory.appending(entry.name)
      guard entry.isDirectory else {
        try PosixDisk().unlink(path)
        continue
      }
      try empty(path)
      try PosixDisk().removeDirectory(path)
    }
  }

  private func start(_ configuration: Configuration) throws(BenchError) -> RedisServer {
    var directives = ["--enable-debug-command", "yes"]
    let names = [
      "appendonly", "appendfsync", "appendfilename", "appenddirname", "dbfilename", "aof-load-truncated",
      "aof-use-rdb-preamble", "aof-timestamp-enabled", "no-appendfsync-on-rewrite", "databases",
    ]
    for name in names {
      directives += ["--\(name)", String(decoding: configuration.value(of: name) ?? [], as: UTF8.self)]
    }
    do throws(DiskError) {
      // The log of the start before would hide what this one says.
      if try PosixDisk().status(logFile) != nil { try PosixDisk().unlink(logFile) }
    } catch { throw .disk(error) }
    return try RedisServer(programs, directory, directives)
  }

  /// Lets the server do more, and answers what it holds then.
  private func goOn(
    _ server: RedisServer, _ followUp: FollowUp, _ configuration: Configuration
  ) throws(BenchError) -> RedisDigest {
    if followUp.fails {
      // So that the file is larger than the new base will be, which must not reach the limit.
      _ = try server.connection.call(["SET", "aofsh:padding", String(repeating: "x", count: 4000)])
    }
    for group in followUp.groups {
      if group.fails { try limit(server, try largestIncr(configuration)) }
      _ = try server.connection.call(group.commands)
      if group.fails { try limit(server, nil) }
      try waitForChild(server)
    }
    return try RedisDigest(server)
  }

  private func waitForChild(_ server: RedisServer) throws(BenchError) {
    for _ in 0..<2000 where try server.info("aof_rewrite_in_progress") != 0 { Stopwatch.sleep(milliseconds: 1) }
  }

  private func largestIncr(_ configuration: Configuration) throws(BenchError) -> Int {
    let name = String(decoding: configuration.value(of: "appenddirname") ?? [], as: UTF8.self)
    var size = 0
    do throws(DiskError) {
      for entry in try PosixDisk().list(directory.appending(name)) where entry.name.string.hasSuffix(".incr.aof") {
        size = max(size, try PosixDisk().status(directory.appending(name).appending(entry.name))?.size ?? 0)
      }
    } catch { throw .disk(error) }
    return size
  }

  /// Limits the size of the files that the server writes; nil lifts the limit.
  private func limit(_ server: RedisServer, _ size: Int?) throws(BenchError) {
    let value = size.map { "\($0)" } ?? "unlimited"
    let program = try Subprocess(limiter, ["--pid", "\(server.processIdentifier)", "--fsize=\(value):"])
    guard program.wait() == 0 else { throw .redis("the size of redis-server's files cannot be limited") }
  }

  // MARK: What is said of it

  private var logFile: FilePath { directory.appending("redis.log") }

  /// The most telling line of the log: of the warnings the last.
  private func lastWarning() throws(BenchError) -> String {
    let text: [UInt8]
    do throws(DiskError) { text = try PosixDisk().readAll(logFile) } catch { throw .disk(error) }
    let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
    let known = ["Server initialized", "oO0OoO0OoO0Oo", "Redis version=", "Configuration loaded", "Memory overcommit"]
    let warnings = lines.compactMap { line -> String? in
      let parts = line.split(separator: " # ", maxSplits: 1)
      guard parts.count == 2, !known.contains(where: { parts[1].contains($0) }) else { return nil }
      return Self.withoutNumbers(String(parts[1]))
    }
    return warnings.last { $0.contains("MULTI") || $0.contains("Bad file format") } ?? warnings.last ?? ""
  }

  /// A line with N for each number in it.
  static func withoutNumbers(_ line: String) -> String {
    var text = ""
    for character in line {
      if !character.isASCII || !character.isNumber { text.append(character) } else if text.last != "N" { text += "N" }
    }
    return text
  }

  /// What the crash has cut in two, in words.
  private static func tornEnd(_ crash: CrashCase) -> String {
    let tails = Findings.files(crash).compactMap { path, bytes in
      path.contains(".incr.aof") && !path.contains(".cut-") ? bytes : nil
    }
    guard let bytes = tails.last(where: { !$0.isEmpty }) else { return "nothing" }
    return TornEnd(bytes).text
  }

  private func difference(_ kind: String, _ log: String, _ story: Story) -> RedisFindings.Difference {
    RedisFindings.Difference(
      kind: kind, log: log, count: 1, tears: [story.torn: 1], state: story.crash.number, crash: story.crash.text,
      story: story.text, files: Findings.files(story.crash))
  }
}
