import EngineHarness
import TestSupport
import Testing

/// The commands in the incremental files of both.
enum LoggedCommands {
  static let incr = "appendonlydir/appendonly.aof.1.incr.aof"

  /// Commands of an append-only file.
  static func parse(_ bytes: [UInt8]) throws -> [[[UInt8]]] {
    try RedisReplyReader.all(bytes).map { reply in
      try #require(reply.elements).map { element in
        guard case .bulk(let bytes) = element else { throw NotACommand() }
        return bytes
      }
    }
  }

  struct NotACommand: Error {}

  /// Expects the same commands in both files, but for the milliseconds of relative times to live.
  static func expectEqual(
    _ twins: Twins, _ title: String = "", _ normalise: ([[UInt8]]) -> [[UInt8]] = { $0 }
  ) throws {
    let theirs = ordered(try parse(ScratchDirectory.contents(twins.server.directory + "/" + incr)).map(normalise))
    let mine = ordered(try parse(try #require(twins.engine.file(incr))).map(normalise))
    for (index, pair) in zip(theirs, mine).enumerated() where !isSame(pair.0, pair.1) {
      let before = part(theirs, max(0, index - 3)..<index)
      let (left, right) = (part(theirs, index..<index + 4), part(mine, index..<index + 4))
      Issue.record("\(title) command \(index) of the file after\(before)\n redis:\(left)\n engine:\(right)")
      return
    }
    #expect(theirs.count == mine.count, "\(title)")
  }

  /// The commands with each run of deletions sorted: SCAN meets expired keys in the order of the hash.
  private static func ordered(_ commands: [[[UInt8]]]) -> [[[UInt8]]] {
    var result: [[[UInt8]]] = []
    var run: [[[UInt8]]] = []
    for command in commands + [[]] {
      if command.count == 2, command[0] == Array("DEL".utf8) {
        run.append(command)
        continue
      }
      result += run.sorted { $0[1].lexicographicallyPrecedes($1[1]) } + [command]
      run = []
    }
    return result.dropLast()
  }

  private static func part(_ commands: [[[UInt8]]], _ range: Range<Int>) -> String {
    commands[range.clamped(to: commands.indices)].map { "\n   " + shown($0) }.joined()
  }

  private static func shown(_ command: [[UInt8]]) -> String {
    command.map { quoted($0, atMost: 60) }.joined(separator: " ")
  }

  /// Whether both are the same, with a tolerance for the times that relative ones were turned into.
  static func isSame(_ left: [[UInt8]], _ right: [[UInt8]]) -> Bool {
    if left == right { return true }
    guard left.count == right.count else { return false }
    return zip(left, right).allSatisfy { first, second in
      if first == second { return true }
      guard let one = Int64(String(decoding: first, as: UTF8.self)),
        let other = Int64(String(decoding: second, as: UTF8.self))
      else { return false }
      return one > 1_000_000_000_000 && other > 1_000_000_000_000 && abs(one - other) < 60_000
    }
  }
}
