import Testing

@testable import Commands

/// The list group, and SORT.
struct ListHandlerTests {
  private static let wrongType = "-WRONGTYPE Operation against a key holding the wrong kind of value"
  private static let notAnInteger = "-ERR value is not an integer or out of range"
  private static let notPositive = "-ERR value is out of range, must be positive"
  private static let syntax = "-ERR syntax error"

  private func bench(_ lines: String...) -> HandlerBench {
    let bench = HandlerBench()
    for line in lines { _ = bench.run(line) }
    return bench
  }

  @Test func pushesAndPops() {
    HandlerBench().check([
      Row("LPUSHX l a", ":0"),
      Row("RPUSHX l a", ":0"),
      Row(asTyped: "RPUSH l a b c", ":3", 3),
      Row(asTyped: "lpush l 1 2", ":5", 2),
      Row(asTyped: "LPUSHX l x", ":6"),
      Row(asTyped: "RPUSHX l y", ":7"),
      Row("LLEN l", ":7"),
      Row("LLEN none", ":0"),
      Row("LRANGE l 0 -1", "*7 $1 x $1 2 $1 1 $1 a $1 b $1 c $1 y"),
      Row(asTyped: "LPOP l", "$1 x"),
      Row(asTyped: "RPOP l", "$1 y"),
      Row(asTyped: "RPOP l 2", "*2 $1 c $1 b", 2),
      Row(asTyped: "LPOP l 99", "*3 $1 2 $1 1 $1 a", 3),
      Row("EXISTS l", ":0"),
      Row("LPOP l", "$-1"),
      Row("LPOP l 1", "*-1"),
      Row("LPOP l 0", "*-1"),
    ])
  }

  @Test func refusesPops() {
    bench("RPUSH l a", "SET s x").check([
      Row("LPOP l -1", Self.notPositive),
      Row("RPOP l x", Self.notPositive),
      Row("LPOP l 1 2", "-ERR wrong number of arguments for 'lpop' command"),
      Row("RPOP s x", Self.notPositive),
      Row("RPOP s", Self.wrongType),
      Row("LPOP l 0", "*0"),
      Row("RPUSH s a", Self.wrongType),
      Row("LLEN s", Self.wrongType),
      Row("LRANGE s 0 x", Self.notAnInteger),
      Row("LRANGE s 0 1", Self.wrongType),
    ])
  }

  @Test func readsAndSetsByIndex() {
    bench("RPUSH l a b c").check([
      Row("LINDEX l 0", "$1 a"),
      Row("LINDEX l -1", "$1 c"),
      Row("LINDEX l 3", "$-1"),
      Row("LINDEX l -4", "$-1"),
      Row("LINDEX l -9223372036854775808", "$-1"),
      Row("LINDEX none x", "$-1"),
      Row("LINDEX l x", Self.notAnInteger),
      Row(asTyped: "LSET l -3 A", "+OK"),
      Row(asTyped: "LSET l 2 C", "+OK"),
      Row("LSET l 3 x", "-ERR index out of range"),
      Row("LSET l -4 x", "-ERR index out of range"),
      Row("LSET l x x", Self.notAnInteger),
      Row("LSET none x x", "-ERR no such key"),
      Row("LRANGE l 0 9223372036854775807", "*3 $1 A $1 b $1 C"),
      Row("LRANGE l -9223372036854775808 -2", "*2 $1 A $1 b"),
      Row("LRANGE l 2 1", "*0"),
      Row("LRANGE l 5 9", "*0"),
    ])
  }

  @Test func insertsAndRemoves() {
    bench("RPUSH l a b a c a").check([
      Row(asTyped: "LINSERT l before a x", ":6"),
      Row(asTyped: "LINSERT l AFTER a y", ":7"),
      Row("LINSERT l AFTER none y", ":-1"),
      Row("LINSERT none AFTER a y", ":0"),
      Row("LINSERT none AMID a y", Self.syntax),
      Row("LRANGE l 0 -1", "*7 $1 x $1 a $1 y $1 b $1 a $1 c $1 a"),
      Row(asTyped: "LREM l -2 a", ":2", 2),
      Row(asTyped: "LREM l 1 a", ":1"),
      Row("LREM l 0 a", ":0"),
      Row("LREM l x a", Self.notAnInteger),
      Row(asTyped: "LTRIM l 1 -2", "+OK", 2),
      Row("LTRIM l 0 -1", "+OK"),
      Row("LRANGE l 0 -1", "*2 $1 y $1 b"),
      Row("LTRIM none 0 0", "+OK"),
      Row(asTyped: "LTRIM l 5 3", "+OK", 2),
      Row("EXISTS l", ":0"),
      Row(asTyped: "RPUSH l a a", ":2", 2),
      Row(asTyped: "LREM l -9223372036854775808 a", ":2", 2),
      Row("EXISTS l", ":0"),
    ])
  }

  @Test func finds() {
    bench("RPUSH l a b c 1 2 3 c c", "SET s x").check([
      Row("LPOS l c", ":2"),
      Row("LPOS l c RANK 2", ":6"),
      Row("LPOS l c RANK -1", ":7"),
      Row("LPOS l c COUNT 2", "*2 :2 :6"),
      Row("LPOS l c RANK -1 COUNT 2", "*2 :7 :6"),
      Row("LPOS l c COUNT 0", "*3 :2 :6 :7"),
      Row("LPOS l c COUNT 0 MAXLEN 7", "*2 :2 :6"),
      Row("LPOS l c COUNT 0 MAXLEN 1 RANK -1", "*1 :7"),
      Row("LPOS l 3", ":5"),
      Row("LPOS l none", "$-1"),
      Row("LPOS l none COUNT 1", "*0"),
      Row("LPOS none a", "$-1"),
      Row("LPOS none a COUNT 1", "*0"),
      Row("LPOS l a COUNT -1", "-ERR COUNT can't be negative"),
      Row("LPOS l a MAXLEN x", "-ERR MAXLEN can't be negative"),
      Row("LPOS l a RANK x", Self.notAnInteger),
      Row("LPOS l a RANK", Self.syntax),
      Row("LPOS l a RUNK 1", Self.syntax),
      Row("LPOS s a", Self.wrongType),
      Row(
        "LPOS l a RANK 0",
        "-ERR RANK can't be zero: use 1 to start from the first match, 2 from the second ... or use negative to start "
          + "from the end of the list"),
    ])
  }

  @Test func moves() {
    bench("RPUSH l a b c", "SET s x").check([
      Row(asTyped: "LMOVE l d left Right", "$1 a"),
      Row(asTyped: "RPOPLPUSH l d", "$1 c"),
      Row("LRANGE d 0 -1", "*2 $1 c $1 a"),
      Row(asTyped: "LMOVE d d LEFT RIGHT", "$1 c"),
      Row("LRANGE d 0 -1", "*2 $1 a $1 c"),
      Row(asTyped: "LMOVE l d LEFT LEFT", "$1 b"),
      Row("EXISTS l", ":0"),
      Row(asTyped: "RPUSH o 1", ":1"),
      Row(asTyped: "RPOPLPUSH o o", "$1 1"),
      Row("LLEN o", ":1"),
      Row("LMOVE none s LEFT LEFT", "$-1"),
      Row("LMOVE none s LEFT UP", Self.syntax),
      Row("LMOVE o s LEFT LEFT", Self.wrongType),
      Row("RPOPLPUSH s o", Self.wrongType),
      Row("LRANGE o 0 -1", "*1 $1 1"),
    ])
  }

  @Test func popsFromTheFirstOfSeveral() {
    bench("RPUSH a 1 2 3 4", "RPUSH b 5 6", "SET s x").check([
      Row("LMPOP 2 none a LEFT", "*2 $1 a *1 $1 1", "LPOP a 1", 1),
      Row("lmpop 3 none a b right COUNT 2", "*2 $1 a *2 $1 4 $1 3", "RPOP a 2", 2),
      Row("LMPOP 2 a b LEFT COUNT 9", "*2 $1 a *1 $1 2", "LPOP a 1", 1),
      Row("LMPOP 2 a s LEFT", Self.wrongType),
      Row("LMPOP 1 none LEFT", "*-1"),
      Row("LMPOP 0 a LEFT", "-ERR numkeys should be greater than 0"),
      Row("LMPOP 9 a LEFT", Self.syntax),
      Row("LMPOP 1 a LEFT COUNT 0", "-ERR count should be greater than 0"),
      Row("LMPOP 1 a LEFT COUNT 1 COUNT 1", Self.syntax),
      Row("LMPOP 1 a UP", Self.syntax),
      Row("LMPOP 1 a", "-ERR wrong number of arguments for 'lmpop' command"),
    ])
  }

  @Test func doesNotWaitForWhatIsThere() {
    bench("RPUSH a 1 2 3 4 5 6 7", "SET s x").check([
      Row("BLPOP none a 0", "*2 $1 a $1 1", "LPOP a", 1),
      Row("BRPOP a 0.1", "*2 $1 a $1 7", "RPOP a", 1),
      Row("BLMPOP 1 1 a LEFT COUNT 2", "*2 $1 a *2 $1 2 $1 3", "LPOP a 2", 2),
      Row("BLMOVE a b Left right 0", "$1 4", "LMOVE a b Left right", 1),
      Row("BRPOPLPUSH a b 0", "$1 6", "RPOPLPUSH a b", 1),
      Row("BLPOP s 0", Self.wrongType),
      Row("BLPOP a x", "-ERR timeout is not a float or out of range"),
      Row("BLPOP a nan", "-ERR timeout is not a float or out of range"),
      Row("BLPOP a -1", "-ERR timeout is negative"),
      Row("BLPOP a 1e300", "-ERR timeout is negative"),
      Row("BLMOVE none b LEFT UP 0", Self.syntax),
    ])
  }

  @Test func sorts() {
    bench(
      "RPUSH l 3 1 2 10", "SADD u c a b", "ZADD z 3 a 1 b 2 c", "MSET w_a 3 w_b 1 w_c 2", "HSET h_a f 1 g x",
      "SET s x"
    ).check([
      Row("SORT l", "*4 $1 1 $1 2 $1 3 $2 10"),
      Row("SORT l DESC LIMIT 1 2", "*2 $1 3 $1 2"),
      Row("SORT l ALPHA", "*4 $1 1 $2 10 $1 2 $1 3"),
      Row("SORT l BY nosort", "*4 $1 3 $1 1 $1 2 $2 10"),
      Row("SORT l BY nosort DESC LIMIT 0 2", "*2 $2 10 $1 2"),
      Row("SORT l LIMIT -5 2", "*2 $1 1 $1 2"),
      Row("SORT l LIMIT 9 2", "*0"),
      Row("SORT_RO u ALPHA DESC", "*3 $1 c $1 b $1 a"),
      Row("SORT u BY w_*", "*3 $1 b $1 c $1 a"),
      Row("SORT u BY w_* GET # GET w_* GET h_*->g", "*9 $1 b $1 1 $-1 $1 c $1 2 $-1 $1 a $1 3 $1 x"),
      Row("SORT z BY nosort", "*3 $1 b $1 c $1 a"),
      Row("SORT z BY nosort DESC LIMIT 0 1", "*1 $1 a"),
      Row("OBJECT ENCODING z", "$8 skiplist"),
      Row("SORT u", "-ERR One or more scores can't be converted into double"),
      Row("SORT s", Self.wrongType),
      Row("SORT none", "*0"),
      Row("SORT l LIMIT 1", Self.syntax),
      Row("SORT l LIMIT x 1", Self.notAnInteger),
      Row("SORT_RO l STORE d", Self.syntax),
      Row(asTyped: "SORT l STORE s", ":4", 4),
      Row("LRANGE s 0 -1", "*4 $1 1 $1 2 $1 3 $2 10"),
      Row(asTyped: "SORT u BY nosort STORE d", ":3", 3),
      Row("LRANGE d 0 -1", "*3 $1 a $1 b $1 c"),
      Row(asTyped: "SORT none STORE d", ":0", 1),
      Row("SORT none STORE d", ":0"),
      Row("EXISTS d", ":0"),
    ])
  }
}
