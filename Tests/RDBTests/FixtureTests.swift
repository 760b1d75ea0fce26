import Bytes
import Keyspace
import RDB
import Testing

/// Files that redis-server 7.0.15 wrote.
@Suite struct FixtureTests {
  static let expiry: Int64 = 4_102_444_800_123
  static let hyperLogLog = [UInt8]("HYLL".utf8) + hex("010000 0000000000000000 8071A6844E57")
  static let long: [UInt8] = (0..<80).map { UInt8($0 + 33) }
  /// All files: those of strings, and those of one collection each.
  static let names = contents.keys.sorted() + CollectionFixtureTests.samples.map(\.name)
  static let contents: [String: Set<Item>] = [
    "biglen": [
      Item(0, "k", String(repeating: "q", count: 70)), Item(0, "k2", String(repeating: "q", count: 20_000)),
    ],
    "dbs": [Item(0, "a", "1"), Item(3, "b", "2", expiry: expiry)],
    "expire": [Item(0, "ex", "v", expiry: expiry)],
    "function": [],
    "hll": [Item(0, key: [0x70], value: hyperLogLog, expiry: nil)],
    "lfu": [Item(0, "a", "1")],
    "lru": [Item(0, "a", "1")],
    "nocompress": [Item(0, "lzf", String(repeating: "a", count: 64))],
    "strings": [
      Item(0, "int8", "12"), Item(0, "int8neg", "-5"), Item(0, "int16", "1000"), Item(0, "int32", "100000"),
      Item(0, "int64", "12345678901"), Item(0, "raw", "hello"), Item(0, "lead0", "012"),
      Item(0, "len20", "aaaaaaaaaaaaaaaaaaaa"), Item(0, "lzf", String(repeating: "a", count: 64)),
      Item(0, "lzf_no", "abcdefghijklmnopqrstuvwxyz0123456789"), Item(0, "", "emptykey"), Item(0, "emptyval", ""),
      Item(0, key: [UInt8]("len64".utf8), value: [UInt8](repeating: 0x62, count: 10) + long, expiry: nil),
    ],
  ]

  @Test(arguments: contents.keys.sorted(), [1, 2, 3, 7, 64, .max])
  func loads(_ name: String, chunk: Int) throws {
    let bytes = fixture(name)
    for knowsSize in [true, false] {
      let loaded = load(bytes, chunk: chunk, knowsSize: knowsSize)
      try #require(loaded.error == nil)
      #expect(loaded.items == Self.contents[name])
      #expect(loaded.summary.version == 10)
      #expect(loaded.summary.serverVersion == [UInt8]("7.0.15".utf8))
      #expect(loaded.summary.checksum == .verified)
      #expect(loaded.summary.bytesConsumed == bytes.count)
      #expect(loaded.summary.keysLoaded == loaded.items.count)
      #expect(loaded.summary.functions.count == (name == "function" ? 1 : 0))
    }
  }

  /// Files with one key in each database are the same bytes when they are written again.
  @Test(arguments: ["dbs", "expire", "function", "hll", "nocompress"]) func writesTheSameBytes(_ name: String) throws {
    let bytes = fixture(name)
    let loaded = load(bytes)
    let written = try encode(loaded.keyspace) {
      Self.repeatFields(of: loaded.summary, in: &$0)
      $0.compresses = name == "function"
    }
    #expect(written == bytes)
  }

  @Test func writesIdleTimes() throws {
    let bytes = fixture("lru")
    let loaded = load(bytes) { $0.accessClock = 5000 }
    let written = try encode(loaded.keyspace) {
      Self.repeatFields(of: loaded.summary, in: &$0)
      $0.access = .idle(clock: 5000)
    }
    #expect(written == bytes)
  }

  @Test func writesCounters() throws {
    let bytes = fixture("lfu")
    let loaded = load(bytes) {
      $0.usesFrequency = true
      $0.accessClock = 77 << 8 | 200
    }
    #expect(loaded.keyspace.databases[0].find([0x61].span)?.access == 77 << 8)
    let written = try encode(loaded.keyspace) {
      Self.repeatFields(of: loaded.summary, in: &$0)
      $0.access = .frequency(clock: 77 << 8, decayMinutes: 1)
    }
    #expect(written == bytes)
  }

  @Test func keepsTheCommandsThatFollow() {
    let bytes = fixture("strings")
    let loaded = load(bytes + [UInt8]("*1\r\n$4\r\nPING\r\n".utf8), chunk: 100)
    #expect(loaded.error == nil)
    #expect(loaded.summary.bytesConsumed == bytes.count)
  }

  static func repeatFields(of summary: LoadSummary, in options: inout EncoderOptions) {
    options.kind = summary.isBase ? .base : .dump
    options.creationTime = summary.creationTime ?? 0
    options.usedMemory = summary.usedMemory ?? 0
    options.functions = summary.functions
  }
}
