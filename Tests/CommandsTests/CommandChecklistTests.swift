import TestSupport
import Testing

@testable import Commands

/// The commands of redis-server, all of which this engine has.
@Suite(.enabled(if: RedisServer.isInstalled, Comment(rawValue: RedisServer.isMissing)))
struct CommandChecklistTests {
  /// Commands that are left out for good, each with the reason; none is.
  static let exceptions: [String: String] = [:]
  /// Commands that are still to come, by their names or those of their containers.
  static let stillToCome: Set<String> = [
    "acl", "auth", "bitcount", "bitfield", "bitfield_ro", "bitop", "bitpos", "blmove", "blmpop", "blpop", "brpop",
    "brpoplpush", "bzmpop", "bzpopmax", "bzpopmin", "client|caching", "client|getredir", "client|tracking",
    "client|trackinginfo", "eval", "eval_ro", "evalsha", "evalsha_ro", "fcall", "fcall_ro", "function", "geoadd",
    "geodist", "geohash", "geopos", "georadius", "georadius_ro", "georadiusbymember", "georadiusbymember_ro",
    "geosearch", "geosearchstore", "getbit", "hdel", "hexists", "hget", "hgetall", "hincrby", "hincrbyfloat", "hkeys",
    "hlen", "hmget", "hmset", "hrandfield", "hscan", "hset", "hsetnx", "hstrlen", "hvals", "latency", "lindex",
    "linsert", "llen", "lmove", "lmpop", "lpop", "lpos", "lpush", "lpushx", "lrange", "lrem", "lset", "ltrim", "memory",
    "pfadd", "pfcount", "pfdebug", "pfmerge", "pfselftest", "rpop", "rpoplpush", "rpush", "rpushx", "sadd", "scard",
    "script", "sdiff", "sdiffstore", "setbit", "sinter", "sintercard", "sinterstore", "sismember", "slowlog",
    "smembers", "smismember", "smove", "sort", "sort_ro", "spop", "srandmember", "srem", "sscan", "sunion",
    "sunionstore", "xack", "xadd", "xautoclaim", "xclaim", "xdel", "xgroup", "xinfo", "xlen", "xpending", "xrange",
    "xread", "xreadgroup", "xrevrange", "xsetid", "xtrim", "zadd", "zcard", "zcount", "zdiff", "zdiffstore", "zincrby",
    "zinter", "zintercard", "zinterstore", "zlexcount", "zmpop", "zmscore", "zpopmax", "zpopmin", "zrandmember",
    "zrange", "zrangebylex", "zrangebyscore", "zrangestore", "zrank", "zrem", "zremrangebylex", "zremrangebyrank",
    "zremrangebyscore", "zrevrange", "zrevrangebylex", "zrevrangebyscore", "zrevrank", "zscan", "zscore", "zunion",
    "zunionstore",
  ]

  @Test func commandListIsThatOfRedis() throws {
    let server = try RedisServer()
    let theirs = Set(try #require(try server.command(["COMMAND", "LIST"]).elements).compactMap(\.text))
    let ours = try #require(try CommandRunner().reply(to: ["COMMAND", "LIST"])?.elements).compactMap(\.text)
    #expect(Set(ours).count == ours.count)
    #expect(Set(ours).subtracting(theirs).sorted() == [])
    let missing = theirs.subtracting(ours).filter { name in
      let container = String(name.prefix { $0 != "|" })
      return Self.exceptions[name] == nil && !Self.stillToCome.contains(name) && !Self.stillToCome.contains(container)
    }
    #expect(missing.sorted() == [])
  }

  @Test func nothingThatIsThereIsStillToCome() {
    let table = CommandTable()
    for name in Self.stillToCome.union(Self.exceptions.keys) {
      #expect(table.lookup(fullName: Array(name.utf8).span) == nil, "\(name)")
    }
  }

  @Test func commandCountIsThatOfTheList() throws {
    let count = try CommandRunner().reply(to: ["COMMAND", "COUNT"])
    #expect(count == .integer(Int64(CommandTable().all.count)))
  }
}
