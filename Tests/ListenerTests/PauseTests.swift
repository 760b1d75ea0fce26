import Disk
import EngineHarness
import Listener
import Testing

/// CLIENT PAUSE between connections.
@Suite struct PauseTests {
  private let hub: MemoryHub
  private let (pausing, other): (MemoryHub.Client, MemoryHub.Client)

  init() throws {
    hub = try MemoryHub()
    (pausing, other) = (hub.connect(), hub.connect())
  }

  @Test func scriptsThatDoNotWriteGoOn() throws {
    let hub = try MemoryHub()
    let (admin, client) = (hub.connect(), hub.connect())
    let function = "redis.register_function{function_name='r',callback=function() return 3 end,flags={'no-writes'}}"
    admin.call("FUNCTION LOAD \"#!lua name=l\\n\(function)\"\r\n")
    #expect(admin.call("CLIENT PAUSE 100000 WRITE\r\n") == "+OK\r\n")
    #expect(client.call("EVAL \"#!lua flags=no-writes\\nreturn 1\" 0\r\n") == ":1\r\n")
    #expect(client.call("EVAL_RO \"return 2\" 0\r\nFCALL r 0\r\n") == ":2\r\n:3\r\n")
    #expect(client.call("MULTI\r\nFCALL r 0\r\nEXEC\r\n") == "+OK\r\n+QUEUED\r\n*1\r\n:3\r\n")
    #expect(client.call("EVAL \"#!lua\\nreturn 1\" 0\r\n") == "")
    #expect(admin.call("CLIENT UNPAUSE\r\n") == "+OK\r\n")
    #expect(client.transport.take() == ":1\r\n")
  }

  @Test(
    "what Redis would replicate waits with the writes",
    arguments: [
      "SET a 1", "PUBLISH c m", "SPUBLISH c m", "PFCOUNT h", "EVAL \"return 1\" 0", "EVALSHA x 0", "FCALL f 0",
    ])
  func waits(command: String) {
    pausing.call("CLIENT PAUSE 1000 WRITE\r\n")
    #expect(other.call(command + "\r\n") == "")
    pausing.call("CLIENT UNPAUSE\r\n")
    #expect(other.transport.take() != "")
  }

  @Test(arguments: ["GET a", "PING", "EVAL_RO \"return 1\" 0", "SCRIPT LOAD \"return 1\"", "SUBSCRIBE c", "MULTI"])
  func othersDoNotWait(command: String) {
    pausing.call("CLIENT PAUSE 1000 WRITE\r\n")
    #expect(other.call(command + "\r\n") != "")
  }

  @Test func aTransactionThatPausesMayGoOnWriting() {
    pausing.call("SET a 1 PX 10\r\n")
    hub.harness.clock.sleep(20_000)
    let replies = pausing.call("MULTI\r\nCLIENT PAUSE 1000 WRITE\r\nLPUSH a x\r\nDEL a\r\nEXEC\r\n")
    #expect(replies.hasSuffix("*3\r\n+OK\r\n:1\r\n:1\r\n"))
    #expect(other.call("DBSIZE\r\n") == ":0\r\n")
  }

  @Test func nothingIsDeletedDuringAPause() {
    pausing.call("SET a 1 PX 10\r\nSET b 1 PX 10\r\nCLIENT PAUSE 1000 WRITE\r\n")
    hub.wait(milliseconds: 100)
    #expect(other.call("GET a\r\nTTL a\r\nEXISTS b\r\nDBSIZE\r\n") == "$-1\r\n:-2\r\n:0\r\n:2\r\n")
    #expect(other.call("SCAN 0\r\nKEYS *\r\nRANDOMKEY\r\n") == "*2\r\n$1\r\n0\r\n*0\r\n*0\r\n$-1\r\n")
    pausing.call("CLIENT UNPAUSE\r\n")
    #expect(other.call("GET a\r\nGET b\r\nDBSIZE\r\n") == "$-1\r\n$-1\r\n:0\r\n")
  }
}
