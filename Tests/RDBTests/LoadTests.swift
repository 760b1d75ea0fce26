import Bytes
import Keyspace
import RDB
import Testing

@Suite struct LoadTests {
  static let now: Int64 = 1_800_000_000_000

  @Test func expiredKeysInDump() throws {
    let source = keyspace([
      Item(0, "past", "1", expiry: Self.now - 1), Item(0, "present", "2", expiry: Self.now),
      Item(0, "future", "3", expiry: Self.now + 1), Item(0, "none", "4"), Item(0, "ancient", "5", expiry: -2),
    ])
    let bytes = try encode(source)
    let dump = load(bytes) { $0.dropsExpired = true }
    #expect(Set(dump.items.map(\.key)) == Set(["present", "future", "none"].map { [UInt8]($0.utf8) }))
    #expect(dump.summary.keysExpired == 2 && dump.summary.keysLoaded == 3)
    #expect(dump.logText.last == "* Done loading RDB, keys loaded: 3, keys expired: 2.")
    #expect(load(bytes).items == items(source))
  }

  @Test(
    arguments: [
      ("FE00 FD 00000001 00 016B 0176", 16_777_216_000), ("FE00 FD FEFFFFFF 00 016B 0176", -2000),
      ("FE00 FC FFFFFFFFFFFFFFFF 00 016B 0176", nil), ("FE00 FC FEFFFFFFFFFFFFFF 00 016B 0176", -2),
      ("FE00 FC 0100000000000000 FC 0200000000000000 00 016B 0176", 2),
      ("FE00 FC FFFFFFFFFF010000 F905 F803 00 016B 0176", 2_199_023_255_551),
      ("FE00 FC 0100000000000000 FE00 00 016B 0176", nil), ("00 016B 0176", nil),
    ] as [(String, Int64?)])
  func expiries(_ body: String, _ expiry: Int64?) {
    #expect(load(file(body)).items == [Item(0, "k", "v", expiry: expiry)])
  }

  @Test(arguments: ["0001", "0003", "0004", "0005", "0009", "0010", "  10", "10ab"])
  func versions(_ version: String) {
    let loaded = load(file("FE00 00 016B 0176", version: version))
    #expect(loaded.error == nil)
    #expect(loaded.items == [Item(0, "k", "v")])
    let isOld = loaded.summary.version < 5
    #expect(loaded.summary.checksum == (isOld ? .unchecked : .disabled))
    #expect(loaded.summary.bytesConsumed == (isOld ? 17 : 25))
  }

  @Test func laterVersions() {
    let bytes = file("F4 00 01 01 FE00 00 016B 0176", version: "0012")
    #expect(load(bytes).error?.cause == .unsupportedVersion(12))
    #expect(load(bytes) { $0.acceptsLaterVersions = true }.items == [Item(0, "k", "v")])
    #expect(
      load(file("", version: "0013")) { $0.acceptsLaterVersions = true }.error?.cause == .unsupportedVersion(13))
    let unknown = load(file("FE00 1A 016B 0176", version: "0012")) { $0.acceptsLaterVersions = true }
    #expect(unknown.error?.cause == .unknownObjectType(26))
    #expect(load(file("FE00 14 016B 0176")).error?.cause == .unknownObjectType(20))
  }

  @Test func auxiliaryFields() {
    let fields =
      "FA 0425666F6F 03626172 FA 0378797A 0176 FA 056374696D65 03616263 FA 08757365642D6D656D 0A3130343835373678797A"
      + " FA 0C616F662D707265616D626C65 C001 FA 08616F662D62617365 C001 FA 036C7561 06 72657475726E"
    let loaded = load(file(fields))
    #expect(
      loaded.logText == [
        "* RDB '%foo': bar", ". Unrecognized RDB AUX field: 'xyz'", "* RDB age 1800000000 seconds",
        "* RDB memory usage when created 1.00 Mb", "* RDB has an AOF tail", "* RDB is base AOF",
        "# RDB file was saved with checksum disabled: no check performed.",
        "* Done loading RDB, keys loaded: 0, keys expired: 0.",
      ])
    #expect(loaded.summary.hasPreamble && loaded.summary.isBase)
  }

  @Test func modules() {
    let data = "F7 814142434445464748 0201 0103 0202 0300000000 040000000000000000 050141 00 FE00 00 016B 0176"
    let loaded = load(file(data))
    #expect(loaded.items == [Item(0, "k", "v")])
    #expect(loaded.summary.skippedModules == [[UInt8]("QUJDREVGR".utf8)])
    let refused = load(file(data)) { $0.skipsModuleData = false }
    #expect(
      refused.logText == ["# The RDB file contains AUX module data I can't load: no matching module 'QUJDREVGR'"])
  }

  @Test func moduleValues() {
    let data = "FE00 07 016D 814142434445464748 0201 0103 0202 0300000000 040000000000000000 050141 00 00 016B 0176"
    let loaded = load(file(data))
    #expect(loaded.items == [Item(0, "k", "v")])
    #expect(loaded.summary.skippedModules == [[UInt8]("QUJDREVGR".utf8)])
    #expect(loaded.summary.keysLoaded == 1)
    #expect(
      loaded.logText.first?.contains("Skipping key \"m\": its value belongs to the module type 'QUJDREVGR'") == true)
    let refused = load(file(data)) { $0.skipsModuleData = false }
    let text = "The RDB file contains module data I can't load: no matching module type 'QUJDREVGR'"
    #expect(
      refused.logText == ["# Internal error in RDB reading offset 0, function at rdb.c:2636 -> \(text)"])
    // What the first modules wrote cannot even be skipped.
    #expect(load(file("FE00 06 016D 814142434445464748")).error?.cause == .moduleValue(0x4142434445464748))
  }

  @Test func functionLibraries() throws {
    let loaded = load(file("F6 036C6962 034C5541 00 03616263 F6 036C6962 034C5541 01 0164 03616263 F5 0178"))
    let early = [UInt8]("#!LUA name=lib\nabc".utf8)
    #expect(loaded.summary.functions == [early, early, [0x78]])
    let written = try encode(loaded.keyspace) { $0.functions = loaded.summary.functions }
    #expect(load(written).summary.functions == loaded.summary.functions)
  }

  /// Sizes that the file claims claim no memory.
  @Test func falseSizes() {
    let huge = "817FFFFFFFFFFFFFFF"
    for size in [huge, "81FFFFFFFFFFFFFFFF", "80FFFFFFFF", "C0"] {
      let loaded = load(file("FE00 FB \(size) \(size) 00 016B 0176"))
      #expect(loaded.items == [Item(0, "k", "v")])
      #expect(loaded.keyspace.databases[0].bucketCount < 16)
    }
  }

  @Test func longStringsArriveInPieces() {
    var most = 0
    let bytes = file("FE00 00 016B 80FFFFFFF0")
    var summary = LoadSummary()
    let from = source(bytes)
    let keyspace = Keyspace(databases: 16, seed: 1)
    #expect(throws: RDBError.self) {
      try Decoder.load(into: keyspace, options: LoadOptions(size: nil, now: 0), summary: &summary) { window, count in
        most = max(most, count)
        return from(&window, count)
      }
    }
    #expect(most <= 4 << 20)
  }

  @Test func duplicates() {
    let bytes = file("FE00 00 016B 0176 00 016B 0177")
    #expect(load(bytes).error?.cause == .duplicateKey(database: 0))
    #expect(load(bytes) { $0.replacesKeys = true }.items == [Item(0, "k", "w")])
    #expect(load(file("FE00 00 016B 0176 FE01 00 016B 0177")).items == [Item(0, "k", "v"), Item(1, "k", "w")])
  }

  @Test func idleTimesBecomeClocks() {
    let bytes = file("FE00 F8 0A 00 016B 0176")
    for (clock, access) in [(100, 90), (10, 0), (9, 8_388_616)] as [(UInt32, UInt32)] {
      let loaded = load(bytes) { $0.accessClock = clock }
      #expect(loaded.keyspace.databases[0].find([0x6B].span)?.access == access)
    }
  }

  @Test func reportsProgress() throws {
    let bytes = try encode(keyspace((0..<50).map { Item(0, "k\($0)", String(repeating: "x", count: 100_000)) })) {
      $0.compresses = false
    }
    var reports: [Int] = []
    #expect(load(bytes) { $0.progress = { reports.append($0) } }.error == nil)
    #expect(reports.count == 2)
  }
}
