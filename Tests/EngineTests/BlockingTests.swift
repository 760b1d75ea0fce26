import Bytes
import Commands
import Disk
import Engine
import EngineHarness
import Testing

/// Sessions that wait for an element, and what reaches the append-only file when they are served.
struct BlockingTests {
  private static let incr = "appendonlydir/appendonly.aof.1.incr.aof"

  /// An engine and sessions with names, and what each has got.
  private final class Clients {
    let harness: EngineHarness
    private var sessions: [String: Session] = [:]

    init() throws { harness = try EngineHarness.started() }

    func session(_ name: String) -> Session {
      if let known = sessions[name] { return known }
      let made = harness.engine.makeSession()
      sessions[name] = made
      return made
    }

    func run(_ name: String, _ line: String) -> String {
      harness.command(line.split(separator: " ").map(String.init), session: session(name))
    }

    /// What a session that has waited was told.
    func late(_ name: String) -> String { EngineHarness.flat(session(name).takeMessages()) }

    /// The commands in the file, without the database.
    func logged() -> String {
      let text = EngineHarness.flat(harness.file(incr) ?? [])
      let words = text.split(separator: "|").filter { !$0.hasPrefix("$") && !$0.hasPrefix("*") }
      return words.joined(separator: " ")
    }
  }

  @Test func servesInTheOrderOfWaiting() throws {
    let clients = try Clients()
    #expect(clients.run("a", "BLPOP q 0") == "")
    #expect(clients.run("b", "BRPOP r q 0") == "")
    #expect(clients.harness.info("blocked_clients") == "2")
    #expect(clients.run("c", "RPUSH q 1 2 3") == ":3")
    #expect(clients.late("a") == "*2|$1|q|$1|1")
    #expect(clients.late("b") == "*2|$1|q|$1|3")
    #expect(clients.run("c", "LRANGE q 0 -1") == "*1|$1|2")
    #expect(clients.harness.info("blocked_clients") == "0")
    #expect(clients.logged() == "SELECT 0 RPUSH q 1 2 3 LPOP q RPOP q")
  }

  @Test func waitsForReplicasThatNeverCome() throws {
    let clients = try Clients()
    #expect(clients.run("a", "WAIT 0 0") == ":0")
    #expect(clients.run("a", "WAIT -1 0") == ":0")
    #expect(clients.run("a", "WAIT 1 -1") == "-ERR timeout is negative")
    #expect(clients.run("a", "WAIT 1 200") == "")
    #expect(clients.run("b", "WAIT 3 0") == "")
    #expect(clients.harness.info("blocked_clients") == "2")
    clients.harness.wait(0.5)
    #expect(clients.late("a") == ":0")
    clients.harness.wait(1000)
    #expect(clients.late("b") == "")
    #expect(clients.run("c", "CLIENT UNBLOCK \(clients.session("b").id)") == ":1")
    #expect(clients.late("b") == ":0")
    for line in ["MULTI", "WAIT 1 0"] { _ = clients.run("c", line) }
    #expect(clients.run("c", "EXEC") == "*1|:0")
    #expect(clients.logged() == "")
  }

  @Test func servesAfterTheWholeTransaction() throws {
    let clients = try Clients()
    #expect(clients.run("a", "BLPOP q r 0") == "")
    for line in ["MULTI", "RPUSH r x", "RPUSH q y", "EXEC"] { _ = clients.run("c", line) }
    #expect(clients.late("a") == "*2|$1|r|$1|x", "the key that was ready first")
    #expect(clients.logged() == "SELECT 0 MULTI RPUSH r x RPUSH q y EXEC LPOP r")
    #expect(clients.run("b", "BLPOP s 0") == "")
    for line in ["MULTI", "RPUSH s x", "DEL s", "EXEC"] { _ = clients.run("c", line) }
    #expect(clients.late("b") == "")
    _ = clients.run("c", "RPUSH s z")
    #expect(clients.late("b") == "*2|$1|s|$1|z")
  }

  @Test func moves() throws {
    let clients = try Clients()
    #expect(clients.run("a", "BLMOVE q d LEFT RIGHT 0") == "")
    #expect(clients.run("b", "BLPOP d 0") == "")
    #expect(clients.run("c", "RPUSH q 1") == ":1")
    #expect(clients.late("a") == "$1|1")
    #expect(clients.late("b") == "*2|$1|d|$1|1")
    #expect(clients.run("a", "BRPOPLPUSH q d 0") == "")
    #expect(clients.run("c", "RPUSH q 2") == ":1")
    #expect(clients.late("a") == "$1|2")
    #expect(clients.logged() == "SELECT 0 RPUSH q 1 LMOVE q d left right LPOP d RPUSH q 2 RPOPLPUSH q d")
  }

  @Test func servesAnErrorWhenTheDestinationIsNoList() throws {
    let clients = try Clients()
    #expect(clients.run("a", "BLMOVE q d LEFT RIGHT 0") == "")
    _ = clients.run("c", "SET d x")
    #expect(clients.run("c", "RPUSH q 1") == ":1")
    #expect(clients.late("a") == "-WRONGTYPE Operation against a key holding the wrong kind of value")
    #expect(clients.run("c", "LRANGE q 0 -1") == "*1|$1|1")
    #expect(clients.logged() == "SELECT 0 SET d x RPUSH q 1")
  }

  @Test(arguments: [
    ["RPUSH z 1 2", "RENAME z q"], ["RPUSH z 1 2", "COPY z q"], ["RPUSH z 1 2", "SORT z STORE q"],
    ["SELECT 1", "RPUSH q 1", "MOVE q 0"], ["SELECT 1", "RPUSH q 1", "SWAPDB 0 1"],
    ["SET q x", "DEL q", "SADD q a", "DEL q", "LPUSH q 1"],
  ])
  func hearsOfKeysHoweverTheyAreMade(lines: [String]) throws {
    let clients = try Clients()
    #expect(clients.run("a", "BLPOP q 0") == "")
    for line in lines { _ = clients.run("c", line) }
    #expect(clients.late("a") == "*2|$1|q|$1|1")
  }

  @Test func servesSortedSets() throws {
    let clients = try Clients()
    #expect(clients.run("a", "BZPOPMIN y z 0") == "")
    #expect(clients.run("b", "BZMPOP 0 1 z MAX COUNT 5") == "")
    #expect(clients.run("c", "ZADD z 1 m 2 n 3 o") == ":3")
    #expect(clients.late("a") == "*3|$1|z|$1|m|$1|1")
    #expect(clients.late("b") == "*2|$1|z|*2|*2|$1|o|$1|3|*2|$1|n|$1|2")
    #expect(clients.logged() == "SELECT 0 ZADD z 1 m 2 n 3 o ZPOPMIN z ZPOPMAX z 2")
  }

  @Test(arguments: ["ZUNIONSTORE z 1 x", "ZRANGESTORE z x 0 -1", "GEOSEARCHSTORE z x FROMMEMBER m BYRADIUS 1 km"])
  func hearsOfStoredSortedSets(line: String) throws {
    let clients = try Clients()
    _ = clients.run("c", "GEOADD x 1 1 m")
    #expect(clients.run("a", "BZPOPMAX z 0") == "")
    #expect(clients.run("c", line) == ":1")
    #expect(clients.late("a").hasPrefix("*3|$1|z|$1|m|"))
  }

  @Test func endsInTime() throws {
    let clients = try Clients()
    #expect(clients.run("a", "BLPOP q 1.5") == "")
    #expect(clients.run("b", "BLMOVE q r LEFT LEFT 0.5") == "")
    clients.harness.wait(0.4)
    #expect(clients.late("b") == "")
    clients.harness.wait(0.3)
    #expect(clients.late("b") == "*-1")
    clients.harness.wait(1)
    #expect(clients.late("a") == "*-1")
    #expect(clients.harness.info("blocked_clients") == "0")
    _ = clients.run("c", "RPUSH q 1")
    #expect(clients.late("a") == "")
  }

  @Test func doesNotWaitInsideATransaction() throws {
    let clients = try Clients()
    let lines = ["MULTI", "BLPOP q 0", "BLMOVE q r LEFT LEFT 0", "BRPOPLPUSH q r 0", "BLMPOP 0 1 q LEFT"]
    for line in lines { _ = clients.run("a", line) }
    #expect(clients.run("a", "EXEC") == "*4|*-1|$-1|$-1|*-1")
  }

  @Test func isUnblockedByOthers() throws {
    let clients = try Clients()
    for name in ["a", "b"] { #expect(clients.run(name, "BLPOP q 0") == "") }
    #expect(clients.run("c", "CLIENT UNBLOCK \(clients.session("a").id)") == ":1")
    #expect(clients.run("c", "CLIENT UNBLOCK \(clients.session("b").id) ERROR") == ":1")
    #expect(clients.run("c", "CLIENT UNBLOCK \(clients.session("b").id)") == ":0")
    #expect(clients.late("a") == "*-1")
    #expect(clients.late("b") == "-UNBLOCKED client unblocked via CLIENT UNBLOCK")
    #expect(clients.run("a", "BLPOP q 0") == "")
    clients.harness.engine.endSession(clients.session("a"))
    #expect(clients.harness.info("blocked_clients") == "0")
  }

  @Test func waitsOutAStreamsCommands() throws {
    let harness = try EngineHarness.started()
    var stream = RequestStream(harness.engine, session: harness.session)
    let text = ["BLPOP q 0.5", "BLPOP q 0", "PING"].joined(separator: "\r\n") + "\r\n"
    var rest = Array(text.utf8)
    let before = harness.virtualClock.now()
    let summary = stream.run { buffer, _ in
      buffer.append(rest)
      defer { rest = [] }
      return rest.count
    }
    #expect(summary.replies == 3 && summary.errors == 1)
    #expect(summary.failures.map { String(decoding: $0.message, as: UTF8.self) }.first?.hasPrefix("UNBLOCKED") == true)
    #expect(harness.virtualClock.now() - before >= 500_000)
  }
}
