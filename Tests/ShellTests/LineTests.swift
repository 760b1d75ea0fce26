import Bytes
import Shell
import Testing

@Suite("Lines of the shell's language") struct LineTests {
  private func parse(_ text: String) -> Line { Line.parse(bytes(text).span) { $0 == "expect" } }

  private func command(_ words: String...) -> Line { .command(words.map(bytes)) }

  private func meta(_ name: String, _ arguments: [String], rest: String) -> Line {
    .meta(MetaCall(name: name, arguments: arguments.map(bytes), rest: bytes(rest)))
  }

  @Test("tells commands, meta-commands, comments and the rest apart")
  func kinds() {
    for blank in ["", " ", "\t \r", "\u{0B}\u{0C}", "\n\n"] { #expect(parse(blank) == .empty) }
    for comment in ["#", "# it's \"open", "  # x"] { #expect(parse(comment) == .comment) }
    #expect(parse("SET a 1") == command("SET", "a", "1"))
    #expect(parse("  SET\ta  \"b c\" \r") == command("SET", "a", "b c"))
    #expect(parse(#"SET k "\x41\n\q" 'a\'b\n'"#) == command("SET", "k", "A\nq", #"a'b\n"#))
    #expect(parse("\":ping\" \"#\"") == command(":ping", "#"))
    #expect(parse("\"\"") == command(""))
    #expect(
      parse("\"\(String(repeating: "x", count: 100_000))\n\"") == command(String(repeating: "x", count: 100_000) + "\n")
    )
    #expect(parse("!ls -l  'x ") == .shell(bytes("ls -l  'x")))
    #expect(parse(" !") == .shell([]))
  }

  @Test("reads meta-commands with their arguments and with the rest as it stands")
  func metaCommands() {
    #expect(parse(":ls") == meta("ls", [], rest: ""))
    #expect(
      parse(" :config  appendfsync \"no\" ") == meta("config", ["appendfsync", "no"], rest: "appendfsync \"no\""))
    #expect(parse(":") == meta("", [], rest: ""))
    #expect(parse(": x") == meta("", ["x"], rest: "x"))
    #expect(parse(":expect it's \"so") == meta("expect", [], rest: "it's \"so"))
    #expect(parse(":append f 'x") == .openQuote)
    #expect(parse(":append f 'x'y") == .invalid(.textAfterQuote(offset: 13)))
    #expect(parse(":ls:x") == meta("ls:x", [], rest: ""))
  }

  @Test("asks for more within a quote, and refuses what more cannot mend")
  func quotes() {
    for open in ["\"", "'", "SET a \"b", "SET a b'c", #"SET a "\"#, #"SET a "x\""#, #"'\'"#, "'a\nb"] {
      #expect(parse(open) == .openQuote, "\(open)")
    }
    #expect(parse("SET a \"b\nc\" d") == command("SET", "a", "b\nc", "d"))
    #expect(parse("SET \"a\"b") == .invalid(.textAfterQuote(offset: 7)))
    #expect(parse("''''") == .invalid(.textAfterQuote(offset: 2)))
    for problem in [Line.Problem.unclosedQuote, .textAfterQuote(offset: 0)] {
      #expect(problem.message == "Invalid argument(s)")
      #expect(!problem.explanation.isEmpty)
    }
  }

  @Test("lets any byte through")
  func anyByte() {
    let odd: [UInt8] = [0x53, 0x00, 0xFF, 0x20, 0xC3, 0x28]
    let command = Line.parse(odd.span)
    #expect(command == .command([[0x53, 0x00, 0xFF], [0xC3, 0x28]]))
    let oddName: [UInt8] = [0x3A, 0xFF]
    let meta = Line.parse(oddName.span)
    #expect(meta == .meta(MetaCall(name: "\u{FFFD}", arguments: [], rest: [])))
  }

  @Test("follows quotes piece by piece as the splitter does for the whole")
  func scanner() {
    var random = TestRandom(state: 1)
    let alphabet = bytes(" \"'\\ax\n\u{0B}")
    for _ in 0..<20_000 {
      let line = (0..<Int.random(in: 0...9, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? 0x20 }
      var scanner = QuoteScanner()
      scanner.read(line.span)
      var isOpen = false
      if case .openQuote = ArgumentSplitter.split(line.span) { isOpen = true }
      #expect(scanner.isOpen == isOpen, "\(text(line).debugDescription)")
    }
  }

  @Test("tells scripts, protocol streams and transcripts apart")
  func inputKinds() {
    #expect(InputKind.detect(name: "a.aofsh", firstByte: 0x53) == .script)
    #expect(InputKind.detect(name: "a.aofsh", firstByte: nil) == .script)
    #expect(InputKind.detect(name: nil, firstByte: 0x2A) == .protocolStream)
    #expect(InputKind.detect(name: "a.md", firstByte: 0x2A) == .transcript)
    #expect(InputKind.detect(name: "dir.md/A.Markdown", firstByte: nil) == .transcript)
    #expect(InputKind.detect(name: "md", firstByte: 0x23) == .script)
  }
}
