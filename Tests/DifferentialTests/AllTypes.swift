/// Commands that leave a value of every type in every encoding, at the thresholds and one beyond.
enum AllTypes {
  /// Directives that make some thresholds easy to reach, the same for both servers.
  static let settings = ["list-max-listpack-size": "16", "list-compress-depth": "1"]

  static let commands: [[String]] =
    strings + lists + hashes + sets + sortedSets + streams + bits + expiring + functions + databases

  /// Changes of each kind of value, over the thresholds among them.
  static let laterCommands: [[String]] = [
    ["APPEND", "s:44", "x"], ["INCRBY", "s:int", "5"], ["SETRANGE", "s:long", "200000", "end"],
    ["RPUSH", "l:16", "one more"], ["LPOP", "l:17"], ["LINSERT", "l:compressed", "BEFORE", "\(text(30))0", "inserted"],
    ["LTRIM", "l:many", "5", "-5"], ["LSET", "l:plain", "1", "short"], ["HSET", "h:512", "one", "more"],
    ["HSET", "h:64", "field", text(65)], ["HDEL", "h:513", "f1", "f2"], ["SADD", "i:512", "1"], ["SADD", "i:16", "x"],
    ["SREM", "t:many", "name:1"], ["ZADD", "z:128", "-1", "least"], ["ZADD", "z:64", "2.5", text(65)],
    ["ZINCRBY", "z:big", "1.5", "member:3"], ["ZREM", "z:129", "m0"], ["XADD", "x:101", "200-1", "new", "field"],
    ["XDEL", "x:100", "50-2"], ["XACK", "x:101", "group", "3-1"],
    ["XCLAIM", "x:101", "group", "carl", "0", "4-1", "FORCE"], ["XGROUP", "DESTROY", "x:101", "other"],
    ["XGROUP", "CREATE", "x:big", "late", "1-1"], ["PFADD", "p:sparse"] + names(300),
    ["SETBIT", "b:short", "5000", "1"],
    ["PERSIST", "e:string"], ["DEL", "e:list"],
    ["FUNCTION", "LOAD", "#!lua name=later\nredis.register_function('g', function(keys, args) return 2 end)\n"],
    [
      "FUNCTION", "LOAD", "REPLACE",
      "#!lua name=lib\nredis.register_function('f', function(keys, args) return 3 end)\n",
    ],
  ]

  private static func numbers(_ count: Int, from first: Int = 0, step: Int = 1) -> [String] {
    (0..<count).map { String(first + $0 * step) }
  }

  private static func names(_ count: Int) -> [String] { (0..<count).map { "name:\($0)" } }

  private static func text(_ count: Int) -> String { String(repeating: "x", count: count) }

  private static let strings: [[String]] = [
    ["MSET", "s:empty", "", "s:int", "12345", "s:least", "-9223372036854775808", "s:zero", "007", "s:44", text(44)],
    ["SET", "s:45", text(45)], ["SET", "s:long", text(100_000)], ["APPEND", "s:raw", "a"], ["APPEND", "s:raw", "b"],
    ["INCRBYFLOAT", "s:float", "3.5"], ["SETRANGE", "s:gap", "300", "end"], ["SET", "", "the empty key"],
    ["SET", "s:binary", "\0\r\n\u{1}é"],
  ]

  private static let lists: [[String]] = [
    ["RPUSH", "l:16"] + numbers(16), ["RPUSH", "l:17"] + numbers(17), ["RPUSH", "l:many"] + names(1000),
    ["LPUSH", "l:mixed", "", "-1", "127", "128", "-4096", "4096", "32768", "-2147483649", text(63), text(64)],
    ["RPUSH", "l:mixed", text(4095), text(4096), "9223372036854775807", "01", "é"],
    ["RPUSH", "l:plain", "a", text(20_000), "b"], ["LINSERT", "l:many", "AFTER", "name:500", "between"],
    ["LREM", "l:many", "1", "name:7"], ["LSET", "l:many", "-1", "last"],
    ["RPUSH", "l:compressed"]
      + (0..<200).map { "\(text(30))\($0 / 9)" },
  ]

  private static let hashes: [[String]] = [
    ["HSET", "h:512"] + numbers(512).flatMap { ["f\($0)", $0] },
    ["HSET", "h:513"] + numbers(513).flatMap { ["f\($0)", $0] },
    ["HSET", "h:64", "field", text(64), "", ""], ["HSET", "h:65", "field", text(65)],
    ["HSET", "h:key65", text(65), "v"],
    ["HINCRBYFLOAT", "h:64", "sum", "0.1"],
  ]

  private static let sets: [[String]] = [
    ["SADD", "i:512"] + numbers(512, step: 3), ["SADD", "i:513"] + numbers(513, step: 3),
    ["SADD", "i:16", "-32768", "32767"], ["SADD", "i:32", "-32769", "1"], ["SADD", "i:64", "2147483648", "-1"],
    ["SADD", "t:mixed", "1", "2", "x", ""], ["SADD", "t:many"] + names(1000),
  ]

  private static let sortedSets: [[String]] = [
    ["ZADD", "z:128"] + numbers(128).flatMap { [$0, "m\($0)"] },
    ["ZADD", "z:129"] + numbers(129).flatMap { [$0, "m\($0)"] },
    ["ZADD", "z:64", "1.5", text(64)], ["ZADD", "z:65", "1.5", text(65)],
    [
      "ZADD", "z:scores", "-inf", "a", "+inf", "b", "0.1", "c", "1e300", "d", "0", "e", "3", "f", "3", "g", "1e17",
      "h",
    ],
    // A listpack loses the sign of zero: alone, the member is in a listpack whatever the thresholds are.
    ["ZADD", "z:zero", "-0", "e"],
    ["ZADD", "z:big"] + (0..<300).flatMap { ["\($0 % 7).25", "member:\($0)"] },
    ["GEOADD", "z:geo", "13.361389", "38.115556", "Palermo", "15.087269", "37.502669", "Catania"],
  ]

  private static let streams: [[String]] =
    (1...101).map { ["XADD", "x:101", "\($0)-1", "temperature", "\($0)", "unit", "C"] }
    + (1...100).map { ["XADD", "x:100", "\($0)-\($0 % 3)", $0 % 10 == 0 ? "odd" : "field", "v\($0)"] } + [
      ["XDEL", "x:101", "5-1", "6-1", "101-1"], ["XTRIM", "x:100", "MAXLEN", "90"],
      ["XGROUP", "CREATE", "x:101", "group", "0"], ["XGROUP", "CREATE", "x:101", "other", "$", "ENTRIESREAD", "3"],
      ["XREADGROUP", "GROUP", "group", "alice", "COUNT", "10", "STREAMS", "x:101", ">"],
      ["XREADGROUP", "GROUP", "group", "bob", "COUNT", "3", "STREAMS", "x:101", ">"],
      ["XACK", "x:101", "group", "1-1", "2-1"], ["XGROUP", "CREATECONSUMER", "x:101", "group", "idle"],
      ["XGROUP", "CREATE", "x:empty", "g", "$", "MKSTREAM"], ["XADD", "x:deleted", "5-5", "a", "b"],
      ["XDEL", "x:deleted", "5-5"], ["XADD", "x:big", "1-1", "f", text(5000)], ["XADD", "x:big", "2-1", "f", text(10)],
    ]

  private static let bits: [[String]] = [
    ["SETBIT", "b:short", "100", "1"], ["SETBIT", "b:long", "100000", "1"],
    ["BITFIELD", "b:field", "SET", "u13", "7", "99"],
    ["PFADD", "p:sparse", "a", "b", "c"], ["PFADD", "p:dense"] + names(5000), ["PFADD", "p:empty"],
    ["PFMERGE", "p:merged", "p:sparse", "p:dense"], ["PFCOUNT", "p:sparse"],
  ]

  /// Every kind of value with a time to live.
  private static let expiring: [[String]] =
    [
      ["SET", "e:string", "v", "PXAT", "4102444800123"], ["RPUSH", "e:list", "a"], ["HSET", "e:hash", "f", "v"],
      ["SADD", "e:set", "1"], ["ZADD", "e:zset", "1", "m"], ["XADD", "e:stream", "1-1", "f", "v"],
    ] + ["list", "hash", "set", "zset", "stream"].map { ["PEXPIREAT", "e:\($0)", "4102444800123"] }

  private static let functions: [[String]] = [
    ["FUNCTION", "LOAD", "#!lua name=lib\nredis.register_function('f', function(keys, args) return 1 end)\n"]
  ]

  private static let databases: [[String]] =
    (1..<16).flatMap { number in
      [
        ["SELECT", "\(number)"], ["SET", "key", "\(number)"], ["RPUSH", "list"] + numbers(number),
        ["HSET", "hash", "f", "\(number)"], ["EXPIREAT", "hash", "4102444800"],
      ]
    } + [["SELECT", "0"]]
}
