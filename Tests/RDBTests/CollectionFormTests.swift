import Bytes
import Keyspace
import Testing

@testable import RDB

/// Forms of sets and hashes, today's and those of other versions, as bytes.
@Suite struct CollectionFormTests {
  /// A key `k` of a value type: in hexadecimal.
  static func key(_ type: UInt8) -> String { "FE00 \(hex([type])) 016B" }

  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let version: String
    let type: UInt8
    let body: String
    let contents: Set<String>
    let encoding: String

    var testDescription: String { name }
  }

  static let cases = [
    Case(
      name: "set of strings", version: "0001", type: 2, body: "03 0161 0162 C005", contents: ["a", "b", "5"],
      encoding: "hashtable"),
    Case(
      name: "set of integers", version: "0010", type: 2, body: "02 C005 C1E803", contents: ["5", "1000"],
      encoding: "intset"),
    Case(
      name: "intset", version: "0003", type: 11, body: "0C 02000000 02000000 FBFF 0700", contents: ["-5", "7"],
      encoding: "intset"),
    Case(
      name: "set listpack of integers", version: "0011", type: 20, body: "0B 0B000000 0200 0501 0701 FF",
      contents: ["5", "7"], encoding: "intset"),
    Case(
      name: "set listpack", version: "0011", type: 20, body: "0C 0C000000 0200 0501 816102 FF", contents: ["5", "a"],
      encoding: "hashtable"),
    Case(
      name: "hash", version: "0001", type: 4, body: "02 0161 0131 0162 C005", contents: ["a=1", "b=5"],
      encoding: "listpack"),
    Case(
      name: "zipmap", version: "0003", type: 9, body: "11 02 0161 0100 31 03 666F6F 0202 6162 7878 FF".spaceless,
      contents: ["a=1", "foo=ab"], encoding: "listpack"),
    Case(
      name: "ziplist", version: "0004", type: 13, body: "10 10000000 0D000000 0200 00 0161 03 F6 FF".spaceless,
      contents: ["a=5"], encoding: "listpack"),
    Case(
      name: "listpack", version: "0010", type: 16, body: "0C 0C000000 0200 816102 0501 FF", contents: ["a=5"],
      encoding: "listpack"),
    Case(
      name: "hash of 7.4", version: "0012", type: 24, body: "E803000000000000 02 00 0161 0131 05 0162 0132",
      contents: ["a=1", "b=2"], encoding: "listpack"),
    Case(
      name: "hash of 7.4 before its release", version: "0012", type: 22, body: "02 00 0161 0131 05 0162 0132",
      contents: ["a=1", "b=2"], encoding: "listpack"),
    Case(
      name: "hash listpack of 7.4", version: "0012", type: 25,
      body: "E803000000000000 15 15000000 0600 816102 0101 0001 816202 0201 0701 FF".spaceless,
      contents: ["a=1", "b=2"],
      encoding: "listpack"),
    Case(
      name: "hash listpack of 7.4 before its release", version: "0012", type: 23,
      body: "15 15000000 0600 816102 0101 0001 816202 0201 0701 FF", contents: ["a=1", "b=2"], encoding: "listpack"),
  ]

  static func contents(_ entry: Entry) -> Set<String> {
    var contents: Set<String> = []
    switch entry.type {
    case .set: SetValue(block: entry.block).forEach { contents.insert(String(decoding: $0.array, as: UTF8.self)) }
    case .hash:
      HashValue(block: entry.block).forEach {
        contents.insert(String(decoding: $0.array + [0x3D] + $1.array, as: UTF8.self))
      }
    default: break
    }
    return contents
  }

  @Test(arguments: cases, [1, 3, .max]) func loads(_ form: Case, chunk: Int) {
    let bytes = file(Self.key(form.type) + form.body, version: form.version)
    let loaded = load(bytes, chunk: chunk) { $0.acceptsLaterVersions = true }
    #expect(loaded.error == nil)
    guard let entry = loaded.keyspace.databases[0].find([0x6B].span) else {
      Issue.record("no key")
      return
    }
    #expect(Self.contents(entry) == form.contents)
    #expect(entry.encodingName.description == form.encoding)
    #expect(loaded.keyspace.databases[0].checkInvariants() == nil)
    let lost = form.version == "0012" ? 1 : 0
    #expect(loaded.summary.fieldExpiriesDropped == lost)
    #expect(loaded.logText.contains { $0.contains("Times to live of single hash fields") } == (lost > 0))
  }

  /// Damaged values are refused or loaded, and nothing else happens.
  @Test(arguments: cases) func everyByte(_ form: Case) {
    let start = hex(Self.key(form.type)).count + 9
    let bytes = file(Self.key(form.type) + form.body, version: form.version)
    for index in start..<bytes.count {
      for change: UInt8 in [0x01, 0x02, 0x10, 0x40, 0x80, 0xFF] {
        var damaged = bytes
        damaged[index] ^= change
        let loaded = load(damaged) { $0.acceptsLaterVersions = true }
        #expect(loaded.keyspace.databases[0].checkInvariants() == nil)
      }
    }
    for count in start..<bytes.count - 9 {
      #expect(load([UInt8](bytes[..<count])) { $0.acceptsLaterVersions = true }.error?.cause == .shortRead)
    }
  }

  @Test(arguments: [
    (2, "02 0161 0161"), (4, "02 0161 0131 0161 0132"), (9, "0C 02 0161 0100 31 0161 0100 31 FF"),
    (11, "08 02000000 00000000"), (16, "0A 0A000000 0100 816102 FF"),
  ])
  func refuses(_ type: UInt8, _ body: String) {
    let loaded = load(file(Self.key(type) + body))
    if case .corruptValue = loaded.error?.cause {} else { Issue.record("\(String(describing: loaded.error))") }
  }

  @Test(arguments: [(2, "00"), (4, "00"), (16, "07 07000000 0000 FF")]) func leavesOutEmptyOnes(
    _ type: UInt8, _ body: String
  ) {
    let loaded = load(file(Self.key(type) + body))
    #expect(loaded.error == nil)
    #expect(loaded.keyspace.count == 0)
    #expect(loaded.summary.emptyKeysSkipped == 1)
  }

  /// The count says more than the file could hold.
  @Test(arguments: [2, 4, 22] as [UInt8]) func believesNoCount(_ type: UInt8) {
    let loaded = load(file(Self.key(type) + "81 00000FFFFFFFFFFF 0161 0131", version: "0012")) {
      $0.acceptsLaterVersions = true
    }
    #expect(loaded.error != nil)
  }
}

extension String {
  fileprivate var spaceless: String { filter { $0 != " " } }
}
