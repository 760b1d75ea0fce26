import AOF
import Bytes
import Commands
import Disk
import Engine
import EngineHarness
import Testing

@Suite struct StreamTests {
  private static let settings = ["appendonly": "yes", "auto-aof-rewrite-percentage": "0"]
  private static let incr = "appendonlydir/appendonly.aof.1.incr.aof"

  /// Runs `text` in pieces of at most `piece` bytes.
  private static func run(
    _ text: [UInt8], _ harness: EngineHarness, piece: Int = .max, keeping limit: Int = 10
  )
    -> RequestStream.Summary
  {
    var stream = RequestStream(harness.engine, session: harness.session, failureLimit: limit)
    var offset = 0
    return stream.run { buffer, count in
      let taken = min(piece, count, text.count - offset)
      buffer.append(text.span.extracting(offset..<offset + taken))
      offset += taken
      return taken
    }
  }

  private static func request(_ arguments: String...) -> [UInt8] {
    var text = Array("*\(arguments.count)\r\n".utf8)
    for argument in arguments { text += Array("$\(argument.utf8.count)\r\n\(argument)\r\n".utf8) }
    return text
  }

  private static let mixed: [UInt8] =
    request("SET", "a", "1") + Array("SET 'b c' \"\\x00\\xff\"\r\n\r\n".utf8) + request("SELECT", "3")
    + request("INCR", "n") + Array("*3\r\n$03\r\nSET\r\n$1\r\nx\r\n$1\r\ny\r\n".utf8.filter { $0 != 0x30 })
    + request("MULTI") + request("SET", "t", "1") + request("LPUSH") + request("INCR", "t") + request("EXEC")
    + request("NOSUCH", "command") + request("INCR", "a", "b") + request("SET", "k", "v", "PX", "100000")
    + request("GET", "k")

  /// What the same requests leave when they come one by one.
  @Test(arguments: [1, 2, 7, 64, .max])
  func pieceByPieceIsTheSame(_ piece: Int) throws {
    let whole = try EngineHarness.started(.simulated, Self.settings)
    let parts = try EngineHarness.started(.simulated, Self.settings)
    let expected = Self.run(Self.mixed, whole)
    #expect(Self.run(Self.mixed, parts, piece: piece) == expected)
    #expect(parts.file(Self.incr) == whole.file(Self.incr))
    #expect(expected.replies == 14 && expected.bytes == Self.mixed.count && expected.end == .complete)
  }

  @Test func theFirstErrorEndsAStreamThatBails() throws {
    let harness = try EngineHarness.started(.simulated, Self.settings)
    var rest = Self.request("SET", "a", "x") + Self.request("INCR", "a") + Self.request("SET", "b", "1")
    let second = Self.request("SET", "a", "x").count
    let consumed = second + Self.request("INCR", "a").count
    var stream = RequestStream(harness.engine, session: harness.session, failureLimit: 1, bails: true)
    let summary = stream.run { buffer, _ in
      defer { rest = [] }
      buffer.append(rest)
      return rest.count
    }
    #expect(summary.replies == 2 && summary.errors == 1 && summary.bytes == consumed)
    #expect(summary.end == .bailed)
    #expect(summary.failures.map(\.offset) == [second])
    #expect(harness.contents() == ["0/a=x"])
  }

  @Test func errorsNameTheirRequest() throws {
    let harness = try EngineHarness.started(.simulated, Self.settings)
    let first = Self.request("SET", "a", "x")
    let second = Self.request("INCR", "a")
    let text = first + second + first + Self.request("NOPE") + second
    let summary = Self.run(text, harness, keeping: 2)
    #expect(summary.replies == 5 && summary.errors == 3 && summary.failures.count == 2)
    #expect(summary.failures[0].request == 2 && summary.failures[0].offset == first.count)
    #expect(summary.failures[0].message == Array("ERR value is not an integer or out of range".utf8))
    #expect(summary.failures[1].request == 4 && summary.failures[1].offset == 2 * first.count + second.count)
  }

  @Test(arguments: [1, 1000])
  func endsAreTold(_ piece: Int) throws {
    let set = Self.request("SET", "a", "1")
    let cases: [([UInt8], RequestStream.End, Int)] = [
      ([], .complete, 0), (set, .complete, 1), (set + set.dropLast(), .torn(offset: set.count), 1),
      (set + Array("*1\r\n!x\r\n".utf8) + set, .malformed(offset: set.count), 2),
      (set + Self.request("QUIT") + set, .closed, 2), (set + Array("QUIT\r\n".utf8) + set, .closed, 2),
    ]
    for (text, end, replies) in cases {
      let harness = try EngineHarness.started(.simulated, Self.settings)
      let summary = Self.run(text, harness, piece: piece)
      #expect(summary.end == end, "\(String(decoding: text, as: UTF8.self))")
      #expect(summary.replies == replies)
    }
  }

  @Test func aBadRequestIsAnError() throws {
    let harness = try EngineHarness.started(.simulated, Self.settings)
    let summary = Self.run(Array("*1\r\n!x\r\n".utf8), harness)
    #expect(summary.errors == 1)
    #expect(summary.failures.first?.message == Array("ERR Protocol error: expected '$', got '!'".utf8))
  }

  @Test func canonicalRequestsAreLoggedAsTheyCame() throws {
    let harness = try EngineHarness.started(.simulated, Self.settings)
    let text = Self.request("sEt", "a", "1") + Self.request("Append", "a", "2")
    _ = Self.run(text, harness)
    #expect(harness.file(Self.incr) == Self.request("SELECT", "0") + text)
  }

  @Test func nothingIsWrittenInPieces() throws {
    let harness = try EngineHarness.started(.simulated, Self.settings.merging(["appendfsync": "always"]) { $1 })
    let text = (0..<5000).flatMap { Self.request("SET", "key:\($0)", "value") }
    let summary = Self.run(text, harness)
    #expect(summary.replies == 5000 && summary.errors == 0)
    try harness.crash(.power(PowerCutPlan()))
    try harness.start()
    #expect(harness.command("DBSIZE") == ":5000")
  }
}
