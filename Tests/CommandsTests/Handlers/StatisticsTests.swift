import Testing

/// What counts as hit and as miss.
struct StatisticsTests {
  @Test(arguments: [
    ("GET a", 1, 0), ("GET x", 0, 1), ("MGET a x a", 2, 1), ("STRLEN x", 0, 1), ("EXISTS a x", 1, 1), ("TTL a", 1, 0),
    ("TYPE x", 0, 1), ("OBJECT ENCODING a", 1, 0), ("TOUCH a x", 1, 1), ("LCS a x", 1, 1), ("GETRANGE a 0 1", 1, 0),
    ("GETEX a", 1, 0), ("GETEX a EX 0", 1, 0), ("GETDEL x", 0, 1), ("GETSET a 1", 1, 0), ("SET a 1 GET", 1, 0),
    ("SET a 1", 0, 0), ("INCR a", 0, 0), ("APPEND x 1", 0, 0), ("DEL a", 0, 0), ("EXPIRE a 1", 0, 0),
    ("RENAME a b", 0, 0),
    ("COPY a b", 1, 0), ("MOVE a 1", 0, 0), ("KEYS *", 0, 0), ("SCAN 0", 0, 0), ("SCAN 0 TYPE list", 1, 0),
    ("SCAN 0 TYPE list MATCH x", 0, 0), ("RANDOMKEY", 0, 0), ("SETNX a 1", 0, 0), ("MSET a 1", 0, 0),
    ("GETEX a FOO", 0, 0),
    ("LCS a x FOO", 1, 1), ("GETRANGE a x 1", 0, 0), ("PERSIST a", 0, 0),
  ])
  func lookups(line: String, hits: Int64, misses: Int64) {
    let bench = HandlerBench()
    _ = bench.run("SET a 1")
    let outcome = bench.run(line)
    #expect(outcome.counters[1] == hits)
    #expect(outcome.counters[2] == misses)
  }
}
