import Bytes
import Keyspace
import RDB
import Testing

private let hasTools = hasProgram("redis-check-rdb") && hasProgram("redis-server")

@Suite(.enabled(if: hasTools, "redis-check-rdb and redis-server are not installed")) struct RealToolTests {
  /// redis-check-rdb finds nothing wrong with what is written.
  @Test(arguments: [true, false], [true, false]) func checker(_ compresses: Bool, _ hasChecksum: Bool) throws {
    var numbers = RandomNumbers(seed: 8)
    let source = keyspace(Set(EncoderTests.randomItems(3000, &numbers)))
    let written = try encode(source) {
      $0.compresses = compresses
      $0.hasChecksum = hasChecksum
    }
    let directory = makeScratchDirectory()
    defer { removeFiles(["dump.rdb"], of: directory) }
    try #require(writeFile(directory + "/dump.rdb", written))
    let (output, status) = run("redis-check-rdb \(directory)/dump.rdb")
    #expect(status == 0)
    #expect(output.contains("RDB looks OK!"))
    #expect(output.contains("[info] \(source.count) keys read"))
  }

  /// redis-server loads what is written and saves it again; that is the same data.
  @Test func server() throws {
    var numbers = RandomNumbers(seed: 9)
    var original: Set<Item> = []
    for item in EncoderTests.randomItems(2000, &numbers) {
      var item = item
      if let expiry = item.expiry { item.expiry = 4_000_000_000_000 + abs(expiry) }
      original.insert(item)
    }
    let directory = makeScratchDirectory()
    defer { removeFiles(["dump.rdb", "socket", "out"], of: directory) }
    try #require(writeFile(directory + "/dump.rdb", try encode(keyspace(original)) { $0.kind = .dump }))
    let client = "redis-cli -s \(directory)/socket"
    let start = "redis-server --port 0 --unixsocket \(directory)/socket --dir \(directory) --save '' --daemonize yes"
    #expect(run("\(start) --logfile \(directory)/out").status == 0)
    for _ in 0..<100 where run("\(client) ping").output != "PONG\n" { _ = run("sleep 0.05") }
    #expect(run("\(client) debug reload 2>/dev/null; \(client) save").output.hasSuffix("OK\n"))
    let saved = readFile(directory + "/dump.rdb")
    _ = run("\(client) shutdown nosave")
    let loaded = load(try #require(saved))
    #expect(loaded.error == nil)
    #expect(loaded.items == original)
    #expect(!loaded.summary.isBase)
  }

  /// Payloads of DUMP are interchangeable.
  @Test func payloads() throws {
    let directory = makeScratchDirectory()
    defer { removeFiles(["socket", "out", "payload"], of: directory) }
    let client = "redis-cli -s \(directory)/socket"
    let start = "redis-server --port 0 --unixsocket \(directory)/socket --dir \(directory) --save '' --daemonize yes"
    #expect(run("\(start) --logfile \(directory)/out").status == 0)
    for _ in 0..<100 where run("\(client) ping").output != "PONG\n" { _ = run("sleep 0.05") }
    for value in ["v", "12", "100000", "12345678901", "012", String(repeating: "ab", count: 60)] {
      let payload = PayloadTests.payload(value)
      try #require(writeFile(directory + "/payload", payload))
      #expect(run("\(client) -x restore k 0 replace < \(directory)/payload").output.isEmpty == false)
      let reply = run(
        "\(client) --no-raw eval \"return redis.call('restore', 'k', 0, ARGV[1], 'replace')\" 0 '\(value)'")
      #expect(reply.output.contains("DUMP payload version or checksum are wrong"))
      _ = run("\(client) -x set payload < \(directory)/payload")
      let restore = "redis.call('restore', 'k', 0, redis.call('get', 'payload'), 'replace')"
      #expect(run("\(client) eval \"\(restore) return redis.call('get', 'k')\" 0").output == value + "\n")
      _ = run("\(client) set k '\(value)'")
      _ = run("\(client) eval \"return redis.call('dump', 'k')\" 0 > \(directory)/payload")
      let dumped = [UInt8](try #require(readFile(directory + "/payload")).dropLast())
      #expect(PayloadTests.restored(dumped) == .success(Item(0, "r", value, expiry: 99)))
      if value.utf8.count < 20 { #expect(dumped == payload) }
    }
    _ = run("\(client) shutdown nosave")
  }
}
