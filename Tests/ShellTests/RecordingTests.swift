import Commands
import Testing

@testable import Shell

@Suite("Recordings") struct RecordingTests {
  private func record(_ steps: [(Prompt, String, [UInt8])]) -> [UInt8] {
    var file = Recording.opening(title: "A\nsession")
    for (prompt, input, output) in steps { file += Recording.step(prompt: prompt, input: bytes(input), output: output) }
    return file + Recording.closing
  }

  @Test("writes a transcript for people")
  func file() {
    let recorded = record([
      (Prompt(), "SET a \"x\ny\"", bytes("OK\n")), (Prompt(database: 3), "KEYS *\nb", bytes("1) \"a\"\r\n\n")),
      (Prompt(engine: .crashed), "# it's\n\"over", []),
    ])
    #expect(
      text(recorded) == """
        # A session

        ```aofsh
        aofsh> SET a "x
        ...> y"
        OK
        aofsh[3]> KEYS * b
        1) "a"
        aofsh(crashed)> # it's "over
        ```

        """)
  }

  @Test("passes unchanged when it is run again")
  func passes() throws {
    var random = TestRandom(state: 6)
    let inputs = [
      "PING", "", "SET a \"\nb\"", "GET 'x\n\n...> y'", "!ls", "# \"", ":log", "SET \"open", "a\nb", "aofsh> a",
    ]
    let outputs = [
      "OK", "", "...", "aofsh> x", "```", "~~~~", "\\aofsh>", "a[..]b", "...> x", "  1) x", " ", "x\r", "\u{FFFD}",
    ]
    for _ in 0..<500 {
      let steps = (0..<Int.random(in: 0...6, using: &random)).map { _ in
        (
          Prompt(database: Int.random(in: 0...2, using: &random)), inputs.randomElement(using: &random) ?? "",
          bytes(random.lines(6, of: outputs).joined(separator: "\n")) + [0xFF, 0x00]
        )
      }
      let transcript = try Transcript(source: record(steps))
      let results = steps.map { Transcript.Result(prompt: $0.0, output: $0.2) }
      #expect(transcript.steps.count == steps.count)
      for (index, step) in steps.enumerated() {
        #expect(transcript.matches(results[index], at: index))
        let isQuoted = step.1.contains("\"") || step.1.contains("'")
        #expect(text(transcript.steps[index].input) == (isQuoted ? step.1 : step.1 == "a\nb" ? "a b" : step.1))
      }
      #expect(transcript.updated(results) == transcript.source)
    }
  }

  private static let now: Int64 = 1_795_424_559_074_123

  @Test(
    "leaves out what is another thing each time",
    arguments: [
      ("1) \"1795424559\"", "1) \"[..]\""), ("\"1795424559074-0\"", "\"[..]-0\""), ("1795424559074123", "[..]"),
      ("(integer) 1234567890", "(integer) 1234567890"), ("at 2026-11-23 08:42:39.074 UTC", "at [..] UTC"),
      ("2026-11-23", "2026-11-23"), ("(0.51s)", "..."), ("(0.123 ms)", "([..] ms)"), ("(nil)", "(nil)"),
      ("in /tmp/x/data/a /tmp/x/data", "in [..]/a [..]"), ("  53  aux used-mem = \"12\"", "  53  aux used-mem = [..]"),
      ("...", "\\..."), ("1:M 25 Sep 2023 15:42:48.000 * Loaded 12 keys", "[..] * Loaded [..] keys"),
    ])
  func generalizes(_ printed: String, _ kept: String) {
    let text = Recording.generalized(bytes(printed + "\n"), now: Self.now, directory: bytes("/tmp/x/data"))
    #expect(ShellTests.text(text) == kept + "\n")
  }

  @Test(
    "keeps the form of one volatile line",
    arguments: [
      ("\"abc\"\n", "\"[..]\"\n"), ("(integer) 95\n", "(integer) [..]\n"), ("1) \"a\"\n2) \"b\"\n", "...\n"), ("", ""),
      ("abc\n", "...\n"),
    ])
  func volatile(_ printed: String, _ kept: String) {
    #expect(text(Recording.generalized(bytes(printed), isVolatile: true)) == kept)
  }

  @Test("knows what is volatile") func volatileLines() {
    var lines = VolatileLines(CommandTable())
    let expected: [(String, Bool)] = [
      ("GET a", false), ("time", true), ("3 RANDOMKEY", true), ("OBJECT ENCODING a", false), ("TTL a", true),
      (":let t = TIME", false), ("ECHO $t", true), ("ECHO ${t}x", true), (":let t = GET a", false), ("ECHO $t", false),
      ("TIME", true), ("ECHO $_", true), ("PING", false), ("ECHO $_", false), ("MULTI", false), ("TIME", true),
      ("EXEC", true), ("MULTI", false), ("PING", false), ("EXEC", false), (":repeat 2\nTIME\n:end", true),
      (":repeat 2\nPING\n:end", false), (":repeat 2 TIME", true), ("EVAL \"return redis.call('TIME')\" 0", true),
      ("EVAL 'return 1' 0", false), (":clock", true), (":cat base", false), (":cat --hex base", true),
      (":cat --hex incr", false), ("# TIME", false), ("!date", false), ("", false),
    ]
    for (line, isVolatile) in expected { #expect(lines.read(bytes(line)) == isVolatile, "\(line)") }
  }
}
