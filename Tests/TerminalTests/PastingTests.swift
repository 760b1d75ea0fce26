import Testing

@testable import Terminal

extension EditingTests {
  @Test(arguments: [
    ("set a 1\nget a\nhalf", ["line set a 1", "line get a"], "half"),
    ("one\r\ntwo\rthree\n", ["line one", "line two", "line three"], ""),
    ("set a 'x\ny'\nb", ["line set a 'x\\x0ay'"], "b"),
    ("# don't\nb\n", ["line # don't", "line b"], ""),
    ("a\tb\n\nc\u{1}", ["line a\\x09b", "line "], "c\\x01"),
  ])
  func pastedLinesComeOneByOne(_ text: String, _ lines: [String], _ rest: String) {
    let person = Person()
    #expect(person.awaitPrompt())
    person.paste(text)
    #expect(person.awaitResults(lines.count) == lines)
    #expect(person.awaitPrompt())
    #expect(person.enter() == "line \(rest)")
    person.leave()
  }

  @Test func aPasteJoinsWhatStandsInTheLine() {
    let person = Person()
    #expect(person.awaitPrompt())
    person.type("ad\u{1B}[D")
    person.paste("b\nc")
    #expect(person.awaitResults(1) == ["line ab"])
    #expect(person.look(for: "cd"))
    person.type("e")
    #expect(person.enter() == "line cde")
    person.leave()
  }

  @Test func pastedTextWithoutLineBreakWaits() {
    let person = Person()
    #expect(person.awaitPrompt())
    person.paste("flushall")
    #expect(person.look(for: "flushall"))
    #expect(person.results.isEmpty)
    person.type("\u{15}x")
    #expect(person.enter() == "line x")
    person.leave()
  }
}

struct PastedTextTests {
  @Test(arguments: ["a\nb\n\nc", "a\rb\r\rc", "a\r\nb\r\n\r\nc", "a\n\rb\n\r\n\rc"])
  func anyLineBreakIsOne(_ text: String) {
    let pasted = PastedText(Array(text.utf8), continues: { _ in false })
    #expect(pasted.lines == [[0x61], [0x62], []])
    #expect(pasted.rest == [0x63])
  }

  @Test(arguments: [
    ("", false), ("a", false), ("\"a", true), ("\"a\"", false), ("'a", true), ("'a'", false), ("\"a\\\"", true),
    ("'a\\'", true), ("'a\\\\'", true), ("\"'\"", false), ("  # it's", false), ("a # it's", true), ("\"\\", true),
    ("set a \"x\" 'y", true),
  ])
  func quotesAreFollowed(_ text: String, _ open: Bool) {
    #expect(PastedText.endsInQuotes(Array(text.utf8)) == open)
  }
}
