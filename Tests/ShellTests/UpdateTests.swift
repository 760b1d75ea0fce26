import Testing

@testable import Shell

@Suite("Updates of transcripts") struct UpdateTests {
  private func renew(_ expected: [String], _ actual: [String]) -> [String] {
    ExpectedLine.renew(expected.map { ExpectedLine(written: bytes($0)) }, for: actual.map(bytes)).map(text)
  }

  @Test("keeps lines and wildcards that still hold")
  func keeps() {
    let cases: [([String], [String], [String])] = [
      ([], ["x"], ["x"]), (["x"], [], []), (["a", "b"], ["a", "c"], ["a", "c"]),
      (["t:[..]", "b"], ["t:5", "c"], ["t:[..]", "c"]), (["t:[..]"], ["u:5"], ["u:5"]),
      (["a", "...", "b"], ["a", "x", "y", "c"], ["a", "...", "c"]),
      (["a", "...", "b"], ["z", "x", "y", "b"], ["z", "...", "b"]),
      (["a", "...", "b", "d"], ["a", "x", "b", "e"], ["a", "...", "b", "e"]),
      (["a", "...", "b", "c"], ["a"], ["a"]), (["...", "b"], ["x", "y", "c"], ["...", "c"]),
      (["a", "..."], ["b", "x"], ["b", "..."]),
      (["a", "...", "x", "...", "b"], ["a", "1", "2", "b"], ["a", "...", "b"]),
      (["a", "..."], ["c"], ["c", "..."]), (["x"], ["aofsh> y", "..."], ["\\aofsh> y", "\\..."]),
      (["\\...", "x"], ["...", "y"], ["\\...", "y"]),
    ]
    for (expected, actual, renewed) in cases { #expect(renew(expected, actual) == renewed, "\(expected) \(actual)") }
  }

  @Test("always fits what was printed")
  func fits() {
    var random = TestRandom(state: 3)
    for _ in 0..<5000 {
      let expected = random.lines(8, of: ["a", "b", "...", "[..]", "a[..]", "\\..."])
      let actual = random.lines(8, of: ["a", "b", "ab", "...", "aofsh> a"]).map(bytes)
      let renewed = ExpectedLine.renew(expected.map { ExpectedLine(written: bytes($0)) }, for: actual)
      #expect(ExpectedLine.match(renewed.map(ExpectedLine.init(written:)), actual), "\(expected) \(actual.map(text))")
    }
  }

  private let source = """
    # Prose  \r
    ```aofsh
    aofsh> GET a
    1
    t:[..]

    aofsh>\u{20}
    aofsh[2]> GET b
    old

    ```
    * item
      ```aofsh
      aofsh> KEYS *
      ```
    end without newline
    """

  @Test("changes expected output and nothing else")
  func inPlace() throws {
    let transcript = try Transcript(source: bytes(source))
    #expect(transcript.steps.count == 4)
    let same: [Transcript.Result?] = [
      .init(prompt: Prompt(), output: bytes("1\nt:77\n")), nil,
      .init(prompt: Prompt(database: 2), output: bytes("old\n")),
    ]
    #expect(transcript.updated(same) == transcript.source)
    let other: [Transcript.Result?] = [
      .init(prompt: Prompt(), output: bytes("2\nt:78\nmore\n")), .init(prompt: Prompt(database: 2), output: []),
      .init(prompt: Prompt(), output: []), .init(prompt: Prompt(), output: bytes("1) \"x\"\n\n```\n")),
    ]
    let expected =
      source.replacingLine("1", with: "2").replacingLine("t:[..]", with: "t:[..]\nmore")
      .replacingLine("aofsh> ", with: "aofsh[2]> ").replacingLine("aofsh[2]> GET b\nold", with: "aofsh> GET b")
      .replacingLine("  aofsh> KEYS *", with: "  aofsh> KEYS *\n  1) \"x\"\n\n  \\```")
    #expect(text(transcript.updated(other)) == expected)
    let again = try Transcript(source: transcript.updated(other))
    #expect(again.updated(other) == again.source)
    for (index, result) in other.enumerated() {
      let result = try #require(result)
      #expect(again.matches(result, at: index))
      #expect(index == 1 || !transcript.matches(result, at: index))
    }
  }

  @Test("writes carriage returns where the file has them")
  func returns() throws {
    let transcript = try Transcript(source: bytes("```aofsh\r\naofsh> GET a\r\nx\r\n```\r\n"))
    let updated = transcript.updated([.init(prompt: Prompt(), output: bytes("y\nz\n"))])
    #expect(text(updated) == "```aofsh\r\naofsh> GET a\r\ny\r\nz\r\n```\r\n")
  }

  @Test("passes when run again, whatever the file and the results")
  func settles() throws {
    var random = TestRandom(state: 4)
    let words = [
      "aofsh> GET 'a", "aofsh[1]> PING", "...> b'", "x", "", "  y", "...", "\\...", "a[..]", "\\```", "aofsh>",
    ]
    let printed = ["x", "", "...", "```", "aofsh> z", "\\...", "abc", "...> q", "  "]
    for _ in 0..<2000 {
      let body = (["aofsh> PING"] + random.lines(12, of: words)).joined(separator: "\n")
      let transcript = try Transcript(source: bytes("```aofsh\n\(body)\n```\n"))
      let results = transcript.steps.map { _ in
        Transcript.Result(
          prompt: Prompt(database: Int.random(in: 0...1, using: &random)),
          output: bytes(random.lines(5, of: printed).joined(separator: "\n")))
      }
      let again = try Transcript(source: transcript.updated(results))
      #expect(again.steps.map(\.input) == transcript.steps.map(\.input))
      for index in results.indices { #expect(again.matches(results[index], at: index), "\(body)") }
      #expect(again.updated(results) == again.source)
    }
  }
}

extension String {
  /// The text with the first line `old` (or those lines) replaced.
  fileprivate func replacingLine(_ old: String, with new: String) -> String {
    let padded = "\n" + self
    guard let range = padded.firstRange(of: "\n\(old)\n") else { return "no line \(old)" }
    var replaced = padded
    replaced.replaceSubrange(range, with: "\n\(new)\n")
    return String(replaced.dropFirst())
  }
}
