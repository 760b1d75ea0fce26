import Testing

@testable import Commands

/// The stream group at a time that stands still: one billion seconds after the epoch.
struct StreamHandlerTests {
  private static let claimed = "TIME 1000000000000 RETRYCOUNT"

  @Test func choosesIdentifiers() {
    HandlerBench().check([
      Row("XADD s * a 1", "$15 1000000000000-0", "XADD s 1000000000000-0 a 1", 1),
      Row("xadd s * a 1", "$15 1000000000000-1", "xadd s 1000000000000-1 a 1", 1),
      Row("XADD s 1000000000000-* a 1", "$15 1000000000000-2", "XADD s 1000000000000-2 a 1", 1),
      Row("XADD s 1000000000001-* a 1", "$15 1000000000001-0", "XADD s 1000000000001-0 a 1", 1),
      Row("XADD s * a 1", "$15 1000000000001-1", "XADD s 1000000000001-1 a 1", 1),
      Row(asTyped: "XADD s 1000000000002 a 1", "$15 1000000000002-0"),
      Row(
        "XADD s 1000000000001-* a 1",
        "-ERR The ID specified in XADD is equal or smaller than the target stream top item"),
      Row("XADD s 0-0 a 1", "-ERR The ID specified in XADD must be greater than 0-0"),
      Row("XADD new 0-* a 1", "$3 0-1", "XADD new 0-1 a 1", 1),
      Row(
        asTyped: "XADD new 18446744073709551615-18446744073709551615 a 1",
        "$41 18446744073709551615-18446744073709551615"),
      Row("XADD new * a 1", "-ERR The stream has exhausted the last possible ID, unable to add more items"),
      Row("XADD none NOMKSTREAM * a 1", "$-1"),
      Row("XADD s *", "-ERR wrong number of arguments for 'xadd' command"),
      Row("XADD s * a", "-ERR wrong number of arguments for 'xadd' command"),
      Row("XLEN s", ":6"),
      Row("XLEN none", ":0"),
    ])
  }

  @Test(arguments: [
    "x", "1-x", "-", "+", "-1", "1-1-1", "\"\"", "18446744073709551616", "1--1", "1-18446744073709551616", "$", "1-+",
  ])
  func refusesIdentifiers(id: String) {
    let error = "-ERR Invalid stream ID specified as stream command argument"
    HandlerBench().check([Row("XADD k \(id) a 1", error), Row("XADD k 1 a 1", "$3 1-0", "XADD k 1 a 1", 1)])
  }

  @Test func writesCutsAsTheyCameOut() {
    let bench = HandlerBench()
    for number in 1...250 {
      bench.check([
        Row(asTyped: "XADD s \(number) a \(number)", "$\(number < 10 ? 3 : number < 100 ? 4 : 5) \(number)-0")
      ])
    }
    bench.check([
      Row("XADD s MAXLEN ~ 120 300-0 a b", "$5 300-0", "XADD s MAXLEN = 151 300-0 a b", 1),
      Row("XTRIM s MINID ~ 202", ":100", "XTRIM s MINID = 201-0", 100),
      Row("XTRIM s MINID ~ 202", ":0"),
      Row(asTyped: "XTRIM s MINID 202", ":1"),
      Row(asTyped: "XTRIM s MAXLEN = 10", ":40", 40),
      Row("XTRIM s MAXLEN ~ 1 LIMIT 5", ":0"),
      Row("XRANGE s - + COUNT 1", "*1 *2 $5 242-0 *2 $1 a $3 242"),
      Row(asTyped: "XTRIM s MAXLEN 0", ":10", 10),
      Row("XADD s MINID ~ 5 * a 1", "$15 1000000000000-0", "XADD s MINID = 1000000000000-0 1000000000000-0 a 1", 1),
    ])
  }

  @Test func claimsWhatIsDelivered() {
    let claim = Self.claimed
    HandlerBench().check([
      Row(asTyped: "XGROUP CREATE s g $ MKSTREAM", "+OK"),
      Row("XGROUP CREATE s g $", "-BUSYGROUP Consumer Group name already exists"),
      Row(asTyped: "XADD s 1 a 1", "$3 1-0"),
      Row(asTyped: "XADD s 2 a 1", "$3 2-0"),
      Row(
        "XREADGROUP GROUP g c STREAMS s >", "*1 *2 $1 s *2 *2 $3 1-0 *2 $1 a $1 1 *2 $3 2-0 *2 $1 a $1 1",
        "XCLAIM s g c 0 1-0 \(claim) 1 FORCE JUSTID LASTID 1-0; XCLAIM s g c 0 2-0 \(claim) 1 FORCE JUSTID LASTID 2-0",
        2),
      Row("XREADGROUP GROUP g c STREAMS s >", "*-1"),
      Row("XREADGROUP GROUP g c STREAMS s 1", "*1 *2 $1 s *1 *2 $3 2-0 *2 $1 a $1 1", "", 1),
      Row("XPENDING s g", "*4 :2 $3 1-0 $3 2-0 *1 *2 $1 c $1 2"),
      Row("XPENDING s g - + 10 c", "*2 *4 $3 1-0 $1 c :0 :1 *4 $3 2-0 $1 c :0 :2"),
      Row(
        "XCLAIM s g d 0 2 JUSTID", "*1 $3 2-0", "XCLAIM s g d 0 2 \(claim) 2 FORCE JUSTID LASTID 2-0", 2),
      Row(asTyped: "XDEL s 1", ":1"),
      Row(
        "XAUTOCLAIM s g d 0 0 COUNT 1", "*3 $3 2-0 *0 *1 $3 1-0",
        "XCLAIM s g c 0 1-0 \(claim) 1 FORCE JUSTID LASTID 2-0", 1),
      Row(asTyped: "XACK s g 2 3", ":1"),
      Row("XACK s g 2 3", ":0"),
      Row("XACK s none 2", ":0"),
      Row(asTyped: "XADD s 3 a 1", "$3 3-0"),
      Row(
        "XREADGROUP GROUP g new NOACK STREAMS s >", "*1 *2 $1 s *1 *2 $3 3-0 *2 $1 a $1 1",
        "XGROUP CREATECONSUMER s g new; XGROUP SETID s g 3-0 ENTRIESREAD 3", 2),
      Row(asTyped: "XGROUP DELCONSUMER s g new", ":0"),
      Row(asTyped: "XGROUP DESTROY s g", ":1"),
      Row("XGROUP DESTROY s g", ":0"),
      Row(
        "XREADGROUP GROUP g c STREAMS s >",
        "-NOGROUP No such key 's' or consumer group 'g' in XREADGROUP with GROUP option"),
    ])
  }

  @Test func readsIntervals() {
    let bench = HandlerBench()
    for number in 1...3 {
      bench.check([Row(asTyped: "XADD s \(number)-\(number) a \(number)", "$3 \(number)-\(number)")])
    }
    bench.check([
      Row("XRANGE s (1-1 (3-3", "*1 *2 $3 2-2 *2 $1 a $1 2"),
      Row("XREVRANGE s + (2-1 COUNT 1", "*1 *2 $3 3-3 *2 $1 a $1 3"),
      Row("XRANGE s 3 1", "*0"),
      Row("XRANGE s - + COUNT 0", "*-1"),
      Row("XRANGE none - + COUNT 0", "*0"),
      Row("XRANGE s (18446744073709551615-18446744073709551615 +", "-ERR invalid start ID for the interval"),
      Row("XRANGE s - (0-0", "-ERR invalid end ID for the interval"),
      Row("XRANGE s - + COUNT", "-ERR syntax error"),
      Row("XREAD STREAMS s none 2 0", "*1 *2 $1 s *2 *2 $3 2-2 *2 $1 a $1 2 *2 $3 3-3 *2 $1 a $1 3"),
      Row("XREAD STREAMS s $", "*-1"),
      Row("XREAD COUNT 1 STREAMS s 0", "*1 *2 $1 s *1 *2 $3 1-1 *2 $1 a $1 1"),
      Row(asTyped: "XSETID s 5-5 ENTRIESADDED 10 MAXDELETEDID 4-4", "+OK"),
      Row(asTyped: "XDEL s 1-1 3-3 9", ":2", 2),
      Row(
        "XINFO STREAM s",
        """
        *20 $6 length :1 $15 radix-tree-keys :1 $16 radix-tree-nodes :2 $17 last-generated-id $3 5-5 \
        $20 max-deleted-entry-id $3 4-4 $13 entries-added :10 $23 recorded-first-entry-id $3 2-2 $6 groups :0 \
        $11 first-entry *2 $3 2-2 *2 $1 a $1 2 $10 last-entry *2 $3 2-2 *2 $1 a $1 2
        """),
    ])
  }
}
