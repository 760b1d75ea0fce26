import Engine
import EngineHarness
import Listener
import TestSupport
import Testing

/// Clients that wait for others, for time, or for nothing more.
@Suite struct WaitingTests {
  @Test func waitingClientsAreServedInTheirOrder() throws {
    let hub = try MemoryHub()
    let (first, second, third) = (hub.connect(), hub.connect(), hub.connect())
    #expect(first.call("BLPOP l 0\r\nPING\r\nSET a 1\r\n") == "")
    #expect(second.call("BLPOP l 0\r\n") == "")
    #expect(third.call("RPUSH l 1 2\r\nEXISTS a\r\n") == ":2\r\n:0\r\n")
    #expect(first.transport.take() == "*2\r\n$1\r\nl\r\n$1\r\n1\r\n+PONG\r\n+OK\r\n")
    #expect(second.transport.take() == "*2\r\n$1\r\nl\r\n$1\r\n2\r\n")
  }

  @Test func waitsEndWithTheirTime() throws {
    let hub = try MemoryHub()
    let client = hub.connect()
    #expect(client.call("BLPOP l 0.05\r\nPING\r\n") == "")
    #expect(hub.hub.untilNextTick < 60_000)
    hub.wait(milliseconds: 60)
    #expect(client.transport.take() == "*-1\r\n+PONG\r\n")
  }

  @Test func clientsThatGoAwayWaitNoMore() throws {
    let hub = try MemoryHub()
    let (waiting, other) = (hub.connect(), hub.connect())
    waiting.call("BLPOP l 0\r\n")
    waiting.endInput()
    #expect(waiting.transport.isClosed)
    #expect(other.call("RPUSH l 1\r\nLLEN l\r\n") == ":1\r\n:1\r\n")
  }

  /// While the first rewrite cannot begin, whoever has asked for it waits, and nobody else does.
  @Test func othersAreServedWhileTheAppendOnlyFileIsSwitchedOn() throws {
    let server = try ServingProgram(["--enable-debug-command", "yes", "--rdb-key-save-delay", "60000000"])
    let (first, second, other) = (try server.connect(), try server.connect(), try server.connect())
    try other.command(["SET", "a", "1"])
    #expect(try other.command(["BGSAVE"]).text == "Background saving started")
    let request = RedisConnection.request(["CONFIG", "SET", "appendonly", "yes"].map { Array($0.utf8) })
    for (index, waiting) in [first, second].enumerated() {
      try waiting.send(request)
      while try other.command(["INFO", "clients"]).text?.contains("blocked_clients:\(index + 1)") != true {
        ChildProcess.pause()
      }
    }
    let progress = try other.command(["INFO", "persistence"]).text
    #expect(progress?.contains("aof_enabled:1\r\naof_rewrite_in_progress:0\r\naof_rewrite_scheduled:1") == true)
    #expect(try other.command(["CONFIG", "SET", "appendonly", "no"]).text == "OK")
    let refusal =
      "ERR CONFIG SET failed (possibly related to argument 'appendonly') - Unable to turn on AOF. Check server logs."
    #expect(try first.read().reply.text == refusal)
    #expect(try second.read().reply.text == refusal)
    #expect(try other.command(["CONFIG", "GET", "appendonly"]).elements?.last?.text == "no")
    #expect(server.log.contains("AOF was enabled but there is already another background operation."))
    #expect(server.stop() == 0)
  }

  @Test func theAppendOnlyFileIsSwitchedOnBeforeThatIsConfirmed() throws {
    let server = try ServingProgram()
    let client = try server.connect()
    try client.command(["SET", "a", "1"])
    #expect(try client.command(["CONFIG", "SET", "appendonly", "yes"]).text == "OK")
    #expect(server.log.contains("Background AOF rewrite finished successfully"))
    #expect(try client.command(["CONFIG", "SET", "appendonly", "yes"]).text == "OK")
    #expect(server.stop() == 0)
  }

  @Test func theSlowLogCountsTheWait() throws {
    let hub = try MemoryHub(["slowlog-log-slower-than": "1000000"])
    let (waiting, other) = (hub.connect(), hub.connect())
    waiting.call("BLPOP l 0\r\n")
    hub.wait(milliseconds: 1500)
    other.call("RPUSH l 1\r\n")
    let log = other.call("SLOWLOG GET\r\n")
    #expect(log.hasPrefix("*1\r\n*6\r\n") && log.contains("$5\r\nBLPOP\r\n$1\r\nl\r\n$1\r\n0\r\n"))
  }

  @Test func refusalsThatComeLateAreCounted() throws {
    let hub = try MemoryHub()
    let (waiting, other) = (hub.connect(), hub.connect())
    waiting.call("XGROUP CREATE s g $ MKSTREAM\r\nXREADGROUP GROUP g c BLOCK 0 STREAMS s >\r\n")
    other.call("DEL s\r\n")
    #expect(waiting.transport.take() == "-UNBLOCKED the stream key no longer exists\r\n")
    #expect(other.call("INFO errorstats\r\n").contains("errorstat_UNBLOCKED:count=1\r\n"))
  }

  @Test func unblockingGoesAcrossClients() throws {
    let hub = try MemoryHub()
    let (waiting, other) = (hub.connect(), hub.connect())
    let number = waiting.call("CLIENT ID\r\n").dropFirst().dropLast()
    waiting.call("BLPOP l 0\r\n")
    #expect(other.call("CLIENT UNBLOCK \(number) ERROR\r\n") == ":1\r\n")
    #expect(waiting.transport.take() == "-UNBLOCKED client unblocked via CLIENT UNBLOCK\r\n")
  }

  @Test func aPauseKeepsWhatItConcerns() throws {
    let hub = try MemoryHub()
    let (admin, client) = (hub.connect(), hub.connect())
    #expect(admin.call("CLIENT PAUSE 1000 WRITE\r\n") == "+OK\r\n")
    #expect(client.call("GET a\r\nSET a 1\r\nGET a\r\n") == "$-1\r\n")
    #expect(client.call("PING\r\n") == "")
    #expect(admin.call("INFO clients\r\n").contains("blocked_clients:1\r\n"))
    hub.wait(milliseconds: 1001)
    #expect(admin.call("INFO clients\r\n").contains("blocked_clients:0\r\n"))
    #expect(client.transport.take() == "+OK\r\n$1\r\n1\r\n+PONG\r\n")
    #expect(admin.call("CLIENT PAUSE 100000\r\n") == "+OK\r\n")
    #expect(client.call("GET a\r\n") == "")
    client.endInput()
    #expect(client.transport.isClosed)
    #expect(hub.harness.engine.network.paused == 0)
  }

  @Test func nothingExpiresDuringAPause() throws {
    let hub = try MemoryHub()
    let client = hub.connect()
    client.call("SET a 1 PX 10\r\nCLIENT PAUSE 1000 WRITE\r\n")
    hub.wait(milliseconds: 20)
    #expect(client.call("GET a\r\n") == "$-1\r\n")
    #expect(client.call("INFO stats\r\n").contains("expired_keys:0\r\n"))
    #expect(client.call("CLIENT UNPAUSE\r\nGET a\r\n") == "+OK\r\n$-1\r\n")
    #expect(client.call("INFO stats\r\n").contains("expired_keys:1\r\n"))
  }

  /// What a subscription tells is no reply, which CLIENT REPLY could switch off.
  @Test(arguments: ["HELLO 2\r\n", "HELLO 3\r\n"], ["OFF", "SKIP"])
  func mutedClientsGetMessages(_ hello: String, _ mode: String) throws {
    let hub = try MemoryHub()
    let (listener, speaker) = (hub.connect(), hub.connect())
    listener.call(hello)
    let mark = hello.contains("3") ? ">" : "*"
    let subscribed = "\(mark)3\r\n$9\r\nsubscribe\r\n$1\r\nc\r\n:1\r\n"
    #expect(listener.call("CLIENT REPLY \(mode)\r\nSUBSCRIBE c\r\n") == subscribed)
    #expect(listener.call("SUBSCRIBE\r\n").isEmpty == (mode == "OFF"))
    #expect(speaker.call("PUBLISH c hello\r\n") == ":1\r\n")
    #expect(listener.transport.take() == "\(mark)3\r\n$7\r\nmessage\r\n$1\r\nc\r\n$5\r\nhello\r\n")
    #expect(listener.call("UNSUBSCRIBE c\r\n") == "\(mark)3\r\n$11\r\nunsubscribe\r\n$1\r\nc\r\n:0\r\n")
  }

  @Test func messagesReachSubscribers() throws {
    let hub = try MemoryHub()
    let (listener, speaker) = (hub.connect(), hub.connect())
    #expect(listener.call("SUBSCRIBE c\r\n") == "*3\r\n$9\r\nsubscribe\r\n$1\r\nc\r\n:1\r\n")
    #expect(speaker.call("PUBLISH c hi\r\n") == ":1\r\n")
    #expect(listener.transport.take() == "*3\r\n$7\r\nmessage\r\n$1\r\nc\r\n$2\r\nhi\r\n")
    #expect(speaker.call("CLIENT KILL TYPE pubsub\r\n") == ":1\r\n")
    #expect(listener.transport.isClosed)
    #expect(speaker.call("PUBLISH c hi\r\n") == ":0\r\n")
  }

  @Test func silentClientsAreClosed() throws {
    let hub = try MemoryHub(["timeout": "2"])
    let (silent, waiting) = (hub.connect(), hub.connect())
    silent.call("PING\r\n")
    waiting.call("BLPOP l 0\r\n")
    hub.wait(milliseconds: 1500)
    #expect(!silent.transport.isClosed)
    hub.wait(milliseconds: 1500)
    #expect(silent.transport.isClosed)
    #expect(!waiting.transport.isClosed)
  }
}
