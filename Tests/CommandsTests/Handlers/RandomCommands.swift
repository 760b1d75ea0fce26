import Bytes

/// Random command lines over few keys, so that they meet each other's leavings; right ones and wrong ones.
///
/// What they do does not depend on the moment at which they run: times are long past or far in the future.
struct RandomCommands {
  private var numbers: RandomNumbers

  /// The sequence that belongs to `seed`.
  init(seed: UInt64) { numbers = RandomNumbers(seed: seed) }

  private mutating func pick<Element>(_ list: [Element]) -> Element { list[numbers.below(list.count)] }

  private mutating func key() -> String { pick(["a", "b", "c", "d"]) }

  private mutating func integer() -> String {
    pick([
      "0", "1", "-1", "2", "-2", "7", "100", "-100", "9223372036854775807", "-9223372036854775808", "x", "", "01", "+1",
      " 1", "1.5", "9223372036854775808",
    ])
  }

  private mutating func value() -> String {
    let values = [
      "", "1", "-5", "10", "9999", "9223372036854775807", "1.5", "3.0e3", "abc", "-0", "007", "inf", "0x1p3", "\0\u{1}",
      "é", " ", "a\r\nb", String(repeating: "x", count: 44), String(repeating: "y", count: 45),
      String(repeating: "z", count: 300),
    ]
    return pick(values)
  }

  private mutating func milliseconds() -> String {
    pick(["4102444800000", "4102444800500", "4102444801000", "9223372036854775807", "1", "1000", "0", "-1", "x"])
  }

  private mutating func seconds() -> String {
    pick(["4102444800", "4102444801", "9223372036854775", "9223372036854776", "1", "0", "-1", "-9223372036854776", "x"])
  }

  private mutating func setOptions() -> [String] {
    var options: [String] = []
    while numbers.below(3) != 0 {
      switch numbers.below(9) {
      case 0: options.append(pick(["NX", "nx"]))
      case 1: options.append(pick(["XX", "xX"]))
      case 2: options.append(pick(["GET", "get"]))
      case 3: options.append("KEEPTTL")
      case 4, 5: options += ["PXAT", milliseconds()]
      case 6: options += ["exat", seconds()]
      case 7: options.append(pick(["FOO", "EX", "PX", "PERSIST", "NX\0x", ""]))
      default: options += [pick(["EX", "px"]), pick(["0", "-1", "x", "9223372036854775807"])]
      }
    }
    return options
  }

  private mutating func getexOptions() -> [String] {
    switch numbers.below(6) {
    case 0: []
    case 1: ["PERSIST"]
    case 2: ["PXAT", milliseconds()]
    case 3: ["EXAT", seconds()]
    case 4: [pick(["EX", "PX"]), pick(["0", "-1", "x", "9223372036854775807"])]
    default: [pick(["KEEPTTL", "FOO", "PERSIST", "EX"]), pick(["PERSIST", "EX", "NX"])]
    }
  }

  private mutating func conditions() -> [String] {
    var conditions: [String] = []
    while numbers.below(3) == 0 { conditions.append(pick(["NX", "XX", "gt", "LT", "GT", "lt", "FOO\0x"])) }
    return conditions
  }

  private mutating func database() -> String {
    pick(["0", "1", "2", "2", "1", "0", "15", "16", "-1", "x", "99999999999"])
  }

  /// The next line.
  mutating func next() -> [String] {
    switch numbers.below(4) {
    case 0: keyCommand()
    case 1: expiryCommand()
    default: stringCommand()
    }
  }

  private mutating func stringCommand() -> [String] {
    switch numbers.below(26) {
    case 0...3: ["SET", key(), value()] + setOptions()
    case 4: ["set", key(), value(), "PXAT", "1"]
    case 5: ["GET", key()]
    case 6: ["GETEX", key()] + getexOptions()
    case 7: ["GETDEL", key()]
    case 8: ["GETSET", key(), value()]
    case 9: ["SETNX", key(), value()]
    case 10: [pick(["SETEX", "PSETEX"]), key(), pick(["0", "-1", "x", "9223372036854775807"]), value()]
    case 11: [pick(["MSET", "MSETNX"]), key(), value()] + pick([[], [key(), value()], [key()], [key(), value()]])
    case 12: ["MGET", key(), key(), key()]
    case 13: ["APPEND", key(), value()]
    case 14: ["STRLEN", key()]
    case 15: [pick(["GETRANGE", "SUBSTR"]), key(), integer(), integer()]
    case 16: ["SETRANGE", key(), pick(["0", "1", "2", "10", "300", "-1", "x", "536870912"]), value()]
    case 17, 18: [pick(["INCR", "DECR", "incr"]), key()]
    case 19, 20: [pick(["INCRBY", "DECRBY"]), key(), integer()]
    case 21, 22:
      ["INCRBYFLOAT", key(), pick(["0.1", "-1.5", "1e10", "3", "1e-18", "nan", "-inf", integer(), value()])]
    default: ["LCS", key(), key()] + lcsOptions()
    }
  }

  private mutating func lcsOptions() -> [String] {
    var options: [String] = []
    while numbers.below(2) == 0 {
      options += pick([["IDX"], ["len"], ["WITHMATCHLEN"], ["MINMATCHLEN", integer()], ["X"]])
    }
    return options
  }

  private mutating func expiryCommand() -> [String] {
    switch numbers.below(8) {
    case 0, 1: [pick(["PEXPIREAT", "pexpireat"]), key(), milliseconds()] + conditions()
    case 2: ["EXPIREAT", key(), seconds()] + conditions()
    case 3:
      [pick(["EXPIRE", "PEXPIRE"]), key(), pick(["0", "-1", "x", "9223372036854775807", "-9223372036854775808"])]
        + conditions()
    case 4: ["PERSIST", key()]
    case 5: [pick(["EXPIRETIME", "PEXPIRETIME"]), key()]
    case 6: ["SET", key(), value(), "PXAT", "1"]
    default: ["SET", key(), value(), "PXAT", milliseconds()]
    }
  }

  private mutating func keyCommand() -> [String] {
    switch numbers.below(18) {
    case 0: [pick(["DEL", "UNLINK"]), key(), key()]
    case 1: [pick(["EXISTS", "TOUCH"]), key(), key()]
    case 2: ["TYPE", key()]
    case 3: [pick(["RENAME", "RENAMENX"]), key(), key()]
    case 4: [pick(["RENAME", "RENAMENX"]), key(), key()]
    case 5, 6:
      ["COPY", key(), key()] + pick([[], ["REPLACE"], ["DB", database()], ["db", database(), "replace"], ["DB"]])
    case 7, 8: ["MOVE", key(), database()]
    case 9, 10: ["OBJECT", pick(["ENCODING", "encoding", "FREQ"]), key()]
    case 11: ["KEYS", pick(["*", "a", "[ab]", "?", "[^c]", "\\a", ""])]
    case 12:
      ["SCAN", pick(["0", "0", "", "+0", "x", " 0"]), "MATCH", key(), "COUNT", pick(["1000", "0", "x", "500"])]
    case 13: ["SCAN", "0", "COUNT", "1000", "MATCH", key(), "TYPE", pick(["string", "STRING", "list", "foo"])]
    case 14: ["DBSIZE"]
    case 15: ["SELECT", database()]
    case 16: ["SWAPDB", database(), database()]
    default:
      numbers.below(6) == 0 ? [pick(["FLUSHDB", "FLUSHALL"])] + pick([[], ["SYNC"], ["async"], ["x"]]) : ["DBSIZE"]
    }
  }
}
