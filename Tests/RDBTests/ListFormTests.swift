import Bytes
import Keyspace
import TestSupport
import Testing

@testable import RDB

/// Forms of lists, today's and those of other versions.
@Suite struct ListFormTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let type: UInt8
    let body: String
    let elements: [String]

    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "linked list", type: 1, body: "03 0161 C005 00", elements: ["a", "5", ""]),
    Case(name: "ziplist", type: 10, body: "10 10000000 0D000000 0200 00 0161 03 F6 FF", elements: ["a", "5"]),
    Case(
      name: "quicklist of ziplists", type: 14,
      body: "03 10 10000000 0D000000 0200 00 0161 03 F6 FF 0B 0B000000 0A000000 0000 FF"
        + "0E 0E000000 0A000000 0100 00 FE80 FF",
      elements: ["a", "5", "-128"]),
    Case(
      name: "quicklist", type: 18, body: "03 02 0A 0A000000 0100 816102 FF 01 03616263 02 09 09000000 0100 0501 FF",
      elements: ["a", "abc", "5"]),
    Case(
      name: "quicklist with a node without elements", type: 18,
      body: "02 02 07 07000000 0000 FF 02 0A 0A000000 0100 816102 FF", elements: ["a"]),
  ]

  /// The entry of the key `k`.
  private static func entry(_ database: Database) -> Entry? {
    let key: [UInt8] = [0x6B]
    return database.find(key.span)
  }

  private static func elements(_ entry: Entry) -> [[UInt8]] {
    var elements: [[UInt8]] = []
    if entry.type == .list { ListValue(block: entry.block).forEach { elements.append([UInt8](copying: $0)) } }
    return elements
  }

  @Test(arguments: cases, [1, 3, .max]) func loads(_ form: Case, chunk: Int) throws {
    let loaded = load(file(CollectionFormTests.key(form.type) + form.body), chunk: chunk)
    #expect(loaded.error == nil)
    let entry = try #require(Self.entry(loaded.keyspace.databases[0]))
    #expect(Self.elements(entry) == form.elements.map { Array($0.utf8) })
    #expect(loaded.keyspace.databases[0].checkInvariants() == nil)
  }

  /// Damaged values are refused or loaded, and nothing else happens.
  @Test(arguments: cases) func everyByte(_ form: Case) {
    let start = hex(CollectionFormTests.key(form.type)).count + 9
    let bytes = file(CollectionFormTests.key(form.type) + form.body)
    for index in start..<bytes.count - 9 {
      for change: UInt8 in 1...255 {
        var damaged = bytes
        damaged[index] ^= change
        let loaded = load(damaged)
        #expect(loaded.keyspace.databases[0].checkInvariants() == nil)
      }
    }
    for count in start..<bytes.count - 9 {
      #expect(load([UInt8](bytes[..<count])).error?.cause == .shortRead)
    }
  }

  @Test(
    arguments: [
      (10, "0B 0B000000 0A000000 0100 FF", "Ziplist integrity check failed."),
      (14, "01 0B 0B000000 0A000000 0100 FF", "Ziplist integrity check failed."),
      (18, "01 02 07 07000000 0100 FF", "Listpack integrity check failed."),
      (18, "01 03 07 07000000 0000 FF", "Quicklist integrity check failed."),
      (18, "01 01 00", "Quicklist node without bytes."),
    ] as [(UInt8, String, StaticText)])
  func refuses(_ type: UInt8, _ body: String, _ reason: StaticText) {
    let loaded = load(file(CollectionFormTests.key(type) + body))
    #expect(loaded.error?.cause == .corruptValue(type: type, reason: reason))
    #expect(loaded.keyspace.count == 0)
  }

  @Test(
    arguments: [
      (1, "00"), (10, "0B 0B000000 0A000000 0000 FF"), (14, "00"), (18, "00"), (18, "01 02 07 07000000 0000 FF"),
    ] as [(UInt8, String)])
  func leavesOutEmptyOnes(_ type: UInt8, _ body: String) {
    let loaded = load(file(CollectionFormTests.key(type) + body))
    #expect(loaded.error == nil)
    #expect(loaded.keyspace.count == 0)
    #expect(loaded.summary.emptyKeysSkipped == 1)
  }

  @Test(arguments: [1, 14, 18] as [UInt8]) func believesNoCount(_ type: UInt8) {
    #expect(load(file(CollectionFormTests.key(type) + "81 00000FFFFFFFFFFF 0161 0131")).error != nil)
  }

  // MARK: Ziplists

  /// A ziplist of random elements in all encodings, and their texts.
  private static func ziplist(_ random: inout RandomNumbers) -> (bytes: [UInt8], elements: [[UInt8]]) {
    var body: [UInt8] = []
    var elements: [[UInt8]] = []
    var (last, lastSize) = (10, 0)
    for _ in 0..<random.below(8) {
      let (encoded, text) = element(&random)
      let size = lastSize < 254 ? [UInt8(lastSize)] : [0xFE] + little(UInt64(lastSize), 4)
      last = 10 + body.count
      lastSize = size.count + encoded.count
      body += size + encoded
      elements.append(text)
    }
    let header = little(UInt64(body.count + 11), 4) + little(UInt64(last), 4) + little(UInt64(elements.count), 2)
    return (header + body + [0xFF], elements)
  }

  private static func element(_ random: inout RandomNumbers) -> (encoded: [UInt8], text: [UInt8]) {
    let bits = Int64(bitPattern: random.next())
    let (code, width): (UInt8, Int)
    switch random.below(9) {
    case 0: (code, width) = (0xFE, 1)
    case 1: (code, width) = (0xC0, 2)
    case 2: (code, width) = (0xF0, 3)
    case 3: (code, width) = (0xD0, 4)
    case 4: (code, width) = (0xE0, 8)
    case 5:
      let value = random.below(13)
      return ([0xF1 + UInt8(value)], Array("\(value)".utf8))
    default:
      let text = [UInt8](repeating: 0xC3, count: [random.below(64), random.below(16_384), 200][random.below(3)])
      let count = text.count
      if count < 64 { return ([UInt8(count)] + text, text) }
      if random.below(2) == 0 { return ([0x40 | UInt8(count >> 8), UInt8(count & 255)] + text, text) }
      return ([0x80] + little(UInt64(count), 4).reversed() + text, text)
    }
    let unused = Int64(64 - 8 * width)
    return ([code] + little(UInt64(bitPattern: bits), width), Array("\((bits << unused) >> unused)".utf8))
  }

  private static func little(_ number: UInt64, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: number >> UInt64(8 * $0)) }
  }

  @Test(
    .enabled(if: RedisServer.isInstalled, Comment(rawValue: RedisServer.isMissing)), arguments: [1, 2] as [UInt64])
  func ziplistsAreReadAsRedisReadsThem(seed: UInt64) throws {
    let server = try RedisServer(["--rdbcompression", "no"])
    var random = RandomNumbers(seed: seed)
    let database = Database(seed: 1)
    let key = Array("k".utf8)
    for _ in 0..<200 {
      let nodes = (0..<1 + random.below(3)).map { _ in Self.ziplist(&random) }
      var writer = RecordWriter(compresses: false, computesChecksum: false, sink: nil)
      writer.buffer.append(14)
      writer.append(length: nodes.count)
      for node in nodes { writer.append(string: node.bytes.span) }
      writer.append(littleEndian: 9, count: 2)
      writer.append(littleEndian: CRC64.checksum(writer.buffer.span), count: 8)
      let payload = writer.buffer.array
      let elements = nodes.flatMap(\.elements)
      let reply = try server.command([Array("RESTORE".utf8), key, [0x30], payload, Array("REPLACE".utf8)])
      database.removeAll()
      guard !elements.isEmpty else {
        #expect(throws: Payload.Refusal.badFormat) { try Payload.restore(payload.span, as: key.span, in: database) }
        #expect(reply.text == "ERR Bad data format")
        continue
      }
      try Payload.restore(payload.span, as: key.span, in: database)
      let entry = try #require(Self.entry(database))
      #expect(Self.elements(entry) == elements)
      var output = ByteWriter()
      Payload.append(entry, to: &output, compresses: false)
      #expect(try server.command([Array("DUMP".utf8), key]) == .bulk(output.array))
    }
  }
}
