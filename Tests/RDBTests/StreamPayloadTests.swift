import Bytes
import Keyspace
import RDB
import Testing

/// Payloads of streams, whole and damaged.
@Suite struct StreamPayloadTests {
  /// What redis-server 7.0.15 dumps for `XADD s 1-1 a 1`, `XADD s 1-2 a 2 b 3`, `XADD s 5-0 a x`, `XDEL s 1-2`.
  private static let dumped = """
    130110000000000000000100000000000000013c3c0000001800020101010101816102000102010001000101010401010100010101020181\
    610202018162020301080102010401dfff028178020401ff0205000101010203000a002c7bf65ca59cc21c
    """

  @Test func isWrittenAsByRedis() {
    var stream = StreamValue()
    for (id, fields) in [
      (StreamID(1, 1), ["a", "1"]), (StreamID(1, 2), ["a", "2", "b", "3"]), (StreamID(5, 0), ["a", "x"]),
    ] {
      let ranges = fields.indices.map { $0..<$0 + 1 }
      let bytes = Array(fields.joined().utf8)
      let isAdded = stream.append(id, bytes.span, ranges.span, EncodingLimits())
      #expect(isAdded)
    }
    let isRemoved = stream.remove(StreamID(1, 2))
    #expect(isRemoved)
    stream.maxDeletedID = StreamID(1, 2)
    #expect(hex(Self.payload(of: stream)) == Self.dumped)
    stream.release()
  }

  private static let key: [UInt8] = [0x6B]

  /// A stream with several nodes, deleted entries, groups, consumers and pending entries.
  static func rich() -> StreamValue {
    var stream = StreamValue()
    var limits = EncodingLimits()
    limits.streamNodeMaxEntries = 4
    for number in 1...14 {
      let texts = number % 3 == 0 ? ["a", "12345", "long field", "x"] : ["a", String(number), "b", "value \(number)"]
      var bytes: [UInt8] = []
      var ranges: [Range<Int>] = []
      for text in texts {
        ranges.append(bytes.count..<bytes.count + text.utf8.count)
        bytes += Array(text.utf8)
      }
      _ = stream.append(StreamID(UInt64(number) * 1000, UInt64(number % 2)), bytes.span, ranges.span, limits)
    }
    for number in [2, 3, 9] as [UInt64] { _ = stream.remove(StreamID(number * 1000, number % 2)) }
    stream.maxDeletedID = StreamID(9000, 1)
    for name in ["g", "other group"] {
      let text = Array(name.utf8)
      guard let group = stream.addGroup(named: text.span, lastID: StreamID(8000, 0), entriesRead: -1) else { continue }
      for (index, owner) in ["alice", "bob", "nobody"].enumerated() {
        let text = Array(owner.utf8)
        guard let consumer = group.addConsumer(named: text.span, seenTime: 1_700_000_000_000) else { continue }
        for number in 0..<2 * (2 - index) {
          group.setPending(
            StreamPending(
              StreamID(UInt64(number * 2 + index) * 1000, 0), deliveryTime: 1_700_000_000_001, deliveryCount: 3,
              consumer: consumer))
        }
      }
    }
    return stream
  }

  static func payload(of stream: StreamValue) -> [UInt8] {
    let database = Database(seed: 2)
    let entry = database.make(stream.copy(), at: key.span)
    var writer = ByteWriter()
    Payload.append(entry, to: &writer, compresses: false)
    return writer.array
  }

  private static func restore(_ payload: [UInt8]) -> Database? {
    let database = Database(seed: 3)
    do throws(Payload.Refusal) {
      try Payload.restore(payload.span, as: key.span, in: database)
      return database
    } catch {
      return nil
    }
  }

  @Test func isRestoredAsItWas() throws {
    let stream = Self.rich()
    let payload = Self.payload(of: stream)
    let database = try #require(Self.restore(payload))
    let found = database.find(Self.key.span)
    let entry = try #require(found)
    let restored = StreamValue(block: entry.block)
    #expect(restored.count == stream.count)
    #expect(restored.radixNodeCount == stream.radixNodeCount)
    #expect(Self.payload(of: restored) == payload)
    #expect(database.checkInvariants() == nil)
    stream.release()
  }

  /// Whatever is damaged, the payload is refused, or makes a stream that can be used.
  @Test(arguments: [0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xFF, 0x7F] as [UInt8])
  func everyByteDamaged(_ change: UInt8) {
    let stream = Self.rich()
    let payload = Self.payload(of: stream)
    stream.release()
    for index in 0..<payload.count - 10 {
      var damaged = payload
      damaged[index] ^= change
      if let database = Self.restore(damaged) { Self.use(database) }
    }
  }

  @Test func randomDamage() {
    let stream = Self.rich()
    let payload = Self.payload(of: stream)
    stream.release()
    var random = RandomNumbers(seed: 5)
    for _ in 0..<20_000 {
      var damaged = payload
      for _ in 0..<2 + random.below(3) { damaged[random.below(payload.count - 10)] = UInt8(random.below(256)) }
      if let database = Self.restore(damaged) { Self.use(database) }
    }
  }

  @Test func everyTruncation() {
    let stream = Self.rich()
    let payload = Self.payload(of: stream)
    stream.release()
    for count in 0..<payload.count - 10 {
      // As in Redis, the value may go on into the footer.
      if let database = Self.restore([UInt8](payload.prefix(count)) + payload.suffix(10)) { Self.use(database) }
    }
  }

  /// Does with a stream all that commands do.
  private static func use(_ database: Database) {
    guard let entry = database.find(key.span) else { return }
    database.change(entry, StreamValue.self) { stream in
      for isReversed in [false, true] {
        var iterator = stream.entries(isReversed: isReversed, includesDeleted: isReversed)
        while iterator.next() {
          for _ in 0..<iterator.fieldCount { _ = iterator.nextField() }
        }
      }
      let copy = stream.copy()
      copy.release()
      _ = stream.radixNodeCount
      _ = stream.remove(StreamID(5000, 1))
      _ = stream.trim(StreamTrim(.minID(StreamID(6000, 0)), isApproximate: false))
      let bytes = Array("ab".utf8)
      let fields = [0..<1, 1..<2]
      if let next = stream.lastID.successor { _ = stream.append(next, bytes.span, fields.span, EncodingLimits()) }
      _ = stream.trim(StreamTrim(.maxLength(2), isApproximate: false))
      for rank in 0..<stream.groupCount { use(stream.group(at: rank), of: stream) }
    }
    #expect(database.checkInvariants() == nil)
  }

  private static func use(_ group: StreamGroup, of stream: StreamValue) {
    _ = stream.lag(of: group)
    if let pending = group.firstPending(from: .zero) { group.removePending(pending.id) }
    if group.consumerCount > 0 { group.remove(group.consumer(at: 0)) }
  }
}
