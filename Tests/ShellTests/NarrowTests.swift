import Testing

@testable import Shell

/// Texts on screens that are narrower than they are.
@Suite struct NarrowTests {
  @Test(arguments: [
    ("aaa bb cccc d", 8, 2, "aaa bb\ncccc d"), ("aaa bb cccc d", 40, 2, "aaa bb cccc d"), ("", 10, 2, ""),
    ("  name   word word", 24, 4, "  name   word word"), ("averyveryverylongword", 10, 2, "averyveryverylongword"),
    ("GETEX key [EX seconds|PX milliseconds]", 26, 6, "GETEX key [EX seconds|PX\n      milliseconds]"),
  ])
  func linesAreBrokenBetweenWords(_ text: String, _ columns: Int, _ hanging: Int, _ wrapped: String) {
    #expect(Words.wrapped(text, columns: columns, hanging: hanging) == wrapped)
    #expect(Words.wrapped(text, columns: nil, hanging: hanging) == text)
  }

  private func drawing(_ line: String, _ word: Int, _ columns: Int, _ advice: String = "") -> String {
    let words = line.split(separator: " ").map { Array($0.utf8) }
    return text(FaultPlace(word: word, advice: advice).drawing(words, columns: columns, measure: \.count))
  }

  @Test func theMarkStandsUnderItsWord() {
    #expect(drawing("SET k v", 1, 80, "here") == "  SET k v\n      ^ here\n")
    #expect(drawing("SET k", 2, 80) == "  SET k\n        ^\n")
    #expect(drawing("SET k v EX ten GET", 4, 20) == "  ... v EX ten ...\n           ^^^\n")
    #expect(
      drawing("SET k v EX ten", 4, 24, "expected seconds") == "  SET k v EX ten\n             ^^^\n  expected seconds\n"
    )
  }

  @Test(arguments: 40...130) func theMarkIsOnTheScreen(_ columns: Int) {
    let words = (1...20).map { String(repeating: "w", count: $0 * 7 % 13 + 1) }
    for place in 0...words.count {
      let rows = drawing(words.joined(separator: " "), place, columns).split(separator: "\n")
      #expect(rows.count == 2 && rows.allSatisfy { $0.count < columns }, "word \(place): \(rows)")
      guard place < words.count, let mark = rows[1].firstIndex(of: "^") else { continue }
      let start = rows[1].distance(from: rows[1].startIndex, to: mark)
      #expect(rows[0].dropFirst(start).hasPrefix(words[place].prefix(2)))
    }
  }
}
