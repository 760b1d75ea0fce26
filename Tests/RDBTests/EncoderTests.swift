import Bytes
import Keyspace
import RDB
import Testing

@Suite struct EncoderTests {
  /// The file of no keys that redis-server 7.0.15 wrote with these values.
  static let empty =
    "5245444953303031 30 fa0972656469732d76657206372e302e3135 fa0a72656469732d62697473c040"
    + "fa056374696d65c2c23a036b fa08757365642d6d656dc260550e00 fa08616f662d62617365c000"

  @Test func header() throws {
    let loaded = load(hex(Self.empty) + [0xFF] + [UInt8](repeating: 0, count: 8))
    let time = try #require(loaded.summary.creationTime)
    let written = try encode(loaded.keyspace) {
      $0.kind = .dump
      $0.creationTime = time
      $0.usedMemory = loaded.summary.usedMemory ?? 0
      $0.hasChecksum = false
    }
    #expect(hex(written) == Self.empty.filter { $0 != " " } + "ff0000000000000000")
  }

  @Test func emptyBase() throws {
    let written = try encode(keyspace([]))
    #expect(written.count == 89)
    let loaded = load(written)
    #expect(loaded.summary.isBase)
    #expect(loaded.summary.checksum == .verified)
    #expect(
      loaded.logText == [
        "* Loading RDB produced by version 7.0.15", "* RDB age 4610366 seconds",
        "* RDB memory usage when created 0.90 Mb", "* RDB is base AOF",
        "* Done loading RDB, keys loaded: 0, keys expired: 0.",
      ])
  }

  @Test(arguments: [
    (1_048_576, "1.00"), (0, "0.00"), (5_242, "0.00"), (5_243, "0.01"), (939_360, "0.90"), (1 << 40, "1048576.00"),
    (12_345_678_901, "11773.76"),
  ]) func usedMemory(_ bytes: Int64, _ shown: String) throws {
    let loaded = load(try encode(keyspace([])) { $0.usedMemory = bytes })
    #expect(loaded.summary.usedMemory == bytes)
    #expect(loaded.logText.contains("* RDB memory usage when created \(shown) Mb"))
  }

  @Test func withoutChecksum() throws {
    let loaded = load(try encode(keyspace([Item(0, "a", "1")])) { $0.hasChecksum = false })
    #expect(loaded.summary.checksum == .disabled)
    #expect(loaded.logText.contains("# RDB file was saved with checksum disabled: no check performed."))
  }

  @Test func roundTrips() throws {
    var numbers = RandomNumbers(seed: 5)
    for count in [0, 1, 2, 100, 3000] {
      let original = Set(Self.randomItems(count, &numbers))
      let source = keyspace(original, seed: UInt64(count))
      for compresses in [true, false] {
        let written = try encode(source) { $0.compresses = compresses }
        let loaded = load(written, chunk: 1 + numbers.below(5000))
        #expect(loaded.error == nil)
        #expect(loaded.items == original)
        for (left, right) in zip(loaded.keyspace.databases, source.databases) {
          #expect(left.expiringCount == right.expiringCount)
        }
      }
    }
  }

  static func randomItems(_ count: Int, _ numbers: inout RandomNumbers) -> [Item] {
    (0..<count).map { number in
      let key = [UInt8]("\(number)".utf8) + (0..<numbers.below(30)).map { _ in UInt8(numbers.below(256)) }
      let range: UInt64 = numbers.below(2) == 0 ? 256 : 3
      let length = numbers.below(1000) == 0 ? 150_000 : numbers.below(300)
      let value = (0..<length).map { _ in UInt8(truncatingIfNeeded: numbers.next() % range) }
      let expiry = numbers.below(3) == 0 ? Int64(numbers.below(1 << 40)) - 1000 : nil
      return Item(numbers.below(16), key: key, value: value, expiry: expiry == -1 ? nil : expiry)
    }
  }

  /// The sink gets everything in order, in chunks, and nothing after it failed.
  @Test func sink() throws {
    let source = keyspace((0..<20_000).map { Item($0 % 3, "key:\($0)", "value-\($0)") })
    let whole = try encode(source)
    var sizes: [Int] = []
    var progress: [Int] = []
    var options = EncoderOptions(kind: .base, creationTime: 1, usedMemory: 2)
    options.progress = { progress.append($0) }
    var encoder = Encoder(options) { span in
      sizes.append(span.count)
      return 0
    }
    try encoder.write(source)
    #expect(sizes.reduce(0, +) == encoder.written)
    #expect(abs(encoder.written - whole.count) < 10)
    #expect(sizes.count < 10 && encoder.keys == 20_000)
    #expect(progress == (1...19).map { $0 * 1024 })
  }

  @Test func failingSink() {
    let source = keyspace((0..<20_000).map { Item($0 % 3, "key:\($0)", "value-\($0)") })
    var calls = 0
    var encoder = Encoder(EncoderOptions(kind: .base, creationTime: 1, usedMemory: 2)) { _ in
      calls += 1
      return calls == 2 ? 28 : 0
    }
    var failure: SinkError?
    do throws(SinkError) { try encoder.write(source) } catch { failure = error }
    #expect(failure?.errno == 28)
    #expect(calls == 2)
  }
}
