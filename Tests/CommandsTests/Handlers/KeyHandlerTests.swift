import Keyspace
import Testing

@testable import Commands

/// The commands on keys and databases.
struct KeyHandlerTests {
  @Test func removesAndCounts() {
    HandlerBench().check([
      Row(asTyped: "MSET a 1 b 2 c 3", "+OK", 3), Row("EXISTS a a x", ":2"), Row("TOUCH a x", ":1"),
      Row("TYPE a", "+string"), Row("TYPE x", "+none"), Row(asTyped: "DEL a x b a", ":2", 2), Row("DEL a", ":0"),
      Row(asTyped: "UNLINK c", ":1"), Row("RANDOMKEY", "$-1"),
    ])
  }

  @Test func renames() {
    HandlerBench().check([
      Row("RENAME a a", "-ERR no such key"), Row("SET a 1 EX 9", "+OK", "SET a 1 PXAT 1000000009000", 1),
      Row("RENAME a a", "+OK"), Row("RENAMENX a a", ":0"), Row(asTyped: "RENAME a b", "+OK"), Row("TTL b", ":9"),
      Row(asTyped: "SET c 1", "+OK"), Row("RENAMENX c b", ":0"), Row(asTyped: "RENAME c b", "+OK"), Row("TTL b", ":-1"),
      Row(asTyped: "RENAMENX b d", ":1"), Row("KEYS *", "*1 $1 d"),
    ])
  }

  @Test func movesAndCopies() {
    let outOfRange = "-ERR value is out of range, value must between -2147483648 and 2147483647"
    HandlerBench().check([
      Row("SET a 1 EX 9", "+OK", "SET a 1 PXAT 1000000009000", 1), Row(asTyped: "COPY a b", ":1"), Row("TTL b", ":9"),
      Row("COPY a b", ":0"), Row(asTyped: "COPY a b REPLACE", ":1"), Row(asTyped: "copy a a db 3", ":1"),
      Row("COPY a a", "-ERR source and destination objects are the same"),
      Row("COPY a a DB 0", "-ERR source and destination objects are the same"),
      Row("COPY a b DB", "-ERR syntax error"), Row("COPY a b DB 16", "-ERR DB index is out of range"),
      Row("COPY a b DB 99999999999", outOfRange), Row("COPY x y", ":0"),
      Row("MOVE a 0", "-ERR source and destination objects are the same"), Row("MOVE a 3", ":0"),
      Row("MOVE a -1", "-ERR DB index is out of range"),
      Row("MOVE a x", "-ERR value is not an integer or out of range"),
      Row(asTyped: "MOVE a 2", ":1"), Row("EXISTS a", ":0"), Row("SELECT 2", "+OK"), Row("TTL a", ":9"),
      Row("MOVE a 0", ":1", "[2] MOVE a 0", 1),
    ])
  }

  @Test func worksOnDatabases() {
    HandlerBench().check([
      Row(asTyped: "SET a 0", "+OK"), Row("SELECT 1", "+OK"), Row("SET b 1", "+OK", "[1] SET b 1", 1),
      Row("SWAPDB 0 1", "+OK", "[1] SWAPDB 0 1", 1), Row("GET a", "$1 0"),
      Row("SWAPDB 1 1", "+OK", "[1] SWAPDB 1 1", 1),
      Row("SWAPDB x 1", "-ERR invalid first DB index"), Row("SWAPDB 1 99999999999", "-ERR invalid second DB index"),
      Row("SWAPDB 0 16", "-ERR DB index is out of range"), Row("FLUSHDB FOO", "-ERR syntax error"),
      Row("FLUSHALL SYNC ASYNC", "-ERR syntax error"), Row("FLUSHDB", "+OK", "[1] FLUSHDB", 1), Row("DBSIZE", ":0"),
      Row("flushdb async", "+OK", "[1] flushdb async", 0), Row("SELECT 0", "+OK"), Row("DBSIZE", ":1"),
      Row(asTyped: "FLUSHALL sync", "+OK", 1), Row(asTyped: "FLUSHALL", "+OK", 0),
      Row("SELECT 16", "-ERR DB index is out of range"),
      Row("SELECT x", "-ERR value is not an integer or out of range"),
    ])
  }

  @Test func tellsOfFlushingAll() {
    let bench = HandlerBench()
    _ = bench.run("FLUSHDB")
    #expect(!bench.context.flushedAll)
    _ = bench.run("FLUSHALL x")
    #expect(!bench.context.flushedAll)
    _ = bench.run("FLUSHALL")
    #expect(bench.context.flushedAll)
  }

  @Test func looksAtObjects() {
    let bench = HandlerBench()
    bench.check([
      Row(asTyped: "SET a 9999", "+OK"), Row("OBJECT REFCOUNT a", ":2147483647"), Row("OBJECT ENCODING a", "$3 int"),
      Row(asTyped: "INCR a", ":10000"), Row("OBJECT REFCOUNT a", ":1"), Row("OBJECT ENCODING x", "$-1"),
      Row("OBJECT FREQ x", "$-1"),
    ])
    for (length, name) in [(44, "embstr"), (45, "raw")] {
      _ = bench.run("SET s " + String(repeating: "x", count: length))
      #expect(bench.run("OBJECT encoding s").replyText.hasSuffix(name))
    }
    bench.advance(milliseconds: 5000)
    bench.check([Row("TTL a", ":-1"), Row("OBJECT IDLETIME a", ":5"), Row("EXISTS a", ":1"), Row("TYPE a", "+string")])
    bench.check([Row("OBJECT IDLETIME a", ":5"), Row("TOUCH a", ":1"), Row("OBJECT IDLETIME a", ":0")])
    #expect(bench.run("OBJECT FREQ a").replyText.hasPrefix("-ERR An LFU maxmemory policy is not selected, access freq"))
    bench.context.keepsAccessClocks = true
    bench.advance(milliseconds: 2000)
    bench.check([Row("GET a", "$5 10000"), Row("OBJECT IDLETIME a", ":2")])
  }

  @Test func countsUnderFrequencyPolicies() {
    let bench = HandlerBench()
    bench.context.settings.usesFrequency = true
    bench.check([Row(asTyped: "SET a 1", "+OK"), Row("OBJECT FREQ a", ":5")])
    #expect(bench.run("OBJECT IDLETIME a").replyText.hasPrefix("-ERR An LFU maxmemory policy is selected, idle time"))
    bench.advance(milliseconds: 3 * 60_000)
    bench.check([Row("OBJECT FREQ a", ":2")])
  }

  @Test func selectsKeys() {
    HandlerBench().check([
      Row(asTyped: "MSET aa 1 b 2", "+OK", 2), Row("KEYS a*", "*1 $2 aa"), Row("KEYS ?", "*1 $1 b"),
      Row("KEYS x", "*0"),
      Row("SCAN 0 MATCH b", "*2 $1 0 *1 $1 b"), Row("SCAN 0 TYPE list", "*2 $1 0 *0"),
      Row("SCAN \"\" MATCH aa TYPE STRING COUNT 9223372036854775807", "*2 $1 0 *1 $2 aa"),
      Row("SCAN 0 COUNT 0", "-ERR syntax error"), Row("SCAN 0 COUNT", "-ERR syntax error"),
      Row("SCAN 0 COUNT x", "-ERR value is not an integer or out of range"), Row("SCAN 0 FOO x", "-ERR syntax error"),
      Row("SCAN x", "-ERR invalid cursor"), Row("SCAN \" 1\"", "-ERR invalid cursor"),
      Row("SCAN 1x", "-ERR invalid cursor"),
      Row("SCAN 18446744073709551616", "-ERR invalid cursor"), Row("SCAN - MATCH x", "-ERR invalid cursor"),
    ])
  }

  /// Keys that are there all the time are seen, whatever happens to the table meanwhile.
  @Test(arguments: [1, 3, 10, 1000])
  func scansAllThatStays(count: Int) throws {
    let bench = HandlerBench()
    for index in 0..<2000 { _ = bench.run("SET stay:\(index) \(index)") }
    var seen: Set<String> = []
    var cursor = "0"
    var round = 0
    repeat {
      let parts = bench.run("SCAN \(cursor) COUNT \(count)").replyText.split(separator: " ").map(String.init)
      cursor = parts[2]
      seen.formUnion(parts.filter { $0.hasPrefix("stay:") })
      for index in 0..<20 {
        _ = bench.run(round < 300 ? "SET go:\(round):\(index) x" : "DEL go:\(round - 300):\(index)")
      }
      _ = bench.context.database.maintain(buckets: 10)
      round += 1
    } while cursor != "0"
    #expect(seen.count == 2000)
  }

  @Test func randomKeysAreAlive() {
    let bench = HandlerBench()
    for index in 0..<50 { _ = bench.run("SET gone:\(index) 1 PXAT 1") }
    _ = bench.run("SET here 1")
    var removed = 0
    for _ in 0..<200 {
      let outcome = bench.run("RANDOMKEY")
      #expect(outcome.replyText == "$4 here")
      #expect(!outcome.isWrapped)
      removed += outcome.effects.count
    }
    #expect(removed + bench.context.database.count == 51)
    let scan = bench.run("SCAN 0 COUNT 1000")
    #expect(scan.replyText == "*2 $1 0 *1 $4 here")
    #expect(!scan.isWrapped && scan.effects.count == 50 - removed)
  }
}
