import Shell
import Testing

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
}
