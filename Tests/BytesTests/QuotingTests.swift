import Bytes
import Testing

@Suite("Quoting") struct QuotingTests {
  @Test(
    "splits as redis-cli does",
    arguments: [
      ("", []), ("  \t\r\n", []), ("a", ["a"]), (" a  b ", ["a", "b"]), ("\"\"", [""]), ("'' \"\"", ["", ""]),
      ("\"a b\" c", ["a b", "c"]), ("a\"b c\"", ["ab c"]),
      (#""\n\r\t\a\b\"\\\q\x41\xZ1""#, ["\n\r\t\u{7}\u{8}\"\\qAxZ1"]), (#"'\n\'\\ '"#, [#"\n'\\ "#]),
      (#"a\ b"#, [#"a\"#, "b"]), ("a\u{B}b \u{B}c", ["a\u{B}b", "c"]),
      (#""\x4""#, ["x4"]), ("a\0b", ["a\0b"]), ("\"a\"\u{B}b", ["a", "b"]),
    ] as [(String, [String])])
  func splits(line: String, arguments: [String]) {
    #expect(ArgumentSplitter.split(bytes(line).span) == .arguments(arguments.map { bytes($0) }))
  }

  @Test("tells why a line cannot be split")
  func refuses() {
    #expect(ArgumentSplitter.split(bytes("set \"a").span) == .openQuote(.double))
    #expect(ArgumentSplitter.split(bytes("set 'a\"").span) == .openQuote(.single))
    #expect(ArgumentSplitter.split(bytes(#"set "a\"#).span) == .openQuote(.double))
    #expect(ArgumentSplitter.split(bytes(#"set "a\""#).span) == .openQuote(.double))
    #expect(ArgumentSplitter.split(bytes(#"set 'a\'"#).span) == .openQuote(.single))
    #expect(ArgumentSplitter.split(bytes("\"a\"b").span) == .garbageAfterQuote(offset: 3))
    #expect(ArgumentSplitter.split(bytes("x 'a''b'").span) == .garbageAfterQuote(offset: 5))
  }

  @Test("quotes as Redis does")
  func quotes() {
    #expect([UInt8](quoted: bytes("a \"b\"\\\n\r\t\u{7}\u{8}\u{0}'").span) == bytes(#""a \"b\"\\\n\r\t\a\b\x00'""#))
    #expect([UInt8](quoted: [0x7F, 0xC3, 0xA9, 0xFF].span) == bytes(#""\x7f\xc3\xa9\xff""#))
    #expect([UInt8](quoted: [UInt8]().span) == bytes("\"\""))
  }

  @Test("reads back what it quoted")
  func roundTrip() {
    let all = (0...255).map { UInt8($0) }
    #expect(ArgumentSplitter.split([UInt8](quoted: all.span).span) == .arguments([all]))
  }

  @Test("repairs text for messages")
  func repair() { #expect(String(bytes: [0x61, 0xFF, 0x62].span) == "a\u{FFFD}b") }
}
