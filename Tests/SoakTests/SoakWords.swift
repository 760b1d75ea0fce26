import Bytes

/// Random commands of all types over few keys, right ones and wrong ones.
///
/// No key goes by itself: times to live end long after the run.
struct SoakWords {
  var random: RandomNumbers

  private mutating func key() -> String { pick(["a", "b", "c", "d", "e", "f"]) }

  private mutating func pick<Element>(_ list: [Element]) -> Element { list[random.below(list.count)] }

  private mutating func value() -> String {
    pick(["1", "-7", "word", "", "two words", String(repeating: "x", count: 60), "\r\n", "9223372036854775807"])
  }

  private mutating func member() -> String { "m\(random.below(8))" }

  /// The words of a command.
  mutating func command() -> [String] {
    switch random.below(10) {
    case 0...2: string()
    case 3: list()
    case 4: set()
    case 5: sortedSet()
    case 6: hash()
    case 7: stream()
    default: any()
    }
  }

  private mutating func string() -> [String] {
    let key = "s" + key()
    switch random.below(8) {
    case 0, 1: return ["SET", key, value()]
    case 2: return ["SET", key, value(), "EX", "\(100_000 + random.below(1000))"]
    case 3: return ["INCRBY", key, "\(random.below(9))"]
    case 4: return ["APPEND", key, value()]
    case 5: return ["SETRANGE", key, "\(random.below(20))", value()]
    case 6: return ["SETBIT", key, "\(random.below(99))", "1"]
    default: return ["PFADD", "p" + key, value(), member()]
    }
  }

  private mutating func list() -> [String] {
    let key = "l" + key()
    switch random.below(6) {
    case 0, 1: return [pick(["LPUSH", "RPUSH"]), key, value(), member()]
    case 2: return [pick(["LPOP", "RPOP"]), key]
    case 3: return ["LMOVE", key, "l" + self.key(), "LEFT", "RIGHT"]
    case 4: return ["LTRIM", key, "0", "\(random.below(20))"]
    default: return ["LSET", key, "0", value()]
    }
  }

  private mutating func set() -> [String] {
    let key = "t" + key()
    switch random.below(5) {
    case 0, 1: return ["SADD", key, member(), "\(random.below(50))"]
    case 2: return ["SREM", key, member()]
    case 3: return ["SPOP", key]
    default: return ["SUNIONSTORE", key, "t" + self.key(), "t" + self.key()]
    }
  }

  private mutating func sortedSet() -> [String] {
    let key = "z" + key()
    switch random.below(5) {
    case 0, 1: return ["ZADD", key, "\(random.below(100))", member()]
    case 2: return ["ZINCRBY", key, "1.5", member()]
    case 3: return ["ZPOPMIN", key]
    default: return ["ZREMRANGEBYRANK", key, "0", "\(random.below(3))"]
    }
  }

  private mutating func hash() -> [String] {
    let key = "h" + key()
    switch random.below(4) {
    case 0, 1: return ["HSET", key, member(), value()]
    case 2: return ["HINCRBYFLOAT", key, "n", "0.5"]
    default: return ["HDEL", key, member()]
    }
  }

  private mutating func stream() -> [String] {
    let key = "x" + key()
    switch random.below(7) {
    case 0...2: return ["XADD", key, "*", member(), value()]
    case 3: return ["XTRIM", key, "MAXLEN", "\(random.below(6))"]
    case 4: return ["XGROUP", "CREATE", key, "g", "0"]
    case 5: return ["XREADGROUP", "GROUP", "g", "c", "COUNT", "2", "STREAMS", key, ">"]
    default: return ["XGROUP", "SETID", key, "g", "$"]
    }
  }

  private mutating func any() -> [String] {
    let kinds = ["s", "l", "t", "z", "h", "x"]
    let key = pick(kinds) + key()
    switch random.below(12) {
    case 0, 1: return ["DEL", key, pick(kinds) + self.key()]
    case 2: return ["RENAME", key, pick(kinds) + self.key()]
    case 3: return ["COPY", key, pick(kinds) + self.key(), "REPLACE"]
    case 4: return ["EXPIRE", key, "\(100_000 + random.below(1000))"]
    case 5: return ["PERSIST", key]
    case 6: return ["MOVE", key, "1"]
    case 7: return ["SELECT", "\(random.below(3))"]
    case 8: return random.below(12) == 0 ? ["FLUSHALL"] : ["GET", key]
    case 9: return ["GETEX", key, "PXAT", "4102444800\(random.below(900) + 100)"]
    case 10: return ["NOSUCH", key]
    default: return ["SWAPDB", "0", "1"]
    }
  }
}
