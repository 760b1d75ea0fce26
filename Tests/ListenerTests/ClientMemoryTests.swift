import Bytes
import EngineHarness
import TestSupport
import Testing

/// What CLIENT LIST and INFO tell of the memory of clients, and its limit.
@Suite struct ClientMemoryTests {
  // MARK: Fields

  /// Fields whose values follow from what a client has sent.
  private static let fixed = [
    "flags", "multi", "qbuf", "argv-mem", "multi-mem", "obl", "oll", "omem", "events", "cmd", "sub", "psub", "ssub",
  ]

  @Test(
    "fields are Redis'", .enabled(if: RedisServer.isInstalled, "redis-server is not installed"),
    arguments: [
      "CLIENT INFO\r\n", "PING\r\nCLIENT INFO\r\n", "*2\r\n$6\r\nclient\r\n$4\r\nlist\r\n",
      "MULTI\r\nSET a 1\r\nCLIENT INFO\r\nGET a\r\nEXEC\r\n", "MULTI\r\nCLIENT LIST\r\nEXEC\r\n",
      "WATCH a\r\nMULTI\r\nEXEC\r\nCLIENT INFO\r\n", "MULTI\r\nSET a\r\nDISCARD\r\nCLIENT INFO\r\n",
      "HELLO 3\r\nSUBSCRIBE c\r\nSSUBSCRIBE s\r\nPSUBSCRIBE p q\r\nCLIENT INFO\r\n",
      "CLIENT NO-EVICT on\r\nCLIENT INFO\r\n",
      "WATCH w\r\nSET w 1\r\nCLIENT INFO\r\n",
    ])
  func ownFields(_ script: String) throws {
    let (redis, own) = (try RedisServer(), try ServingProgram())
    let end = Array("$3\r\nend\r\n".utf8)
    let expected = try Self.exchange(script, try redis.connect(), until: end)
    let actual = try Self.exchange(script, try own.connect(), until: end)
    #expect(actual.only(Self.fixed) == expected.only(Self.fixed))
    #expect(expected.only(Self.fixed).count == Self.fixed.count)
  }

  private static func exchange(
    _ script: String, _ connection: RedisConnection, until end: [UInt8]
  ) throws -> ClientFields {
    // How many bytes of requests are run at once must not depend on how they arrive.
    try connection.send(Array((script + "PING end\r\n").utf8))
    return ClientFields(String(decoding: try connection.read(until: end), as: UTF8.self))
  }

  @Test(
    "fields of others are Redis'", .enabled(if: RedisServer.isInstalled, "redis-server is not installed"),
    arguments: ["BLPOP none 0\r\nPING\r\n", "MULTI\r\nset a b\r\nget abc\r\n", "GET ", "WATCH a b c\r\nPING\r\n"])
  func fieldsOfOthers(_ script: String) throws {
    let (redis, own) = (try RedisServer(), try ServingProgram())
    var found: [[String: String]] = []
    for (client, observer) in [
      (try redis.connect(), try redis.connect()), (try own.connect(), try own.connect()),
    ] {
      guard case .integer(let id) = try client.command(["CLIENT", "ID"]) else { continue }
      try client.send(Array(script.utf8))
      var fields = ClientFields("")
      // What was sent may not have arrived yet, and its replies may not have been sent.
      while fields["obl"] != 0 || fields["multi"] < 2 && fields["qbuf"] < 4 && fields.only(["cmd"]) != ["cmd": "ping"] {
        fields = ClientFields(try observer.command(["CLIENT", "LIST", "ID", "\(id)"]).text ?? "")
      }
      found.append(fields.only(Self.fixed))
    }
    #expect(found.count == 2 && found[0] == found[1])
  }

  @Test func slowReadersAreSeen() throws {
    let hub = try MemoryHub()
    let (slow, observer) = (hub.connect(), hub.connect())
    let idle = ClientFields(observer.call("CLIENT LIST ID 2\r\n"))
    #expect(idle["tot-mem"] == 1 << 10 && idle["omem"] == 0 && idle["rbp"] == 0)
    slow.call("SET a \(String(repeating: "x", count: 5000))\r\n")
    slow.transport.reads = false
    slow.call("GET a\r\nGET a\r\n")
    slow.call("GET a\r\n")
    slow.call("SET b \(String(repeating: "y", count: 3000))")
    let busy = ClientFields(observer.call("CLIENT LIST ID 2\r\n"))
    #expect(busy["omem"] == 3 * 5010 - 3 + 0 && busy["oll"] == 2 && busy["rbp"] == 2 * 5009)
    #expect(busy["qbuf"] == 3006 && busy["obl"] == 0)
    #expect(busy["tot-mem"] == 1 << 10 + busy["omem"] + busy["qbuf"] + busy["qbuf-free"])
    hub.wait(milliseconds: 1000)
    let info = observer.call("INFO clients\r\nINFO memory\r\n")
    #expect(info.contains("client_recent_max_input_buffer:3006\r\n"))
    #expect(info.contains("client_recent_max_output_buffer:\(busy["omem"])\r\n"))
    hub.wait(milliseconds: 9000)
    hub.wait(milliseconds: 100)
    #expect(ClientFields(observer.call("CLIENT LIST ID 2\r\n"))["rbp"] == 0)
  }

  // MARK: The limit

  /// A request of more than 70,000 bytes, most of it the value of `a`.
  private static func large(_ end: String = "\r\n") -> String {
    "*3\r\n$3\r\nSET\r\n$1\r\na\r\n$70000\r\n" + String(repeating: "x", count: 70_000) + end
  }

  @Test func whoTakesMostGoesFirst() throws {
    let hub = try MemoryHub(["maxmemory-clients": "200kb"])
    hub.wait(milliseconds: 100)
    let (small, large, other) = (hub.connect(), hub.connect(), hub.connect())
    small.call("SET a xxxx")
    large.call(Self.large(""))
    #expect(!large.transport.isClosed)
    other.call("MULTI\r\n" + Self.large() + Self.large())
    #expect(other.transport.isClosed && !large.transport.isClosed && !small.transport.isClosed)
    #expect(small.call("\r\nINFO stats\r\n").contains("\r\nevicted_clients:1\r\n"))
    #expect(hub.harness.log.contains { $0.contains("* Evicting client: id=4 addr=") })
    large.call("\r\n")
    large.call(Self.large(""))
    #expect(!large.transport.isClosed)
    large.call("\r\nMULTI\r\n" + Self.large() + Self.large() + Self.large(""))
    #expect(large.transport.isClosed)
    #expect(small.call("GET a\r\n").utf8.count == 70_010)
    #expect(small.call("CONFIG RESETSTAT\r\nINFO stats\r\n").contains("\r\nevicted_clients:0\r\n"))
  }

  @Test func repliesThatNobodyReadsCount() throws {
    let hub = try MemoryHub(["maxmemory-clients": "150kb"])
    hub.wait(milliseconds: 100)
    let (slow, quick) = (hub.connect(), hub.connect())
    quick.call(Self.large())
    for _ in 0..<20 { #expect(quick.call("GET a\r\n").utf8.count == 70_010) }
    slow.transport.reads = false
    slow.call("GET a\r\n")
    #expect(!slow.transport.isClosed)
    slow.call("GET a\r\nGET a\r\n")
    #expect(slow.transport.isClosed && !quick.transport.isClosed)
  }

  @Test func theSparedStay() throws {
    let hub = try MemoryHub(["maxmemory-clients": "150kb"])
    hub.wait(milliseconds: 100)
    let (spared, other) = (hub.connect(), hub.connect())
    spared.call("CLIENT NO-EVICT on\r\nMULTI\r\n" + Self.large() + Self.large() + Self.large())
    #expect(!spared.transport.isClosed)
    #expect(other.transport.isClosed)
    let text = "# Over client maxmemory after evicting all evictable clients"
    #expect(hub.harness.log.count { $0.hasSuffix(text) } == 1)
    #expect(spared.call("EXEC\r\n") == "*3\r\n+OK\r\n+OK\r\n+OK\r\n")
  }

  @Test func theLimitMayBeAPartOfAllMemory() throws {
    let hub = try MemoryHub(["maxmemory-clients": "10%"])
    let client = hub.connect()
    client.call("MULTI\r\n" + Self.large() + Self.large() + Self.large())
    hub.wait(milliseconds: 100)
    #expect(!client.transport.isClosed)
    let other = hub.connect()
    other.call("CONFIG SET maxmemory 100mb\r\n")
    hub.wait(milliseconds: 100)
    #expect(!client.transport.isClosed)
    other.call("CONFIG SET maxmemory 3mb\r\n")
    hub.wait(milliseconds: 100)
    #expect(!client.transport.isClosed)
    // A tenth of it is less than the least limit, 128 KB.
    other.call("CONFIG SET maxmemory 1mb\r\n")
    hub.wait(milliseconds: 100)
    #expect(client.transport.isClosed && !other.transport.isClosed)
    #expect(other.call("CONFIG SET maxmemory-clients 0 maxmemory 0\r\n") == "+OK\r\n")
  }

  @Test(
    "as Redis does", .enabled(if: RedisServer.isInstalled, "redis-server is not installed"),
    arguments: [["--maxmemory-clients", "1mb"], ["--maxmemory", "100mb", "--maxmemory-clients", "1%"]])
  func sameEviction(_ arguments: [String]) throws {
    let (redis, own) = (try RedisServer(arguments), try ServingProgram(arguments))
    for (large, observer) in [(try redis.connect(), try redis.connect()), (try own.connect(), try own.connect())] {
      let text = "*2\r\n$3\r\nGET\r\n$4000000\r\n" + String(repeating: "x", count: 1_500_000)
      // It may be sent away before it has sent all.
      try? large.send(Array(text.utf8))
      while try observer.command(["INFO", "stats"]).text?.contains("\r\nevicted_clients:1\r\n") != true {
        ChildProcess.pause()
      }
      #expect(throws: (any Error).self) { try large.read() }
      #expect(try observer.command(["INFO", "clients"]).text?.contains("connected_clients:") == true)
    }
    for log in [redis.log, own.log] { #expect(log.contains("* Evicting client: id=")) }
  }
}
