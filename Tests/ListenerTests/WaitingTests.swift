import EngineHarness
import Listener
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
    hub.wait(milliseconds: 1001)
    #expect(client.transport.take() == "+OK\r\n$1\r\n1\r\n+PONG\r\n")
    #expect(admin.call("CLIENT PAUSE 100000\r\n") == "+OK\r\n")
    #expect(client.call("GET a\r\n") == "")
    client.endInput()
    #expect(client.transport.isClosed)
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
