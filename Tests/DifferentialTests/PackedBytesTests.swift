import Bytes
import EngineHarness
import TestSupport
import Testing

/// Small sets and hashes have Redis' bytes: equal payloads of DUMP, after any commands.
@Suite(.enabled(if: RedisServer.isInstalled, Comment(rawValue: RedisServer.isMissing)))
struct PackedBytesTests {
  @Test(arguments: 1...3) func payloadsAreEqual(_ seed: Int) throws {
    let twins = try Twins([
      "rdbcompression": "no", "hash-max-listpack-entries": "60", "hash-max-listpack-value": "5000",
    ])
    var words = Words(seed: UInt64(seed))
    for _ in 0..<20 {
      let commands = (0..<200).map { _ in Self.command(&words) }
      for difference in try twins.compare(commands.map { $0.map { Array($0.utf8) } }) { Issue.record("\(difference)") }
      let keys = ["i0", "i1", "i2", "h0", "h1", "h2"]
      for key in keys
      where ["$6\r\nintset", "$8\r\nlistpack"].contains(twins.engine.command("OBJECT", "ENCODING", key)) {
        for difference in try twins.compare(lines: ["DUMP \(key)"]) { Issue.record("\(difference)") }
      }
    }
  }

  private static func command(_ words: inout Words) -> [String] {
    let (set, hash) = ("i\(words.below(3))", "h\(words.below(3))")
    switch words.below(9) {
    case 0...2: return ["SADD", set] + words.some(1, 4) { [integer(&$0)] }
    case 3, 4: return ["SREM", set] + words.some(1, 6) { [integer(&$0)] }
    case 5: return ["HDEL", hash] + words.some(1, 6) { [$0.member()] }
    case 6: return words.chance(40) ? ["DEL", set, hash] : ["HINCRBY", hash, words.member(), integer(&words)]
    default: return ["HSET", hash] + words.some(1, 3) { [$0.member(), $0.chance(9) ? long(&$0) : $0.value()] }
    }
  }

  /// All widths, narrow ones most of all.
  private static func integer(_ words: inout Words) -> String {
    switch words.below(60) {
    case 0: String(Int64(words.below(100)) - 9_223_372_036_854_775_807)
    case 1, 2: String(words.below(4_000_000_000) - 2_000_000_000)
    default: String(words.below(120) - 60)
    }
  }

  private static func long(_ words: inout Words) -> String {
    String(repeating: "v", count: words.pick([63, 64, 126, 127, 128, 4095, 4096, 4997, 5000]))
  }
}
