import Testing

@testable import Terminal

extension EditingTests {
  /// A person whose editor completes the last word to one of `words`.
  private static func person(words: [String], columns: UInt16 = 80) -> Person {
    Person(columns: columns) { editor in
      editor.complete = { line, cursor in
        let start = (line[..<cursor].lastIndex(of: 0x20) ?? -1) + 1
        let found = words.map { Array($0.utf8) }.filter { $0.starts(with: line[start..<cursor]) }
        return Completion(start: start, candidates: found.map { Completion.Candidate(text: $0) })
      }
    }
  }

  @Test(arguments: [
    (["getdel"], "ge\t", "getdel "),
    (["getdel"], "x ge\t.", "x getdel ."),
    (["ключи"], "кл\t", "ключи "),
    (["getdel"], "ge y\u{1B}[D\u{1B}[D\t", "getdel y"),
    (["getdel", "getex"], "ge\t", "get"),
    (["getdel", "getex"], "ge\td\t", "getdel "),
    (["getdel", "getex"], "x\t", "x"),
    (["ключ", "клюв"], "к\t", "клю"),
    (["é", "è"], "\t", ""),
  ])
  func tabCompletes(_ words: [String], _ keys: String, _ line: String) {
    let person = Self.person(words: words)
    #expect(person.awaitPrompt())
    person.type(keys)
    #expect(person.enter() == "line \(line)")
    person.leave()
  }

  @Test func candidatesAreListed() {
    let person = Self.person(words: ["getdel", "getex", "getset"])
    #expect(person.awaitPrompt())
    person.type("get\t")
    #expect(person.look(for: "\ngetdel  getex   getset\r"))
    #expect(person.look(for: "p> get"))
    person.type("s\t")
    #expect(person.enter() == "line getset ")
    person.leave()
  }

  @Test func absurdAnswersAreHarmless() {
    for start in [-5, 1, 99] {
      let person = Person { editor in
        editor.complete = { _, _ in Completion(start: start, candidates: [.init(text: [0, 0xFF, 0x78])]) }
      }
      #expect(person.awaitPrompt())
      person.type("ж\t")
      #expect(person.enter().hasSuffix("\\x00\\xffx "))
      person.leave()
    }
  }
}

struct CompletionListTests {
  private func rows(_ names: [String], columns: Int, rows: Int) -> [String] {
    let candidates = names.map { Completion.Candidate(text: Array($0.utf8)) }
    return CompletionList.rows(candidates, size: Terminal.Size(columns: columns, rows: rows)).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  @Test func columnsAreReadDownwards() {
    #expect(rows(["a", "b", "c", "d", "e"], columns: 7, rows: 24) == ["a  d", "b  e", "c"])
    #expect(rows(["日本", "b"], columns: 80, rows: 24) == ["日本  b"])
    #expect(rows(["b", "日本"], columns: 80, rows: 24) == ["b     日本"])
    #expect(rows([], columns: 80, rows: 24) == [])
  }

  @Test func whatDoesNotFitIsCounted() {
    let many = (0..<100).map { "key:\($0)" }
    #expect(rows(many, columns: 8, rows: 6) == ["key:0", "key:1", "key:2", "… and 97 more"])
    #expect(rows(many, columns: 8, rows: 500).count == 20)
    #expect(rows(many, columns: 8, rows: 1).last == "… and 99 more")
    #expect(rows(["0123456789"], columns: 6, rows: 24) == ["0123…"])
  }

  @Test func nothingWrittenIsWiderThanTheTerminal() {
    for columns in 1...40 {
      for row in rows(["日本語", "abc", "d", "été", String(repeating: "x", count: 60)], columns: columns, rows: 24) {
        #expect(Terminal.width(of: Array(row.utf8)) <= max(columns, 1))
      }
    }
  }

  @Test func controlCharactersAreShown() {
    #expect(CompletionList.visible([0x1B, 0x61, 0xFF, 0x0A]) == Array("\\x1ba\\xff\\x0a".utf8))
  }
}
