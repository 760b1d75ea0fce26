import Glibc
import Testing

@testable import Terminal

/// A directory of its own for each test, removed with it.
final class Scratch {
  let path: String

  init() {
    var template = Array("/tmp/aofsh-terminal-XXXXXX".utf8CString)
    let made = unsafe mkdtemp(&template)
    unsafe precondition(made != nil, "no scratch directory")
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    for name in ["history", "link", "other"] { unsafe unlink("\(path)/\(name)") }
    unsafe rmdir(path)
  }

  func write(_ text: [UInt8], to name: String = "history", mode: mode_t = 0o600) {
    let file = unsafe open("\(path)/\(name)", O_WRONLY | O_CREAT | O_TRUNC, mode)
    _ = unsafe Glibc.write(file, text, text.count)
    fchmod(file, mode)
    close(file)
  }

  func read(_ name: String = "history") -> [UInt8] {
    let file = unsafe open("\(path)/\(name)", O_RDONLY)
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    let count = unsafe Glibc.read(file, &buffer, buffer.count)
    close(file)
    return Array(buffer.prefix(max(0, count)))
  }

  func mode(_ name: String = "history") -> mode_t {
    var status = stat()
    return unsafe stat("\(path)/\(name)", &status) == 0 ? status.st_mode & 0o777 : 0
  }
}

struct HistoryTextTests {
  @Test func everyEntryComesBack() {
    var entries: [[UInt8]] = (1...255).map { [UInt8($0)] } + (0...255).map { [0x61, UInt8($0), 0x62] }
    entries += ["#", "##", "\\n", "\\x41", "\\", "\\\\n", "a\nb", "ключ"].map { Array($0.utf8) }
    let text = HistoryText.header + entries.flatMap(HistoryText.line)
    #expect(HistoryText.entries(text) == entries)
    #expect(text.split(separator: 0x0A).count == entries.count + 1)
  }

  @Test(arguments: [
    ("a\n\nb", ["a", "b"]), ("# x\na\n", ["a"]), ("\\x4", ["\\x4"]), ("\\q\\x41\\xZZ\\", ["\\qA\\xZZ\\"]),
    ("\\x+1", ["\\x+1"]), ("", []), ("\\\\n", ["\\n"]),
  ])
  func linesWrittenByHandAreKept(_ text: String, _ entries: [String]) {
    #expect(HistoryText.entries(Array(text.utf8)) == entries.map { Array($0.utf8) })
  }
}

struct HistoryFileTests {
  private func entries(_ names: some Sequence<String>) -> [[UInt8]] { names.map { Array($0.utf8) } }

  @Test func entriesAreAddedAndLoaded() throws {
    let scratch = Scratch()
    let file = HistoryFile(path: "\(scratch.path)/history", limit: 10)
    #expect(try file.load() == [])
    for entry in entries(["a", "b\nc", "d"]) { try file.append(entry) }
    #expect(try file.load() == entries(["a", "b\nc", "d"]))
    #expect(scratch.mode() == 0o600)
  }

  @Test func aTornLineStaysApart() throws {
    let scratch = Scratch()
    scratch.write(Array("old\ntor".utf8), mode: 0o644)
    let file = HistoryFile(path: "\(scratch.path)/history", limit: 10)
    try file.append([0x6E])
    #expect(try file.load() == entries(["old", "tor", "n"]))
    #expect(scratch.mode() == 0o600)
  }

  @Test func aLongFileIsShortenedBehindItsLink() throws {
    let scratch = Scratch()
    scratch.write((0..<30).flatMap { Array("\($0)\n".utf8) })
    unsafe symlink("history", "\(scratch.path)/link")
    let file = HistoryFile(path: "\(scratch.path)/link", limit: 8)
    #expect(try file.load() == entries((22..<30).map(String.init)))
    #expect(HistoryText.entries(scratch.read()) == entries((22..<30).map(String.init)))
    var status = stat()
    #expect(unsafe lstat("\(scratch.path)/link", &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
    // One over the limit is left alone until an eighth has come together.
    try file.append([0x78])
    #expect(try file.load().count == 8)
    #expect(HistoryText.entries(scratch.read()).count == 9)
  }

  @Test func twoShellsKeepEachOthersEntries() throws {
    let scratch = Scratch()
    let path = "\(scratch.path)/history"
    let one = HistoryFile(path: path, limit: 1_000)
    let other = HistoryFile(path: path, limit: 1_000)
    for number in 0..<50 {
      try one.append(Array("one \(number)".utf8))
      try other.append(Array("other \(number)".utf8))
    }
    #expect(try HistoryFile(path: path, limit: 3).load() == entries(["other 48", "one 49", "other 49"]))
    try one.append([0x7A])
    #expect(try other.load() == entries(["other 48", "one 49", "other 49", "z"]))
  }

  @Test func whatCannotBeAHistoryIsAnErrorThatNamesIt() throws {
    let scratch = Scratch()
    unsafe mkfifo("\(scratch.path)/other", 0o600)
    scratch.write([])
    #expect(throws: TerminalError.historyIsNoFile(path: "\(scratch.path)/other")) {
      try HistoryFile(path: "\(scratch.path)/other", limit: 10).load()
    }
    for (path, number) in [
      (scratch.path, EISDIR), ("\(scratch.path)/history/x", ENOTDIR),
    ] {
      let error = TerminalError.history(path: path, action: "write", number)
      #expect(throws: error) { try HistoryFile(path: path, limit: 10).append([0x61]) }
      #expect(error.description.contains(path))
    }
    #expect(throws: TerminalError.history(path: "\(scratch.path)/no/x", action: "write", ENOENT)) {
      try HistoryFile(path: "\(scratch.path)/no/x", limit: 10).append([0x61])
    }
    #expect(try HistoryFile(path: "/dev/null", limit: 10).load() == [])
    try HistoryFile(path: "/dev/null", limit: 10).append([0x61])
  }
}

struct HistoryRecallTests {
  @Test func linesThatBeginAlikeAreFound() {
    var recall = HistoryRecall(limit: 4)
    for line in ["gone", "get a", "set a", "get b", "get b", "set b"] { _ = recall.add(Array(line.utf8)) }
    var line = Array("get".utf8)
    var seen: [String] = []
    for older in [true, true, true, false, false, false] {
      if let next = recall.next(older: older, line: line, cursor: line.count) { line = next }
      seen.append(String(decoding: line, as: UTF8.self))
    }
    #expect(seen == ["get b", "get a", "get a", "get b", "get", "get"])
    #expect(recall.entries.count == 4)
  }

  @Test func aLimitOfZeroRemembersNothing() {
    var recall = HistoryRecall(limit: 0)
    let isNew = recall.add([0x61])
    #expect(!isNew && recall.entries.isEmpty)
    #expect(recall.next(older: true, line: [], cursor: 0) == nil)
  }
}

extension EditingTests {
  @Test func historyOutlivesTheSession() {
    let scratch = Scratch()
    let path = "\(scratch.path)/history"
    let first = Person(historyFile: path) { $0.isSecret = { $0.starts(with: Array("AUTH".utf8)) } }
    for line in ["set ö 1", "AUTH secret", "get ö", "get ö"] {
      #expect(first.awaitPrompt())
      first.type(line)
      #expect(first.enter() == "line \(line)")
    }
    #expect(first.awaitPrompt())
    first.type("AU\u{1B}[A")
    #expect(first.enter() == "line AUTH secret")
    first.leave()
    #expect(scratch.mode() == 0o600)
    #expect(HistoryText.entries(scratch.read()) == ["set ö 1", "get ö"].map { Array($0.utf8) })

    let second = Person(historyFile: path)
    #expect(second.awaitPrompt())
    second.type("\u{1B}[A\u{1B}[A")
    #expect(second.enter() == "line set ö 1")
    #expect(second.awaitPrompt())
    second.type("\u{12}get")
    #expect(second.look(for: "get"))
    #expect(second.enter() == "line get ö")
    second.leave()
  }

  @Test func anUnusableHistoryFileIsNamedAndTheEditorWorks() {
    let scratch = Scratch()
    let person = Person(historyFile: scratch.path) { editor in
      editor.prompt = { [unowned editor] in editor.historyError == nil ? "fine> " : "lost> " }
    }
    #expect(person.look(for: "lost> "))
    person.type("a")
    #expect(person.enter() == "line a")
    #expect(person.look(for: "> "))
    person.type("\u{1B}[A")
    #expect(person.enter() == "line a")
    person.leave()
  }
}
