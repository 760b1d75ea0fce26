import EngineHarness
import TestSupport
import Testing

/// What each command leaves in the append-only file, line by line beside redis-server.
@Suite(.enabled(if: RedisServer.isInstalled, Comment(rawValue: RedisServer.isMissing)))
struct PropagationTests {
  static let lines = [
    "SET a 1", "set a 2", "SET a 1 EX 100", "SET a 1 PX 100000", "SET a 1 EXAT 4102444800",
    "SET a 1 PXAT 4102444800000", "SET a 1 KEEPTTL", "SET a 9 GET", "SET a 9 GET EX 50", "SET a 1 NX", "SET nx1 1 NX",
    "SET nx2 1 NX EX 10", "SET missing 1 XX", "SETNX nx3 1", "SETNX nx3 1", "SETEX e1 100 v", "PSETEX e2 100000 v",
    "GETSET a 5", "GETDEL nx1", "GETDEL missing", "GETEX a", "GETEX a EX 100", "GETEX a PX 100000",
    "GETEX a EXAT 4102444800", "GETEX a EXAT 1000000000", "SET a 1", "GETEX a PERSIST", "SET a 1 EX 100",
    "GETEX a PERSIST", "EXPIRE a 100", "EXPIRE a 100 NX", "EXPIRE a 200 GT", "PEXPIRE a 100000",
    "EXPIREAT a 4102444800",
    "PEXPIREAT a 4102444800000", "PEXPIREAT a 4102444800000 XX", "expire a 50", "PERSIST a", "PERSIST a",
    "EXPIRE a -1", "SET a 1", "EXPIREAT a 1", "EXPIRE missing 10", "INCR n", "INCRBY n 5", "DECR n", "DECRBY n 2",
    "INCRBYFLOAT n 0.1", "INCRBYFLOAT n 1e2", "APPEND n x", "SETRANGE n 2 zz", "SETRANGE n 0 ''", "MSET m1 1 m2 2",
    "MSETNX m1 1 m9 1", "MSETNX m8 1 m9 1", "DEL m1 m2 zzz", "DEL zzz", "UNLINK m8", "COPY a a2", "RENAME a2 a3",
    "RENAMENX a3 a4", "TOUCH a4", "MOVE a4 1", "SWAPDB 1 2", "SELECT 3", "SET indb3 1", "SELECT 0", "SET indb0 1",
    "COPY indb0 c DB 5", "COPY indb0 c DB 5 REPLACE", "MOVE indb0 6", "FLUSHDB", "FLUSHALL", "flushdb ASYNC", "MULTI",
    "SET t 1", "EXEC", "MULTI", "SET t 1", "INCR t", "EXEC", "MULTI", "GET t", "EXEC", "MULTI", "SET t 1", "SELECT 2",
    "SET t 2", "SELECT 0", "SET t 3", "EXEC", "MULTI", "INCR t", "INCR nope x", "EXEC", "MULTI", "SET u abc",
    "INCR u", "SET v 1", "EXEC", "MULTI", "EXEC", "SET x 1 PXAT 1", "GET x", "SET x 1 PXAT 1", "SET x 2",
    "SET x 1 PXAT 1", "INCR x", "SET x 1 PXAT 1", "DEL x", "SET x 1 PXAT 1", "EXISTS x x x", "SET x 1 PXAT 1",
    "APPEND x 1", "SET x 1 PXAT 1", "RENAME x y", "SET x 1 PXAT 1", "SET y 1 PXAT 1", "MGET x y", "SET x 1 PXAT 1",
    "SET y 1 PXAT 1", "MSET x 1 y 2", "SET x 1 PXAT 1", "MULTI", "GET x", "EXEC", "SET x 1 PXAT 1", "MULTI", "GET x",
    "SET z 1", "EXEC", "SET x 1 PXAT 1", "SET y 1 PXAT 1", "KEYS *", "DBSIZE", "SCAN 0", "SET x 1 PXAT 1",
    "SCAN 0 COUNT 100", "SET x 1 PXAT 1", "TTL x", "SET x 1 PXAT 1", "TYPE x", "SET x 1 PXAT 1", "EXPIRE x 100",
    "SET x 1 PXAT 1", "PERSIST x", "SET x 1 PXAT 1", "GETDEL x", "SET x 1 PXAT 1", "GETEX x PERSIST", "SET x 1 PXAT 1",
    "SETNX x 1", "SET x 1 PXAT 1", "SET x 1 NX", "SET x 1 PXAT 1", "SET x 1 XX", "SET x 1 PXAT 1", "SETRANGE x 0 ''",
    "SET x 1 PXAT 1", "COPY x q", "SET s 1", "SET x 1 PXAT 1", "COPY s x", "SET x 1 PXAT 1", "RENAMENX s x",
    "SET x 1 PXAT 1", "MOVE x 1", "SET x 1 PXAT 1", "TOUCH x", "SET x 1 PXAT 1", "UNLINK x y", "SET x 1 PXAT 1",
    "STRLEN x", "SET x 1 PXAT 1", "DUMP x", "SET x 1 PXAT 1", "OBJECT ENCODING x", "SET x 1 PXAT 1", "LCS x y",
    "SET k hello", #"RESTORE r 0 "\x00\x05hello\n\x00\xdb\xfa\xd2\x18\x04\x8f;I""#, "WATCH k", "MULTI", "SET k 1",
    "EXEC", "WATCH k", "SET k 2", "MULTI", "SET k 1", "EXEC", "CONFIG SET lazyfree-lazy-expire yes", "SET x 1 PXAT 1",
    "GET x", "SET x 1", "EXPIRE x -1", "CONFIG SET lazyfree-lazy-user-del yes", "SET x 1", "DEL x", "SET x 1",
    "GETDEL x", "DEBUG POPULATE 5", "SAVE", "CONFIG SET hz 20", "PING", "NOSUCH", "SET", "SET odd 'a b\\nc'",
    "MULTI", "FLUSHALL", "SET a 1", "EXEC", "MULTI", "SWAPDB 0 1", "SET a 2", "EXEC", "SELECT 1", "RANDOMKEY",
  ]

  @Test func writesTheSameCommands() throws {
    let twins = try Twins(["appendonly": "yes", "appendfsync": "no", "rdbcompression": "no"])
    for difference in try twins.compare(lines: Self.lines) { Issue.record("\(difference)") }
    try LoggedCommands.expectEqual(twins)
  }

  /// The DUMP of either is taken by the other's RESTORE, and both write it the same way.
  @Test func restoresTheOthersDump() throws {
    let twins = try Twins(["appendonly": "yes", "appendfsync": "no"])
    for value in ["hello", "12", "-70000", "12345678901", "", String(repeating: "ab", count: 500)] {
      let key = Array("k".utf8)
      _ = try twins.compare([[Array("SET".utf8), key, Array(value.utf8)]])
      guard case .bulk(let theirs) = try twins.server.command(["DUMP", "k"]) else { continue }
      let mine = try #require(try RedisReplyReader.all(twins.engine.reply([Array("DUMP".utf8), key])).first)
      guard case .bulk(let mine) = mine else { continue }
      for (name, payload) in [("r1", theirs), ("r2", mine)] {
        for tail in [["0"], ["100000", "REPLACE"], ["4102444800000", "ABSTTL", "REPLACE"]] {
          let command = [Array("RESTORE".utf8), Array(name.utf8), Array(tail[0].utf8), payload]
          let differences = try twins.compare([command + tail.dropFirst().map { Array($0.utf8) }])
          #expect(differences.isEmpty)
        }
        #expect(try twins.compare(lines: ["GET \(name)", "PTTL \(name)", "DEL \(name)"]).isEmpty)
      }
    }
    try LoggedCommands.expectEqual(twins)
  }
}
