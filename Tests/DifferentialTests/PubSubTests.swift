import Commands
import Engine
import EngineHarness
import TestSupport
import Testing

/// Subscriptions and messages, among sessions of both protocols.
@Suite(.enabled(if: RedisServer.isInstalled, Comment(rawValue: RedisServer.isMissing)))
struct PubSubTests {
  @Test func messagesReachWhomTheyReachInRedis() throws {
    let twins = try SessionTwins()
    let differences = try twins.compare([
      "a SUBSCRIBE news weather", "a SUBSCRIBE news", "b PUBLISH news hello", "b PUBLISH nobody hello",
      "b PUBLISH news",
      "c HELLO 3 SETNAME c", "c PSUBSCRIBE n* z*", "b PUBLISH news hello", "c PUBLISH news 'to myself'",
      "c SUBSCRIBE news", #"c PUBLISH news "\x00\xff\r\n""#, "a PING", "a PING hi", "a PING a b", "a GET x", "a NOSUCH",
      "a GET", "a SUBSCRIBE", "a CLIENT ID", "a MULTI", "c GET x", "b PUBSUB CHANNELS w*", "b PUBSUB NUMSUB news nope",
      "b PUBSUB NUMSUB", "b PUBSUB NUMPAT", "b PUBSUB", "b PUBSUB NOPE", "b PUBSUB CHANNELS a b", "b PUBSUB NUMPAT x",
      "a UNSUBSCRIBE nope", "a UNSUBSCRIBE news", "b PUBLISH news again", "a UNSUBSCRIBE", "a GET x", "a UNSUBSCRIBE",
      "a PUNSUBSCRIBE", "a SUNSUBSCRIBE", "c PUNSUBSCRIBE n*", "b PUBLISH news z", "c UNSUBSCRIBE", "c UNSUBSCRIBE",
      "a SSUBSCRIBE shard", "a SSUBSCRIBE shard other", "b SPUBLISH shard hello", "b PUBLISH shard hello",
      "b SPUBLISH nobody x", "b PUBSUB SHARDCHANNELS s*", "b PUBSUB SHARDNUMSUB shard other no", "a GET x",
      "a SUNSUBSCRIBE shard", "a SUBSCRIBE shard", "a SUNSUBSCRIBE other", "b PUBSUB SHARDCHANNELS", "a RESET",
      "b PUBLISH shard x", "a GET x", "b MULTI", "b SUBSCRIBE inside", "b EXEC", "b UNSUBSCRIBE",
      "b MULTI", "b PUBLISH news x", "b PUBSUB NUMPAT", "b EXEC", "c HELLO 2", "c PSUBSCRIBE *", "c HELLO 3",
      "b PUBLISH x y", "c RESET", "b PUBLISH x y",
    ])
    for difference in differences { Issue.record("\(difference)") }
  }

  @Test(arguments: ["KEA", "KEAnm", "KA", "EA", "K$", "Eg", "Kx", "Ex", "Knm", "A", "Kl"])
  func eventsAreThoseOfRedis(_ events: String) throws {
    let twins = try SessionTwins(["notify-keyspace-events": events])
    var differences = try twins.compare(["s PSUBSCRIBE __key*", "t HELLO 3", "t PSUBSCRIBE __key*"])
    differences += try twins.compare(EventLines.strings.map { "a " + $0 })
    for difference in differences.prefix(20) { Issue.record("\(difference)") }
  }

  @Test(arguments: [1, 2])
  func eventsOfRandomCommandsAreThoseOfRedis(_ seed: Int) throws {
    let twins = try Twins(["notify-keyspace-events": "KEAnm"])
    let listener = try twins.server.connect()
    try listener.command(["PSUBSCRIBE", "__key*"])
    let session = twins.engine.engine.makeSession()
    _ = twins.engine.command(["PSUBSCRIBE", "__key*"], session: session)
    var stream = CommandStream(seed: UInt64(seed))
    for _ in 0..<20 {
      let commands = stream.commands(100)
      _ = try twins.compare(commands)
      let mine = try RedisReplyReader.all(session.takeMessages()).map(\.description)
      try listener.send(RedisConnection.request([Array("PING".utf8), Array("end".utf8)]))
      var theirs: [String] = []
      while true {
        let reply = try listener.read().reply
        if reply.elements?.first?.text == "pong" { break }
        theirs.append(reply.description)
      }
      if mine == theirs { continue }
      let index = zip(mine, theirs).enumerated().first { $0.element.0 != $0.element.1 }?.offset
      let place = index ?? min(mine.count, theirs.count)
      Issue.record("redis \(theirs.dropFirst(place).prefix(4)), engine \(mine.dropFirst(place).prefix(4))")
      break
    }
  }
}

/// Commands whose events are compared.
enum EventLines {
  static let strings = [
    "SET k v", "SET k v", "SET k v EX 100", "SET k v KEEPTTL", "SET k2 v NX", "SET k2 v NX", "SET k3 v XX", "GET k",
    "GET nope", "GETSET k x", "GETSET kk x", "GETDEL kk", "GETDEL kk", "GETEX k", "GETEX k EX 100", "GETEX k PERSIST",
    "GETEX k PERSIST", "GETEX k PXAT 1", "SETNX k v", "SETNX k v", "SETEX k 100 v", "PSETEX k 100000 v", "MSET a 1 b 2",
    "MSETNX a 1 z 2", "MSETNX y 1 z 2", "INCR n", "INCR n", "DECR n", "INCRBY n 5", "DECRBY n 2", "INCRBYFLOAT n 1.5",
    "INCRBYFLOAT f 1.5", "INCR f", "APPEND n x", "APPEND new x", "SETRANGE n 3 x", "SETRANGE new2 3 x",
    "SETRANGE n 0 ''",
    "DEL a b nope", "UNLINK y", "EXPIRE k 100", "EXPIRE nope 100", "PEXPIRE k 100000", "EXPIREAT k 4000000000",
    "EXPIRE k 100 NX", "PERSIST k", "PERSIST k", "EXPIRE k -1", "SET k v", "RENAME k l", "RENAME l n", "RENAME n n",
    "RENAMENX n f", "RENAMENX n g", "RENAME nope x", "MOVE g 1", "MOVE nope 1", "COPY f h", "COPY f h",
    "COPY f h REPLACE",
    "COPY f h DB 2", "SET e 1 PXAT 1", "GET e", "SET e 1 PXAT 1", "TTL e", "SET e 1 PXAT 1", "SET e 2",
    "SET e 1 PXAT 1",
    "DEL e", "SET e 1 PXAT 1", "EXISTS e", "SET e 1 PXAT 1", "RENAME e f", "SET e 1 PXAT 1", "INCR e", "TYPE nope",
    "TTL nope", "EXISTS nope", "TOUCH nope", "OBJECT ENCODING nope", "DUMP nope", "MGET f nope", "STRLEN nope",
    "GETRANGE nope 0 1", "SWAPDB 0 1", "SWAPDB 0 1", "SET q 1", "RESTORE r 0 garbage", "MULTI", "SET t 1", "DEL t",
    "EXEC",
    "SELECT 3", "SET d3 1", "MOVE d3 0", "SELECT 0", "FLUSHDB", "FLUSHALL", "DBSIZE", "RANDOMKEY", "KEYS *", "SCAN 0",
    "DEBUG SET-ACTIVE-EXPIRE 0",
  ]
}
