import Bytes
import Keyspace
import RDB
import Testing

@Suite struct DescriptionTests {
  static func lines(_ bytes: [UInt8], chunk: Int = .max) -> (lines: [String], end: Int?) {
    var lines: [String] = []
    let end = try? Description.write(size: bytes.count, from: source(bytes, chunk: chunk)) {
      lines.append(String(decoding: $0, as: UTF8.self))
    }
    return (lines, end)
  }

  static let dbs = [
    "         0  RDB version 10", "         9  aux redis-ver = \"7.0.15\"", "        27  aux redis-bits = \"64\"",
    "        41  aux ctime = \"1795389625\"", "        53  aux used-mem = \"939360\"",
    "        68  aux aof-base = \"0\"",
    "        80  db 0", "        82  sizes: 1 key, 0 with an expiry", "        85  \"a\" = \"1\" (string, int)",
    "        90  db 3", "        92  sizes: 1 key, 1 with an expiry",
    "        95  \"b\" = \"2\" (string, int, expires 4102444800123, 2100-01-01 00:00:00.123 UTC)", "       109  end",
    "       110  checksum 1a5b7dc09becaa2e is right",
  ]

  @Test(arguments: [1, 10, .max]) func wholeFile(_ chunk: Int) {
    let (lines, end) = Self.lines(fixture("dbs"), chunk: chunk)
    #expect(
      lines.filter { !$0.contains("ctime") && !$0.contains("used-mem") }
        == Self.dbs.filter { !$0.contains("ctime") && !$0.contains("used-mem") })
    #expect(lines.count == Self.dbs.count)
    #expect(end == 118)
  }

  @Test func damagedFile() {
    let (lines, end) = Self.lines([UInt8](fixture("dbs").prefix(108)))
    #expect(lines.prefix(11).count == 11)
    #expect(lines.last == "       108  damage: Unexpected EOF reading RDB file (read-object-value, key \"b\")")
    #expect(end == nil)
  }

  @Test(arguments: [
    ("00 016B C3 00 00", "         9  \"k\" = \"\" (string, lzf)"),
    ("F8 C0 00 016B 0176", "         9  \"k\" = \"v\" (string, plain, idle 0)"),
    ("F9 05 00 016B 020AFF", "         9  \"k\" = \"\\n\\xff\" (string, plain, frequency 5)"),
    ("F5 0461626364", "         9  function \"abcd\""),
    ("F7 814142434445464748 0201 00", "         9  data of module \"QUJDREVGR\""),
    (
      "FE00 12 016B 0302 0A0A0000000100816102FF 011E"
        + String(repeating: "62", count: 30) + "02 0A0A0000000100816302FF",
      "        11  \"k\" = list of 3 elements in 57 bytes (quicklist-v2)"
    ),
    ("FE00 0B 016B 0A0200000001000000 0500", "        11  \"k\" = set of 1 member in 11 bytes (set-intset)"),
    (
      "FC FB D8 C3 2C BB 03 00 00 04 016B 02 0161 0162 0163 0164",
      "         9  \"k\" = hash of 2 fields in 9 bytes (hash-hashtable, expires 4102444800251,"
        + " 2100-01-01 00:00:00.251 UTC)"
    ),
    ("05 016B 01 0161 000000000000F03F", "         9  \"k\" = sorted set of 1 member in 11 bytes (zset-v2)"),
    (
      "07 016B 814142434445464748 0201 00",
      "         9  \"k\" = data of module type \"QUJDREVGR\" in 12 bytes (module-value)"
    ),
    (
      "FE00 12 016B 01",
      "        16  damage: The value of key \"k\" at offset 16 is a damaged quicklist-v2: Quicklist integrity check"
        + " failed. (read-object-value, key \"k\")"
    ),
  ]) func records(_ body: String, _ line: String) {
    #expect(Self.lines(file(body)).lines.contains(line))
  }

  @Test func longTextsAreCut() {
    let lines = Self.lines(fixture("biglen")).lines
    let cut = "\"" + String(repeating: "q", count: 64) + "\"..."
    #expect(
      lines.contains("        84  \"k\" = \(cut) 70 bytes (string, plain)")
        || lines.contains { $0.contains("70 bytes") })
    #expect(lines.contains { $0.contains("\(cut) 20000 bytes (string, plain)") })
  }

  @Test(
    arguments: [
      (0, "1970-01-01 00:00:00.000"), (-1, "1969-12-31 23:59:59.999"), (951_782_400_000, "2000-02-29 00:00:00.000"),
      (1_709_251_199_999, "2024-02-29 23:59:59.999"), (253_402_300_799_999, "9999-12-31 23:59:59.999"),
      (-62_135_596_800_000, "0001-01-01 00:00:00.000"),
    ] as [(Int64, String)])
  func dates(_ milliseconds: Int64, _ date: String) throws {
    // Redis takes an expiry of -1 for none, so that this one must be read from elsewhere.
    let bytes = try encode(keyspace([Item(0, "k", "v", expiry: milliseconds)]))
    let expected = milliseconds == -1 ? "(string, plain)" : "(string, plain, expires \(milliseconds), \(date) UTC)"
    #expect(Self.lines(bytes).lines.contains { $0.hasSuffix(expected) })
  }

  @Test func datesBeyondFourDigits() throws {
    let bytes = try encode(keyspace([Item(0, "k", "v", expiry: .max - 1)]))
    #expect(Self.lines(bytes).lines.contains { $0.hasSuffix("(string, plain, expires \(Int64.max - 1))") })
  }
}
