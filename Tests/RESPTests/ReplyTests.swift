import Bytes
import RESP
import Testing

@Suite("Replies") struct ReplyTests {
  private func encoded(_ version: ProtocolVersion, _ write: (inout ReplyWriter) -> Void) -> String {
    var writer = ReplyWriter(version: version)
    write(&writer)
    return String(decoding: writer.bytes.array, as: UTF8.self)
  }

  private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  private func writeEach(_ writer: inout ReplyWriter) {
    writer.array(14)
    writer.simple("OK")
    writer.error("ERR no")
    writer.integer(Int64.min)
    writer.bulk([0xFF, 0x0D, 0x0A])
    writer.bulk(decimal: -10)
    writer.null()
    writer.nullArray()
    writer.map(1)
    writer.bulk("k")
    writer.bulk(text: "é")
    writer.set(0)
    writer.push(1)
    writer.integer(7)
    writer.double(3.14)
    writer.bool(true)
    writer.bigNumber(bytes("123456789012345678901234567890").span)
    writer.verbatim(format: "txt", bytes("Some").span)
  }

  @Test("reads back in RESP2 what was written, with RESP2's stand-ins")
  func resp2() {
    var writer = ReplyWriter()
    writeEach(&writer)
    let expected = Reply.array([
      .simple(bytes("OK")), .error(bytes("ERR no")), .integer(.min), .bulk([0xFF, 0x0D, 0x0A]), .bulk(bytes("-10")),
      .null,
      .nullArray, .array([.bulk(bytes("k")), .bulk(bytes("é"))]), .array([]), .array([.integer(7)]),
      .bulk(bytes("3.1400000000000001")), .integer(1), .bulk(bytes("123456789012345678901234567890")),
      .bulk(bytes("Some")),
    ])
    checkInPieces(writer.bytes.array, expected)
  }

  @Test("reads back in RESP3 what was written")
  func resp3() {
    var writer = ReplyWriter(version: .resp3)
    writeEach(&writer)
    let expected = Reply.array([
      .simple(bytes("OK")), .error(bytes("ERR no")), .integer(.min), .bulk([0xFF, 0x0D, 0x0A]), .bulk(bytes("-10")),
      .null, .null,
      .map([Reply.Pair(key: .bulk(bytes("k")), value: .bulk(bytes("é")))]), .set([]), .push([.integer(7)]),
      .double(3.14, text: bytes("3.1400000000000001")), .bool(true),
      .bigNumber(bytes("123456789012345678901234567890")),
      .verbatim(format: bytes("txt"), text: bytes("Some")),
    ])
    checkInPieces(writer.bytes.array, expected)
  }

  private func checkInPieces(_ input: [UInt8], _ expected: Reply) {
    var decoder = ReplyDecoder()
    #expect(decoder.next(input.span, from: 0) == .reply(expected, end: input.count))
    for end in 0..<input.count { #expect(decoder.next(input.span.extracting(0..<end), from: 0) == .incomplete) }
    // The rest at another place.
    let moved = [1, 2, 3] + input
    #expect(decoder.next(moved.span, from: 3) == .reply(expected, end: moved.count))
    #expect(decoder.next(input.span, from: 0) == .reply(expected, end: input.count))
  }

  @Test("writes doubles as Redis 7.0 does")
  func doubles() {
    #expect(encoded(.resp2) { $0.double(.infinity) } == "$3\r\ninf\r\n")
    #expect(encoded(.resp3) { $0.double(-.infinity) } == ",-inf\r\n")
    #expect(encoded(.resp2) { $0.double(-0.0) } == "$2\r\n-0\r\n")
    #expect(encoded(.resp3) { $0.double(1e100) } == ",1e+100\r\n")
    #expect(encoded(.resp3) { $0.bool(false) } == "#f\r\n")
    #expect(encoded(.resp2) { $0.bool(false) } == ":0\r\n")
  }

  @Test("keeps an error on one line")
  func errors() {
    #expect(encoded(.resp2) { $0.error(bytes("\r\nERR a\r\nb\n")) } == "-ERR a  b\r\n")
    #expect(encoded(.resp2) { $0.error(bytes("\r\n")) } == "-\r\n")
  }

  @Test("drops attributes, wherever they stand")
  func attributes() {
    var decoder = ReplyDecoder()
    let input = bytes("|1\r\n+a\r\n*1\r\n:1\r\n*2\r\n|1\r\n+k\r\n+v\r\n:1\r\n:2\r\n")
    #expect(decoder.next(input.span, from: 0) == .reply(.array([.integer(1), .integer(2)]), end: input.count))
  }

  @Test(
    "refuses what is no reply",
    arguments: [
      "x\r\n", "\r\n", ":\r\n", ":01\r\n", ":1a\r\n", "$-2\r\n", "$1\r\nabc", "*-2\r\n", "%-1\r\n", "#x\r\n", "_x\r\n",
      ",\r\n", ",1x\r\n",
      "=3\r\ntxt\r\n", "=-1\r\n", "*99999999999999\r\n", String(repeating: "*1\r\n", count: 200),
    ])
  func malformed(text: String) {
    var decoder = ReplyDecoder()
    let outcome = decoder.next(bytes(text).span, from: 0)
    guard case .failure(let reason) = outcome else {
      Issue.record("\(text) gave \(outcome)")
      return
    }
    #expect(!reason.isEmpty)
    #expect(
      decoder.next(bytes(":1\r\n").span, from: 0) == .reply(.integer(1), end: 4), "the decoder can go on afterwards")
  }

  @Test("never traps on random input", arguments: 0..<300)
  func fuzz(seed: Int) {
    var random = RandomNumbers(seed: UInt64(seed))
    let alphabet = bytes("*$%~>|:+-_#,(=!0123456789\r\n\r\n\r\ntxt:f")
    let input = (0..<60).map { _ in alphabet[random.below(alphabet.count)] }
    var whole = ReplyDecoder()
    var pieces = ReplyDecoder()
    let expected = whole.next(input.span, from: 0)
    var outcome = ReplyDecoder.Outcome.incomplete
    for end in 0...input.count where outcome == .incomplete {
      outcome = pieces.next(input.span.extracting(0..<end), from: 0)
    }
    #expect(outcome == expected)
  }
}
