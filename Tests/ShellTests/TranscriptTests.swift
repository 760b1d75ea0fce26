import Testing

@testable import Shell

@Suite("Transcripts") struct TranscriptTests {
  private func transcript(_ lines: String...) throws -> Transcript {
    try Transcript(source: bytes(lines.joined(separator: "\n") + "\n"))
  }

  private func inputs(_ transcript: Transcript) -> [String] { transcript.steps.map { text($0.input) } }

  private func outputs(_ transcript: Transcript) -> [[String]] {
    transcript.steps.map { $0.expected.map { text($0.written) } }
  }

  @Test("finds the steps of all blocks")
  func steps() throws {
    let found = try transcript(
      "# Title", "aofsh> prose", "```aofsh", "", "aofsh> SET a 1", "OK", "aofsh[3](TX)> GET a", "\"1\"", "", "x", "",
      "",
      "```", "prose", "~~~~ aofsh extra", "aofsh(crashed)> :start", "```", "~~~", "aofsh>", "~~~~~ ", "end")
    #expect(inputs(found) == ["SET a 1", "GET a", ":start", ""])
    #expect(outputs(found) == [["OK"], ["\"1\"", "", "x"], ["```", "~~~"], []])
    #expect(found.steps.map(\.lineNumber) == [5, 7, 16, 19])
    #expect(found.steps.map(\.prompt.text) == ["aofsh> ", "aofsh[3](TX)> ", "aofsh(crashed)> ", "aofsh> "])
  }

  @Test("takes other fenced blocks, text in backquotes and files without blocks for prose")
  func prose() throws {
    #expect(try transcript("````md", "```aofsh", "aofsh> PING", "```", "````").steps.isEmpty)
    #expect(try transcript("```aofsh` and more", "aofsh> PING").steps.isEmpty)
    #expect(try transcript("``aofsh", "aofsh> PING").steps.isEmpty)
    #expect(try transcript("```aofshell", "aofsh> PING", "```").steps.isEmpty)
    #expect(try transcript("```shell", "never closed", "aofsh> PING").steps.isEmpty)
    #expect(try Transcript(source: []).steps.isEmpty)
    #expect(try Transcript(source: [0xFF, 0x00, 0x0A, 0xC3]).steps.isEmpty)
  }

  @Test("continues an input while its quote is open, and only then")
  func continuation() throws {
    let found = try transcript(
      "```aofsh", "aofsh> SET a \"x", "...> y", "...>", "...> z\" b", "...> output", "aofsh> # it's", "...> output",
      "aofsh> SET \"a", "output", "...> output", "aofsh> SET 'a", "aofsh> PING", "```")
    #expect(inputs(found) == ["SET a \"x\ny\n\nz\" b", "# it's", "SET \"a", "SET 'a", "PING"])
    #expect(outputs(found) == [["...> output"], ["...> output"], ["output", "...> output"], [], []])
  }

  @Test("names the line of what is wrong")
  func errors() {
    let cases: [([String], TranscriptError)] = [
      (["x", "```aofsh", "aofsh> PING"], .unclosedBlock(line: 2)),
      (["```aofsh", "aofsh> PING", "``", "```x"], .unclosedBlock(line: 1)),
      (["```aofsh"], .unclosedBlock(line: 1)),
      (["```aofsh", "", "$ ls", "```"], .textBeforePrompt(line: 3)),
      (["```aofsh", "aofsh>PING", "```"], .textBeforePrompt(line: 2)),
    ]
    for (lines, expected) in cases {
      let error = #expect(throws: TranscriptError.self) { try Transcript(source: bytes(lines.joined(separator: "\n"))) }
      #expect(error == expected)
      #expect(error?.lineNumber == expected.lineNumber)
      #expect(error?.message.isEmpty == false)
    }
  }

  @Test("reads indented blocks and blocks with carriage returns")
  func indented() throws {
    let found = try transcript("* item", "  ```aofsh", "  aofsh> KEYS *", "  1) a", "    b", "", " c", "  ```")
    #expect(inputs(found) == ["KEYS *"])
    #expect(outputs(found) == [["1) a", "  b", "", "c"]])
    let returns = try Transcript(source: bytes("```aofsh\r\naofsh> GET a\r\nx\r\n\r\n```\r\n"))
    #expect(inputs(returns) == ["GET a"])
    #expect(outputs(returns) == [["x"]])
    #expect(returns.matches(.init(prompt: Prompt(), output: bytes("x\r\n\n")), at: 0))
  }

  @Test("compares prompts and outputs, but not blank lines at their ends")
  func compare() throws {
    let found = try transcript("```aofsh", "aofsh> GET a", "x", "", "y", "", "```")
    for output in ["x\n\ny\n", "x\n\ny", "x\r\n\r\ny\r\n", "x\n\ny\n\n \n"] {
      #expect(found.matches(.init(prompt: Prompt(), output: bytes(output)), at: 0))
    }
    for output in ["x\ny\n", "\nx\n\ny\n", "x\n\ny \n", "", "x\n\ny\nz\n"] {
      #expect(!found.matches(.init(prompt: Prompt(), output: bytes(output)), at: 0))
    }
    #expect(!found.matches(.init(prompt: Prompt(database: 1), output: bytes("x\n\ny\n")), at: 0))
    let odd = try Transcript(source: bytes("```aofsh\naofsh> GET a\n") + [0xFF, 0x00, 0x0A] + bytes("```"))
    #expect(odd.matches(.init(prompt: Prompt(), output: [0xFF, 0x00, 0x0A]), at: 0))
    #expect(!odd.matches(.init(prompt: Prompt(), output: [0xFE, 0x00, 0x0A]), at: 0))
  }

  @Test("reads as output what is escaped")
  func escapes() throws {
    let outputs = [
      "aofsh> x", "aofsh(TX)>", "...> x", "...", "```", "  ````x", "~~~", "\\aofsh> x", "\\\\...", "\\```",
    ]
    for output in outputs {
      let escaped = text(TranscriptEscape.escape(bytes(output)))
      #expect(escaped == "\\" + output)
      let found = try transcript("```aofsh", "aofsh> GET \"a", escaped, "```")
      #expect(inputs(found) == ["GET \"a"])
      #expect(found.matches(.init(prompt: Prompt(), output: bytes(output)), at: 0))
      #expect(!found.matches(.init(prompt: Prompt(), output: bytes("other")), at: 0))
    }
    for output in ["", "\\", "\\x", "aofsh", " aofsh> x", "....", " ...", "``", "\\n", "[..]"] {
      #expect(text(TranscriptEscape.escape(bytes(output))) == output)
    }
  }
}
