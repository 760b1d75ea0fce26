import Bytes
import TestSupport
import Testing

@testable import Keyspace

/// Listpacks against damage, and against those that redis-server makes.
@Suite("Listpacks, compared and damaged") struct ListpackFidelityTests {
  @Test("are known as damaged, or can be walked, whichever byte is changed")
  func flippedBytes() {
    let model = ListpackModel()
    let texts = ["1", "200", "70000", "ab", "-9000000000", "-5"].map { Array($0.utf8) }
    for text in texts + [[UInt8](repeating: 7, count: 70), [UInt8](repeating: 0xFF, count: 5000), []] {
      model.insert(text, at: model.elements.count)
    }
    let sample = model.bytes
    for index in sample.indices where index < 110 || index > sample.count - 30 {
      for change in 1...255 as ClosedRange<UInt8> {
        var damaged = sample
        damaged[index] ^= change
        guard ListpackFormat.isValid(damaged.span, deeply: true) else { continue }
        let list = unsafe Listpack.make(copying: damaged.span)
        let count = unsafe Self.walk(list)
        #expect(unsafe count == list.count, "byte \(index) changed by \(change)")
        unsafe list.release()
      }
    }
    for length in 0..<sample.count where length < 120 || length > sample.count - 30 {
      let isValid = ListpackFormat.isValid(sample.span.extracting(0..<length), deeply: true)
      #expect(!isValid, "cut to \(length) bytes")
    }
  }

  /// Elements seen from both sides, or -1 when the numbers differ.
  private static func walk(_ list: Listpack) -> Int {
    var (forward, backward) = (0, 0)
    var position = unsafe list.first
    while let here = position {
      forward += 1
      unsafe list.withText(here) { _ in }
      position = unsafe list.next(here)
    }
    position = unsafe list.last
    while let here = position {
      backward += 1
      position = unsafe list.previous(here)
    }
    return forward == backward ? forward : -1
  }

  @Test("are refused when they are noise", arguments: [1, 2] as [UInt64])
  func noise(seed: UInt64) {
    var random = RandomNumbers(seed: seed)
    for _ in 0..<20_000 {
      var bytes = (0..<random.below(40)).map { _ in UInt8.random(in: 0...255, using: &random) }
      if bytes.count > 7, random.below(2) == 0 {
        bytes.replaceSubrange(0..<4, with: [UInt8(bytes.count), 0, 0, 0])
        bytes[bytes.count - 1] = 0xFF
      }
      guard ListpackFormat.isValid(bytes.span, deeply: true) else { continue }
      let list = unsafe Listpack.make(copying: bytes.span)
      #expect(unsafe Self.walk(list) == list.count)
      unsafe list.release()
    }
  }

  @Test(
    "have the bytes that redis-server's have",
    .enabled(if: RedisServer.isInstalled, Comment(rawValue: RedisServer.isMissing)), arguments: [1, 2, 3] as [UInt64])
  func equalToRedis(seed: UInt64) throws {
    let server = try RedisServer(["--rdbcompression", "no", "--list-max-listpack-size", "10000"])
    var random = RandomNumbers(seed: seed)
    let samples = ListpackTests.samples.filter { $0.count < 4200 }
    let key = Array("k".utf8)
    for _ in 0..<20 {
      let model = ListpackModel()
      try server.command([Array("DEL".utf8), key])
      // Below the size where redis-server would begin a further node.
      while model.bytes.count < 3900 {
        let text = samples[random.below(samples.count)]
        guard model.bytes.count + text.count < 7900 else { continue }
        switch random.below(4) {
        case 0:
          model.insert(text, at: 0)
          try server.command([Array("LPUSH".utf8), key, text])
        case 1 where !model.elements.isEmpty:
          let index = random.below(model.elements.count)
          model.replace(index, with: text)
          try server.command([Array("LSET".utf8), key, Array("\(index)".utf8), text])
        case 2 where model.elements.count > 3:
          model.remove(0)
          try server.command([Array("LPOP".utf8), key])
        default:
          model.insert(text, at: model.elements.count)
          try server.command([Array("RPUSH".utf8), key, text])
        }
      }
      guard case .bulk(let payload) = try server.command([Array("DUMP".utf8), key]) else {
        Issue.record("no payload")
        return
      }
      // Type, one node, packed, the length in two bytes; version and checksum at the end.
      #expect(Array(payload.dropFirst(5).dropLast(10)) == model.bytes)
    }
  }
}
