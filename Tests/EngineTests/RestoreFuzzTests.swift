import Bytes
import EngineHarness
import Testing

/// Values from damaged payloads with right checksums, if they are taken at all, stand every command.
struct RestoreFuzzTests {
  private static let makers = [
    "RPUSH k a 1 -1 300 70000 hello", "SADD k 1 2 300", "SADD k a b 1", "ZADD k 1 a 2.5 b -inf c 3 10",
    "HSET k f 1 g two",
    "XADD k 5-1 f v", "PFADD k a b c", "SET k 12345",
  ]

  private static let readers = [
    "LRANGE k 0 -1", "LINDEX k -1", "LPOS k a", "SMEMBERS k", "SISMEMBER k 2", "SRANDMEMBER k -5",
    "ZRANGE k 0 -1 WITHSCORES",
    "ZRANK k a", "ZSCORE k 10", "HGETALL k", "HGET k g", "HRANDFIELD k", "XRANGE k - +", "XINFO STREAM k FULL",
    "PFCOUNT k", "GET k", "OBJECT ENCODING k", "MEMORY USAGE k", "DEBUG DIGEST", "DUMP k", "COPY k c REPLACE",
  ]

  private static let writers = [
    "RPUSH k x", "LPOP k", "LREM k 0 1", "SADD k 7 x", "SREM k 2", "SPOP k", "ZADD k 5 z", "ZREM k a", "ZPOPMIN k",
    "HSET k h 1", "HDEL k f", "HINCRBY k f 1", "XADD k * f v", "XDEL k 5-1", "XTRIM k MAXLEN 0", "PFADD k d", "DEL k",
  ]

  @Test(arguments: makers) func standsEveryCommand(_ maker: String) throws {
    let harness = try EngineHarness.started(.simulated, ["appendonly": "no", "rdbcompression": "no"])
    harness.line(maker)
    if maker.hasPrefix("XADD") {
      harness.line("XGROUP CREATE k g 0")
      harness.line("XREADGROUP GROUP g c STREAMS k >")
    }
    let dump = harness.reply(["DUMP", "k"].map { Array($0.utf8) })
    let start = try #require(dump.firstIndex(of: 0x0A)) + 1
    let body = Array(dump[start..<dump.count - 12])
    for index in body.indices {
      for change: UInt8 in [0x01, 0x03, 0x10, 0x40, 0x80, 0xFF] {
        var damaged = body
        damaged[index] ^= change
        let payload = Self.sealed(damaged)
        let arguments = [Array("RESTORE".utf8), Array("k".utf8), [0x30], payload, Array("REPLACE".utf8)]
        let reply = EngineHarness.flat(harness.reply(arguments))
        #expect(["+OK", "-ERR Bad data format"].contains(reply), "byte \(index) ^ \(change)")
        guard reply == "+OK" else { continue }
        for line in Self.readers + Self.writers { harness.line(line) }
      }
    }
    #expect(harness.command("PING") == "+PONG")
  }

  private static func sealed(_ body: [UInt8]) -> [UInt8] {
    var bytes = body + [10, 0]
    let checksum = CRC64.checksum(bytes.span)
    for place in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: checksum >> UInt64(8 * place))) }
    return bytes
  }
}
