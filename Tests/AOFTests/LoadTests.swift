import AOF
import Bytes
import Disk
import SystemPackage
import Testing

/// Data directories that were given to a real server, with what it did; where this project is safer, that.
@Suite struct LoadTests {
  static let name = "appendonly.aof.1.incr.aof"
  static let two = resp("SELECT 0", "SET a 1", "SET b 2")
  static let multi = resp("SELECT 0", "SET a 1", "MULTI", "SET b 2", "SET c 3", "EXEC")

  struct Case: Sendable, CustomTestStringConvertible {
    var title: String
    var content: String
    /// The data set, nil when the start fails.
    var data: [String: String]?
    var lines: [String] = []
    var size: Int?
    var loadsTruncated = true
    var testDescription: String { title }
  }

  static func cut(_ at: Int, _ reverts: Bool = false) -> [String] {
    (reverts ? ["# Revert incomplete MULTI/EXEC transaction in AOF file \(name)"] : []) + [
      "# !!! Warning: short read while loading the AOF file \(name)!!!",
      "# !!! Truncating the AOF \(name) at offset \(at) !!!",
      "# The bytes cut off the AOF \(name) are kept in \(name).cut-\(at)",
      "# AOF \(name) loaded anyway because aof-load-truncated is enabled",
    ]
  }

  static let unexpected =
    "# Unexpected end of file reading the append only file \(name). You can: 1) Make a backup of "
    + "your AOF file, then use ./redis-check-aof --fix <filename.manifest>. 2) Alternatively you can "
    + "set the 'aof-load-truncated' configuration option to yes and restart the server."
  static let format =
    "# Bad file format reading the append only file \(name): make a backup of your AOF file, then "
    + "use ./redis-check-aof --fix <filename.manifest>"

  static func torn(_ bytes: Int) -> Case {
    bytes < 27
      ? Case(
        title: "torn by \(bytes)", content: String(two.dropLastBytes(bytes)), data: ["a": "1"], lines: cut(50), size: 50
      )
      : Case(title: "torn by \(bytes)", content: String(two.dropLastBytes(bytes)), data: [:], lines: cut(23), size: 23)
  }

  static func corrupt(
    _ title: String, _ offset: Int, _ byte: Character, data: [String: String]? = nil, _ lines: [String]? = nil
  )
    -> Case
  {
    var bytes = Array(two.utf8)
    bytes[offset] = byte.asciiValue ?? 0xFF
    return Case(title: title, content: String(decoding: bytes, as: UTF8.self), data: data, lines: lines ?? [format])
  }

  static let cases: [Case] =
    [1, 2, 3, 5, 7, 10, 14, 20, 28].map(torn) + [
      Case(title: "torn by 27", content: String(two.dropLastBytes(27)), data: ["a": "1"], size: 50),
      Case(title: "11", content: String(two.dropLastBytes(3)), lines: [unexpected], size: 74, loadsTruncated: false),
      Case(title: "15", content: String(multi.dropLastBytes(14)), data: ["a": "1"], lines: cut(50, true), size: 50),
      // 7.0.15 cuts at 119 and leaves the transaction open.
      Case(title: "16", content: String(multi.dropLastBytes(4)), data: ["a": "1"], lines: cut(50, true), size: 50),
      Case(title: "A2", content: String(multi.dropLastBytes(20)), data: ["a": "1"], lines: cut(50, true), size: 50),
      Case(
        title: "17", content: String(multi.dropLastBytes(14)),
        lines: ["# Revert incomplete MULTI/EXEC transaction in AOF file \(name)", unexpected], size: 119,
        loadsTruncated: false),
      Case(
        title: "19", content: multi + resp("MULTI", "SET z 1"), data: ["a": "1", "b": "2", "c": "3"],
        lines: cut(133, true), size: 133),
      corrupt("21", 23, "!"), corrupt("22", 24, "x"), corrupt("23", 24, "0"), corrupt("24", 24, "-"),
      corrupt("25", 27, "!"), corrupt("26", 28, "9"), corrupt("27", 28, "x"), corrupt("28", 28, "2"),
      corrupt("29", 30, "Z"), corrupt("30", 35, "Z", data: ["a": "1", "b": "2"], []),
      corrupt("31", 36, "Z"),
      corrupt("33", 32, "X", ["# Unknown command 'SXT' reading the append only file \(name)"]),
      corrupt("32", 31, "\n", ["# Unknown command '\nET' reading the append only file \(name)"]),
      corrupt("34", 24, "9"),
      // 7.0.15 takes the zeroes for the value and for what ends it.
      Case(title: "zeroes for a value", content: String(two.dropLastBytes(3)) + "\0\0\0", lines: [format]),
      Case(title: "zeroes for an end", content: String(two.dropLastBytes(2)) + "\0\0", lines: [format]),
      Case(title: "zero for a newline", content: String(two.dropLastBytes(1)) + "\0", lines: [format]),
      Case(title: "35", content: two + "\0\0\0\0", lines: [format]),
      Case(title: "36", content: resp("SET a 1") + "!!!" + resp("SET b 2"), lines: [format]),
      Case(
        title: "37", content: resp("SET a 1", "bla x"),
        lines: ["# Unknown command 'bla' reading the append only file \(name)"]),
      Case(title: "38", content: resp("SET foo x", "INCR foo", "SET bar 2"), data: ["foo": "x", "bar": "2"]),
      // 7.0.15 dies of it.
      Case(
        title: "39", content: resp("SET a 1", "SET k"),
        lines: ["# Too few arguments for command 'SET' at offset 27 reading the append only file \(name)"]),
      Case(title: "40", content: resp("SET foo x", "EXEC", "SET bar 2"), data: ["foo": "x", "bar": "2"]),
      Case(
        title: "41", content: resp("MULTI", "SET foo x", "MULTI", "SET bar 2", "EXEC"), data: ["foo": "x", "bar": "2"]),
      Case(title: "42", content: resp("SET a 1") + "\r\n" + resp("SET b 2"), lines: [format]),
      Case(title: "43", content: "*3\n$3\nSET\r\n$3\nfoo\r\n$1\nx\r\n", data: ["foo": "x"]),
      Case(title: "44", content: "SET a 1\r\n", lines: [format]),
      Case(title: "45", content: resp("SET fo 22") + "*", data: ["fo": "22"], lines: cut(29), size: 29),
      Case(title: "46", content: resp("set foo x"), data: ["foo": "x"]),
      Case(
        title: "47", content: "#TS:1\r\n" + resp("SET a 1") + "# any\n#TS:2\r\n" + resp("SET b 2"),
        data: ["a": "1", "b": "2"]),
      // 7.0.15 accepts it and appends to it.
      Case(title: "48", content: resp("SET a 1") + "#TS:17953", data: ["a": "1"], lines: cut(27), size: 27),
      Case(
        title: "48 not cut", content: resp("SET a 1") + "#TS:17953", lines: [unexpected], size: 36,
        loadsTruncated: false),
      Case(title: "49", content: "#" + String(repeating: "x", count: 1500) + "\r\n" + resp("SET a 1"), lines: [format]),
      Case(
        title: "longest", content: "#" + String(repeating: "x", count: 1021) + "\n" + resp("SET a 1"),
        data: ["a": "1"]),
      Case(
        title: "two pieces", content: "#" + String(repeating: "#", count: 1500) + "\n" + resp("SET a 1"),
        data: ["a": "1"]),
      Case(title: "negative", content: "*1\r\n$-1\r\n", lines: [format]),
      Case(title: "huge", content: "*1\r\n$9223372036854775807\r\n", data: [:], lines: cut(0), size: 0),
      Case(title: "loose", content: "* +2junk\r\n$ 6\nSELECT..$1x\r\n0..", data: [:]),
      Case(title: "count alone", content: resp("SET a 1") + "*3", data: ["a": "1"], lines: cut(27), size: 27),
      Case(title: "count no number", content: resp("SET a 1") + "*x", lines: [format]),
    ]

  @Test(arguments: cases) func loads(_ test: Case) throws {
    let clock = VirtualClock(start: startTime)
    let disk = try SimulatedDisk.holding(
      ["appendonly.aof.manifest": oneIncr, Self.name: test.content], clock: clock)
    let server = Server(disk, clock: clock) { $0.loadsTruncated = test.loadsTruncated }
    do {
      try server.start()
      #expect(test.data != nil, "the start should have failed")
      #expect(server.target.data[0] ?? [:] == test.data ?? [:])
      let size = test.size ?? test.content.utf8.count
      #expect(try disk.text(Self.name).utf8.count == size)
      if let cut = test.lines.first(where: { $0.contains(".cut-") }) {
        let kept = try disk.text(String(cut.split(separator: " ").last ?? ""))
        #expect(kept == String(decoding: Array(test.content.utf8)[size...], as: UTF8.self))
      }
      try server.apply("SET after 1")
      disk.kill()
      let again = try Server.started(disk, clock: clock)
      #expect(again.target.data == server.target.data)
    } catch is AOFError {
      #expect(test.data == nil, "the start failed: \(server.lines)")
      #expect(try disk.text(Self.name) == test.content)
    }
    #expect(server.log("#") == test.lines)
  }
}

extension String {
  func dropLastBytes(_ count: Int) -> String { String(decoding: Array(utf8).dropLast(count), as: UTF8.self) }
}
