import EngineHarness
import Listener
import Testing

/// What connections send and get, without sockets.
@Suite struct ConnectionTests {
  @Test func repliesWaitForTheEndOfTheTurn() throws {
    let hub = try MemoryHub(["appendonly": "yes", "appendfsync": "always"])
    let (first, second) = (hub.connect(), hub.connect())
    first.send("SET a 1\r\nSET b 2\r\n")
    second.send("SET c 3\r\nGET a\r\n")
    #expect(first.transport.received.isEmpty && second.transport.received.isEmpty)
    #expect(hub.wantsTurn)
    hub.turn()
    #expect(first.transport.take() == "+OK\r\n+OK\r\n")
    #expect(second.transport.take() == "+OK\r\n$1\r\n1\r\n")
  }

  @Test func requestsMayComeInAnyPieces() throws {
    let text = "*3\r\n$3\r\nSET\r\n$1\r\na\r\n$3\r\nx\r\n\r\nGET a\r\n*2\r\n$4\r\nECHO\r\n$2\r\n\r\n\r\nPING\r\n"
    let expected = "+OK\r\n$3\r\nx\r\n\r\n$2\r\n\r\n\r\n+PONG\r\n"
    let bytes = Array(text.utf8)
    for size in 1...bytes.count {
      let hub = try MemoryHub()
      let client = hub.connect()
      for start in stride(from: 0, to: bytes.count, by: size) {
        client.send(Array(bytes[start..<min(start + size, bytes.count)]))
        hub.turn()
      }
      #expect(client.transport.take() == expected, "in pieces of \(size)")
    }
  }

  @Test(arguments: [
    ("*1\r\n:3\r\n", "expected '$', got ':'"), ("*x\r\n", "invalid multibulk length"),
    ("*2\r\n$3\r\nGET\r\n$-5\r\n", "invalid bulk length"), ("*99999999999\r\n", "invalid multibulk length"),
    ("*1\r\n$600000000\r\n", "invalid bulk length"), ("SET \"x y\r\n", "unbalanced quotes in request"),
    (String(repeating: "A", count: 70_000), "too big inline request"),
    ("*1" + String(repeating: "1", count: 70_000), "too big mbulk count string"),
  ])
  func malformedRequestsEndTheConnectionAndNoOther(_ text: String, _ problem: String) throws {
    let hub = try MemoryHub()
    let (client, other) = (hub.connect(), hub.connect())
    other.send("SET x 1\r\n*2\r\n$3\r\nGET\r\n$1\r\n")
    client.send("PING\r\n" + text + "PING\r\n")
    hub.turn()
    #expect(client.transport.take() == "+PONG\r\n-ERR Protocol error: \(problem)\r\n")
    #expect(client.transport.isClosed)
    #expect(other.call("x\r\n") == "+OK\r\n$1\r\n1\r\n")
    #expect(hub.hub.count == 1)
  }

  @Test func strangersMaySendLittle() throws {
    let hub = try MemoryHub(["requirepass": "secret"])
    #expect(
      hub.connect().call("GET a\r\nPING\r\n") == String(repeating: "-NOAUTH Authentication required.\r\n", count: 2))
    #expect(hub.connect().call("*11\r\n") == "-ERR Protocol error: unauthenticated multibulk length\r\n")
    #expect(hub.connect().call("*1\r\n$16385\r\n") == "-ERR Protocol error: unauthenticated bulk length\r\n")
    let many = "*12\r\n" + String(repeating: "$1\r\nx\r\n", count: 12)
    #expect(hub.connect().call("AUTH secret\r\n" + many + "PING\r\n").hasSuffix("+PONG\r\n"))
  }

  @Test func othersThanThisMachineNeedAPassword() throws {
    let hub = try MemoryHub()
    let client = hub.connect("192.0.2.1:5", isLocal: false)
    #expect(client.transport.isClosed)
    #expect(client.transport.take().hasPrefix("-DENIED Redis is running in protected mode because"))
    _ = hub.connect().call("CONFIG SET requirepass secret\r\n")
    #expect(hub.connect("192.0.2.1:5", isLocal: false).call("AUTH secret\r\n") == "+OK\r\n")
    let open = try MemoryHub(["protected-mode": "no"])
    #expect(open.connect("192.0.2.1:5", isLocal: false).call("PING\r\n") == "+PONG\r\n")
  }

  @Test func moreThanMaxclientsAreRefused() throws {
    let hub = try MemoryHub(["maxclients": "2"])
    let first = hub.connect()
    _ = hub.connect()
    #expect(hub.connect().transport.take() == "-ERR max number of clients reached\r\n")
    first.endInput()
    #expect(hub.connect().call("PING\r\n") == "+PONG\r\n")
  }

  @Test func repliesComeBeforeTheEndOfAConnection() throws {
    let hub = try MemoryHub()
    let client = hub.connect()
    client.send("PING\r\n")
    client.endInput()
    #expect(client.transport.take() == "+PONG\r\n")
    #expect(client.transport.isClosed && hub.hub.count == 0)
    let leaving = hub.connect()
    #expect(leaving.call("QUIT\r\nPING\r\n") == "+OK\r\n")
    #expect(leaving.transport.isClosed)
  }

  @Test func webPagesGetNoAnswer() throws {
    let hub = try MemoryHub()
    let client = hub.connect()
    #expect(client.call("POST / HTTP/1.1\r\nHost: x\r\n\r\nFLUSHALL\r\n") == "")
    #expect(client.transport.isClosed)
    #expect(
      hub.harness.log.contains {
        $0.contains("Possible SECURITY ATTACK detected") && $0.hasSuffix("your Redis instance. Connection aborted.")
      })
  }

  @Test func shutdownAnswersNobody() throws {
    let hub = try MemoryHub()
    let (client, other) = (hub.connect(), hub.connect())
    other.send("PING\r\n")
    #expect(client.call("SHUTDOWN NOSAVE\r\nPING\r\n") == "")
    #expect(hub.hasEnded)
  }
}
