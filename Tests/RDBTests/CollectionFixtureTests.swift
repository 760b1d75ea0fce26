import Bytes
import Keyspace
import RDB
import Testing

/// Files that redis-server 7.0.15 wrote of one list, set, sorted set, hash or stream each.
@Suite struct CollectionFixtureTests {
  /// A file and what is in it.
  struct Sample: Sendable, CustomTestStringConvertible {
    let name: String
    let key: String
    /// OBJECT ENCODING after loading with the default limits.
    let encoding: String
    /// Elements, members, fields or entries.
    let count: Int
    /// What redis-server with `rdbcompression no` dumps of the value that it has loaded, in hexadecimal; empty where
    /// the order depends on the seed of the hash.
    let dump: String

    init(_ name: String, _ key: String, _ encoding: String, _ count: Int, _ dump: String) {
      (self.name, self.key, self.encoding, self.count) = (name, key, encoding, count)
      self.dump = dump.filter { $0 != " " }
    }

    var testDescription: String { name }
  }

  /// A node of two elements of 60 bytes.
  private static let lzfNode =
    "024083830000000200bc" + String(repeating: "7a", count: 60) + "3dbc" + String(repeating: "7a", count: 60) + "3dff"

  static let samples: [Sample] = [
    Sample(
      "list_listpack", "l", "quicklist", 8,
      """
      120102406e6e00000008008161020101dfff02c12c02f270110104f4000000000100000009f4ffffffff \
      ffffff7f09e0407878787878787878787878787878787878787878787878787878787878787878787878 \
      787878787878787878787878787878787878787878787878787878787842ff
      """),
    Sample("list_lzf_node", "l", "quicklist", 6, "1203" + String(repeating: lzfNode, count: 3)),
    Sample(
      "list_multi_node", "l", "quicklist", 5,
      "1203020b0b000000020001010201ff020b0b000000020003010401ff02090900000001000501ff"),
    Sample(
      "list_plain", "l", "quicklist", 3,
      """
      1203020a0a0000000100816102ff011e6262626262626262626262626262626262626262626262626262 \
      62626262020a0a0000000100816302ff
      """),
    Sample("set_intset16", "s", "intset", 3, "0b0e0200000003000000010002002c01"),
    Sample("set_intset32", "s", "intset", 2, "0b1004000000020000000100000070110100"),
    Sample("set_intset64", "s", "intset", 2, "0b18080000000200000001000000000000000000000001000000"),
    Sample(
      "zset_listpack", "z", "listpack", 4, "1121210000000800816302842d696e6605816102010181620283322e35040a010301ff"),
    Sample("zset_skiplist", "z", "listpack", 3, "111d1d0000000600816302842d696e6605816102010181620283322e3504ff"),
    Sample("hash_listpack", "h", "listpack", 2, "101414000000040081660201018167028374776f04ff"),
    Sample("hash_ht", "h", "listpack", 2, "101414000000040081660201018167028374776f04ff"),
    Sample(
      "stream", "st", "stream", 2,
      """
      130110000000000000000500000000000000013e3e000000180002010101010181660200010201000100 \
      01817602040103010001010182763203040100010101dfff020201816702010181680202010801ff0206 \
      000501050203010167050181ffffffffffffffff0100000000000000050000000000000001e6869d04a2 \
      01000001020163e6869d04a201000001000000000000000500000000000000010469646c65e6869d04a2 \
      01000000
      """),
    Sample("stream_empty", "st", "stream", 0, "13000000000000000000010167000081ffffffffffffffff0000"),
    Sample("set_ht", "s", "hashtable", 3, ""),
  ]

  @Test(arguments: samples, [1, 7, .max]) func loads(_ sample: Sample, chunk: Int) throws {
    let bytes = fixture(sample.name)
    let loaded = load(bytes, chunk: chunk)
    try #require(loaded.error == nil)
    #expect(loaded.summary.keysLoaded == 1 && loaded.summary.checksum == .verified)
    let key = [UInt8](sample.key.utf8)
    guard let entry = loaded.keyspace.databases[0].find(key.span) else {
      Issue.record("the key is not there")
      return
    }
    #expect(entry.encodingName.description == sample.encoding)
    var dump = ByteWriter()
    Payload.append(entry, to: &dump, compresses: false)
    let body = hex(dump.array.dropLast(10))
    if sample.dump.isEmpty {
      #expect(
        [
          "0203c00101610162", "0203c00101620161", "02030161c0010162", "02030162c0010161", "020301610162c001",
          "020301620161c001",
        ].contains(body))
    } else {
      #expect(body == sample.dump)
    }
  }

  /// What was loaded is the same after it was written, compressed or not, and loaded again.
  @Test(arguments: samples, [true, false]) func roundTrip(_ sample: Sample, compresses: Bool) throws {
    let first = load(fixture(sample.name))
    let written = try encode(first.keyspace) { $0.compresses = compresses }
    let second = load(written, chunk: 5)
    #expect(second.error == nil)
    #expect(second.items.count == 1)
    if !sample.dump.isEmpty { #expect(second.items == first.items) }
  }

  @Test(arguments: samples) func isDescribed(_ sample: Sample) {
    let lines = DescriptionTests.lines(fixture(sample.name)).lines
    let line = lines.first { $0.contains("\"\(sample.key)\" = ") }
    #expect(line?.contains(" of \(sample.count) ") == true, "\(line ?? "no line")")
  }
}
