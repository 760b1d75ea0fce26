import Engine
import EngineHarness
import Listener
import Testing

/// What the log tells of connections, in Redis' words.
@Suite struct ClientLogTests {
  private let hub: MemoryHub

  init() throws { hub = try MemoryHub(["loglevel": "verbose"]) }

  private func lines(_ part: String) -> [String] { hub.harness.log.filter { $0.contains(part) } }

  @Test(
    "what is no request",
    arguments: [
      ("PING\r\n*2147483648\r\n", "invalid mbulk count", "*2147483648.."),
      ("*1\r\n$4\r\nPING\r\n*2\r\n$3\r\nGET\r\n:5\r\n", "expected $ but got something else", ":5.."),
      ("*1\r\n$-1\r\n\0x", "invalid bulk length", "$-1.."),
      ("ECHO \"a\u{1}\r\n", "unbalanced quotes in inline request", "ECHO \"a..."),
    ])
  func malformed(sent: String, cause: String, sample: String) {
    hub.connect().call(sent)
    let line = lines("Protocol error").first ?? ""
    #expect(line.contains("- Protocol error (\(cause)) from client: id=2 addr=127.0.0.1:5 "))
    #expect(line.hasSuffix(" resp=2. Query buffer during protocol error: '\(sample)'"))
  }

  @Test func onlyTheEndsOfMuchAreShown() {
    let ones = String(repeating: "1", count: 64)
    hub.connect().call("*" + String(repeating: "1", count: 70_000))
    let line = lines("Protocol error (too big mbulk count string)").first ?? ""
    #expect(line.hasSuffix(" error: '*\(ones.dropLast())' (... more 69873 bytes ...) '\(ones)'"))
  }

  @Test func whoWantsNoRepliesGetsNoneForWhatIsNoRequest() {
    let client = hub.connect()
    client.call("CLIENT REPLY OFF\r\n")
    #expect(client.call("*x\r\n") == "")
    #expect(client.transport.isClosed)
  }

  @Test func onlyClientsThatLeaveAreToldOf() {
    hub.connect().call("QUIT\r\n")
    hub.connect().call("*x\r\n")
    hub.connect().call("CLIENT KILL ID 4 SKIPME no\r\n")
    #expect(lines("Client closed connection").isEmpty)
    hub.connect().endInput()
    #expect(lines("Client closed connection id=5 ").count == 1)
  }

  @Test func refusedConnectionsAreAcceptedFirst() throws {
    hub.connect().call("CONFIG SET maxclients 1\r\n")
    _ = hub.connect("127.0.0.1:77")
    #expect(lines("- Accepted 127.0.0.1:77").count == 1)
    #expect(hub.hub.engine.network.connections == 1 && hub.hub.engine.network.refusedConnections == 1)
  }

  @Test func smallRepliesDoNotCount() throws {
    let hub = try MemoryHub(["client-output-buffer-limit": "normal 1 1 1"])
    #expect(hub.connect().call("PING\r\n") == "+PONG\r\n")
  }

  @Test func whoMonitorsIsNeverIdle() throws {
    let hub = try MemoryHub(["timeout": "1"])
    let (monitor, idle) = (hub.connect(), hub.connect())
    monitor.call("MONITOR\r\n")
    #expect(monitor.call("MONITOR\r\n") == "")
    hub.wait(milliseconds: 3000)
    #expect(idle.transport.isClosed && !monitor.transport.isClosed)
  }
}
