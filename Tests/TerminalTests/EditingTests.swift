import Glibc
import Testing

@testable import Terminal

/// The editor at a pseudo-terminal.
///
/// One at a time, because an editor takes over the process's signals.
@Suite(.serialized) struct EditingTests {
  @Test(arguments: [
    ("set a 1", "line set a 1"),
    ("wörld 日本 🙂", "line wörld 日本 🙂"),
    ("wör\u{7F}\u{7F}e", "line we"),
    ("", "line "),
    ("ac\u{1B}[Db", "line abc"),
    ("one two\u{1B}[1;5DX", "line one Xtwo"),
    ("one two\u{1B}[1;5D\u{1B}[1;5D\u{1B}[1;5CX", "line oneX two"),
    ("bc\u{1B}[Ha\u{1B}[Fd", "line abcd"),
    ("abc\u{04}", "line abc"),
    ("a\u{0}b", "line ab"),
  ])
  func keysMakeTheLine(_ keys: String, _ result: String) {
    let person = Person()
    #expect(person.awaitPrompt())
    person.type(keys)
    #expect(person.enter() == result)
    person.leave()
  }

  @Test(arguments: [("ab\r", "ab"), ("\r", ""), ("wör\u{4}\r", "wör")])
  func aRowThatIsLeftHoldsItsTextOnly(_ keys: String, _ text: String) {
    let person = Person { $0.state = { "all is well" } }
    #expect(person.awaitPrompt() && person.look(for: "all is well"))
    person.type(keys)
    #expect(person.look(for: "\r\u{1B}[2K\(Person.prompt)\(text)\u{1B}8"))
    #expect(person.awaitResults(1) == ["line \(text)"])
    person.leave()
  }

  @Test func keysWithoutMeaningLeaveNothingInTheLine() {
    let person = Person()
    #expect(person.awaitPrompt())
    person.type("a")
    for key in ["[Z", "[2~", "[15~", "OP", "[1;2P", "[1;3A", "[5;5~", "[I", "[201~", "[1;6D", "[24;2~"] {
      person.type("\u{1B}\(key)")
    }
    person.type("b")
    #expect(person.enter() == "line ab")
    person.leave()
  }

  @Test func bytesThatAreNotUTF8PassThrough() {
    let person = Person()
    #expect(person.awaitPrompt())
    person.type([0x61, 0xFF, 0x80, 0xC3, 0x28, 0xE6, 0x97, 0x62])
    #expect(person.enter() == "line a\\xff\\x80\\xc3(\\xe6\\x97b")
    #expect(person.awaitPrompt())
    person.type([0x1B] + Array("[200~".utf8) + [0x78, 0x00, 0xFE, 0x79, 0x1B] + Array("[201~".utf8))
    #expect(person.enter() == "line x\\x00\\xfey")
    person.leave()
  }

  @Test func interruptClearsTheLine() {
    let person = Person()
    #expect(person.awaitPrompt())
    person.type("half")
    #expect(person.look(for: "half"))
    person.send(SIGINT)
    #expect(person.look(for: "^C"))
    #expect(person.awaitPrompt())
    person.type("whole")
    #expect(person.enter() == "line whole")
    #expect(person.results == ["interrupted", "line whole"])
    person.leave()
  }

  @Test func theTerminalIsGivenBack() {
    let person = Person()
    #expect(person.awaitPrompt())
    #expect(person.modes == 0)
    person.type("\u{04}")
    #expect(person.awaitResults(1) == ["end"])
    #expect(person.modes == person.modesBefore)
    person.leave()
    #expect(person.modesBefore == UInt32(ICANON | ECHO))
    let switches = String(decoding: person.screen, as: UTF8.self).split(separator: "\u{1B}[?2004")
    #expect(switches.map(\.first) == ["h", "l"])
  }

  @Test func aLostTerminalEndsTheInput() {
    let person = Person()
    #expect(person.awaitPrompt())
    person.type("half")
    #expect(person.look(for: "half"))
    person.hangUp()
    #expect(person.awaitResults(1) == ["end"])
    person.leave()
  }

  @Test(arguments: [10_240, 100_000])
  func longLinesAreWhole(_ length: Int) {
    let person = Person()
    #expect(person.awaitPrompt())
    let text = String(repeating: "0123456789abcde ", count: length / 16)
    if length > 50_000 { person.paste(text) } else { person.type(text) }
    #expect(person.enter() == "line " + text)
    person.leave()
  }

  @Test func resizingKeepsTheLine() {
    let person = Person()
    #expect(person.awaitPrompt())
    person.type(String(repeating: "abcdefg ", count: 30))
    #expect(person.look(for: "abcdefg "))
    for columns in [20, 200, 1, 2, 80] as [UInt16] {
      person.resize(columns: columns)
      person.send(SIGWINCH)
      #expect(person.look(for: Self.redrawnPrompt(columns)))
    }
    person.type("end")
    #expect(person.enter() == "line " + String(repeating: "abcdefg ", count: 30) + "end")
    person.leave()
  }

  /// What of the prompt is sure to be drawn in so many columns.
  private static func redrawnPrompt(_ columns: UInt16) -> String { columns > 3 ? "p> abcdefg" : "g" }

  @Test func stoppingSignalsThatAreSurvivedRedraw() {
    let person = Person()
    #expect(person.awaitPrompt())
    person.type("half")
    #expect(person.look(for: "half"))
    person.send(SIGCONT)
    #expect(person.look(for: "p> half"))
    person.type("way")
    #expect(person.enter() == "line halfway")
    person.leave()
  }

  @Test func idleWorkDoesNotDisturbTheLine() {
    let person = Person { editor in
      var count = 0
      editor.idle = { [unowned editor] in
        count += 1
        if count == 3 { editor.show(Array("* news".utf8)) }
        return false
      }
    }
    #expect(person.awaitPrompt())
    person.type("half")
    #expect(person.look(for: "\r\u{1B}[J* news\r"))
    #expect(person.look(for: "p> half"))
    person.type("way")
    #expect(person.enter() == "line halfway")
    person.leave()
  }

  @Test func coloursInThePromptTakeNoColumns() {
    let person = Person(columns: 20) { editor in
      editor.prompt = { "\u{1B}[32mp>\u{1B}[0m \u{1B}[1m" + "\u{1B}[0m" }
    }
    #expect(person.look(for: "\u{1B}[32mp>\u{1B}[0m"))
    person.type("0123456789abcde")
    #expect(person.look(for: "0123456789abcde"))
    person.type("f")
    // Column 19 of 20: no line was wrapped yet.
    #expect(person.look(for: "f"))
    #expect(person.enter() == "line 0123456789abcdef")
    #expect(!String(decoding: person.screen, as: UTF8.self).contains("e\r\n"))
    person.leave()
  }
}
