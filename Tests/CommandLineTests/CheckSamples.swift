import Bytes

/// Files that are good or damaged, for the check tools.
enum CheckSamples {
  static func command(_ words: String...) -> [UInt8] {
    Array("*\(words.count)\r\n".utf8) + words.flatMap { Array("$\($0.utf8.count)\r\n\($0)\r\n".utf8) }
  }

  private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  /// A database, a key, a time, a transaction, another time, another command.
  static let good: [UInt8] =
    command("SELECT", "0") + command("SET", "a", "1") + bytes("#TS:1001\r\n") + command("MULTI")
    + command("SET", "b", String(repeating: "x", count: 30)) + command("INCR", "c") + command("EXEC")
    + bytes("#TS:1002\r\n") + command("DEL", "a")

  static func isWithinAnnotation(_ end: Int) -> Bool {
    let line = good[..<end].split(separator: 0x0A, omittingEmptySubsequences: false).last ?? []
    return line.first == UInt8(ascii: "#")
  }

  private static func replaced(_ old: String, _ new: String) -> [UInt8] {
    guard let range = good.firstRange(of: Array(old.utf8)) else { return good }
    return Array(good[..<range.lowerBound]) + Array(new.utf8) + Array(good[range.upperBound...])
  }

  static let files: [String: [UInt8]] = [
    "good": good,
    "empty": [],
    "open transaction": good + command("MULTI") + command("SET", "q", "1"),
    "nested transaction": good + command("MULTI") + command("multi"),
    "stray EXEC": good + command("EXEC") + command("GET", "a"),
    "garbage": good + bytes("xyz") + command("GET", "a"),
    "zeroes": good + [UInt8](repeating: 0, count: 40),
    "wrong prefix": replaced("$1\r\na", "!1\r\na"),
    "zero for a prefix": replaced("$1\r\na", "\0" + "1\r\na"),
    "newlines alone": bytes("*1\n$4\nPING\n"),
    "negative length": good + bytes("*1\r\n$-5\r\n"),
    "greatest length": good + bytes("*1\r\n$9223372036854775807\r\nabc"),
    "too great a length": good + bytes("*1\r\n$1000000\r\nabc"),
    "no arguments": good + bytes("*0\r\n") + command("GET", "x"),
    "negative count": good + bytes("*-1\r\n"),
    "too great a count": good + bytes("*99999999999999999999\r\n$1\r\na\r\n"),
    "loose numbers": good + bytes("* 1\r\n$+3\r\nGET\r\n"),
    "bare marks": bytes("*\r\n$\r\n\r\n"),
    "unknown command": good + command("NOSUCH") + command("SET", "a"),
    "names with a zero": command("MULTI\0x") + command("EXEC"),
    "two carriage returns": good + bytes("*1\r\r\n"),
    "blank line": bytes("\r\n") + good,
    "only a mark": bytes("*"),
    "no number": bytes("*\r"),
    "magic alone": bytes("REDIS"),
    "magic and version": bytes("REDIS001"),
    "snapshot": snapshot,
    "snapshot and commands": snapshot + good,
    "torn snapshot": Array(snapshot.dropLast(3)),
    "snapshot and torn commands": snapshot + good.dropLast(3),
    "comment": good + bytes("#comment\r\n"),
    "long annotation": good + bytes("#" + String(repeating: "x", count: 3000) + "\r\n"),
    "time out of range": good + bytes("#TS:99999999999999999999999\r\n"),
    "no time": good + bytes("#TS:abc\r\n"),
  ]

  static let parts: [String: [UInt8]] = [
    "x.1.base.rdb": snapshot, "x.1.base.aof": command("SELECT", "0") + command("SET", "z", "1"),
    "x.1.incr.aof": good, "x.2.incr.aof": good,
  ]

  static let manifests: [String: [UInt8]] = [
    "snapshot and two": bytes(
      "file x.1.base.rdb seq 1 type b\nfile x.1.incr.aof seq 1 type i\nfile x.2.incr.aof seq 2 type i\n"),
    "commands and two": bytes(
      "file x.1.base.aof seq 1 type b\nfile x.1.incr.aof seq 1 type i\nfile x.2.incr.aof seq 2 type i\n"),
    "base alone": bytes("file x.1.base.rdb seq 1 type b\n"),
    "no base": bytes("file x.1.incr.aof seq 1 type i\n"),
    "history alone": bytes("file h seq 1 type h\n"),
    "comment": bytes("# hello\nfile x.1.base.rdb seq 1 type b\n"),
    "quoted": bytes("file \"x.1.base.rdb\" seq 1 type b\n"),
    "empty": [],
    "two bases": bytes("file a seq 1 type b\nfile b seq 1 type b\n"),
    "falling numbers": bytes("file a seq 2 type i\nfile b seq 1 type i\n"),
    "unknown type": bytes("file x seq 1 type z\n"),
    "too short": bytes("file x\n"),
    "no newline": bytes("file x seq 1 type b"),
    "path": bytes("file a/b seq 1 type b\n"),
    "blank line": bytes("file x.1.base.rdb seq 1 type b\n\n"),
    "missing base": bytes("file nofile seq 1 type b\n"),
    "missing incr": bytes("file x.1.base.rdb seq 1 type b\nfile nofile seq 3 type i\n"),
    "too long": bytes("file " + String(repeating: "x", count: 1100) + " seq 1 type b\n"),
    "garbage first": bytes("hello\nfile x seq 1 type b\n"),
    "no text": bytes("file x seq 1 type b\nbad") + [0xFF, 0x0A],
  ]

  static let damagedParts: [String: [String: [UInt8]]] = [
    "torn last": ["x.2.incr.aof": Array(good.dropLast(3))],
    "torn first": ["x.1.incr.aof": Array(good.dropLast(3))],
    "torn commands in the base": ["x.1.base.aof": Array("*2\r\n$6\r\nSELE".utf8)],
    "torn snapshot": ["x.1.base.rdb": Array(snapshot.dropLast(20))],
    "wrong checksum": ["x.1.base.rdb": Array(snapshot.dropLast(3)) + [1, 2, 3]],
    "commands behind the snapshot": ["x.1.base.rdb": snapshot + command("SET", "a", "1")],
    "torn behind the snapshot": ["x.1.base.rdb": snapshot + command("SET", "a", "1").dropLast()],
    "empty files": ["x.1.incr.aof": [], "x.2.incr.aof": []],
    "all empty": ["x.1.base.rdb": [], "x.1.base.aof": [], "x.1.incr.aof": [], "x.2.incr.aof": []],
    "open transaction": ["x.2.incr.aof": good + command("MULTI")],
    "open transaction, not last": ["x.1.incr.aof": good + command("MULTI")],
  ]
}
