import Bytes
import RDB
import Testing

/// One damaged file, and what redis-server and redis-check-rdb 7.0.15 say about it.
struct Damage: CustomTestStringConvertible, Sendable {
  var name: String
  var bytes: [UInt8]
  var log: [String]
  var check: String
  var offset: Int
  var activity: Activity
  var testDescription: String { name }

  init(_ name: String, _ bytes: [UInt8], log: [String], check: String, offset: Int, _ activity: Activity) {
    (self.name, self.bytes, self.log, self.check) = (name, bytes, log, check)
    (self.offset, self.activity) = (offset, activity)
  }
}

private func internalError(_ offset: Int, _ line: Int, _ reason: String) -> String {
  "# Internal error in RDB reading offset \(offset), function at rdb.c:\(line) -> \(reason)"
}

private func shortRead(_ offset: Int = 0) -> [String] {
  [
    "# Short read or OOM loading DB. Unrecoverable error, aborting now.",
    internalError(offset, 3249, "Unexpected EOF reading RDB file"),
  ]
}

private let eof = "Unexpected EOF reading RDB file"

@Suite struct ErrorTests {
  static let signatures = [
    Damage("empty", [], log: shortRead(), check: eof, offset: 0, .start),
    Damage("short header", [UInt8]("REDIS00".utf8), log: shortRead(), check: eof, offset: 0, .start),
    Damage("only header", [UInt8]("REDIS0010".utf8), log: shortRead(), check: eof, offset: 9, .readType),
    Damage(
      "signature", [UInt8]("XEDIS0010".utf8), log: ["# Wrong signature trying to load DB from file"],
      check: "Wrong signature trying to load DB from file", offset: 9, .start),
    Damage(
      "version 11", file("", version: "0011"), log: ["# Can't handle RDB format version 11"],
      check: "Can't handle RDB format version 11", offset: 9, .start),
    Damage(
      "version 0", file("", version: "abcd"), log: ["# Can't handle RDB format version 0"],
      check: "Can't handle RDB format version 0", offset: 9, .start),
    Damage(
      "version -1", file("", version: "-001"), log: ["# Can't handle RDB format version -1"],
      check: "Can't handle RDB format version -1", offset: 9, .start),
  ]

  static let records = [
    Damage(
      "type 8", file("FE00 08 016B 0176"), log: [internalError(0, 2681, "Unknown RDB encoding type 8")],
      check: "Invalid object type: 8", offset: 12, .readType),
    Damage(
      "slot information", file("F4 00 01 01"), log: [internalError(0, 2681, "Unknown RDB encoding type 244")],
      check: "Invalid object type: 244", offset: 10, .readType),
    Damage(
      "length 82", file("FE00 00 826B 0176"),
      log: [internalError(0, 236, "Unknown length encoding 2 in rdbLoadLen()")],
      check: "Unknown length encoding 2 in rdbLoadLen()", offset: 13, .readKey),
    Damage(
      "string C4", file("FE00 00 016B C476"), log: [internalError(0, 529, "Unknown RDB string encoding type 4")],
      check: "Unknown RDB string encoding type 4", offset: 15, .readObjectValue),
    Damage(
      "LZF", file("FE00 00 016B C3 02 4040 4041"), log: [internalError(0, 413, "Invalid LZF compressed string")],
      check: "Invalid LZF compressed string", offset: 20, .readObjectValue),
    Damage(
      "LZF of 2^63 bytes", file("FE00 00 016B C3 02 817FFFFFFFFFFFFFFF 4041"), log: shortRead(), check: eof,
      offset: 25, .readObjectValue),
    Damage(
      "2^63 bytes", file("FE00 00 016B 817FFFFFFFFFFFFFFF 4041"), log: shortRead(), check: eof, offset: 23,
      .readObjectValue),
    Damage(
      "module data", file("F7 814142434445464748 03 01 00"), log: [internalError(0, 3066, "bad when_opcode")],
      check: "bad when_opcode", offset: 21, .readModuleAuxiliary),
    Damage(
      "field", file("FA 09 72656469732D766572 C3 02 4040 4041"),
      log: [internalError(0, 413, "Invalid LZF compressed string")], check: "Invalid LZF compressed string",
      offset: 26, .readAuxiliary),
    Damage(
      "duplicate", file("FE00 00 016B 0176 00 016B 0177"), log: ["# RDB has duplicated key 'k' in DB 0"],
      check: "RDB has duplicated key 'k' in DB 0", offset: 21, .readObjectValue),
    Damage(
      "database 16", file("FE10 00 016B 0176"),
      log: [
        "# FATAL: Data file was created with a Redis server configured to handle more than 16 databases. Exiting"
      ],
      check: "FATAL: Data file was created with a Redis server configured to handle more than 16 databases. Exiting",
      offset: 11, .readLength),
    Damage(
      "checksum", [UInt8](file("FE00 00 016B 0176").dropLast(8)) + [UInt8](repeating: 1, count: 8),
      log: [
        "# Wrong RDB checksum expected: (ce9e24318ea1d4b9) but got (101010101010101). Aborting now.",
        internalError(0, 3225, "RDB CRC error"),
      ], check: "RDB CRC error", offset: 25, .checkSum),
    Damage(
      "short checksum", [UInt8](file("FE00 00 016B 0176").dropLast()), log: shortRead(), check: eof, offset: 17,
      .checkSum),
  ]

  @Test(arguments: signatures + records) func saysWhatRedisSays(_ damage: Damage) throws {
    for chunk in [1, Int.max] {
      let error = try #require(load(damage.bytes, chunk: chunk).error)
      let lines = error.logLines.map { String(decoding: [$0.level.rawValue, 0x20] + $0.text, as: UTF8.self) }
      #expect(lines == damage.log)
      #expect(String(decoding: error.checkText, as: UTF8.self) == damage.check)
      #expect(error.offset == damage.offset)
      #expect(error.activity == damage.activity)
    }
  }

  /// Redis prints the offset of the read that crossed the last multiple of 2 MB.
  @Test(arguments: [(2_200_000, 2_097_111), (3_300_000, 2_097_111), (4_300_000, 4_194_301)])
  func reportsOffsetsOfLargeFiles(_ cut: Int, _ reported: Int) {
    var bytes = [UInt8]("REDIS0010".utf8) + [0xFE, 0x00]
    for number in 0..<40_000 {
      let digits = [UInt8](String(100_000_000 + number).utf8.dropFirst())
      bytes += [0x00, 0x08] + digits + [0x40, 0x64] + [UInt8](repeating: 0x76, count: 100)
    }
    let loaded = load([UInt8](bytes.prefix(cut)))
    #expect(loaded.logText == shortRead(reported))
  }

  @Test func reportsOffsetsOfLargeValues() {
    let head = [UInt8]("REDIS0010".utf8) + hex("FE00 00 016B 80 004C4B40")
    let bytes = head + [UInt8](repeating: 0x78, count: 4_900_000)
    for knowsSize in [true, false] {
      let loaded = load(bytes, knowsSize: knowsSize)
      #expect(loaded.logText == shortRead(2_097_171))
      #expect(loaded.error?.offset == 19)
      #expect(loaded.error?.key == [0x6B])
    }
  }

  @Test func passesOnReadErrors() {
    var summary = LoadSummary()
    let keyspace = load([]).keyspace
    #expect(throws: RDBError.self) {
      try Decoder.load(into: keyspace, options: LoadOptions(size: nil, now: 0), summary: &summary) { _, _ in 5 }
    }
  }
}
