import Bytes
import Testing

@Suite("Glob patterns") struct GlobTests {
  static let matching: [(String, String)] = [
    ("", ""), ("*", "a"), ("**", "abc"), ("a*", "a"), ("*a", "a"), ("a**", "a"), ("h?llo", "hello"), ("h*llo", "hllo"),
    ("h*llo", "heeeello"),
    ("h[ae]llo", "hallo"), ("h[^e]llo", "hallo"), ("h[a-b]llo", "hbllo"), ("h[b-a]llo", "hbllo"), ("a\\*b", "a*b"),
    ("a\\", "a\\"),
    ("[abc", "c"), ("[a-", "-"), ("[^", "x"), ("[^a", "b"), ("[\\]]", "]"), ("[a\\-z]", "-"), ("[--z]", "k"),
    ("*[0-9]", "key1"),
    ("a*b*c", "axxbxxbxxc"), ("*ab", "aaab"), ("a?*", "ab"), ("[a-\\]b]", "ab]"), ("[\\", "\\"),
  ]
  static let failing: [(String, String)] = [
    ("*", ""), ("**", ""), ("", "a"), ("a", ""), ("?", ""), ("[^a]", "a"), ("[", "a"), ("[", "["), ("[]", "]"),
    ("[]-]", "]"),
    ("h[^e]llo", "hello"), ("h[a-b]llo", "hcllo"),
    ("a\\*b", "axb"), ("abc", "abcd"), ("abcd", "abc"), ("*b", "a"), ("a*b", "a"), ("A", "a"), ("[a\\-z]", "k"),
    ("a?", "a"), ("?*?", "a"),
  ]

  private func matches(_ text: String, _ pattern: String, ignoringCase: Bool = false) -> Bool {
    Glob.matches(Array(text.utf8).span, pattern: Array(pattern.utf8).span, ignoringCase: ignoringCase)
  }

  @Test("matches", arguments: matching)
  func match(pattern: String, text: String) { #expect(matches(text, pattern)) }

  @Test("does not match", arguments: failing)
  func mismatch(pattern: String, text: String) { #expect(!matches(text, pattern)) }

  @Test("ignores case, but not behind a backslash in a class")
  func ignoringCase() {
    #expect(matches("HELLO", "h*O", ignoringCase: true))
    #expect(matches("X", "[w-z]", ignoringCase: true))
    #expect(matches("q", "[P-R]", ignoringCase: true))
    #expect(matches("A", "[a]", ignoringCase: true))
    #expect(!matches("A", "[\\a]", ignoringCase: true))
    #expect(!matches("m", "[Z-a]", ignoringCase: true), "a range is put in order before case is dropped")
    #expect(matches("A", "\\a", ignoringCase: true))
  }

  @Test("compares bytes as signed numbers")
  func signedBytes() {
    #expect(Glob.matches([0xFF].span, pattern: [0x5B, 0xF0, 0x2D, 0xFF, 0x5D].span) == true)
    #expect(Glob.matches([0x80].span, pattern: [0x5B, 0x61, 0x2D, 0xFF, 0x5D].span) == false)
    #expect(Glob.matches([0x00].span, pattern: [0x5B, 0x61, 0x2D, 0xFF, 0x5D].span) == true)
    #expect(Glob.matches([0xC3, 0x28, 0x00].span, pattern: Array("*".utf8).span) == true)
  }

  @Test("ends soon where each star could be tried everywhere")
  func pathological() {
    let text = String(repeating: "a", count: 2000)
    #expect(!matches(text, String(repeating: "a*", count: 40) + "b"))
    #expect(!matches(text, String(repeating: "*a", count: 40) + "*b"))
    #expect(matches(text + "b", String(repeating: "a*", count: 40) + "b"))
  }

  /// The definition, tried everywhere: for short texts only.
  private func reference(_ text: ArraySlice<UInt8>, _ pattern: ArraySlice<UInt8>) -> Bool {
    guard let first = pattern.first else { return text.isEmpty }
    if first == UInt8(ascii: "*") {
      return (text.startIndex...text.endIndex).contains { reference(text[$0...], pattern.dropFirst()) }
    }
    guard let byte = text.first else { return false }
    return (first == UInt8(ascii: "?") || first == byte) && reference(text.dropFirst(), pattern.dropFirst())
  }

  @Test("agrees with trying everything", arguments: 0..<200)
  func random(seed: Int) {
    var random = RandomNumbers(seed: UInt64(seed))
    for _ in 0..<50 {
      let text = (0...random.below(8)).map { _ in Array("ab".utf8)[random.below(2)] }
      let pattern = (0..<random.below(7)).map { _ in Array("ab?**".utf8)[random.below(5)] }
      #expect(Glob.matches(text.span, pattern: pattern.span) == reference(text[...], pattern[...]))
    }
  }
}
