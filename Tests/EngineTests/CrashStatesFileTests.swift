import Disk
import Engine
import EngineHarness
import SystemPackage
import Testing

/// Files that a user may need are not damaged, whatever the engine is asked or meets.
@Suite struct CrashStatesFileTests {
  static let on = ["appendonly": "yes", "appendfsync": "always"]
  static let folder = "appendonlydir/"
  static let manifest = folder + "appendonly.aof.manifest"
  static let incr = folder + "appendonly.aof.1.incr.aof"
  static let base = folder + "appendonly.aof.1.base.rdb"
  static func set(_ key: String) -> [UInt8] { Array("*3\r\n$3\r\nSET\r\n$1\r\n\(key)\r\n$1\r\n1\r\n".utf8) }

  /// A data directory with an append-only file that holds `incr`, without an engine.
  static func stopped(_ incr: [UInt8], _ settings: [String: String] = on) throws -> EngineHarness {
    let harness = try EngineHarness.started(.simulated, settings)
    harness.stop()
    try harness.write(incr, to: Self.incr)
    return harness
  }

  // MARK: Refused starts

  static let damages: [(name: String, file: String, bytes: [UInt8])] = [
    ("manifest", manifest, Array("file x\n".utf8)),
    ("empty manifest", manifest, []),
    ("manifest without its last newline", manifest, Array("file appendonly.aof.1.base.rdb seq 1 type b".utf8)),
    ("manifest of a missing file", manifest, Array("file gone seq 1 type i\n".utf8)),
    ("garbage behind a command", incr, set("a") + Array("garbage\r\n".utf8)),
    ("zeros behind a command", incr, set("a") + [UInt8](repeating: 0, count: 100)),
    ("unknown command", incr, set("a") + Array("*1\r\n$4\r\nNOPE\r\n".utf8)),
    ("too few arguments", incr, set("a") + Array("*2\r\n$3\r\nSET\r\n$1\r\na\r\n".utf8)),
    ("huge count", incr, Array("*99999999999999999999\r\n$1\r\na\r\n".utf8)),
    ("negative length", incr, Array("*1\r\n$-9223372036854775808\r\n".utf8)),
    ("torn base", base, Array("REDIS0010".utf8)),
    ("base of another version", base, Array("REDIS9999\u{FF}".utf8)),
  ]

  @Test(arguments: damages.map(\.name)) func aRefusedStartChangesNothing(_ name: String) throws {
    let harness = try Self.stopped(Self.set("a"))
    let damage = try #require(Self.damages.first { $0.name == name })
    try harness.write(damage.bytes, to: damage.file)
    let before = try harness.files()
    for appendOnly in ["yes", "no"] {
      harness.settings["appendonly"] = appendOnly
      if appendOnly == "no", damage.file != Self.manifest { continue }
      if appendOnly == "no", name.contains("missing") { continue }
      #expect(throws: (any Error).self) { try harness.start() }
      #expect(try harness.files() == before)
    }
  }

  @Test func aTornFileThatIsNotTheLastIsLeftAlone() throws {
    let harness = try Self.stopped(Array(Self.set("a") + Self.set("b").dropLast(3)))
    let text = "file appendonly.aof.1.incr.aof seq 1 type i\nfile appendonly.aof.2.incr.aof seq 2 type i\n"
    try harness.write(Array(text.utf8), to: Self.manifest)
    for next in [Self.set("c"), []] {
      try harness.write(next, to: Self.folder + "appendonly.aof.2.incr.aof")
      let before = try harness.files()
      for _ in 0..<2 {
        #expect(throws: (any Error).self) { try harness.start() }
        #expect(try harness.files() == before)
      }
    }
  }

  /// A log that someone has tampered with.
  @Test(arguments: [
    "SAVE", "BGSAVE", "BGREWRITEAOF", "SHUTDOWN", "CONFIG SET appendonly no", "CONFIG SET appendonly yes",
    "CONFIG REWRITE",
    "DEBUG RELOAD", "QUIT",
  ])
  func aLoadedCommandActsOnTheDataOnly(_ line: String) throws {
    let words = line.split(separator: " ")
    let request = "*\(words.count)\r\n" + words.map { "$\($0.utf8.count)\r\n\($0)\r\n" }.joined()
    let harness = try Self.stopped(Self.set("a") + Array(request.utf8) + Self.set("b"))
    let before = try harness.files()
    try harness.start()
    #expect(harness.contents() == ["0/a=1", "0/b=1"])
    #expect(try harness.files() == before)
    #expect(harness.command("SET", "c", "1") == "+OK")
    try harness.crash(.kill)
    try harness.start()
    #expect(harness.contents() == ["0/a=1", "0/b=1", "0/c=1"])
  }

  @Test func savingLeavesNoTraceInTheLog() throws {
    let harness = try EngineHarness.started(.simulated, Self.on)
    harness.line("SET a 1")
    let before = harness.file(Self.incr)
    for line in ["SAVE", "BGSAVE", "DEBUG RELOAD", "LASTSAVE"] {
      harness.line(line)
      harness.wait(0.2)
      #expect(harness.file(Self.incr) == before, "\(line)")
    }
  }

  // MARK: Cuts

  @Test func everyCutIsKept() throws {
    let whole =
      Self.set("a") + Array("#TS:1795000000\r\n".utf8)
      + Array("*1\r\n$5\r\nMULTI\r\n".utf8) + Self.set("b") + Array("*1\r\n$4\r\nEXEC\r\n".utf8)
    let start = Self.set("a").count
    let transaction = start + "#TS:1795000000\r\n".utf8.count
    for length in start + 1..<whole.count where length != transaction {
      let harness = try Self.stopped(Array(whole[..<length]))
      // An annotation belongs to the command behind it.
      let cut = start
      try harness.start()
      #expect(harness.contents() == ["0/a=1"])
      #expect(harness.file(Self.incr) == Array(whole[..<cut]))
      #expect(harness.file(Self.incr + ".cut-\(cut)") == Array(whole[cut..<length]), "\(length)")
      harness.stop()
      // The same cut once more has a name of its own.
      try harness.write(Array(whole[..<length]), to: Self.incr)
      try harness.start()
      #expect(harness.file(Self.incr + ".cut-\(cut).2") == Array(whole[cut..<length]))
      #expect(harness.command("SET", "c", "1") == "+OK")
      try harness.crash(.power(PowerCutPlan()))
      try harness.start()
      #expect(harness.contents() == ["0/a=1", "0/c=1"])
    }
  }

  // MARK: Files that nothing lists

  @Test func withoutTheManifestTheFilesAreKept() throws {
    let harness = try EngineHarness.started(.simulated, Self.on)
    harness.line("SET a 1")
    harness.stop()
    let incr = try #require(harness.file(Self.incr))
    let base = try #require(harness.file(Self.base))
    try harness.remove(Self.manifest)
    try harness.start()
    harness.line("SET b 1")
    #expect(harness.file(Self.incr + ".unlisted") == incr)
    #expect(harness.file(Self.base + ".unlisted") == base)
    try harness.crash(.kill)
    try harness.start()
    #expect(harness.contents() == ["0/b=1"])
  }

  @Test(arguments: [
    "file appendonly.aof.2.incr.aof seq 1 type i\n",
    "file appendonly.aof.2.base.rdb seq 1 type b\nfile appendonly.aof.2.incr.aof seq 1 type i\n",
    "file appendonly.aof.2.base.rdb seq -1 type b\nfile appendonly.aof.2.incr.aof seq 9223372036854775807 type i\n",
    "file appendonly.aof.2.base.rdb seq 9223372036854775807 type b\nfile appendonly.aof.2.incr.aof seq 1 type i\n",
  ])
  func namesAndNumbersNeedNotAgree(_ text: String) throws {
    let harness = try Self.stopped(Self.set("a"))
    try harness.write(Self.set("b"), to: Self.folder + "appendonly.aof.2.incr.aof")
    try harness.write(Self.set("c"), to: Self.folder + "appendonly.aof.2.base.rdb")
    try harness.write(Array(text.utf8), to: Self.manifest)
    try harness.start()
    harness.line("INCR n")
    harness.line("BGREWRITEAOF")
    harness.line("INCR n")
    harness.wait(0.2)
    harness.line("INCR n")
    let contents = harness.contents()
    try harness.crash(.kill)
    try harness.start()
    #expect(harness.contents() == contents)
    #expect(contents.contains("0/n=3") && contents.contains("0/b=1"))
  }

  @Test func leftoversAreNoObstacle() throws {
    let harness = try Self.stopped(Self.set("a"))
    let names = [
      "temp-rewriteaof-10001.aof", "temp-rewriteaof-bg-10001.aof", "temp-4711.rdb", "temp-10001.rdb",
      Self.folder + "temp-appendonly.aof.manifest", Self.folder + "temp-appendonly.aof.incr",
      Self.folder + "appendonly.aof.2.base.rdb", Self.folder + "appendonly.aof.2.incr.aof",
    ]
    for name in names { try harness.write(Array("left over".utf8), to: name) }
    try harness.start()
    for line in ["BGREWRITEAOF", "INCR n", "SAVE", "CONFIG SET appendonly no", "CONFIG SET appendonly yes", "INCR n"] {
      #expect(!harness.line(line).hasPrefix("-"))
      harness.wait(0.1)
    }
    try harness.crash(.power(PowerCutPlan()))
    try harness.start()
    #expect(harness.contents() == ["0/a=1", "0/n=2"])
    #expect(harness.file(Self.folder + "appendonly.aof.2.incr.aof.unlisted") == Array("left over".utf8))
  }
}
