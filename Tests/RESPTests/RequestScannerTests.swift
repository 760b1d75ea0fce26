import Bytes
import RESP
import Testing

/// One request, or what stands in its place, with its arguments copied.
enum Scanned: Equatable {
  case request([[UInt8]], canonical: Bool)
  case empty
  case failure(String)
}

/// Scans `input` as it arrives in pieces that end at `ends`, dropping what was consumed whenever `drops` says so.
func scan(_ input: [UInt8], piecesEndingAt ends: [Int], drops: Bool = false) -> (found: [Scanned], left: Int) {
  var scanner = RequestScanner()
  var found: [Scanned] = []
  var buffer: [UInt8] = []
  var consumed = 0
  var start = 0
  for end in ends {
    buffer += input[consumed..<end]
    consumed = end
    pieces: while true {
      switch scanner.next(buffer.span, from: start) {
      case .request(let end):
        let arguments = scanner.inlineArguments ?? scanner.arguments.map { Array(buffer[$0]) }
        #expect(arguments.count == scanner.argumentCount)
        found.append(.request(arguments, canonical: scanner.isCanonical))
        start = end
      case .empty(let end):
        found.append(.empty)
        start = end
      case .incomplete: break pieces
      case .failure(let error):
        found.append(.failure(String(decoding: error.message, as: UTF8.self)))
        return (found, 0)
      }
    }
    if drops {
      buffer.removeFirst(start)
      start = 0
    }
  }
  return (found, buffer.count - start)
}

func words(_ texts: String..., canonical: Bool = true) -> Scanned {
  .request(texts.map { Array($0.utf8) }, canonical: canonical)
}

@Suite("Request scanner") struct RequestScannerTests {
  static let streams: [(String, [Scanned])] = [
    ("*1\r\n$4\r\nPING\r\n", [words("PING")]),
    ("*2\r\n$3\r\nGET\r\n$0\r\n\r\n*1\r\n$4\r\nQUIT\r\n", [words("GET", ""), words("QUIT")]),
    ("*1\r\n$4\r\n\r\n\r\n\r\n", [words("\r\n\r\n")]),
    (
      "*0\r\n*-1\r\n*-5\r\n\r\n\n  \t\r\nPING\n",
      [.empty, .empty, .empty, .empty, .empty, .empty, words("PING", canonical: false)]
    ),
    ("*1\rX$4\rXPINGXX*1\r\n$4\r\nPING\r\n", [words("PING", canonical: false), words("PING")]),
    ("*1\r\n$4\r\nPINGxx", [words("PING", canonical: false)]),
    ("*1\r\n$4\rxPING\r\n", [words("PING", canonical: false)]),
    ("SET a b\r\n", [words("SET", "a", "b", canonical: false)]),
    ("  SET\ta  b \r\r\n", [words("SET", "a", "b", canonical: false)]),
    (
      "ECHO a\u{B}b\n\u{B}ECHO a\n", [words("ECHO", "a\u{B}b", canonical: false), words("ECHO", "a", canonical: false)]
    ),
    (#"echo "a\x41\n" 'b\'c' x"y""# + "\r\n", [words("echo", "aA\n", "b'c", "xy", canonical: false)]),
    (#"echo """# + "\n*1\r\n$4\r\nPING\r\n", [words("echo", "", canonical: false), words("PING")]),
    ("$4\r\n", [words("$4", canonical: false)]),
  ]

  static let malformed: [(String, String)] = [
    ("*2147483648\r\n", "invalid multibulk length"),
    ("*x\r\n", "invalid multibulk length"),
    ("*\r\n", "invalid multibulk length"),
    ("*01\r\n", "invalid multibulk length"),
    ("*+1\r\n", "invalid multibulk length"),
    ("* 1\r\n", "invalid multibulk length"),
    ("*-0\r\n", "invalid multibulk length"),
    ("*1 \r\n", "invalid multibulk length"),
    ("*1\nxPING\r\n", "invalid multibulk length"),
    ("*99999999999999999999999\r\n", "invalid multibulk length"),
    ("*1\r\n\r\n", "expected '$', got ' '"),
    ("*1\r\n\n\r\n", "expected '$', got ' '"),
    ("*1\r\nx\r\n", "expected '$', got 'x'"),
    ("*1\r\n:4\r\nPING\r\n", "expected '$', got ':'"),
    ("*2\r\n$4\r\nPING\r\n*1\r\n", "expected '$', got '*'"),
    ("*1\r\n$-1\r\n", "invalid bulk length"),
    ("*1\r\n$536870913\r\n", "invalid bulk length"),
    ("*1\r\n$9223372036854775807\r\n", "invalid bulk length"),
    ("*1\r\n$+4\r\nPING\r\n", "invalid bulk length"),
    ("*1\r\n$\r\n", "invalid bulk length"),
    ("\"PING\r\n", "unbalanced quotes in request"),
    ("\"PING\"x\r\n", "unbalanced quotes in request"),
    ("PING 'a\\'\r\n", "unbalanced quotes in request"),
    ("*" + String(repeating: "1", count: 65536), "too big mbulk count string"),
    ("*" + String(repeating: "1", count: 65536) + "\r\n", "too big mbulk count string"),
    ("*1\r\n$" + String(repeating: "1", count: 65536), "too big bulk count string"),
    (String(repeating: "a", count: 65537), "too big inline request"),
    (String(repeating: "a", count: 65537) + "\n", "too big inline request"),
  ]

  @Test("reads the same whole, joined and byte by byte", arguments: streams)
  func readsStreams(text: String, expected: [Scanned]) {
    let input = Array(text.utf8)
    let whole = scan(input, piecesEndingAt: [input.count])
    #expect(whole.found == expected)
    #expect(whole.left == 0)
    #expect(scan(input, piecesEndingAt: Array(1...input.count)).found == expected)
    #expect(scan(input, piecesEndingAt: Array(1...input.count), drops: true).found == expected)
    let twice = input + input
    #expect(scan(twice, piecesEndingAt: [twice.count]).found == expected + expected)
  }

  @Test("refuses what Redis refuses, in its words", arguments: malformed)
  func refuses(text: String, message: String) {
    let input = Array(text.utf8)
    let expected = Scanned.failure("Protocol error: " + message)
    #expect(scan(input, piecesEndingAt: [input.count]).found.last == expected)
    #expect(scan(input, piecesEndingAt: Array(1...input.count)).found.last == expected)
  }

  @Test(
    "waits for more as long as Redis does",
    arguments: [
      "", "*", "*1", "*1\r", "*2147483647\r\n", "*1\r\n", "*1\r\n$", "*1\r\nx", "*1\r\nx\r", "*1\r\n$4\r\nPING",
      "*1\r\n$4\r\nPING\r",
      "PING", "PING\r", "PING\0\r\nPING\r\n", "*1\0\r\n", "*" + String(repeating: "1", count: 65535),
      "*1\r\n$" + String(repeating: "1", count: 65535), String(repeating: "a", count: 65536), "*1\r\n\0\r\n",
    ])
  func incomplete(text: String) {
    let input = Array(text.utf8)
    #expect(scan(input, piecesEndingAt: [input.count]) == ([], input.count))
  }

  @Test("names the byte found in place of a dollar as it is")
  func expectedDollar() {
    #expect(
      ProtocolError.expectedDollar(0xFF).message == Array("Protocol error: expected '$', got '".utf8) + [0xFF, 0x27])
  }

  @Test("honours limits of one's own")
  func limits() {
    var scanner = RequestScanner(
      limits: ProtocolLimits(maximumBulkLength: 3, maximumArgumentCount: 1, maximumLineLength: 8))
    #expect(scanner.next(Array("*2\r\n".utf8).span, from: 0) == .failure(.invalidMultibulkLength))
    #expect(scanner.next(Array("*1\r\n$4\r\n".utf8).span, from: 0) == .failure(.invalidBulkLength))
    #expect(scanner.next(Array("*1\r\n$3\r\nabc\r\n".utf8).span, from: 0) == .request(end: 13))
    #expect(scanner.next(Array("123456789\n".utf8).span, from: 0) == .failure(.tooBigInlineRequest))
    #expect(scanner.next(Array("12345678\n".utf8).span, from: 0) == .request(end: 9))
  }

  @Test("continues an incomplete request at another place, and forgets one on reset")
  func moved() {
    var scanner = RequestScanner()
    let first = Array("........*2\r\n$3\r\nGET\r\n$1".utf8)
    #expect(scanner.next(first.span, from: 8) == .incomplete)
    #expect(scanner.isWithinRequest)
    let moved = Array("*2\r\n$3\r\nGET\r\n$1\r\nk\r\n".utf8)
    #expect(scanner.next(moved.span, from: 0) == .request(end: moved.count))
    #expect(scanner.arguments == [8..<11, 17..<18])
    #expect(scanner.next(first.span, from: 8) == .incomplete)
    scanner.reset()
    #expect(scanner.next(Array("*1\r\n$1\r\nx\r\n".utf8).span, from: 0) == .request(end: 11))
    #expect(scanner.arguments == [8..<9])
  }

  @Test("looks at no byte of a large argument twice")
  func largeArgument() {
    // 100 MB in pieces of 16 KB: with a second look at each byte this would be 320 GB.
    let size = 100 << 20
    let input = Array("*2\r\n$3\r\nSET\r\n$\(size)\r\n".utf8) + [UInt8](repeating: 0x0D, count: size) + [0x0D, 0x0A]
    var scanner = RequestScanner()
    var end = 0
    var outcome = RequestScanner.Outcome.incomplete
    while outcome == .incomplete {
      end = min(end + 16384, input.count)
      outcome = scanner.next(input.span.extracting(0..<end), from: 0)
      #expect((outcome == .incomplete) == (end < input.count))
    }
    #expect(outcome == .request(end: input.count))
    #expect(scanner.arguments.last?.count == size)
    #expect(scanner.isCanonical)
  }
}
