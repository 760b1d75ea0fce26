import AOF
import Disk
import SystemPackage
import Testing

/// Which files are found, moved, made and deleted at a start.
@Suite struct StartTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var number: Int
    var files: [String: String] = [:]
    var old: [String: String] = [:]
    var data: [String: String]?
    var lines: [String] = []
    var after: [String]?
    var keepsHistory = false
    var testDescription: String { "directory \(number)" }
  }

  static let snapshot = String(decoding: MemoryTarget.snapshot([0: ["s": "1"]]), as: UTF8.self)
  static let list = "appendonly.aof.manifest"
  static let incr = "appendonly.aof.1.incr.aof"
  static let base = "appendonly.aof.1.base.rdb"
  static let commands = resp("SELECT 0", "SET a 1")
  static let migrated =
    "* Successfully migrated an old-style AOF file (appendonly.aof) into the AOF directory (appendonlydir)."
  static let listsOld = "file appendonly.aof seq 1 type b\n"
  static let secondBase = "file appendonly.aof.2.base.rdb seq 2 type b\n"
  static let history = "file \(incr) seq 1 type h\nfile \(base) seq 1 type h\n"
  static let secondIncr = "file appendonly.aof.2.incr.aof seq 2 type i\n"
  static func missing(_ name: String) -> [String] {
    ["# Unable to obtain the AOF file \(name) length. stat: No such file or directory"]
  }

  static let cases: [Case] = [
    Case(number: 50, files: [list: oneBase + oneIncr, base: snapshot, incr: ""], data: ["s": "1"]),
    Case(number: 51, files: [list: oneBase + oneIncr, base: "", incr: ""], data: [:]),
    Case(number: 52, files: [list: oneBase + oneIncr, base: "", incr: commands], data: ["a": "1"]),
    Case(number: 53, files: [list: oneIncr, incr: commands], data: ["a": "1"], after: [incr, list]),
    Case(number: 54, files: [list: oneBase, base: snapshot], data: ["s": "1"], after: [base, incr, list]),
    Case(number: 56, files: [list: oneBase + oneIncr, base: commands, incr: ""], data: ["a": "1"]),
    Case(number: 58, files: [list: oneIncr, incr: snapshot], data: ["s": "1"]),
    Case(number: 59, files: [list: oneBase, base: snapshot + commands], data: ["s": "1", "a": "1"]),
    Case(
      number: 62, files: [list: oneBase, base: "REDIS001900000000"],
      lines: [
        "# Error reading the RDB base file \(base), AOF loading aborted",
        "# Unrecoverable error reading the append only file \(base): Invalid argument",
      ]),
    Case(number: 64, files: [list: oneBase, base: "REDIS"]),
    Case(number: 67, files: [list: oneBase + oneIncr, incr: commands], lines: missing(base)),
    Case(number: 68, files: [list: oneBase + oneIncr, base: snapshot], lines: missing(incr)),
    Case(
      number: 71,
      files: [
        list: secondBase + history + secondIncr, "appendonly.aof.2.base.rdb": snapshot, incr: "x", base: "y",
        "appendonly.aof.2.incr.aof": "",
      ],
      data: ["s": "1"], after: ["appendonly.aof.2.base.rdb", "appendonly.aof.2.incr.aof", list]),
    Case(
      number: 72,
      files: [
        list: secondBase + history + secondIncr, "appendonly.aof.2.base.rdb": snapshot, incr: "x", base: "y",
        "appendonly.aof.2.incr.aof": "",
      ],
      data: ["s": "1"], after: [base, incr, "appendonly.aof.2.base.rdb", "appendonly.aof.2.incr.aof", list],
      keepsHistory: true),
    // 7.0.15 deletes the base that it has just made.
    Case(
      number: 73, files: [list: "file \(base) seq 1 type h\n"], data: [:],
      after: [incr, "appendonly.aof.2.base.rdb", list]),
    Case(number: 74, data: [:], after: [base, incr, list]),
    // 7.0.15 overwrites the base.
    Case(
      number: 75, files: [base: snapshot, incr: ""], data: [:],
      lines: ["# WARNING \(base) exists but no manifest lists it: it is kept as \(base).unlisted."],
      after: [base, base + ".unlisted", incr, list]),
    // 7.0.15 appends to the file, whatever it holds.
    Case(
      number: 54, files: [list: oneBase, base: snapshot, incr: commands], data: ["s": "1"],
      lines: ["# WARNING \(incr) exists but no manifest lists it: it is kept as \(incr).unlisted."],
      after: [base, incr, incr + ".unlisted", list]),
    Case(
      number: 79, old: ["appendonly.aof": commands], data: ["a": "1"], lines: [migrated],
      after: ["appendonly.aof", incr, list]),
    Case(
      number: 80, old: ["appendonly.aof": snapshot + commands], data: ["s": "1", "a": "1"],
      lines: [
        migrated,
        "* Reading RDB preamble from AOF file...", "* Reading the remaining AOF tail...",
      ]),
    Case(number: 83, old: ["appendonly.aof": ""], data: [:], lines: [migrated]),
    Case(number: 85, files: [list: listsOld], old: ["appendonly.aof": commands], data: ["a": "1"], lines: [migrated]),
    Case(
      number: 86, files: [list: listsOld, "appendonly.aof": resp("SET inner 1")], old: ["appendonly.aof": commands],
      data: ["inner": "1"]),
    Case(number: 87, files: [list: listsOld], lines: missing("appendonly.aof")),
    Case(
      number: 88, files: [list: oneBase + oneIncr, base: snapshot, incr: ""], old: ["appendonly.aof": commands],
      data: ["s": "1"]),
    Case(number: 89, old: ["appendonly.aof": commands, "dump.rdb": "x"], data: ["a": "1"], lines: [migrated]),
    Case(number: 91, files: [list: "file broken\n"], lines: ["# Invalid AOF manifest file format\n"]),
  ]

  @Test(arguments: cases) func starts(_ test: Case) throws {
    let clock = VirtualClock(start: startTime)
    let disk = try SimulatedDisk.holding(test.files, clock: clock, old: test.old)
    let server = Server(disk, clock: clock) { $0.keepsHistory = test.keepsHistory }
    do {
      try server.start()
      #expect(server.target.data[0] ?? [:] == test.data)
      if let after = test.after { #expect(try disk.names() == after) }
      try server.apply("SET later 1")
      _ = try disk.powerCut(keeping: PowerCutPlan())
      #expect(try Server.started(disk, clock: clock).target.data == server.target.data)
    } catch is AOFError {
      #expect(test.data == nil, "\(server.lines)")
      for (name, content) in test.files { #expect(try disk.text(name) == content) }
    }
    for line in test.lines { #expect(server.lines.contains(line)) }
  }

  @Test func snapshotThatIsNotRead() throws {
    let clock = VirtualClock(start: startTime)
    let disk = try SimulatedDisk.holding([:], clock: clock, old: ["dump.rdb": "REDIS"])
    let server = try Server.started(disk, clock: clock)
    #expect(server.aof.shadowsSnapshot)
    #expect(server.log("#").count == 2)
  }

  @Test func directoryThatIsAFile() throws {
    let clock = VirtualClock(start: startTime)
    let disk = try SimulatedDisk.holding([:], clock: clock, old: ["appendonlydir": "x"])
    let server = Server(disk, clock: clock)
    #expect(throws: AOFError.self) { try server.start() }
    #expect(server.log("#") == ["# Can't open or create append-only dir appendonlydir: Not a directory"])
  }
}
