import Bytes
import Keyspace
import RDB
import Testing

/// Value types that 7.0.15 does not write: those of earlier versions, which it reads, and those of 7.2 and 7.4.
@Suite struct LegacyTests {
  /// A value of a type in hexadecimal.
  struct Sample: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let type: UInt8
    let value: String
    let encoding: String
    /// What redis-server 7.0.15 with `rdbcompression no` dumps after loading it; for types that it does not know, the
    /// same in a type that it does. Empty where the order depends on the seed of the hash.
    let dump: String

    init(_ name: String, _ type: UInt8, _ value: String, _ encoding: String, _ dump: String) {
      (testDescription, self.type, self.value, self.encoding, self.dump) = (name, type, value, encoding, dump)
    }
  }

  private static let node =
    "0110000000000000000500000000000000013e3e00000018000201010101018166020001020100010001817602040103010001010182763203"
    + "040100010101dfff020201816702010181680202010801ff"
  private static let hash = "1013130000000400816602817602816702817702ff"
  private static let pending = "00000000000000050000000000000001"

  static let samples: [Sample] = [
    Sample("list of strings", 1, "03016100c007", "quicklist", "1201020e0e000000030081610280010701ff"),
    Sample(
      "sorted set of texts", 3, "03016103312e350162fe0163ff", "listpack",
      "1120200000000600816302842d696e660581610283312e350481620283696e6604ff"),
    Sample(
      "zipmap", 9, "100201660100760167030274776f2e2eff", "listpack",
      "10151500000004008166028176028167028374776f04ff"),
    Sample(
      "list ziplist", 10,
      "36360000002e000000090000016103f202feff03fe6403c0d08a04f000127a05d0006cca8806e000000000000100000a0568656c6c6fff",
      "quicklist",
      "120102313100000009008161020101dfff026401f1d08a03f200127a04f3006cca8805f40000000000010000098568656c6c6f06ff"),
    Sample(
      "sorted set ziplist", 12, "21210000001b000000060000016303042d696e6606016103f20201620303322e35ff", "listpack",
      "111d1d0000000600816302842d696e6605816102010181620283322e3504ff"),
    Sample(
      "hash ziplist", 13, "181800000012000000040000016603f2020167030374776fff", "listpack",
      "101414000000040081660201018167028374776f04ff"),
    Sample(
      "quicklist of ziplists", 14, "020f0f0000000c000000020000f202f3ff0e0e0000000a0000000100000178ff", "quicklist",
      "1202020b0b000000020001010201ff020a0a0000000100817802ff"),
    Sample(
      "stream of 5.0", 15,
      "\(node)020600010167050101\(pending)e69e8f05a201000001010163e69e8f05a201000001\(pending)", "stream",
      "13\(node)020600050100000201016705010101\(pending)e69e8f05a201000001010163e69e8f05a201000001\(pending)"),
    Sample("set listpack", 20, "0f0f00000003008161020501816202ff", "hashtable", ""),
    Sample(
      "stream of 7.2", 21,
      "\(node)02060005010502030101670501010"
        + "1\(pending)e69e8f05a201000001010163e69e8f05a2010000e79e8f05a201000001\(pending)", "stream",
      "13\(node)02060005010502030101670501010"
        + "1\(pending)e69e8f05a201000001010163e69e8f05a201000001\(pending)"),
    Sample("hash with times, early", 22, "02000166017681000003bb2cc3d87b01670177", "listpack", hash),
    Sample(
      "hash listpack with times, early", 23,
      "1f1f00000006008166028176020001816702817702f47bd8c32cbb03000009ff", "listpack", hash),
    Sample("hash with times", 24, "7bd8c32cbb0300000200016601760101670177", "listpack", hash),
    Sample(
      "hash listpack with times", 25,
      "7bd8c32cbb0300001f1f00000006008166028176020001816702817702f47bd8c32cbb03000009ff", "listpack", hash),
  ]

  private static func bytes(_ sample: Sample) -> [UInt8] {
    file("FE00" + hex([sample.type]) + "016B" + sample.value, version: sample.type > 19 ? "0012" : "0010")
  }

  private static func loaded(_ bytes: [UInt8], chunk: Int = .max) -> Loaded {
    load(bytes, chunk: chunk) { $0.acceptsLaterVersions = true }
  }

  @Test(arguments: samples, [1, .max]) func loads(_ sample: Sample, chunk: Int) {
    let loaded = Self.loaded(Self.bytes(sample), chunk: chunk)
    #expect(loaded.error == nil)
    #expect(loaded.summary.keysLoaded == 1)
    let key: [UInt8] = [0x6B]
    guard let entry = loaded.keyspace.databases[0].find(key.span) else {
      Issue.record("the key is not there")
      return
    }
    #expect(entry.encodingName.description == sample.encoding)
    var dump = ByteWriter()
    Payload.append(entry, to: &dump, compresses: false)
    if !sample.dump.isEmpty { #expect(hex(dump.array.dropLast(10)) == sample.dump) }
    #expect(loaded.items.count == 1)
  }

  /// Damage at any byte is refused or makes another value, and a cut is an unexpected end.
  @Test(arguments: samples) func everyByte(_ sample: Sample) {
    let bytes = Self.bytes(sample)
    for index in 9..<bytes.count - 9 {
      let cut = Self.loaded([UInt8](bytes.prefix(index)))
      #expect(cut.error?.cause == .shortRead, "cut to \(index) bytes")
      for change: UInt8 in [0x01, 0x10, 0x40, 0x80, 0xFF] {
        var damaged = bytes
        damaged[index] ^= change
        let whole = Self.loaded(damaged)
        let pieces = Self.loaded(damaged, chunk: 1)
        #expect(whole.error == pieces.error, "byte \(index) ^ \(change)")
        #expect(whole.items == pieces.items, "byte \(index) ^ \(change)")
      }
    }
  }

  /// 7.0.15 takes none of the later types, and so does RESTORE.
  @Test(arguments: samples.filter { $0.type > 19 }) func olderVersionsRefuse(_ sample: Sample) {
    #expect(
      load(file("FE00" + hex([sample.type]) + "016B" + sample.value)).error?.cause == .unknownObjectType(sample.type))
    #expect(PayloadTests.restored(PayloadTests.sealed(hex([sample.type]) + sample.value)) == .failure(.badFormat))
  }
}
