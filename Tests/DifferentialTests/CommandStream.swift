import Bytes

/// A seeded stream of commands of the string, generic, expiry and transaction groups on a small space of keys.
struct CommandStream {
  private var random: RandomNumbers

  init(seed: UInt64) { random = RandomNumbers(seed: seed) }

  /// The next `count` commands.
  mutating func commands(_ count: Int) -> [[[UInt8]]] { (0..<count).map { _ in next() } }

  private mutating func pick<Element>(_ choices: [Element]) -> Element { choices[random.below(choices.count)] }

  private mutating func chance(_ part: Int) -> Bool { random.below(part) == 0 }

  private mutating func key() -> String { pick(["a", "b", "c", "d", "e", "n", "m", "k{1}", ""]) }

  private mutating func number() -> String {
    pick([
      "0", "1", "-1", "2", "10", "99", "100", "-5", "9999", "10000", "2147483648", "9223372036854775807",
      "-9223372036854775808", "9223372036854775808", "abc", "", " 1", "01", "1.5", "4", "7", "3",
    ])
  }

  private mutating func small() -> String { pick(["0", "1", "2", "3", "5", "-1", "-2", "-3", "8", "100", "x"]) }

  private mutating func float() -> String {
    pick(["0.1", "1.5", "-2.25", "1e3", "3.0e-5", "inf", "nan", "5", "-0", "1e400", "abc", "0.3", "1234567.891"])
  }

  private mutating func value() -> String {
    if chance(3) { return number() }
    return pick([
      "", "hello", "a somewhat longer value that is not embedded in the object any more", "x", "é",
      String(repeating: "z", count: 44), String(repeating: "z", count: 45), "3.14", "ohmytext", "mynewtext", "\r\n",
      String(repeating: "ab", count: 300), String(repeating: "q", count: 10_000),
    ])
  }

  /// A time to live that does not end during the test, of a kind that two runs do not tell apart.
  private mutating func seconds() -> String {
    if chance(6) {
      return pick(["0", "-1", "abc", "9223372036854775807", "-9223372036854775808", "99999999999999999"])
    }
    return String(100_000 + random.below(100_000_000))
  }

  private mutating func milliseconds() -> String {
    if chance(6) { return pick(["0", "-1", "abc", "9223372036854775807", "-9223372036854775808"]) }
    return String(100_000_000 + random.below(100_000_000_000))
  }

  private mutating func absolute() -> String {
    if chance(4) { return pick(["0", "1", "-1", "1000000000", "9223372036854775807"]) }
    return String(4_000_000_000 + random.below(1_000_000_000))
  }

  private mutating func absoluteMilliseconds() -> String {
    if chance(4) { return pick(["0", "1", "-1", "1000000000000", "9223372036854775807"]) }
    return String(4_000_000_000_000 + random.below(1_000_000_000_000))
  }

  private mutating func expiryOption() -> [String] {
    switch random.below(8) {
    case 0: ["EX", seconds()]
    case 1: ["px", milliseconds()]
    case 2: ["EXAT", absolute()]
    case 3: ["PXAT", absoluteMilliseconds()]
    case 4: ["KEEPTTL"]
    case 5: ["PERSIST"]
    default: []
    }
  }

  private mutating func options(_ words: [String]) -> [String] { words.filter { _ in chance(3) } }

  private mutating func next() -> [[UInt8]] {
    var words: [String]
    switch random.below(12) {
    case 0..<3: words = setting()
    case 3..<5: words = arithmetic()
    case 5: words = reading()
    case 6..<8: words = expiring()
    case 8..<10: words = generic()
    case 10: words = transaction()
    default: words = rest()
    }
    if chance(60) { words.removeLast() }
    if chance(80) { words.append("extra") }
    if words.isEmpty { words = ["PING"] }
    var bytes = words.map { Array($0.utf8) }
    if chance(10), bytes.count > 2 { bytes[bytes.count - 1] += [0, 0xFF, 0x80] }
    return bytes
  }

  private mutating func setting() -> [String] {
    switch random.below(10) {
    case 0..<3: ["SET", key(), value()] + options(["NX", "xx", "GET"]) + expiryOption()
    case 3: ["SETNX", key(), value()]
    case 4: pick([["SETEX", key(), seconds(), value()], ["psetex", key(), milliseconds(), value()]])
    case 5: ["MSET"] + (0..<1 + random.below(3)).flatMap { _ in [key(), value()] }
    case 6: ["MSETNX"] + (0..<1 + random.below(3)).flatMap { _ in [key(), value()] }
    case 7: ["GETSET", key(), value()]
    case 8: ["APPEND", key(), pick([value(), "1", "x"])]
    default: ["SETRANGE", key(), small(), pick(["", "x", "xyz", "12345"])]
    }
  }

  private mutating func arithmetic() -> [String] {
    switch random.below(6) {
    case 0: ["INCR", key()]
    case 1: ["DECR", key()]
    case 2: ["incrby", key(), number()]
    case 3: ["DECRBY", key(), number()]
    case 4: ["INCRBYFLOAT", key(), float()]
    default: ["SET", key(), number()]
    }
  }

  private mutating func reading() -> [String] {
    switch random.below(9) {
    case 0: ["GET", key()]
    case 1: ["MGET", key(), key(), "missing"]
    case 2: [pick(["GETRANGE", "SUBSTR"]), key(), small(), small()]
    case 3: ["STRLEN", key()]
    case 4: ["GETEX", key()] + expiryOption()
    case 5: ["GETDEL", key()]
    case 6: ["LCS", key(), key()] + options(["LEN", "IDX", "WITHMATCHLEN"])
    case 7: ["LCS", key(), key(), "IDX", "MINMATCHLEN", small(), "WITHMATCHLEN"]
    default: ["DUMP", pick(["n", "m"])]
    }
  }

  private mutating func expiring() -> [String] {
    switch random.below(9) {
    case 0: ["EXPIRE", key(), seconds()] + options(["NX", "XX", "GT", "lt"])
    case 1: ["PEXPIRE", key(), milliseconds()] + options(["NX", "XX", "GT", "LT"])
    case 2: ["EXPIREAT", key(), absolute()] + options(["NX", "XX", "GT", "LT"])
    case 3: ["PEXPIREAT", key(), absoluteMilliseconds()] + options(["NX", "XX", "GT", "LT", "bad"])
    case 4: ["PERSIST", key()]
    case 5: ["TTL", key()]
    case 6: ["PTTL", key()]
    case 7: ["EXPIRETIME", key()]
    default: ["PEXPIRETIME", key()]
    }
  }

  private mutating func generic() -> [String] {
    switch random.below(16) {
    case 0: [pick(["DEL", "UNLINK"]), key(), key()]
    case 1: ["EXISTS", key(), key(), key()]
    case 2: ["TYPE", key()]
    case 3: ["RENAME", key(), key()]
    case 4: ["RENAMENX", key(), key()]
    case 5: ["COPY", key(), key()] + options(["REPLACE"])
    case 6: ["COPY", key(), key(), "DB", pick(["0", "1", "2", "16", "x"])] + options(["REPLACE"])
    case 7: ["MOVE", key(), pick(["0", "1", "2", "99", "-1"])]
    case 8: ["TOUCH", key(), key()]
    case 9: ["OBJECT", pick(["ENCODING", "REFCOUNT", "FREQ", "IDLETIME", "nope"]), key()]
    case 10: ["KEYS", pick(["*", "?", "[a-c]", "[^a]", "k{*", "\\a", "", "*e*"])]
    case 11: ["SCAN", "0", "COUNT", "1000"] + pick([[], ["MATCH", "?"], ["TYPE", "string"], ["TYPE", "list"]])
    // RANDOMKEY removes an expired key when it happens to meet it: its effects are random.
    case 12: ["KEYS", "nothing*"]
    case 13: ["DBSIZE"]
    case 14:
      ["RESTORE", key(), pick(["0", absoluteMilliseconds()]), pick(Self.payloads)] + options(["REPLACE", "ABSTTL"])
    default: ["DEL", key()]
    }
  }

  private static let payloads = ["", "x", "\0\u{1}5\u{a}\0"]

  private mutating func transaction() -> [String] {
    pick([
      ["MULTI"], ["EXEC"], ["EXEC"], ["DISCARD"], ["WATCH", key()], ["UNWATCH"], ["WATCH", key(), key()], ["MULTI"],
    ])
  }

  private mutating func rest() -> [String] {
    switch random.below(14) {
    case 0..<3: ["SELECT", pick(["0", "0", "0", "1", "2", "16", "x"])]
    case 3: ["SWAPDB", pick(["0", "1"]), pick(["0", "1", "2", "99"])]
    case 4: pick([["FLUSHDB"], ["FLUSHDB", "ASYNC"], ["flushall", "SYNC"], ["FLUSHALL", "bad"]])
    case 5: ["PING"] + options([value()])
    case 6: ["ECHO", value()]
    case 7: [pick(["NOSUCH", "get ", "SETT", "é", ""]), key(), value()]
    case 8: ["CONFIG", "GET", pick(["append*", "nosuch", "save", "maxmemory*"])]
    case 9: ["OBJECT", "HELP"]
    case 10: ["OBJECT"]
    case 11: ["COMMAND", "GETKEYS"] + setting()
    case 12: ["CONFIG", pick(["NOPE", "GET", "SET"])]
    default: ["CLIENT", pick(["GETNAME", "NOPE"])]
    }
  }
}
