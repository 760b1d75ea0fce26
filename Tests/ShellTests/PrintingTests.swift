import Bytes
import RESP
import Shell
import Testing

@Suite("Printing of replies") struct PrintingTests {
  private func print(_ reply: Reply, _ format: ReplyFormat) -> [UInt8] {
    var writer = ByteWriter()
    format.write(reply, into: &writer)
    return writer.array
  }

  private func decode(_ encoded: [UInt8]) throws -> Reply {
    var decoder = ReplyDecoder()
    let outcome = decoder.next(encoded.span, from: 0)
    guard case .reply(let reply, let end) = outcome, end == encoded.count else {
      throw TestFailure(text: "no reply: \(outcome)")
    }
    return reply
  }

  private struct TestFailure: Error { let text: String }

  @Test("prints what redis-cli was seen to print")
  func observed() throws {
    let tables = [observedTexts, observedLists, observedMaps]
    let groups = tables.flatMap { $0.split(separator: "\n\n", omittingEmptySubsequences: true) }
    #expect(groups.count == 77)
    for group in groups {
      let values = try group.split(separator: "\n").map { line in
        guard case .arguments(let words) = ArgumentSplitter.split(bytes(String(line)).span), words.count == 1 else {
          throw TestFailure(text: "bad table line \(line)")
        }
        return words[0]
      }
      try #require(values.count == 5)
      let reply = try decode(values[0])
      for (format, expected) in zip([ReplyFormat.tty, .raw, .csv, .json], values[1...]) {
        #expect(print(reply, format) == expected, "\(format) of \(text(values[0]))")
      }
    }
  }

  @Test("quotes every byte as redis-cli does")
  func everyByte() {
    for byte in UInt8.min...UInt8.max {
      let hexadecimal = (byte < 16 ? "0" : "") + String(byte, radix: 16)
      let special: [UInt8: String] = [
        0x07: "\\a", 0x08: "\\b", 0x09: "\\t", 0x0A: "\\n", 0x0D: "\\r", 0x22: "\\\"", 0x5C: "\\\\",
      ]
      let printable = byte.isASCIIPrintable ? [byte] : bytes("\\x" + hexadecimal)
      let quoted = bytes("\"") + (special[byte].map(bytes) ?? printable) + bytes("\"\n")
      #expect(print(.bulk([byte]), .tty) == quoted)
      #expect(print(.bulk([byte]), .csv) == quoted)
      #expect(print(.bulk([byte]), .raw) == [byte, 0x0A])
      let specialJSON = byte == 0x07 ? nil : byte == 0x0C ? "\\f" : special[byte]
      let plain = byte < 0x20 ? bytes("\\u00" + hexadecimal) : [byte]
      #expect(print(.bulk([byte]), .json) == bytes("\"") + (specialJSON.map(bytes) ?? plain) + bytes("\"\n"))
    }
  }

  @Test("aligns numbers to the right and indents what is nested below them")
  func alignment() {
    let map = Reply.map((0...9).map { .init(key: .integer($0), value: .array([.null, .bool(true)])) })
    let reply = Reply.array(Array(repeating: .integer(1), count: 9) + [map])
    let lines = text(print(reply, .tty)).split(separator: "\n")
    #expect(lines[0] == " 1) (integer) 1")
    #expect(lines[9] == "10)  1# (integer) 0 => ")
    #expect(lines[10] == "        1) (nil)")
    #expect(lines[11] == "        2) (true)")
    #expect(lines[12] == "     2# (integer) 1 => ")
    #expect(lines[36] == "    10# (integer) 9 => ")
  }

  @Test("prints as numbers what redis-cli gives up at")
  func beyondRedisCLI() {
    let big = Reply.bigNumber(bytes("-12345678901234567890123"))
    #expect(text(print(big, .tty)) == "(big number) -12345678901234567890123\n")
    #expect(text(print(.array([big, .double(.nan, text: bytes("nan"))]), .json)) == "[-12345678901234567890123,nan]\n")
  }

  @Test(
    "prints replies raw by command",
    arguments: [
      ("INFO", true), ("info server clients", true), ("LOLWUT", true), ("lolwut version 5", true),
      ("DEBUG HTSTATS 0", true), ("DEBUG HTSTATS", true), ("DEBUG HTSTATS-KEY k", true),
      ("DEBUG CLIENT-EVICTION", true),
      ("DEBUG OBJECT k", false), ("DEBUG", false), ("DEBUG STRINGMATCH-LEN", false),
      ("MEMORY MALLOC-STATS", true), ("memory malloc-stats x", true), ("MEMORY DOCTOR x", true),
      ("MEMORY STATS", false),
      ("MEMORY", false), ("CLUSTER NODES", true), ("CLUSTER NODES x", false), ("CLUSTER INFO", true),
      ("CLUSTER INFO x", false), ("CLUSTER SLOTS", false), ("CLIENT LIST", true), ("CLIENT LIST TYPE normal", true),
      ("CLIENT INFO", true), ("CLIENT GETNAME", false), ("CLIENT", false), ("LATENCY GRAPH", false),
      ("LATENCY GRAPH x", true), ("LATENCY GRAPH x y", false), ("LATENCY DOCTOR", true), ("LATENCY DOCTOR x", false),
      ("PROXY INFO", true), ("SENTINEL INFO", false), ("ACL LIST", false), ("GET info", false), ("", false),
    ])
  func rawReplies(command: String, isRaw: Bool) {
    let words = command.split(separator: " ").map { bytes(String($0)) }
    #expect(RawReplies.contains(words) == isRaw)
    for format in ReplyFormat.allCases {
      var writer = ByteWriter()
      let quoted = format != .raw && !isRaw
      format.write(.bulk(bytes("a\"\n")), to: words, into: &writer)
      #expect(writer.array.first == (quoted ? UInt8(ascii: "\"") : UInt8(ascii: "a")))
      #expect(writer.array.count == (isRaw ? 3 : format == .raw ? 4 : format == .quotedJSON ? 11 : 8))
    }
  }

  @Test("ends a raw error with one newline, as redis-cli does")
  func rawError() {
    for format in ReplyFormat.allCases {
      var writer = ByteWriter()
      format.write(.error(bytes("ERR x")), to: [bytes("INFO")], into: &writer)
      #expect(text(writer.array) == "ERR x\n")
    }
  }
}
