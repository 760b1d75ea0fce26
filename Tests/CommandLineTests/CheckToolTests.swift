import TestSupport
import Testing

private let hasTools = ChildProcess.isInstalled("redis-check-aof") && ChildProcess.isInstalled("redis-check-rdb")

/// The check tools print what Redis' tools print, end as they do, and leave the same files.
@Suite(.enabled(if: hasTools, "redis-check-aof and redis-check-rdb are not installed"))
struct CheckToolTests {
  /// What a run left.
  struct Result: Equatable {
    let status: Int32
    let output: String
    let files: [String: [UInt8]]
  }

  /// Runs `tool` and the command that stands in for it on the same files, and returns both results.
  private static func both(
    _ tool: String, _ arguments: [String], input: String = "", _ files: [String: [UInt8]]
  ) throws -> (redis: Result, own: Result) {
    func run(_ program: String, _ first: [String]) throws -> Result {
      let scratch = try ScratchDirectory()
      try ScratchDirectory.create(scratch.path + "/a")
      for (name, content) in files { try ScratchDirectory.write(content, to: "\(scratch.path)/a/\(name)") }
      let outcome = try Program.run(
        program, first + arguments, input: Array(input.utf8), directory: scratch.path)
      let left = Dictionary(
        uniqueKeysWithValues: files.keys.map { ($0, ScratchDirectory.contents("\(scratch.path)/a/\($0)")) })
      return Result(status: outcome.status, output: masked(outcome.output), files: left)
    }
    return (try run("redis-" + tool, []), try run(Program.path, [tool]))
  }

  /// Output with the process and the time of log lines taken out.
  private static func masked(_ output: [UInt8]) -> String {
    let lines = output.split(separator: 0x0A, omittingEmptySubsequences: false).map { line -> [UInt8] in
      // <pid>:C <23 characters of time> # …
      guard let mark = line.firstRange(of: Array(":C ".utf8)), line[..<mark.lowerBound].allSatisfy({ $0 < 0x3A }),
        let end = line.firstRange(of: Array(" # ".utf8))
      else { return Array(line) }
      return Array("LOG".utf8) + line[end.upperBound...]
    }
    return lines.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
  }

  @Test(arguments: CheckSamples.files.keys.sorted()) func oneFile(_ name: String) throws {
    let content = try #require(CheckSamples.files[name])
    for arguments in [[], ["--fix"], ["--truncate-to-timestamp", "1001"], ["--truncate-to-timestamp", "9"]] {
      for answer in arguments == ["--fix"] ? ["y\n", "n\n", ""] : [""] {
        let (redis, own) = try Self.both(
          "check-aof", arguments + ["a/f.aof"], input: answer, ["f.aof": content])
        #expect(own == redis, "\(arguments) \(answer)")
      }
    }
  }

  /// Also byte for byte: a file that ends anywhere but in an annotation, of which Redis' tool takes every part for
  /// whole.
  @Test func everyTruncation() throws {
    let good = CheckSamples.good
    for end in 0..<good.count where !CheckSamples.isWithinAnnotation(end) {
      let (redis, own) = try Self.both("check-aof", ["a/f.aof"], ["f.aof": Array(good[..<end])])
      #expect(own == redis, "\(end)")
    }
  }

  @Test(arguments: CheckSamples.manifests.keys.sorted()) func manifest(_ name: String) throws {
    var files = CheckSamples.parts
    files["x.manifest"] = CheckSamples.manifests[name]
    for arguments in [[], ["--fix"], ["--truncate-to-timestamp", "1001"]] {
      let (redis, own) = try Self.both("check-aof", arguments + ["a/x.manifest"], input: "y\n", files)
      #expect(own == redis, "\(arguments)")
    }
  }

  @Test(arguments: CheckSamples.damagedParts.keys.sorted()) func damagedPart(_ name: String) throws {
    let damage = try #require(CheckSamples.damagedParts[name])
    for manifest in ["snapshot and two", "commands and two"] {
      var files = CheckSamples.parts.merging(damage) { $1 }
      files["x.manifest"] = CheckSamples.manifests[manifest]
      for arguments in [[], ["--fix"], ["--truncate-to-timestamp", "1001"], ["--truncate-to-timestamp", "9"]] {
        let (redis, own) = try Self.both("check-aof", arguments + ["a/x.manifest"], input: "Y", files)
        #expect(own == redis, "\(manifest) \(arguments)")
      }
    }
  }

  @Test(arguments: CheckSamples.snapshots.keys.sorted()) func snapshot(_ name: String) throws {
    let content = try #require(CheckSamples.snapshots[name])
    let (redis, own) = try Self.both("check-rdb", ["a/f.rdb"], ["f.rdb": content])
    #expect(own == redis)
  }

  @Test func everyTruncationOfASnapshot() throws {
    let good = CheckSamples.snapshot
    for end in 0..<good.count {
      let (redis, own) = try Self.both("check-rdb", ["a/f.rdb"], ["f.rdb": Array(good[..<end])])
      #expect(own == redis, "\(end)")
    }
  }

  @Test(arguments: [["a"], ["a/nofile"], ["a/x.manifest/f"], ["nodir/f"], ["-v"]])
  func whatIsNoFile(_ arguments: [String]) throws {
    for tool in ["check-aof", "check-rdb"] {
      let (redis, own) = try Self.both(tool, arguments, ["x.manifest": []])
      #expect(own == redis, "\(tool)")
    }
  }

  @Test func wrongUse() throws {
    for arguments in [[], ["--bogus", "f"], ["a", "b"], ["--fix", "a", "b"]] {
      let outcome = try Program.run(["check-aof"] + arguments)
      #expect(outcome.status == 1)
      #expect(outcome.text.hasPrefix("Usage: aofsh check-aof [--fix|"))
    }
    let outcome = try Program.run(["check-aof", "--truncate-to-timestamp", "12x", "f"])
    #expect((outcome.status, outcome.text) == (1, "Invalid timestamp, aborting...\n"))
  }
}
