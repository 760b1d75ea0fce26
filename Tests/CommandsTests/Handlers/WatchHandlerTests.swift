import Testing

@testable import Commands

/// Which commands tell the watchers of a key.
struct WatchHandlerTests {
  /// A bench with the key `a` in database 0 and a second session that watches `watched` there.
  private func bench(watching watched: String, expired: Bool = false) -> (HandlerBench, Session) {
    let bench = HandlerBench()
    _ = bench.run(expired ? "SET a 1 PXAT 1" : "SET a 1 EX 100")
    let session = Session(id: 4)
    bench.context.watchers.watch(WatchedKey(database: 0, key: Array(watched.utf8), wasExpired: expired), session)
    return (bench, session)
  }

  @Test(arguments: [
    "SET a 1", "SETNX b 1", "MSET b 1 a 2", "APPEND a x", "SETRANGE a 0 x", "INCR a", "INCRBYFLOAT a 1", "GETDEL a",
    "GETSET a 1", "GETEX a PERSIST", "GETEX a EX 5", "EXPIRE a 5", "EXPIRE a -1", "PERSIST a", "DEL a", "UNLINK a",
    "RENAME a b", "MOVE a 1", "FLUSHALL", "FLUSHDB", "SWAPDB 0 1", "SETEX a 1 1", "MSETNX b 1 c 2", "COPY a b",
  ])
  func changesAreSeen(line: String) {
    let watched = line.contains("b 1") && !line.contains("a 2") || line.hasSuffix(" b") ? "b" : "a"
    let (bench, session) = bench(watching: watched)
    _ = bench.run(line)
    #expect(session.watchFailed)
  }

  @Test(arguments: [
    "GET a", "SET a 2 NX", "SET a 2 PX 0", "SETNX a 2", "EXPIRE a 500 LT", "GETEX a", "SET b 1", "DEL b", "RENAME a a",
    "SELECT 1", "COPY a b", "SETRANGE a 0 \"\"", "TTL a", "SWAPDB 1 2", "FLUSHALL x", "INCRBY a x", "MSETNX a 1 b 1",
  ])
  func othersAreNot(line: String) {
    let (bench, session) = bench(watching: "a")
    _ = bench.run(line)
    #expect(!session.watchFailed)
  }

  @Test func watchersOfOtherDatabasesAreLeftAlone() {
    let (bench, session) = bench(watching: "a")
    _ = bench.run("SELECT 1")
    for line in ["SET a 1", "DEL a", "FLUSHDB"] { _ = bench.run(line) }
    #expect(!session.watchFailed)
    _ = bench.run("SET a 1")
    _ = bench.run("MOVE a 2")
    #expect(!session.watchFailed)
    _ = bench.run("SWAPDB 2 0")
    #expect(session.watchFailed)
  }

  @Test func aKeyThatAppearsByASwapIsSeen() {
    let (bench, session) = bench(watching: "x")
    _ = bench.run("SELECT 1")
    _ = bench.run("SET x 1")
    _ = bench.run("SWAPDB 0 1")
    #expect(session.watchFailed)
  }

  @Test(arguments: ["GET a", "DEL a", "FLUSHALL", "FLUSHDB", "SWAPDB 0 1"])
  func whatWasOverMayGo(line: String) {
    let (bench, session) = bench(watching: "a", expired: true)
    _ = bench.run(line)
    #expect(!session.watchFailed)
    #expect(session.watched.allSatisfy { !$0.wasExpired })
    _ = bench.run("SET a 1")
    #expect(session.watchFailed)
  }

  @Test func settingWhatWasOverIsSeen() {
    let (bench, session) = bench(watching: "a", expired: true)
    _ = bench.run("SET a 2")
    #expect(session.watchFailed)
  }

  @Test func anExpiryIsSeenWhenTheKeyGoes() {
    let (bench, session) = bench(watching: "a")
    bench.advance(milliseconds: 100_001)
    _ = bench.run("GET a")
    #expect(session.watchFailed)
  }

  @Test func aKeyThatComesExpiredIsNoChange() {
    let (bench, session) = bench(watching: "x")
    _ = bench.run("SELECT 1")
    _ = bench.run("SET x 1 PXAT 1")
    _ = bench.run("SWAPDB 0 1")
    #expect(!session.watchFailed)
    #expect(session.watched.allSatisfy { $0.wasExpired })
  }
}
