import Bytes
import Testing

@testable import Commands

/// The table itself: who is found by which name.
struct CommandTableTests {
  private let table = CommandTable()

  private func lookup(_ name: String) -> String? { table.lookup(Array(name.utf8).span)?.name }

  @Test func everyNameIsFoundInAnyCase() {
    for command in table.all {
      let name = command.name
      #expect(lookup(name) == name)
      #expect(lookup(name.uppercased()) == name)
      for mask in 0..<(1 << min(name.count, 6)) {
        let mixed = name.enumerated().map { mask >> $0.offset & 1 == 1 ? $0.element.uppercased() : "\($0.element)" }
        #expect(lookup(mixed.joined()) == name)
      }
    }
  }

  @Test func onlyWholeNamesAreFound() {
    let names = Set(table.all.map(\.name))
    for name in names {
      for length in 0..<name.count where !names.contains(String(name.prefix(length))) {
        #expect(lookup(String(name.prefix(length))) == nil)
      }
      for suffix in ["x", "\0", " ", "\n", "é", "|", "|get"] where !names.contains(name + suffix) {
        #expect(lookup(name + suffix) == nil)
      }
      for prefix in ["\0", " ", "\r\n"] { #expect(lookup(prefix + name) == nil) }
    }
  }

  @Test func onlyLettersHaveTwoCases() {
    for byte in UInt8.min...UInt8.max {
      let name = [byte] + Array("et".utf8)
      let found = table.lookup(name.span)?.name
      let expected: String? = byte | 0x20 == UInt8(ascii: "g") && byte < 0x80 ? "get" : nil
      #expect(found == (byte | 0x20 == UInt8(ascii: "s") && byte < 0x80 ? "set" : expected))
    }
  }

  @Test(arguments: [
    [], [0], [0xFF], [0xFF, 0xFE, 0xFD], [UInt8](repeating: 0, count: 24), Array("bgrewriteaof\0".utf8),
  ])
  func noiseIsNoCommand(_ name: [UInt8]) {
    #expect(table.lookup(name.span) == nil)
  }

  @Test(arguments: [22, 23, 24, 25, 100, 1 << 20])
  func longNamesAreNoCommand(_ length: Int) {
    #expect(table.lookup([UInt8](repeating: UInt8(ascii: "g"), count: length).span) == nil)
    #expect(table.lookup((Array("get".utf8) + [UInt8](repeating: 0, count: length)).span) == nil)
  }

  @Test func commandsAreInOrderAndOnce() {
    let names = table.all.map(\.name)
    #expect(names == names.sorted() && Set(names).count == names.count)
    for command in table.all where !command.subcommands.isEmpty {
      let names = command.subcommands.map(\.fullName)
      #expect(names == names.sorted() && Set(names).count == names.count)
      #expect(names.allSatisfy { $0.hasPrefix("\(command.name)|") })
    }
  }

  @Test func fullNamesFindSubcommands() {
    #expect(table.lookup(fullName: Array("CONFIG|Get".utf8).span)?.fullName == "config|get")
    for name in ["config|", "|get", "|", "", "config|get|", "config|get|x", "get|get", "config get"] {
      #expect(table.lookup(fullName: Array(name.utf8).span) == nil)
    }
  }

  @Test func argumentsResolveToSubcommands() throws {
    let cases = [
      (["get", "a"], "get"), (["CONFIG", "GET", "x"], "config|get"), (["command"], "command"),
      (["command", "INFO"], "command|info"), (["Object", "HELP"], "object|help"),
    ]
    for (words, name) in cases {
      #expect(try table.resolve(OwnedArguments(words.map { Array($0.utf8) }).view).fullName == name)
    }
  }
}
