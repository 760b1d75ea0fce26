import Bytes
import Keyspace
import RDB
import Testing

@Suite struct StringEncodingTests {
  /// Values and their bytes in a file, as redis-server 7.0.15 writes them without compression.
  static let encodings: [(value: String, bytes: String)] = [
    ("12", "C00C"), ("-5", "C0FB"), ("127", "C07F"), ("128", "C18000"), ("-128", "C080"), ("-129", "C17FFF"),
    ("1000", "C1E803"), ("32767", "C1FF7F"), ("32768", "C200800000"), ("-32768", "C10080"), ("100000", "C2A0860100"),
    ("2147483647", "C2FFFFFF7F"), ("-2147483648", "C200000080"), ("0", "C000"),
    ("2147483648", "0A32313437343833363438"), ("-2147483649", "0B2D32313437343833363439"),
    ("12345678901", "0B3132333435363738393031"), ("012", "03303132"), ("-0", "022D30"), ("+1", "022B31"),
    (" 1", "022031"), ("1 ", "023120"), ("", "00"), ("-", "012D"), ("hello", "0568656C6C6F"),
    ("9223372036854775807", "1339323233333732303336383534373735383037"),
    ("-9223372036854775808", "142D39323233333732303336383534373735383038"),
  ]

  @Test(arguments: encodings) func value(_ value: String, _ bytes: String) {
    for isRaw in [false, true] {
      let database = Database(seed: 1)
      let text = [UInt8](value.utf8)
      if isRaw { database.setRawString([0x6B].span, text.span) } else { database.setString([0x6B].span, text.span) }
      var payload = ByteWriter()
      guard let entry = database.find([0x6B].span) else { return #expect(Bool(false), "the key was set") }
      Payload.append(entry, to: &payload)
      #expect(hex(payload.array.dropLast(10)) == "00" + bytes.lowercased())
    }
  }

  @Test(arguments: encodings) func key(_ key: String, _ bytes: String) throws {
    let written = try encode(keyspace([Item(0, key, "v")]))
    #expect(hex(written).contains("fe00fb010000" + bytes.lowercased() + "0176ff"))
    #expect(load(written).items == [Item(0, key, "v")])
  }

  @Test(arguments: [
    (63, "3F"), (64, "4040"), (90, "405A"), (16_383, "7FFF"), (16_384, "8000004000"), (20_000, "8000004E20"),
    (200_000, "8000030D40"),
  ]) func length(_ count: Int, _ bytes: String) throws {
    let item = Item(0, "k", String(repeating: "q", count: count))
    let written = try encode(keyspace([item])) { $0.compresses = false }
    #expect(hex(written.prefix(120)).contains("fe00fb01000001" + "6b" + bytes.lowercased() + "7171"))
    #expect(load(written, chunk: 4096).items == [item])
  }

  /// Compression begins with the 21st byte and must save four.
  @Test(arguments: [("a", 20, false), ("a", 21, true), ("a", 64, true), ("a", 300_000, true)])
  func compression(_ text: String, _ count: Int, _ isCompressed: Bool) throws {
    let item = Item(0, "k", String(repeating: text, count: count))
    let written = try encode(keyspace([item]))
    #expect(hex(written).contains("fe00fb01000001" + "6bc3") == isCompressed)
    #expect(load(written, chunk: 1000).items == [item])
  }

  @Test func incompressibleStaysPlain() throws {
    let item = Item(0, "k", "abcdefghijklmnopqrstuvwxyz0123456789")
    #expect(hex(try encode(keyspace([item]))).contains("016b2461626364"))
  }

  /// Lengths may be longer than they need to be, and strings of any encoding are keys, values and names.
  @Test func unusualEncodings() {
    #expect(load(file("FE00 00 8000000001 61 810000000000000001 62")).items == [Item(0, "a", "b")])
    #expect(load(file("FE8000000002 00 4001 61 C20C000000")).items == [Item(2, "a", "12")])
    #expect(
      load(file("FE00 00 C10100 C3 09 4040 016161E033000161 61")).items == [
        Item(0, "1", String(repeating: "a", count: 64))
      ])
    #expect(load(file("FE00 00 016B C3 00 00")).items == [Item(0, "k", "")])
  }
}
