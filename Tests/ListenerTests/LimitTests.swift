import Bytes
import EngineHarness
import Listener
import Testing

/// What bounds the memory of connections.
@Suite struct LimitTests {
  @Test func slowReadersGetAllInTheEnd() throws {
    let hub = try MemoryHub()
    let client = hub.connect()
    client.call("SET a \(String(repeating: "x", count: 1000))\r\n")
    client.transport.reads = false
    for _ in 0..<10 { client.call("GET a\r\n") }
    let list = hub.connect().call("CLIENT LIST ID 2\r\n")
    #expect(list.contains("oll=2 omem=10090 ") && list.contains("events=rw"))
    client.readOn()
    #expect(client.transport.take().utf8.count == 10 * 1009)
  }

  @Test func subscribersBeyondTheHardLimitAreClosed() throws {
    let hub = try MemoryHub(["client-output-buffer-limit": "pubsub 4kb 0 0"])
    let (slow, quick, speaker) = (hub.connect(), hub.connect(), hub.connect())
    slow.call("SUBSCRIBE c\r\n")
    quick.call("SUBSCRIBE c\r\n")
    slow.transport.reads = false
    for _ in 0..<8 { speaker.call("PUBLISH c \(String(repeating: "x", count: 1000))\r\n") }
    #expect(slow.transport.isClosed)
    #expect(!quick.transport.isClosed)
    #expect(speaker.call("PUBLISH c x\r\n") == ":1\r\n")
    #expect(
      hub.harness.log.contains { $0.hasSuffix(" scheduled to be closed ASAP for overcoming of output buffer limits.") })
  }

  /// Who asks for more than may wait is sent away before all of it is made; a change of the limit counts at once.
  @Test(arguments: ["HRANDFIELD h", "SRANDMEMBER s", "ZRANDMEMBER z", "HRANDFIELD l", "SRANDMEMBER i"])
  func repliesWithoutEndAreNotMade(_ command: String) throws {
    let hub = try MemoryHub()
    let client = hub.connect()
    client.call("HSET h a 1 b 2\r\nSADD s a b\r\nZADD z 1 a 2 b\r\nSADD i 1 2\r\n")
    client.call("HSET l a \(String(repeating: "x", count: 100))\r\n")
    client.call("CONFIG SET client-output-buffer-limit \"normal 100000 0 0\"\r\n")
    client.call("\(command) -4000000000000000000\r\n")
    #expect(client.transport.isClosed)
    #expect(hub.connect().call("PING\r\n") == "+PONG\r\n")
  }

  @Test func theSoftLimitAllowsAWhile() throws {
    let hub = try MemoryHub(["client-output-buffer-limit": "normal 0 2kb 1"])
    let client = hub.connect()
    client.call("SET a \(String(repeating: "x", count: 1000))\r\n")
    client.transport.reads = false
    for _ in 0..<5 { client.call("GET a\r\n") }
    hub.wait(milliseconds: 900)
    #expect(!client.transport.isClosed)
    hub.wait(milliseconds: 200)
    #expect(client.transport.isClosed)
  }

  @Test func requestsThatNeverEndAreRefused() throws {
    let hub = try MemoryHub(["client-query-buffer-limit": "1mb"])
    let client = hub.connect()
    client.call("*2\r\n$3\r\nGET\r\n$5000000\r\n")
    let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 100_000)
    for _ in 0..<12 where !client.transport.isClosed {
      client.send(piece)
      hub.turn()
    }
    #expect(client.transport.isClosed)
    #expect(hub.harness.log.contains { $0.contains("Closing client that reached max query buffer length: id=") })
  }

  @Test("whatever some clients send, others are served", arguments: 0..<200)
  func fuzz(seed: Int) throws {
    var random = RandomNumbers(seed: UInt64(seed))
    let hub = try MemoryHub()
    let good = hub.connect()
    let words = [
      "*1\r\n", "*2\r\n", "$3\r\n", "GET\r\n", "$-1\r\n", "PING\r\n", "\r\n", "\"", "*0\r\n", "MULTI\r\n", "x\0y",
    ]
    for round in 0..<20 {
      let bad = hub.connect()
      for _ in 0...random.below(6) {
        if random.below(3) == 0 {
          bad.send((0..<random.below(30)).map { _ in UInt8(random.below(256)) })
        } else {
          bad.send(words[random.below(words.count)])
        }
        if random.below(2) == 0 { hub.turn() }
      }
      #expect(good.call("SET k \(round)\r\nGET k\r\n") == "+OK\r\n$\("\(round)".utf8.count)\r\n\(round)\r\n")
      if random.below(2) == 0 { bad.endInput() }
    }
    #expect(good.call("PING\r\n") == "+PONG\r\n")
  }
}
