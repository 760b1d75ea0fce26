import Bytes
import Testing

@testable import AOF

/// The text that says which bytes are in doubt.
@Suite struct DoubtNoteTests {
  private static func doubts(_ entries: [Doubts.Entry]) -> Doubts {
    var doubts = Doubts()
    for entry in entries { doubts.set(entry) }
    return doubts
  }

  private static let lists: [[Doubts.Entry]] = [
    [],
    [.init(name: "appendonly.aof.1.incr.aof", range: 0..<1)],
    [.init(name: "a", range: 50..<Int.max, checksum: nil), .init(name: "b", range: 7..<8, checksum: 0)],
    [.init(name: FileName([0xFF, 0x0A, 0x22, 0x5C, 0x27, 0x20, 0x80]), range: 1..<2, checksum: .max)],
  ]

  @Test(arguments: lists.indices) func whatIsWrittenIsRead(_ index: Int) throws {
    let doubts = Self.doubts(Self.lists[index])
    #expect(Doubts(parsing: doubts.text) == doubts)
    for count in 0..<doubts.text.count { #expect(Doubts(parsing: Array(doubts.text.prefix(count))) == nil) }
    for offset in doubts.text.indices {
      var text = doubts.text
      text[offset] = 0
      #expect(Doubts(parsing: text) == nil)
      #expect(Doubts(parsing: doubts.text + [text[offset]]) == nil)
    }
  }

  @Test func theForm() {
    let doubts = Self.doubts([.init(name: "a b", range: 3..<80, checksum: 0xAB), .init(name: "c", range: 0..<9)])
    let text = "file \"a b\" from 3 to 80 crc 00000000000000ab\nfile \"c\" from 0 to 9\nend\n"
    #expect(String(decoding: doubts.text, as: UTF8.self) == text)
  }

  @Test(arguments: [
    "", "end", "\nend\n", "end\nend\n", "END\n", "file \"a\" from 0 to 1\n", "file a from 0 to 1\nend\n",
    "file \"a\" from 1 to 1\nend\n", "file \"a\" from 2 to 1\nend\n", "file \"a\" from -1 to 1\nend\n",
    "file \"a\" from 0 to 99999999999999999999\nend\n", "file \"a\" from 00 to 1\nend\n",
    "file \"a\"  from 0 to 1\nend\n", "file \"a\" from 0 to 1 crc 1\nend\n",
    "file \"a\" from 0 to 1 crc 00000000000000AB\nend\n", "file \"a\" to 0 from 1\nend\n",
    "file \"a\" from 0 to 1\nfile \"a\" from 2 to 3\nend\n", "file \"a\" from 0 to 1\r\nend\r\n",
  ])
  func whatIsNotOfTheFormIsDamaged(_ text: String) { #expect(Doubts(parsing: Array(text.utf8)) == nil) }
}
