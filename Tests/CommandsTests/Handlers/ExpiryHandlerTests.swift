import Testing

@testable import Commands

/// Times to live, at a time that moves by hand from one billion seconds after the epoch.
struct ExpiryHandlerTests {
  @Test func setsAndTellsTimes() {
    HandlerBench().check([
      Row("EXPIRE a 10", ":0"), Row("TTL a", ":-2"), Row("PEXPIRETIME a", ":-2"),
      Row(asTyped: "SET a 1", "+OK"), Row("TTL a", ":-1"), Row("EXPIRETIME a", ":-1"),
      Row("EXPIRE a 10", ":1", "PEXPIREAT a 1000000010000", 1),
      Row("PEXPIRE a 1499", ":1", "PEXPIREAT a 1000000001499", 1),
      Row("TTL a", ":1"), Row("PTTL a", ":1499"), Row("EXPIRETIME a", ":1000000001"),
      Row("PEXPIRE a 1500", ":1", "PEXPIREAT a 1000000001500", 1), Row("TTL a", ":2"),
      Row("expireat a 1000000020", ":1", "PEXPIREAT a 1000000020000", 1),
      Row(asTyped: "pexpireat a 1000000020001", ":1"),
      Row(asTyped: "PERSIST a", ":1"), Row("PERSIST a", ":0"), Row("PERSIST x", ":0"),
      Row("EXPIRE a 0", ":1", "DEL a", 1), Row("EXISTS a", ":0"),
      Row(asTyped: "SET a 1", "+OK"), Row("PEXPIREAT a -5", ":1", "DEL a", 1),
    ])
  }

  @Test func heedsConditions() {
    HandlerBench().check([
      Row(asTyped: "SET a 1", "+OK"),
      Row("EXPIRE a 10 XX", ":0"), Row("EXPIRE a 10 GT", ":0"), Row("EXPIRE a 10 XX LT", ":0"),
      Row("EXPIRE a 10 lt", ":1", "PEXPIREAT a 1000000010000 lt", 1), Row("EXPIRE a 20 NX", ":0"),
      Row("EXPIRE a 10 GT", ":0"), Row("EXPIRE a 10 LT", ":0"),
      Row("EXPIRE a 11 GT XX", ":1", "PEXPIREAT a 1000000011000 GT XX", 1),
      Row("EXPIRE a -1 GT", ":0"), Row("EXPIRE a -1 NX", ":0"), Row("EXPIRE a -1 LT", ":1", "DEL a", 1),
    ])
  }

  @Test func refusesInOrder() {
    let conflict = "-ERR NX and XX, GT or LT options at the same time are not compatible"
    HandlerBench().check([
      Row("EXPIRE a x FOO", "-ERR Unsupported option FOO"), Row("EXPIRE a x NX GT LT", conflict),
      Row("EXPIRE a 1 XX NX", conflict),
      Row("EXPIRE a 1 GT LT", "-ERR GT and LT options at the same time are not compatible"),
      Row("EXPIRE a x", "-ERR value is not an integer or out of range"),
      Row("EXPIRE a 9223372036854775", "-ERR invalid expire time in 'expire' command"),
      Row("EXPIRE a -9223372036854776", "-ERR invalid expire time in 'expire' command"),
      Row("EXPIREAT a 9223372036854776", "-ERR invalid expire time in 'expireat' command"),
      Row("PEXPIRE a 9223372036854775807", "-ERR invalid expire time in 'pexpire' command"),
      Row("PEXPIREAT a 9223372036854775808", "-ERR value is not an integer or out of range"),
      Row("PEXPIREAT a 9223372036854775807", ":0"), Row("PEXPIRE a -9223372036854775808", ":0"),
    ])
  }

  @Test func endsOfTime() {
    HandlerBench().check([
      Row(asTyped: "SET a 1", "+OK"), Row(asTyped: "PEXPIREAT a 9223372036854775807", ":1"),
      Row("EXPIRETIME a", ":9223372036854776"), Row("PTTL a", ":9223371036854775807"),
      Row("TTL a", ":9223371036854776"),
    ])
  }

  @Test func removesWhatIsOver() {
    let bench = HandlerBench()
    bench.check([Row("SET a 1 PX 100", "+OK", "SET a 1 PXAT 1000000000100", 1)])
    bench.advance(milliseconds: 100)
    // At that millisecond the key is still there.
    bench.check([Row("GET a", "$1 1"), Row("PTTL a", ":0")])
    bench.advance(milliseconds: 1)
    bench.check([Row("DBSIZE", ":1"), Row("KEYS *", "*0"), Row("DBSIZE", ":1"), Row("GET a", "$-1", "DEL a")])
    #expect(bench.context.statistics.expiredKeys == 1)
  }

  @Test(arguments: [
    ("GET a", "$-1", ""), ("SET a 2", "+OK", "SET a 2"), ("APPEND a 2", ":1", "APPEND a 2"),
    ("SETNX a 2", ":1", "SETNX a 2"), ("SET a 2 XX", "$-1", ""), ("DEL a", ":0", ""), ("EXISTS a", ":0", ""),
    ("INCR a", ":1", "INCR a"), ("INCRBYFLOAT a 1", "$1 1", "SET a 1 KEEPTTL"), ("TYPE a", "+none", ""),
    ("SETRANGE a 1 x", ":2", "SETRANGE a 1 x"), ("EXPIRE a 10", ":0", ""), ("PERSIST a", ":0", ""),
    ("TTL a", ":-2", ""),
    ("RENAME a c", "-ERR no such key", ""), ("RENAME b a", "+OK", "RENAME b a"), ("RENAMENX b a", ":1", "RENAMENX b a"),
    ("COPY a c", ":0", ""), ("COPY b a", ":1", "COPY b a"), ("MOVE a 1", ":0", ""), ("GETDEL a", "$-1", ""),
    ("GETSET a 2", "$-1", "SET a 2"), ("GETEX a PERSIST", "$-1", ""), ("MSET b 1 a 2", "+OK", "MSET b 1 a 2"),
    ("MSETNX a 1 c 2", ":1", "MSETNX a 1 c 2"), ("OBJECT ENCODING a", "$-1", ""), ("TOUCH a", ":0", ""),
    ("SCAN 0 MATCH a", "*2 $1 0 *0", ""), ("SCAN 0 MATCH a TYPE string", "*2 $1 0 *0", ""), ("STRLEN a", ":0", ""),
    ("SET a 2 GET KEEPTTL", "$-1", "SET a 2 KEEPTTL"), ("LCS a a LEN", ":0", ""), ("GETRANGE a 0 1", "$0 ", ""),
  ])
  func meetsAKeyWhoseTimeIsOver(line: String, reply: String, effect: String) {
    let bench = HandlerBench()
    _ = bench.run("MSET b 5")
    _ = bench.run("SET a 1 PXAT 1")
    let outcome = bench.run(line)
    #expect(outcome.replyText == reply)
    #expect(outcome.effectsText == (effect.isEmpty ? "DEL a" : "DEL a; " + effect))
    #expect(bench.context.statistics.expiredKeys == 1)
    // What was set now has no time to live.
    #expect(bench.run("PEXPIRETIME a").replyText.hasPrefix(":-"))
  }

  @Test func expiresNothingWhileLoading() {
    let bench = HandlerBench()
    bench.context.isLoading = true
    bench.check([
      Row(asTyped: "SET a 1 PXAT 1", "+OK"), Row("GET a", "$1 1"), Row(asTyped: "PEXPIREAT a 5", ":1"),
      Row("PEXPIRETIME a", ":5"), Row(asTyped: "PEXPIREAT a -5", ":1"), Row("KEYS *", "*1 $1 a"),
      Row("GETEX a PXAT 7", "$1 1", "PEXPIREAT a 7", 1),
    ])
    bench.context.isLoading = false
    bench.check([Row("GET a", "$-1", "DEL a")])
  }
}
