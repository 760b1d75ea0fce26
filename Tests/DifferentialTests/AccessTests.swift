import EngineHarness
import TestSupport
import Testing

/// Users and what they may do, and client-side caching, among sessions.
@Suite(.enabled(if: RedisServer.isInstalled, Comment(rawValue: RedisServer.isMissing)))
struct AccessTests {
  @Test(arguments: AccessLines.groups.keys.sorted())
  func repliesAreThoseOfRedis(_ group: String) throws {
    let twins = try SessionTwins()
    let lines = try #require(AccessLines.groups[group])
    for difference in try twins.compare(lines) { Issue.record("\(difference)") }
  }

  /// What ACL LIST tells of rules; the order of single commands depends on the seed of the hash in Redis.
  @Test(arguments: AccessLines.rules)
  func rulesAreDescribedAsInRedis(_ rules: String) throws {
    let server = try RedisServer()
    let engine = try EngineHarness.started(.posix)
    let line = ["ACL", "SETUSER", "joe"] + rules.split(separator: " ").map(String.init)
    #expect(try server.command(line).text == "OK")
    #expect(engine.command(line) == "+OK")
    let theirs = try #require(try server.command(["ACL", "GETUSER", "joe"]).elements)
    let mine = try #require(
      try RedisReplyReader.all(engine.reply(["ACL", "GETUSER", "joe"].map { Array($0.utf8) })).first?.elements)
    #expect(mine.map(sorted) == theirs.map(sorted))
  }

  private func sorted(_ reply: RedisReply) -> String {
    guard let text = reply.text else { return reply.elements.map { "\($0.map(sorted))" } ?? reply.description }
    return text.split(separator: " ").sorted().joined(separator: " ")
  }
}

/// Lines that begin with the name of their session.
enum AccessLines {
  static let rules = [
    "on", "off", "nopass", ">a >b <a", "+@all", "+@all -@all", "+@all -get", "+@all -@write", "+@all -@write +set",
    "+@read -get", "+get", "+config|get", "+config -config|set", "+config|get +config", "+@string +@hash -hget",
    "+select|1 +select|2", "+@all -@admin -@dangerous", "+@fast -ping", "-@all +@all",
    "allkeys allchannels allcommands",
    "~a* %R~r* %W~w* %RW~b", "%R~a %W~a", "&a &b", "~* resetkeys ~x", "&* resetchannels", "+@all ~* &* reset",
    "(+get ~a*)", "(+get ~a*) (+set ~b* &c)", "(+get ~a*) clearselectors", "( +get ~a* )", "+@pubsub +@transaction",
    "skip-sanitize-payload", "sanitize-payload", "+@list +@set +@sortedset +@hash +@string -@dangerous",
  ]

  static let groups: [String: [String]] = [
    "users": users, "setuser": setuser, "tracking": tracking, "modes": modes, "sort": sort, "shards": shards,
  ]

  /// Names within values are followed only by those who may read every key.
  static let sort = [
    "a SET v1 1", "a RPUSH l 1", "a ACL SETUSER s on nopass (+sort +sort_ro ~l)", "b AUTH s x", "b SORT l",
    "b SORT l BY v*", "b SORT l GET v*", "b SORT l GET #", "b SORT l BY nosort", "b SORT_RO l BY v* GET v*",
    "b SORT l GET v* FOO", "b SORT l FOO GET v*", "a ACL SETUSER s (+sort ~l ~v*)", "b SORT l BY v*", "b SORT l GET v*",
    "a ACL SETUSER s (+sort ~l %W~*)", "b SORT l GET v*", "a ACL SETUSER s (+get ~*)", "b SORT l GET v*",
    "a ACL SETUSER s (+sort ~l %R~*)", "b SORT l BY v*", "b SORT l GET v*", "b SORT l GET v* STORE x",
  ]

  /// Shard channels are found like keys, and are none.
  static let shards = [
    "a ACL SETUSER s on nopass +@all &c*", "b AUTH s x", "b SPUBLISH c1 x", "b SPUBLISH d x", "b SSUBSCRIBE d",
    "b SSUBSCRIBE c1", "b SUNSUBSCRIBE c1", "a ACL DRYRUN s SPUBLISH c1 x", "a ACL DRYRUN s SPUBLISH d x",
    "a ACL DRYRUN s SSUBSCRIBE c1 d", "a COMMAND GETKEYS SPUBLISH a b", "a COMMAND GETKEYS SSUBSCRIBE a b",
    "a COMMAND GETKEYSANDFLAGS SUNSUBSCRIBE a", "c AUTH nobody x", "d HELLO 2 AUTH nobody x",
  ]

  static let users = [
    "a ACL WHOAMI", "a ACL USERS", "a ACL LIST", "a ACL GETUSER default", "a ACL GETUSER nope", "a ACL CAT",
    "a ACL CAT nope", "a ACL SETUSER u on nopass +get +mget +set +publish +subscribe +psubscribe ~a* &c*",
    "b AUTH u x", "b GET a", "b GET b", "b DEL a", "b MGET a1 b1", "b PUBLISH c1 x", "b PUBLISH d x",
    "b SUBSCRIBE c1 d1",
    "b PSUBSCRIBE c1*", "b PING", "b CONFIG SET hz 10", "b CLIENT ID", "b MULTI", "b EXEC", "b NOSUCH", "b GET",
    "b RESET",
    "a ACL DRYRUN u GET a", "a ACL DRYRUN u GET b", "a ACL DRYRUN u DEL a", "a ACL DRYRUN nope GET a",
    "a ACL DRYRUN u NOPE", "a ACL DRYRUN u GET", "a ACL DRYRUN u PUBLISH x y", "a AUTH x", "a AUTH u x", "a RESET",
    "a AUTH nobody x", "a AUTH a b c", "a ACL SETUSER p on >secret +@all ~*", "c AUTH p wrong", "c AUTH p secret",
    "c ACL WHOAMI", "c HELLO 3 AUTH p wrong", "c HELLO 3 AUTH p secret SETNAME c", "c SUBSCRIBE x",
    "a ACL SETUSER w on nopass +@all %R~r* %W~w*", "d AUTH w x", "d GET r1", "d SET r1 x", "d SET w1 x", "d GET w1",
    "d COPY r1 w1", "d COPY w1 r1", "d SET w1 x GET", "d RENAME w1 w2", "a ACL DELUSER p nope", "a ACL DELUSER default",
    "a ACL SETUSER default off", "e GET x", "e PING", "e HELLO 3", "e AUTH default x", "e HELLO 3 AUTH u y", "e GET a1",
    "e RESET", "e GET x", "a ACL SETUSER default on", "e GET x", "a CONFIG SET requirepass foo", "f GET x",
    "f AUTH bar",
    "f AUTH foo", "f GET x", "a ACL GETUSER default", "a CONFIG GET requirepass", "a CONFIG SET requirepass ''",
    "a ACL LOG RESET", "a ACL LOG", "a ACL LOG x", "a ACL LOG 1 2", "a ACL SAVE", "a ACL LOAD",
    "a ACL NOPE",
    "a ACL GENPASS 0", "a ACL GENPASS x", "a ACL GENPASS 5000", "a CLIENT KILL USER nobody",
  ]

  static let setuser = [
    "a ACL SETUSER x foo", "a ACL SETUSER x <nope", "a ACL SETUSER x #abc", "a ACL SETUSER x !abc",
    "a ACL SETUSER x +nope", "a ACL SETUSER x +@nope", "a ACL SETUSER x +get|foo", "a ACL SETUSER x +config|nope",
    "a ACL SETUSER x +config|get|x", "a ACL SETUSER x -config|nope", "a ACL SETUSER x ~* ~a", "a ACL SETUSER x &* &a",
    "a ACL SETUSER y %R", "a ACL SETUSER y %X~a", "a ACL SETUSER y %~a", "a ACL SETUSER y %RR~a",
    "a ACL SETUSER x (+get",
    "a ACL SETUSER x (+get (+set ~a)", "a ACL SETUSER x (+get (+set", "a ACL GETUSER x", "a ACL SETUSER x (foo)",
    "a ACL SETUSER x '+get (+foo)'", "a ACL SETUSER 'a b' on", "a ACL SETUSER x '~a b'",
    "a ACL SETUSER x '&a b'", "a ACL SETUSER x ''", "a ACL SETUSER x +get|", "a ACL SETUSER x +|get",
    "a ACL SETUSER x +",
    "a ACL SETUSER x -", "a ACL SETUSER x +@", "a ACL SETUSER x ON NOPASS", "a ACL SETUSER x reset", "a ACL GETUSER x",
    "a ACL SETUSER", "a ACL SETUSER z", "a ACL GETUSER z", "a ACL USERS",
  ]

  static let tracking = [
    "a HELLO 3 SETNAME a", "a CLIENT TRACKING on", "a CLIENT TRACKINGINFO", "a CLIENT GETREDIR", "b SET k 1", "a GET k",
    "b SET k 2", "b SET k 3", "a GET k", "a SET k 4", "a GET k", "b DEL k", "a MGET x y", "b MSET x 1 y 2", "a GET x",
    "b FLUSHALL", "a CLIENT TRACKING on NOLOOP", "a GET k", "a SET k 1", "a CLIENT TRACKING on BCAST",
    "a CLIENT TRACKING off", "a CLIENT TRACKINGINFO", "a CLIENT TRACKING on BCAST PREFIX p", "a CLIENT TRACKINGINFO",
    "b SET p1 1", "b SET q1 1", "a CLIENT TRACKING off", "a CLIENT TRACKING on OPTIN", "a GET k", "b SET k 1",
    "a CLIENT CACHING yes", "a GET k", "b SET k 2", "a CLIENT CACHING no", "a CLIENT CACHING foo",
    "a CLIENT TRACKINGINFO",
    "a CLIENT TRACKING on OPTOUT", "a CLIENT TRACKING off", "a CLIENT TRACKING on OPTOUT", "a CLIENT CACHING no",
    "a GET k", "b SET k 3", "a GET k", "b SET k 4", "a CLIENT TRACKING off", "a CLIENT TRACKING foo",
    "a CLIENT TRACKING on foo", "a CLIENT TRACKING on PREFIX a", "a CLIENT TRACKING on BCAST PREFIX a PREFIX ab",
    "a CLIENT TRACKING on OPTIN OPTOUT", "a CLIENT TRACKING on BCAST OPTIN", "a CLIENT TRACKING on REDIRECT 99999",
    "a CLIENT TRACKING on REDIRECT x", "a CLIENT CACHING yes", "a RESET", "a GET k", "b SET k 1",
  ]

  static let modes = [
    "a CLIENT KILL 1.2.3.4:5", "a CLIENT KILL ID x", "a CLIENT KILL ID 9999", "a CLIENT KILL FOO bar",
    "a CLIENT KILL TYPE foo", "a CLIENT KILL SKIPME maybe", "a CLIENT KILL ADDR 1:1 LADDR", "a CLIENT NO-EVICT on",
    "a CLIENT NO-EVICT x", "a CLIENT PAUSE x", "a CLIENT PAUSE 0", "a CLIENT PAUSE -1", "a CLIENT PAUSE 1 foo",
    "a CLIENT UNPAUSE", "a CLIENT REPLY x", "a CLIENT REPLY on", "a CLIENT UNBLOCK 5555", "a CLIENT UNBLOCK 5 foo",
    "a CLIENT UNBLOCK x", "a CLIENT LIST TYPE foo", "a CLIENT LIST ID x", "a CLIENT LIST TYPE master", "a ROLE",
    "a REPLICAOF NO ONE", "a SLAVEOF no one", "a REPLICAOF a b", "a WAIT 0 100", "a WAIT x 1",
    "a WAIT 1 x",
    "a WAIT 1 -1", "a FAILOVER", "a FAILOVER ABORT", "a FAILOVER x", "a CLUSTER INFO", "a READONLY", "a ASKING",
    "a MODULE LIST", "a MODULE LOAD x", "a MIGRATE h 1 k 0 1", "a MIGRATE h 1 k x 1", "a MIGRATE h 1 k 0 1 FOO",
    "a MIGRATE h 1 k 0 1 KEYS a", "a MIGRATE h 1 '' 0 1 KEYS a b", "a LOLWUT", "a SLOWLOG LEN", "a SLOWLOG GET x",
    "a SLOWLOG GET -2", "a SLOWLOG GET", "a SLOWLOG RESET", "a LATENCY LATEST", "a LATENCY HISTORY x",
    "a LATENCY RESET",
    "a LATENCY RESET x", "a LATENCY GRAPH x", "a LATENCY DOCTOR", "a LATENCY HISTOGRAM nope", "a MEMORY USAGE nope",
    "a MEMORY USAGE x SAMPLES", "a MEMORY USAGE x SAMPLES -1", "a MEMORY PURGE", "a MEMORY DOCTOR",
    "a CONFIG SET maxmemory 1", "a SET x 1", "a GET x", "a DEL x", "a MULTI", "a GET x", "a SET x 1", "a EXEC",
    "a CONFIG SET maxmemory 0", "a SET x 1", "m MONITOR", "m GET x", "m SET x 1", "m RESET", "m GET x",
  ]
}
