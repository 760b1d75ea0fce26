import Testing

@testable import Terminal

struct TextTests {
  @Test func anyBytesSurviveTheWideForm() {
    for first in 0...255 {
      for second in 0...255 {
        let bytes = [UInt8(first), UInt8(second), 0x61]
        #expect(WideText.bytes(WideText.characters(bytes)) == bytes)
      }
    }
    for text: [UInt8] in [
      [0xED, 0xA0, 0x80], [0xED, 0xB2, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE0, 0x80, 0x80], [0xF0, 0x9F, 0x99],
      [0xC0, 0x80],
    ] {
      #expect(WideText.bytes(WideText.characters(text)) == text)
      #expect(WideText.characters(text).count == text.count)
      #expect(!WideText.characters(text).contains(0))
    }
    #expect(WideText.characters("aж日🙂".utf8) == [0x61, 0x436, 0x65E5, 0x1F642])
  }

  @Test(arguments: [
    ("", 0), ("abc", 3), ("ж", 1), ("日本", 4), ("e\u{301}", 1), ("🙂", 2), ("\u{1B}[1;32mx\u{1B}[0m", 1),
    ("\u{1B}]0;title\u{7}x", 1), ("\u{1B}]0;title\u{1B}\\x", 1), ("\u{1B}[", 0), ("\u{200B}", 0),
  ])
  func widthsAreColumns(_ text: String, _ width: Int) {
    #expect(Terminal.width(of: Array(text.utf8)) == width)
  }

  @Test func aByteThatIsNotUTF8TakesAColumn() { #expect(Terminal.width(of: [0x61, 0xFF, 0xC3]) == 3) }

  @Test(arguments: [
    ("> ", "> "), ("\u{1B}[1mp\u{1B}[0m> ", "!\u{1B}[1m!p!\u{1B}[0m!> "),
    ("\u{1B}[1mp> \u{1B}[0m", "!\u{1B}[1m!p>!\u{1B}[0m! "),
    ("\u{1B}[1mp>\u{1B}[0m", "!\u{1B}[1m!p>!\u{1B}[0m! "),
    ("\u{1B}[1m\u{1B}[32mp ", "!\u{1B}[1m\u{1B}[32m!p "),
    ("\u{1B}[1m \u{1B}[0m", "!\u{1B}[1m\u{1B}[0m! "), ("a\nb\u{1}", "a b "), ("", ""), ("\u{1B}[0m", "!\u{1B}[0m! "),
  ])
  func promptsAreMarked(_ text: String, _ marked: String) {
    let characters = Prompt(text).characters.dropLast().map { $0 == Prompt.marker ? 0x21 : $0 }
    #expect(String(decoding: WideText.bytes(characters), as: UTF8.self) == marked)
  }

  @Test(arguments: [
    ("", 3, 10, 0, 3), ("abcdefg", 3, 10, 1, 0), ("a\nb", 3, 10, 1, 1), ("abcdef日", 3, 10, 1, 2), ("\t", 3, 80, 0, 8),
    ("\u{1}", 0, 80, 0, 2), ("abc", 25, 10, 2, 8), ("ab", 0, 1, 2, 0),
  ])
  func placesFollowTheText(_ text: String, _ prompt: Int, _ columns: Int, _ row: Int, _ column: Int) {
    let place = ScreenPlace(after: WideText.characters(text.utf8), promptWidth: prompt, columns: columns)
    #expect(place.row == row && place.column == column)
  }

  @Test func aPipeIsNoTerminal() { #expect(!Terminal.isInteractive(-1, -1)) }
}
