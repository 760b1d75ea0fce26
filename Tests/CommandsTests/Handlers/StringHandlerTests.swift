import Testing

@testable import Commands

/// The string group at a time that stands still: one billion seconds after the epoch.
struct StringHandlerTests {
  private static let wrongTime = "-ERR invalid expire time in 'set' command"

  @Test func setsInAllWays() {
    HandlerBench().check([
      Row(asTyped: "set a 1", "+OK"),
      Row("SET a 2 EX 100", "+OK", "SET a 2 PXAT 1000000100000", 1),
      Row("SET a 3 PX 1500 GET NX", "$1 2"),
      Row("SET a 3 xx PX 1500 get", "$1 2", "SET a 3 PXAT 1000000001500", 1),
      Row(asTyped: "SET a 4 KEEPTTL", "+OK"),
      Row("PEXPIRETIME a", ":1000000001500"),
      Row(asTyped: "SET a 5", "+OK"),
      Row("TTL a", ":-1"),
      Row("SET a 6 EXAT 1000000007", "+OK", "SET a 6 PXAT 1000000007000", 1),
      Row("SET a 6 NX", "$-1"),
      Row("SET b 6 XX", "$-1"),
      Row("SET b 6 XX GET", "$-1"),
      Row(asTyped: "SET b 6 NX", "+OK"),
      Row("set b 7 GET keepttl GET", "$1 6", "set b 7 keepttl", 1),
      Row("SET GET GET", "+OK", "SET GET GET", 1),
      Row("SET b 8 EX 10 EX 20", "+OK", "SET b 8 PXAT 1000000020000", 1),
    ])
  }

  @Test(arguments: [
    "NX XX", "XX NX", "EX", "EX 1 PX 1", "PX 1 EXAT 1", "KEEPTTL EX 1", "EX 1 KEEPTTL", "PERSIST", "FOO", "GET GETX",
    "EX 1 2", "\"\"",
  ])
  func refusesSetOptions(options: String) {
    HandlerBench().check([Row("SET k v \(options)", "-ERR syntax error"), Row("DBSIZE", ":0")])
  }

  @Test func refusesTimes() {
    let bench = HandlerBench()
    bench.check([Row(asTyped: "SET k v", "+OK")])
    for time in ["EX 0", "PX 0", "EX -1", "PXAT -5", "EX 9223372036854775807", "PX 9223372036854775807"] {
      bench.check([
        Row("SET k w \(time)", Self.wrongTime),
        Row("GETEX k \(time)", "-ERR invalid expire time in 'getex' command"),
      ])
    }
    bench.check([
      Row("SETEX k 0 v", "-ERR invalid expire time in 'setex' command"),
      Row("PSETEX k -1 v", "-ERR invalid expire time in 'psetex' command"),
      Row("SET k v EX x", "-ERR value is not an integer or out of range"),
      Row("SET k v EX 01", "-ERR value is not an integer or out of range"),
      Row("GET k", "$1 v"),
    ])
  }

  @Test func takesOptionsUpToAZeroByte() {
    HandlerBench().check([
      Row(asTyped: "SET k 1", "+OK"),
      Row(#"SET k 2 "NX\x00anything""#, "$-1"),
      Row(#"EXPIRE k 10 "F\x00oo""#, "-ERR Unsupported option F"),
      Row(#"EXPIRE k 10 "a\r\nb""#, "-ERR Unsupported option a  b"),
    ])
  }

  @Test func setsWithRelatives() {
    HandlerBench().check([
      Row("SETEX a 10 v", "+OK", "SET a v PXAT 1000000010000", 1),
      Row("psetex a 10 v", "+OK", "SET a v PXAT 1000000000010", 1),
      Row(asTyped: "SETNX b 1", ":1"),
      Row("SETNX b 2", ":0"),
      Row("GETSET b 3", "$1 1", "SET b 3", 1),
      Row("GETSET c 3", "$-1", "SET c 3", 1),
      Row(asTyped: "MSET a 1 b 2 a 3", "+OK", 3),
      Row("MGET a b x", "*3 $1 3 $1 2 $-1"),
      Row("MSETNX x 1 a 2", ":0"),
      Row(asTyped: "MSETNX x 1 x 2", ":1", 2),
      Row("MSET a 1 b", "-ERR wrong number of arguments for 'mset' command"),
      Row("MSETNX a 1 b", "-ERR wrong number of arguments for 'msetnx' command"),
    ])
  }

  @Test func getsAndDoesMore() {
    HandlerBench().check([
      Row(asTyped: "SET a v", "+OK"),
      Row("GETEX a", "$1 v"),
      Row("GETEX a EX 10", "$1 v", "PEXPIREAT a 1000000010000", 1),
      Row("GETEX a PERSIST", "$1 v", "PERSIST a", 1),
      Row("GETEX a PERSIST PERSIST", "$1 v"),
      Row("GETEX a PERSIST EX 1", "-ERR syntax error"),
      Row("GETEX a EXAT 1000000000", "$1 v", "DEL a", 1),
      Row("GETEX a EXAT 1000000000", "$-1"),
      Row(asTyped: "SET a v", "+OK"),
      Row("GETDEL a", "$1 v", "DEL a", 1),
      Row("GETDEL a", "$-1"),
    ])
  }

  @Test func laziness() {
    let bench = HandlerBench()
    bench.context.settings.lazyExpire = true
    bench.context.settings.lazyUserDelete = true
    bench.check([
      Row(asTyped: "MSET a 1 b 2 c 3", "+OK", 3),
      Row("GETDEL a", "$1 1", "UNLINK a", 1),
      Row("GETEX b PXAT 5", "$1 2", "UNLINK b", 1),
      Row("EXPIRE c -1", ":1", "UNLINK c", 1),
      Row("SET d 1 PXAT 5", "+OK", "SET d 1 PXAT 5", 1),
      Row("GET d", "$-1", "UNLINK d"),
      Row(asTyped: "SET e 1", "+OK"),
      Row(asTyped: "DEL e", ":1"),
    ])
  }

  @Test func worksOnParts() {
    HandlerBench().check([
      Row(asTyped: "APPEND n 12", ":2"),
      Row("OBJECT ENCODING n", "$3 int"),
      Row("GETRANGE n 1 -1", "$1 2"),
      Row("APPEND n \"\"", ":2", "APPEND n \"\"", 1),
      Row("OBJECT ENCODING n", "$3 raw"),
      Row(asTyped: "SETRANGE s 3 xy", ":5"),
      Row("GET s", "$5 \\x00\\x00\\x00xy"),
      Row("STRLEN s", ":5"),
      Row("SETRANGE s 9 \"\"", ":5"),
      Row("SETRANGE t 9 \"\"", ":0"),
      Row("SETRANGE s -1 x", "-ERR offset is out of range"),
      Row("SETRANGE s 536870911 xy", "-ERR string exceeds maximum allowed size (proto-max-bulk-len)"),
      Row("SETRANGE s 9223372036854775807 x", "-ERR string exceeds maximum allowed size (proto-max-bulk-len)"),
      Row("SETRANGE s 1.5 x", "-ERR value is not an integer or out of range"),
      Row("GETRANGE s 9223372036854775807 -9223372036854775808", "$0 "),
      Row("GETRANGE s -9223372036854775808 9223372036854775807", "$5 \\x00\\x00\\x00xy"),
      Row("SUBSTR s -2 -1", "$2 xy"),
      Row("SUBSTR s -1 -2", "$0 "),
      Row("SUBSTR x 0 0", "$0 "),
    ])
  }

  @Test func limitsLengthsButNotWhileLoading() {
    let bench = HandlerBench()
    bench.context.settings.maximumBulkLength = 8
    let refusal = "-ERR string exceeds maximum allowed size (proto-max-bulk-len)"
    bench.check([
      Row(asTyped: "SET a 12345678", "+OK"), Row("APPEND a x", refusal), Row("SETRANGE a 8 x", refusal),
      Row("SETRANGE b 8 x", refusal), Row("GET a", "$8 12345678"), Row("EXISTS b", ":0"),
    ])
    bench.context.isLoading = true
    bench.check([
      Row(asTyped: "APPEND a x", ":9"), Row(asTyped: "SETRANGE a 9 x", ":10"),
      Row("SETRANGE a 9223372036854775807 x", refusal),
    ])
  }

  @Test func counts() {
    let noInteger = "-ERR value is not an integer or out of range"
    HandlerBench().check([
      Row(asTyped: "INCR n", ":1"), Row(asTyped: "DECR n", ":0"), Row(asTyped: "incrby n -5", ":-5"),
      Row(asTyped: "DECRBY n -9223372036854775807", ":9223372036854775802"),
      Row("INCRBY n 6", "-ERR increment or decrement would overflow"),
      Row("DECRBY n -9223372036854775808", "-ERR decrement would overflow"),
      Row(asTyped: "SET n -9223372036854775808", "+OK"), Row("DECR n", "-ERR increment or decrement would overflow"),
      Row("INCRBY n x", noInteger), Row("INCRBY n 1.0", noInteger), Row("INCRBY n \"\"", noInteger),
      Row("SET n 10 EX 5", "+OK", "SET n 10 PXAT 1000000005000", 1), Row(asTyped: "INCR n", ":11"), Row("TTL n", ":5"),
      Row("SET n \" 1\"", "+OK", "SET n  1", 1), Row("INCR n", noInteger), Row(asTyped: "SET n 01", "+OK"),
      Row("INCR n", noInteger), Row(asTyped: "SET n abc", "+OK"), Row("DECR n", noInteger),
    ])
  }

  @Test func countsFractions() {
    let noFloat = "-ERR value is not a valid float"
    HandlerBench().check([
      Row("INCRBYFLOAT f 0.1", "$3 0.1", "SET f 0.1 KEEPTTL", 1),
      Row("incrbyfloat f 0.2", "$3 0.3", "SET f 0.3 KEEPTTL", 1),
      Row("INCRBYFLOAT i 5", "$1 5", "SET i 5 KEEPTTL", 1),
      Row("OBJECT ENCODING i", "$6 embstr"), Row("OBJECT REFCOUNT i", ":1"),
      Row(asTyped: "COPY i j", ":1"), Row("OBJECT ENCODING j", "$6 embstr"),
      Row("INCRBYFLOAT f x", noFloat), Row("INCRBYFLOAT f nan", noFloat), Row("INCRBYFLOAT f \" 1\"", noFloat),
      Row("INCRBYFLOAT f inf", "-ERR increment would produce NaN or Infinity"),
      Row(asTyped: "SET f abc", "+OK"), Row("INCRBYFLOAT f 1", noFloat), Row(asTyped: "SET f 3.0e3", "+OK"),
      Row("INCRBYFLOAT f 0x10", "$4 3016", "SET f 3016 KEEPTTL", 1),
      Row("SET t 1 PX 5", "+OK", "SET t 1 PXAT 1000000000005", 1),
      Row("INCRBYFLOAT t 1.5", "$3 2.5", "SET t 2.5 KEEPTTL", 1), Row("PTTL t", ":5"),
    ])
  }

  @Test func comparesStrings() {
    let all = "*4 $7 matches *2 *2 *2 :4 :7 *2 :5 :8 *2 *2 :2 :3 *2 :0 :1 $3 len :6"
    HandlerBench().check([
      Row(asTyped: "MSET a ohmytext b mynewtext", "+OK", 2),
      Row("LCS a b", "$6 mytext"), Row("LCS a b LEN", ":6"), Row("LCS a b IDX", all),
      Row("LCS a b idx MINMATCHLEN -3", all),
      Row("LCS a b IDX MINMATCHLEN 4 WITHMATCHLEN", "*4 $7 matches *1 *3 *2 :4 :7 *2 :5 :8 :4 $3 len :6"),
      Row("LCS a x", "$0 "), Row("LCS x y IDX", "*4 $7 matches *0 $3 len :0"),
      Row("LCS a b IDX LEN", "-ERR If you want both the length and indexes, please just use IDX."),
      Row("LCS a b MINMATCHLEN", "-ERR syntax error"), Row("LCS a b FOO", "-ERR syntax error"),
      Row("LCS a b MINMATCHLEN x", "-ERR value is not an integer or out of range"),
    ])
    let bench = HandlerBench()
    bench.context.settings.maximumBulkLength = 4 * 9 * 10 - 1
    bench.check([
      Row(asTyped: "MSET a ohmytext b mynewtext", "+OK", 2),
      Row("LCS a b", "-ERR Insufficient memory, transient memory for LCS exceeds proto-max-bulk-len"),
    ])
  }
}
