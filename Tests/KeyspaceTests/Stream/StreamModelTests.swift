import Bytes
import Testing

@testable import Keyspace

/// Random changes of a stream, compared with a list.
struct StreamModelTests {
  @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func behavesAsAList(_ seed: UInt64) {
    var bench = StreamBench(seed: seed)
    for step in 0..<3000 {
      bench.change()
      if step % 50 == 0 { bench.check() }
      if step % 500 == 0 { bench.exchangeForCopy() }
    }
    bench.check()
    bench.stream.release()
  }
}

/// A stream and what it should hold.
struct StreamBench {
  var random: RandomNumbers
  var stream = StreamValue()
  var entries: [(id: StreamID, fields: [[UInt8]])] = []
  var limits = EncodingLimits()
  private var clock: UInt64 = 1

  init(seed: UInt64) {
    random = RandomNumbers(seed: seed)
    limits.streamNodeMaxEntries = [0, 1, 3, 10, 100, 100][Int(seed) % 6]
    limits.streamNodeMaxBytes = [0, 4096, 60, 200, 4096, 1000][Int(seed) % 6]
  }

  mutating func change() {
    switch random.below(20) {
    case 0..<13: append()
    case 13..<18:
      guard !entries.isEmpty else { return }
      let index = random.below(entries.count)
      let id = random.below(10) == 0 ? StreamID(0, 1) : entries[index].id
      let isRemoved = stream.remove(id)
      #expect(isRemoved == (id != StreamID(0, 1)))
      entries.removeAll { $0.id == id }
    default: trim()
    }
  }

  private mutating func text() -> [UInt8] {
    switch random.below(5) {
    case 0: Array("\(random.next() >> UInt64(random.below(64)))".utf8)
    case 1: (0..<random.below(200)).map { _ in UInt8(random.below(256)) }
    default: Array("field\(random.below(4))".utf8)
    }
  }

  private mutating func append() {
    clock += UInt64(random.below(3)) << (random.below(20) == 0 ? 40 : 0)
    let id = clock > stream.lastID.milliseconds ? StreamID(clock, 0) : stream.lastID.successor ?? .zero
    let count = random.below(8) == 0 ? 1 + random.below(5) : 1
    var fields: [[UInt8]] = []
    for _ in 0..<count { fields += [random.below(3) == 0 ? text() : Array("name".utf8), text()] }
    var bytes: [UInt8] = []
    var ranges: [Range<Int>] = []
    for field in fields {
      ranges.append(bytes.count..<bytes.count + field.count)
      bytes += field
    }
    let isAdded = stream.append(id, bytes.span, ranges.span, limits)
    #expect(isAdded)
    entries.append((id, fields))
  }

  private mutating func trim() {
    let index = random.below(min(20, entries.count + 1))
    if random.below(2) == 0 || index >= entries.count {
      let length = max(0, entries.count - index)
      let removed = stream.trim(StreamTrim(.maxLength(length), isApproximate: false))
      #expect(removed == entries.count - length)
      entries = Array(entries.suffix(length))
    } else {
      let removed = stream.trim(StreamTrim(.minID(entries[index].id), isApproximate: false))
      #expect(removed == index)
      entries = Array(entries.dropFirst(index))
    }
  }

  mutating func exchangeForCopy() {
    let copy = stream.copy()
    stream.release()
    stream = copy
  }

  mutating func check() {
    #expect(stream.count == entries.count)
    #expect(stream.edge(isFirst: true) == entries.first?.id)
    #expect(stream.edge(isFirst: false) == entries.last?.id)
    #expect(Self.contents(stream.entries()) == entries.map { "\($0.id) \($0.fields)" })
    #expect(Self.contents(stream.entries(isReversed: true)) == entries.reversed().map { "\($0.id) \($0.fields)" })
    #expect(stream.memory == recountedMemory())
    guard !entries.isEmpty else { return }
    let (first, last) = (random.below(entries.count), random.below(entries.count))
    let expected = first <= last ? entries[first...last].map { "\($0.id) \($0.fields)" } : []
    let range = stream.entries(from: entries[first].id, through: entries[last].id)
    #expect(Self.contents(range) == expected)
    let reversed = stream.entries(from: entries[first].id, through: entries[last].id, isReversed: true)
    #expect(Self.contents(reversed) == expected.reversed())
  }

  private static func contents(_ start: StreamIterator) -> [String] {
    var iterator = start
    var result: [String] = []
    while iterator.next() {
      var fields: [[UInt8]] = []
      for _ in 0..<iterator.fieldCount {
        let (name, value) = iterator.nextField()
        fields += [text(name, iterator), text(value, iterator)]
      }
      result.append("\(iterator.id) \(fields)")
    }
    return result
  }

  private static func text(_ element: ListpackElement, _ iterator: StreamIterator) -> [UInt8] {
    switch element {
    case .integer(let value): Array("\(value)".utf8)
    case .bytes(let range): [UInt8](copying: iterator.bytes(range))
    }
  }

  /// What the blocks of a stream without groups take.
  private func recountedMemory() -> Int {
    let empty = StreamValue()
    defer { empty.release() }
    var lists = 0
    stream.forEachNode { _, bytes in lists += Allocator.steppedSize(bytes.count) }
    return empty.memory + lists + stream.nodeTreeMemory
  }
}
