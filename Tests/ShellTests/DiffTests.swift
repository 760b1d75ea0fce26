import Bytes
import Testing

@testable import Shell

@Suite("Differences") struct DiffTests {
  private func diff(_ old: String, _ new: String, colored: Bool = false) -> String {
    var writer = ByteWriter()
    UnifiedDiff.write(old: bytes(old), new: bytes(new), names: (old: "a", new: "b"), colored: colored, into: &writer)
    return text(writer.array)
  }

  private func numbered(_ range: ClosedRange<Int>, _ changes: [Int: String] = [:]) -> String {
    range.map { (changes[$0] ?? "\($0)") + "\n" }.joined()
  }

  @Test("prints what diff -u prints")
  func print() {
    #expect(diff("a\n", "a\n") == "")
    #expect(diff("", "") == "")
    #expect(diff("", "x\n") == "--- a\n+++ b\n@@ -0,0 +1 @@\n+x\n")
    #expect(diff("x\n", "") == "--- a\n+++ b\n@@ -1 +0,0 @@\n-x\n")
    #expect(diff("a\nb\nc\n", "a\nX\nc\n") == "--- a\n+++ b\n@@ -1,3 +1,3 @@\n a\n-b\n+X\n c\n")
    let noNewline = "\\ No newline at end of file\n"
    #expect(diff("a\nb", "a\nb\n") == "--- a\n+++ b\n@@ -1,2 +1,2 @@\n a\n-b\n\(noNewline)+b\n")
    #expect(diff("a\nb\n", "a\nb") == "--- a\n+++ b\n@@ -1,2 +1,2 @@\n a\n-b\n+b\n\(noNewline)")
    #expect(
      diff(numbered(1...20), numbered(1...20, [10: "ten"]))
        == "--- a\n+++ b\n@@ -7,7 +7,7 @@\n 7\n 8\n 9\n-10\n+ten\n 11\n 12\n 13\n")
  }

  @Test("joins differences that are near and parts those that are not")
  func hunks() {
    #expect(diff(numbered(1...30), numbered(1...30, [5: "x", 12: "y"])).split(separator: "@@ -").count == 2)
    #expect(diff(numbered(1...30), numbered(1...30, [5: "x", 13: "y"])).split(separator: "@@ -").count == 3)
    #expect(
      diff(numbered(1...9), numbered(1...9, [1: "", 2: "1\n2\n2b"])).contains(
        "@@ -1,5 +1,7 @@\n+\n 1\n 2\n+2b\n 3\n 4\n 5\n")
    )
  }

  @Test("colours lines only when asked to")
  func color() {
    let colored = diff("a\nb\n", "a\nc\n", colored: true)
    #expect(colored.contains("\u{1B}[31m-b\u{1B}[0m\n\u{1B}[32m+c\u{1B}[0m\n"))
    #expect(colored.contains("\n a\n"))
    #expect(!diff("a\nb\n", "a\nc\n").contains("\u{1B}"))
  }

  private func slowCommon(_ old: ArraySlice<String>, _ new: ArraySlice<String>) -> Int {
    guard let left = old.first, let right = new.first else { return 0 }
    if left == right { return 1 + slowCommon(old.dropFirst(), new.dropFirst()) }
    return max(slowCommon(old.dropFirst(), new), slowCommon(old, new.dropFirst()))
  }

  @Test("finds as much in common as there is")
  func longest() {
    var random = TestRandom(state: 5)
    for _ in 0..<3000 {
      let old = random.lines(8, of: ["a", "b", "c"])
      let new = random.lines(8, of: ["a", "b", "c"])
      let pairs = EditScript.matches(old.count, new.count) { old[$0] == new[$1] }
      #expect(pairs.allSatisfy { old[$0.0] == new[$0.1] })
      #expect(zip(pairs, pairs.dropFirst()).allSatisfy { $0.0 < $1.0 && $0.1 < $1.1 })
      #expect(pairs.count == slowCommon(old[...], new[...]), "\(old) \(new)")
    }
  }

  @Test("gives up on large texts that have little in common, but for their ends")
  func large() {
    let old = ["same"] + (0..<20_000).map { "old \($0)" } + ["end"]
    let new = ["same"] + (0..<20_000).map { "new \($0)" } + ["end"]
    let pairs = EditScript.matches(old.count, new.count) { old[$0] == new[$1] }
    #expect(pairs.map(\.0) == [0, 20_001])
  }
}
