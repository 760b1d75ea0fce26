import Disk
import SystemPackage
import TestSupport
import Testing

@testable import Shell

/// Starting, stopping, crashing, and the time.
@Suite struct LifetimeTests {
  static let appendOnly = [":config appendfsync no", ":config appendonly yes"]
  static let log = "1:M 25 Sep 2023 15:42:48.000"
  static let start = """
    \(log) * Creating AOF base file appendonly.aof.1.base.rdb on server start
    \(log) * Creating AOF incr file appendonly.aof.1.incr.aof on server start
    \(log) * Ready to accept connections

    """
  static let stop = "\(log) # User requested shutdown...\n\(log) # Redis is now ready to exit, bye bye...\n"

  static let cases: [Case] = [
    .good(":stop", stop),
    .good(":start", start, after: [":stop", ":config appendonly yes"]),
    .good(":restart", stop + "\(log) * Ready to accept connections\n"),
    .good(":restart", "\(log) * Ready to accept connections\n", after: [":stop"]),
    .bad(":start", "the engine is running already; :restart stops it first"),
    .bad(":stop", "no engine is running", after: [":stop"]),
    .bad(":stop now", "that is too much; the usage is: :stop"),
    .good(
      ":crash",
      """
      kill: acknowledged 1, survived 1; nothing was lost
        aof_buf     0 commands, 0 bytes
        page cache  1 command, 50 bytes: kept
        disk        0 commands, 0 bytes
      the engine is down; :start recovers what is left

      """, after: appendOnly + ["SET a 1"]),
    .good(
      ":crash power",
      """
      power cut: acknowledged 5, survived 3; lost: SET c 3, SET "d e" "\\x00\\xff"
        aof_buf     0 commands, 0 bytes
        page cache  2 commands, 57 bytes: lost
        disk        3 commands, [..] bytes: kept
        appendonlydir/appendonly.aof.1.incr.aof: [..] of [..] bytes left
      the engine is down; :start recovers what is left

      """,
      after: appendOnly + ["SET a 1", "MULTI", "SET b 1", "INCR b", "EXEC", "DEL b", ":fsync", "SET c 3"]
        + ["SET \"d e\" \"\\x00\\xff\""]),
    .good(
      ":crash power --torn 5",
      "power cut: acknowledged 1, survived 0; lost: SET a 1\n...\n  page cache  1 command, 50 bytes: 45 of the bytes lost\n"
        + "...\n  appendonlydir/appendonly.aof.1.incr.aof: 5 of 50 bytes left, 5 bytes of them never fsynced\n...\n",
      after: appendOnly + ["SET a 1"]),
    .good(
      ":crash power", "power cut: acknowledged 1, survived 0; lost: SET b 2\n...\n",
      after: appendOnly + ["SET a 1", ":crash", ":start", "SET b 2"]),
    // What a start loads is fsynced before it is served.
    .good(
      "MGET a b", "1) \"1\"\n2) (nil)\n",
      after: appendOnly + ["SET a 1", ":crash", ":start", "SET b 2", ":crash power", ":start"]),
    .good(
      ":crash power", "power cut: appendonly is no: 2 changes since the last snapshot, lost\n...\n",
      after: ["MSET a 1 b 2"]),
    .bad(":crash", "no engine is running; :start starts one", after: [":crash"]),
    .good(":fsync", "1 command, 50 bytes were brought to the disk\n", after: appendOnly + ["SET a 1"]),
    .bad(":fsync", "appendonly is no: no command is logged; :config appendonly yes changes that"),
    .bad(":fsync", "no engine is running; :start starts one", after: [":stop"]),
    .good(
      ":rewrite",
      """
      \(log) * Creating AOF incr file appendonly.aof.2.incr.aof on background rewrite
      ...
      \(log) * Background AOF rewrite finished successfully
      removed  appendonlydir/appendonly.aof.1.base.rdb  89 bytes
      removed  appendonlydir/appendonly.aof.1.incr.aof  50 bytes
      new      appendonlydir/appendonly.aof.2.base.rdb  [..] bytes
      new      appendonlydir/appendonly.aof.2.incr.aof  0 bytes
      changed  appendonlydir/appendonly.aof.manifest    88 bytes

      """, after: appendOnly + ["SET a 1"]),
    .good(
      ":rewrite", "...\nnew      appendonlydir/appendonly.aof.2.incr.aof  0 bytes\n...\n", after: appendOnly + ["MULTI"]
    ),
    .bad(":rewrite", "no engine is running; :start starts one", after: [":crash"]),
    .good(":clock", "virtual clock: 25 Sep 2023 15:42:48.000 UTC\n"),
    .good(":clock advance 1.5s", "virtual clock: 25 Sep 2023 15:42:49.500 UTC\n"),
    .good(":clock virtual", "virtual clock: 25 Sep 2023 15:42:48.000 UTC\n"),
    .good(":clock real", "real clock: [..]\n"),
    .bad(":clock advance 1s", "the real clock cannot be advanced; :clock virtual changes it", after: [":clock real"]),
    .bad(":clock advance", "advance how far? Such as: :clock advance 1s"),
    .bad(
      ":clock advance x", "invalid duration 'x': give a number with us, ms, s, m, h or d, such as 100ms or 1.5s"),
    .bad(":clock slow", "a clock is real or virtual; :clock advance DURATION moves the virtual one on"),
    .good(":sleep 100ms", ""),
    .good("TTL a", "(integer) -2\n", after: ["SET a 1 EX 10", ":sleep 11"]),
    .good(":clock", "virtual clock: 24 Sep 2024 15:42:48.000 UTC\n", after: [":sleep 365d"]),
    .bad(":sleep", "something is missing; the usage is: :sleep DURATION"),
  ]

  @Test(arguments: cases) func line(_ sample: Case) throws { sample.check(try Bench()) }

  @Test func promptTellsTheState() throws {
    let bench = try Bench()
    let prompts = [
      ("PING", "aofsh> "), ("SELECT 3", "aofsh[3]> "), ("MULTI", "aofsh[3](TX)> "), ("DISCARD", "aofsh[3]> "),
      (":crash", "aofsh(crashed)> "), (":start", "aofsh> "), ("SHUTDOWN", "aofsh(stopped)> "), (":start", "aofsh> "),
      ("SELECT 2", "aofsh[2]> "), ("RESET", "aofsh> "), (":stop", "aofsh(stopped)> "),
    ]
    for (line, prompt) in prompts {
      bench.run(line)
      #expect(bench.workbench.prompt.text == prompt, "after \(line)")
    }
  }

  @Test func everysecSyncsWhileTimePasses() throws {
    let bench = try Bench()
    bench.runAll([":config appendonly yes", "SET a 1"])
    #expect(bench.run(":buffers").contains("page cache         1     50  SET a 1"))
    bench.runAll([":sleep 2s"])
    #expect(bench.run(":buffers").contains("disk               1     50"))
  }

  @Test func commandsWithoutEngineAreErrors() throws {
    let bench = try Bench()
    bench.run(":stop")
    #expect(bench.run("GET a") == "(error) ERR no engine is running; :start starts one\n")
    #expect(bench.result.outcome == .error)
  }

  @Test func everyTornCrashRecoversWhatItSays() throws {
    for torn in 0...80 {
      let bench = try Bench()
      bench.runAll(Self.appendOnly + ["SET a 1", "SET b 2"])
      let report = bench.run(":crash power --torn \(torn)")
      bench.runAll([":start"])
      let survived = torn < 50 ? 0 : torn < 77 ? 1 : 2
      #expect(report.hasPrefix("power cut: acknowledged 2, survived \(survived); "), "\(torn): \(report)")
      #expect(bench.run("DBSIZE") == "(integer) \(survived)\n", "\(torn)")
    }
  }
}

/// Where the data is, and what a workbench leaves behind.
@Suite struct DataPlaceTests {
  private func names(_ path: String) throws -> [String] { try PosixDisk().list(FilePath(path)).map(\.name.string) }

  @Test func aDataDirectoryStaysAndNothingElse() throws {
    let scratch = try ScratchDirectory()
    try ScratchDirectory.create(scratch.path + "/data")
    try ScratchDirectory.create(scratch.path + "/.data.aofsh-999999999")
    let change: (inout WorkbenchOptions) -> Void = {
      $0.directory = FilePath(scratch.path + "/data")
      $0.directives = [("appendonly", bytes("yes")), ("save", [])]
    }
    do {
      let bench = try Bench(change)
      bench.runAll(["SET a 1"])
      #expect(try names(scratch.path).count == 2)
      let second = CollectedOutput()
      var options = bench.workbench.options
      options.startsEngine = true
      let other = try Workbench(options, sink: second)
      let message = other.open().message.map { text($0) } ?? ""
      #expect(message.contains("is in use by another engine"), "\(message)")
    }
    #expect(try names(scratch.path) == ["data"])
    let again = try Bench(change)
    #expect(again.run("GET a") == "\"1\"\n")
  }

  @Test func aScratchDirectoryGoes() throws {
    let bench = try Bench()
    bench.runAll([":config appendonly yes", "SET a 1", ":mkdir d"])
    let path = bench.workbench.directory.removingLastComponent()
    #expect(try PosixDisk().status(path) != nil)
    #expect(bench.workbench.close() == nil)
    #expect(try PosixDisk().status(path) == nil)
  }

  @Test(arguments: [
    ("appendonli", "yes", "--set appendonli: there is no such directive; did you mean 'appendonly'?"),
    ("appendonly", "maybe", "--set appendonly: argument must be 'yes' or 'no'"),
  ])
  func badDirectivesAreBadUsage(_ name: String, _ value: String, _ message: String) {
    #expect {
      try Bench { $0.directives = [(name, bytes(value))] }
    } throws: { error in
      (error as? WorkbenchError)?.description == message && (error as? WorkbenchError)?.exitStatus == 2
    }
  }

  @Test func configurationFilesAreReadAtEachStart() throws {
    let scratch = try ScratchDirectory()
    let file = scratch.path + "/redis.conf"
    try PosixDisk.write(file, "appendonly yes\nappendfsync always\n")
    let bench = try Bench {
      $0.configurationFile = FilePath(file)
      $0.directives = [("appendfsync", bytes("no"))]
    }
    #expect(bench.run("CONFIG GET append*").contains("\"no\""))
    try PosixDisk.write(file, "appendonly no\ndbfilename x.rdb\n")
    bench.runAll([":restart"])
    #expect(bench.run("CONFIG GET dbfilename").contains("x.rdb"))
    try PosixDisk.write(file, "\nappendonly perhaps\n")
    let printed = bench.run(":restart")
    #expect(
      printed.hasSuffix("error: \(file):2: argument must be 'yes' or 'no' in 'appendonly perhaps'\n"), "\(printed)")
    #expect(bench.workbench.prompt.text == "aofsh(stopped)> ")
  }

  /// Two manifests are written in each, and the second may get the number that the old one's inode had.
  @Test func eachRewriteChangesTheManifest() throws {
    let bench = try Bench { $0.directives.append(("appendonly", bytes("yes"))) }
    for _ in 0..<30 { #expect(bench.run(":rewrite").contains("changed  appendonlydir/appendonly.aof.manifest ")) }
    let status = FileStatus(size: 2, isDirectory: false, modificationTime: 0, identity: 1)
    #expect(FileState(status: status, content: bytes("12")) != FileState(status: status, content: bytes("13")))
  }

  @Test(arguments: [("/nosuch/dir", "there is no data directory"), ("/etc/hostname", "is not a directory")])
  func badDirectories(_ path: String, _ message: String) {
    #expect {
      try Bench { $0.directory = FilePath(path) }
    } throws: { error in
      (error as? WorkbenchError)?.description.contains(message) == true && (error as? WorkbenchError)?.exitStatus == 3
    }
  }
}
