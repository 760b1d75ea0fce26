import Disk
import EngineHarness
import Listener
import Testing

/// Client-side caching between connections.
@Suite struct TrackingTests {
  private let hub: MemoryHub
  private let (reader, writer): (MemoryHub.Client, MemoryHub.Client)

  init() throws {
    hub = try MemoryHub()
    (reader, writer) = (hub.connect(), hub.connect())
    reader.call("HELLO 3\r\n")
  }

  private func track(_ options: String) { #expect(reader.call("CLIENT TRACKING on \(options)\r\n") == "+OK\r\n") }

  /// What the reader is told of one command of the writer.
  private func told(of command: String) -> String {
    writer.call(command + "\r\n")
    return reader.transport.take()
  }

  private func invalidation(_ keys: String...) -> String {
    ">2\r\n$10\r\ninvalidate\r\n*\(keys.count)\r\n" + keys.map { "$\($0.utf8.count)\r\n\($0)\r\n" }.joined()
  }

  @Test func broadcastsOfATurnAreOneMessageForEachPrefix() {
    track("BCAST PREFIX q: PREFIX p:")
    #expect(told(of: "MSET p:2 1 q:1 1 z 1 p:1 1 p:2 2") == invalidation("p:1", "p:2") + invalidation("q:1"))
    #expect(told(of: "SET z 1") == "")
    #expect(reader.call("SET p:3 1\r\n") == "+OK\r\n" + invalidation("p:3"))
  }

  @Test func ownChangesAreNotBroadcast() {
    track("BCAST NOLOOP")
    #expect(reader.call("SET a 1\r\n") == "+OK\r\n")
    #expect(reader.call("EVAL \"redis.call('set','a',1)\" 0\r\n") == "_\r\n")
    #expect(told(of: "MSET b 1 a 1") == invalidation("a", "b"))
  }

  /// What expires is nobody's change, whoever has set it.
  @Test(arguments: ["NOLOOP", "BCAST NOLOOP"])
  func whatExpiresIsTold(_ options: String) {
    track(options)
    #expect(reader.call("SET a 1 PX 10\r\nGET a\r\n") == "+OK\r\n$1\r\n1\r\n")
    hub.wait(milliseconds: 200)
    #expect(reader.transport.take() == invalidation("a"))
    #expect(reader.call("MULTI\r\nSET b 1 PX 10\r\nGET b\r\nEXEC\r\n").hasSuffix("*2\r\n+OK\r\n$1\r\n1\r\n"))
    hub.harness.clock.sleep(20_000)
    #expect(reader.call("GET b\r\n").contains(invalidation("b")))
  }

  @Test func prefixesAddUp() {
    track("BCAST PREFIX x")
    track("BCAST PREFIX b")
    let refusal =
      "-ERR Prefix 'xa' overlaps with an existing prefix 'x'. Prefixes for a single client must not overlap."
    #expect(reader.call("CLIENT TRACKING on BCAST PREFIX xa\r\n") == refusal + "\r\n")
    track("BCAST")
    #expect(reader.call("CLIENT TRACKINGINFO\r\n").hasSuffix("*3\r\n$0\r\n\r\n$1\r\nb\r\n$1\r\nx\r\n"))
    #expect(writer.call("INFO stats\r\n").contains("tracking_total_prefixes:3\r\n"))
  }

  @Test func whatScriptsReadCounts() {
    track("")
    reader.call("EVAL \"return redis.call('get',KEYS[1])\" 1 a\r\n")
    #expect(told(of: "SET a 1") == invalidation("a"))
  }

  @Test func cachingGoesOnThroughATransaction() {
    track("OPTIN")
    reader.call("CLIENT CACHING yes\r\nMULTI\r\nGET a\r\nGET b\r\nEXEC\r\nGET c\r\n")
    #expect(told(of: "MSET a 1 b 1 c 1") == invalidation("a") + invalidation("b"))
    reader.call("CLIENT CACHING yes\r\nCLIENT GETNAME\r\nGET a\r\nGET b\r\n")
    #expect(told(of: "MSET a 2 b 2") == invalidation("a"))
  }

  @Test func everyLostMessageIsTold() {
    let target = hub.connect()
    target.call("HELLO 3\r\n")
    track("REDIRECT 4")
    target.endInput()
    for _ in 0..<2 {
      reader.call("GET a\r\n")
      #expect(told(of: "SET a 1") == ">2\r\n$21\r\ntracking-redir-broken\r\n:4\r\n")
    }
  }

  @Test func moreKeysThanAllowedAreForgotten() {
    writer.call("CONFIG SET tracking-table-max-keys 2\r\n")
    track("")
    let replies = (0..<5).map { reader.call("GET k\($0)\r\n") }
    #expect(replies.filter { $0.contains("invalidate") }.count == 3)
    let stats = writer.call("INFO stats\r\n")
    #expect(stats.contains("tracking_total_keys:2\r\ntracking_total_items:2\r\ntracking_total_prefixes:0\r\n"))
  }
}
