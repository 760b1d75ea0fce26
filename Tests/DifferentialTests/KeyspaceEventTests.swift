import Commands
import Engine
import EngineHarness
import TestSupport
import Testing

/// What subscribers are told of the changes that random streams make: the same events, in the same order.
@Suite(.enabled(if: RedisServer.isInstalled, Comment(rawValue: RedisServer.isMissing)))
struct KeyspaceEventTests {
  @Test(arguments: RunSettings.vocabularies, RunSettings.seeds)
  func eventsAreEqual(_ vocabulary: Vocabulary, _ seed: Int) throws {
    let twins = try Twins(
      vocabulary.settings.merging(["notify-keyspace-events": "AKEmn", "rdbcompression": "no"]) { $1 },
      rules: vocabulary.rules)
    #expect(try twins.compare(lines: vocabulary.prelude).isEmpty)
    let ears = try EventEars(twins)
    var stream = CommandStream(vocabulary, seed: UInt64(seed))
    for batch in 0..<max(1, RunSettings.commands / 100) {
      let commands = stream.commands(100)
      let differences = try twins.compare(commands)
      try #require(differences.isEmpty, "\(vocabulary.name), seed \(seed): \(differences)")
      if let difference = try ears.difference() {
        let text = commands.map { $0.map { quoted($0, atMost: 40) }.joined(separator: " ") }.joined(separator: "\n ")
        Issue.record("\(vocabulary.name), seed \(seed), batch \(batch): \(difference)\nafter\n \(text)")
        return
      }
    }
  }

  /// Events that no random stream brings up, or whose order is worth to be seen.
  static let lines = [
    "SET a 1", "SET a 2", "GETDEL a", "SETEX a 100 x", "PERSIST a", "GETEX a EX 100", "GETEX a PXAT 1", "GET a",
    "SET b 1 PXAT 1", "GET b", "SET c 1", "EXPIRE c -1", "RENAME a b", "SET d 1", "COPY d e", "MOVE e 1",
    "RENAMENX d f",
    "SADD s 1", "SPOP s", "SADD s 1 2", "SPOP s 5", "SADD s 1", "SMOVE s t 1", "LPUSH l a b", "LMOVE l l LEFT RIGHT",
    "RPOPLPUSH l m", "LMPOP 1 l LEFT", "LPOP m 5", "SORT t STORE u", "SORT nope STORE u", "ZADD z 1 a 2 b",
    "ZADD z INCR 1 a", "ZPOPMIN z", "ZMPOP 1 z MAX", "ZRANGESTORE y z 0 -1", "XADD x 1-1 a b", "XGROUP CREATE x g 0",
    "XREADGROUP GROUP g c STREAMS x >", "XREADGROUP GROUP g c STREAMS x 0", "XACK x g 1-1", "XCLAIM x g d 0 1-1 FORCE",
    "XAUTOCLAIM x g e 0 0", "XGROUP CREATECONSUMER x g n", "XGROUP DELCONSUMER x g n", "XGROUP SETID x g 0",
    "XGROUP DESTROY x g", "XTRIM x MAXLEN 0", "XSETID x 5-5", "XDEL x 1-1", "HSET h f 1", "HINCRBY h f 1",
    "HINCRBYFLOAT h f 1", "HDEL h f", "PFADD p a", "PFMERGE q p", "SETBIT bits 1 1", "BITOP NOT bits2 bits",
    "BITFIELD bits SET u8 0 1", "GEOADD geo 1 1 a", "GEOSEARCHSTORE geo2 geo FROMLONLAT 1 1 BYRADIUS 1 km",
    "MSET a 1 b 2", "MSETNX k1 1 k2 2", "SETRANGE a 0 x", "APPEND a x", "INCRBYFLOAT n 1", "DECR n", "UNLINK n a",
    "FLUSHDB", "SELECT 3", "SET a 1", "MULTI", "SET q 1", "DEL q", "EXEC", "EVAL \"redis.call('SET','k','v')\" 0",
    "RESTORE r 0 x", "SWAPDB 3 4", "SINTERSTORE none a1 a2", "SADD i1 1 2", "SUNIONSTORE i2 i1",
    "SINTERSTORE i2 nope i1",
    "XACK nope g 1-1", "XCLAIM nope g c x 1-1", "XAUTOCLAIM nope g c x 0", "XPENDING nope g", "XPENDING nope g - + x",
    "XREAD STREAMS nope nope2 0 $", "XREADGROUP GROUP g c STREAMS nope >", "XINFO STREAM nope", "XLEN nope",
    "XRANGE nope - +", "SINTER nope a", "SUNION nope nope", "ZUNION 1 nope", "ZRANGE nope 0 1", "SORT nope",
    "LCS nope a",
    "PFCOUNT nope", "PFCOUNT nope nope", "BITCOUNT nope", "BITPOS nope 1", "GETBIT nope 1", "BITFIELD nope GET u8 0",
    "BITOP AND nope nope", "GEOPOS nope a", "GEODIST nope a b", "LPOS nope a", "SMISMEMBER nope a", "ZMSCORE nope a",
    "HRANDFIELD nope", "SRANDMEMBER nope", "ZRANDMEMBER nope", "GETRANGE nope 0 1", "SUBSTR nope 0 1", "STRLEN nope",
    "MGET nope nope", "GETEX nope", "GETDEL nope", "COPY nope x", "RENAMENX a1 a2", "HSCAN nope 0", "EXPIRETIME nope",
    "LMPOP 1 nope LEFT", "ZMPOP 1 nope MIN", "LPOP nope", "SPOP nope", "ZPOPMIN nope", "LRANGE nope 0 1",
    "HMGET nope a",
    "OBJECT FREQ nope", "OBJECT ENCODING nope", "TTL nope", "TYPE nope", "EXISTS nope", "TOUCH nope", "DUMP nope",
    "HGET nope a",
  ]

  @Test(arguments: ["AKEmn", "KA", "Eg$", "Kx", "Em", "KEt", "KEn"]) func linesAreEqual(_ classes: String) throws {
    let twins = try Twins(["notify-keyspace-events": classes])
    let ears = try EventEars(twins)
    for line in Self.lines {
      for difference in try twins.compare(lines: [line]) { Issue.record("\(difference)") }
      if let difference = try ears.difference() { Issue.record("\(classes): \(line): \(difference)") }
    }
  }
}

/// A subscriber to all events on each side.
private struct EventEars {
  private let twins: Twins
  private let connection: RedisConnection
  private let session: Session

  init(_ twins: Twins) throws {
    self.twins = twins
    connection = try twins.server.connect()
    session = twins.engine.engine.makeSession()
    let command = ["PSUBSCRIBE", "__key*"].map { Array($0.utf8) }
    _ = try connection.rawCommand(command)
    twins.engine.reply(command, session: session)
    _ = session.takeMessages()
  }

  /// The first message that differs of those since the last call.
  func difference() throws -> String? {
    let pong = Array("*2\r\n$4\r\npong\r\n$0\r\n\r\n".utf8)
    try connection.send(RedisConnection.request([Array("PING".utf8)]))
    let theirs = Self.messages(try RedisReplyReader.all(Array(try connection.read(until: pong).dropLast(pong.count))))
    let mine = Self.messages(try RedisReplyReader.all(session.takeMessages()))
    for index in 0..<max(theirs.count, mine.count) {
      let left = index < theirs.count ? theirs[index] : "nothing"
      let right = index < mine.count ? mine[index] : "nothing"
      if left != right { return "message \(index)\n redis:  \(left)\n engine: \(right)" }
    }
    return nil
  }

  /// Messages as text, each run of expired or missing keys sorted: KEYS and SCAN, and SORT BY of sets, meet them in the
  /// order of the hash.
  private static func messages(_ replies: [RedisReply]) -> [String] {
    var result: [String] = []
    var run: [String] = []
    for text in replies.map(\.description) {
      if text.contains("expired") || text.contains("keymiss") {
        run.append(text)
        continue
      }
      result += run.sorted() + [text]
      run = []
    }
    return result + run.sorted()
  }
}
