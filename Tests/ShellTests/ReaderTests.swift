import Shell
import Testing

@Suite("Readers of lines") struct ReaderTests {
  private struct Broken: Error {}

  /// A reader that gets its bytes in pieces of `size`.
  private func reader(_ text: [UInt8], pieces size: Int) -> LineReader<Never> {
    var place = 0
    return LineReader { buffer in
      let end = min(place + size, text.count)
      buffer.append(contentsOf: text[place..<end])
      place = end
    }
  }

  private func lines(_ reader: LineReader<Never>) -> [[UInt8]] {
    var reader = reader
    var lines: [[UInt8]] = []
    var line: [UInt8] = [1, 2, 3]
    while reader.next(into: &line) {
      lines.append(line)
      #expect(reader.lineNumber == lines.count)
    }
    #expect(line.isEmpty)
    let isMore = reader.next(into: &line)
    #expect(!isMore)
    return lines
  }

  @Test("splits at line ends, whatever the pieces", arguments: [1, 2, 3, 7, 1 << 20])
  func split(pieces: Int) {
    let cases: [(String, [String])] = [
      ("", []), ("\n", [""]), ("a", ["a"]), ("a\n", ["a"]), ("a\nb", ["a", "b"]), ("\n\nx\n\n", ["", "", "x", ""]),
      ("a\r\nb\r\n", ["a", "b"]), ("\r\n", [""]), ("a\rb\n", ["a\rb"]), ("a\r\r\n", ["a\r"]), ("a\r", ["a\r"]),
      ("é\0ü\n\0", ["é\0ü", "\0"]),
    ]
    for (text, expected) in cases { #expect(lines(reader(bytes(text), pieces: pieces)) == expected.map(bytes)) }
    #expect(lines(reader([0xFF, 0xFE, 0x0A, 0x80], pieces: pieces)) == [[0xFF, 0xFE], [0x80]])
  }

  @Test("reads a line of many megabytes, and many lines, in small pieces")
  func large() {
    let long = [UInt8](repeating: 0x78, count: 3 << 20)
    #expect(lines(reader(long + [0x0A] + long, pieces: 4096)) == [long, long])
    let many = (0..<50_000).map { bytes("SET key:\($0) \($0)") }
    #expect(lines(reader(Array(many.joined(separator: [0x0A])), pieces: 1000)) == many)
  }

  @Test("shows the first byte, and hands out what it has not read")
  func peek() {
    var reader = reader(bytes("ab\ncd\nef"), pieces: 4)
    var seen: [[UInt8]?] = []
    func peek() { seen.append(reader.peek().map { [$0] }) }
    func next() {
      var line: [UInt8] = []
      seen.append(reader.next(into: &line) ? line : nil)
    }
    peek()
    peek()
    next()
    seen.append(reader.takeBuffered())
    peek()
    next()
    next()
    peek()
    next()
    #expect(seen == ["a", "a", "ab", "c", "d", "d", "ef", nil, nil].map { $0.map(bytes) })
    var empty = LineReader(bytes: [])
    let first = empty.peek()
    #expect(first == nil)
  }

  @Test("passes an error of the source on, and loses nothing by it")
  func failure() throws {
    var calls = 0
    var reader = LineReader { (buffer: inout [UInt8]) throws(Broken) in
      calls += 1
      if calls == 2 { throw Broken() }
      if calls < 4 { buffer.append(contentsOf: bytes("ab")) }
    }
    var line: [UInt8] = []
    #expect(throws: Broken.self) { _ = try reader.next(into: &line) }
    let isMore = try reader.next(into: &line)
    #expect(isMore)
    #expect(line == bytes("abab"))
  }

  @Test("joins the lines of an open quote and numbers them by the first")
  func logicalLines() {
    let script = "SET a \"x\r\n\r\ny\" b\n# it's\n:expect don't\n!echo '\n\nGET 'q\n\\'r'\nSET \"a\"b\nSET 'z\nlast"
    var reader = LogicalLineReader(LineReader(bytes: bytes(script))) { $0 == "expect" }
    var found: [(Int, Line)] = []
    while let line = reader.read() { found.append((line.lineNumber, line.content)) }
    let expected: [(Int, Line)] = [
      (1, .command(["SET", "a", "x\n\ny", "b"].map(bytes))), (4, .comment),
      (5, .meta(MetaCall(name: "expect", arguments: [], rest: bytes("don't")))), (6, .shell(bytes("echo '"))),
      (7, .empty), (8, .command(["GET", "q\n'r"].map(bytes))), (10, .invalid(.textAfterQuote(offset: 7))),
      (11, .invalid(.unclosedQuote)),
    ]
    #expect(found.map(\.0) == expected.map(\.0))
    #expect(found.map(\.1) == expected.map(\.1))
  }

  @Test("joins very many lines of one quote")
  func longQuote() {
    let body = Array(repeating: "line 'of' text", count: 100_000).joined(separator: "\n")
    var reader = LogicalLineReader(LineReader(bytes: bytes("SET a \"\(body)\"\nPING")))
    let lines = [reader.read(), reader.read(), reader.read()]
    #expect(lines[0]?.content == .command(["SET", "a", body].map(bytes)))
    #expect(lines[1]?.lineNumber == 100_001)
    #expect(lines[2] == nil)
  }
}
