import Testing

@testable import Shell

@Suite("Wildcards of transcripts") struct WildcardTests {
  private func line(_ text: String) -> ExpectedLine { ExpectedLine(written: bytes(text)) }

  @Test("lets [..] stand for any characters")
  func within() {
    let good: [(String, String)] = [
      ("[..]", ""), ("[..]", "anything"), ("a[..]", "a"), ("[..]c", "abc"), ("a[..]c", "ac"), ("a[..]c", "abcbc"),
      ("a[..]b[..]c", "abbc"), ("[..][..]", "x"), ("[..]ab[..]ab[..]", "abab"), ("x[.]y", "x[.]y"), ("[..", "[.."),
      ("[..]]", "x]"), ("[[..]", "["), ("[..]aab", "aaab"), ("[..]", "[..]"), ("\\x[..]", "\\xy"),
    ]
    for (pattern, text) in good { #expect(line(pattern).matches(bytes(text)), "\(pattern) \(text)") }
    let bad: [(String, String)] = [
      ("a[..]", ""), ("a[..]a", "a"), ("ab[..]bc", "abc"), ("[..]ab[..]ab[..]", "abxa"), ("a[..]b[..]c", "acb"),
      ("", "x"),
      ("...", "..."), ("...", ""), ("\\...", "\\..."), ("a", "a "), ("A", "a"),
    ]
    for (pattern, text) in bad { #expect(!line(pattern).matches(bytes(text)), "\(pattern) \(text)") }
    #expect(line("[..]").matches([0xFF, 0x00, 0x0A]))
  }

  /// The plainest matcher there is, for small inputs.
  private func slowMatch(_ expected: ArraySlice<String>, _ actual: ArraySlice<String>) -> Bool {
    guard let first = expected.first else { return actual.isEmpty }
    if first == "..." {
      return slowMatch(expected.dropFirst(), actual)
        || !actual.isEmpty && slowMatch(expected, actual.dropFirst())
    }
    return actual.first.map { line(first).matches(bytes($0)) } == true
      && slowMatch(expected.dropFirst(), actual.dropFirst())
  }

  @Test("lets ... stand for any lines, as the plainest matcher does")
  func lines() {
    var random = TestRandom(state: 2)
    var matched = 0
    for _ in 0..<5000 {
      let expected = random.lines(6, of: ["a", "b", "...", "...", "[..]", "a[..]"])
      let actual = random.lines(6, of: ["a", "b", "ab", ""])
      let isMatch = ExpectedLine.match(expected.map(line), actual.map(bytes))
      #expect(isMatch == slowMatch(expected[...], actual[...]), "\(expected) \(actual)")
      if isMatch { matched += 1 }
    }
    #expect(matched > 500)
  }

  @Test("does not blow up on many wildcards")
  func hostile() {
    let many = Array(repeating: "...\na", count: 60).joined(separator: "\n").split(separator: "\n").map {
      line(String($0))
    }
    let almost = Array(repeating: bytes("a"), count: 2000) + [bytes("b")]
    #expect(!ExpectedLine.match(many, almost))
    let inLine = line(String(repeating: "[..]a", count: 500) + "b")
    #expect(!inLine.matches([UInt8](repeating: 0x61, count: 5000)))
    #expect(inLine.matches([UInt8](repeating: 0x61, count: 5000) + bytes("ab")))
  }
}
