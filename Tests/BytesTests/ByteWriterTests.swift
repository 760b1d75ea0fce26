import Bytes
import Testing

@Suite("Byte writer") struct ByteWriterTests {
  @Test("appends, grows, replaces, truncates and drops like an array", arguments: 0..<20)
  func likeAnArray(seed: Int) {
    var random = RandomNumbers(seed: UInt64(seed))
    var writer = ByteWriter(minimumCapacity: 0)
    var model: [UInt8] = []
    for _ in 0..<300 {
      let piece = (0..<random.below(30)).map { _ in UInt8(random.below(256)) }
      switch random.below(10) {
      case 0:
        let kept = random.below(model.count + 1)
        writer.truncate(to: kept)
        model.removeLast(model.count - kept)
      case 1:
        let dropped = random.below(model.count + 1)
        writer.removeFirst(dropped)
        model.removeFirst(dropped)
      case 2 where model.count >= piece.count:
        let offset = random.below(model.count - piece.count + 1)
        writer.replace(at: offset, with: piece.span)
        model.replaceSubrange(offset..<offset + piece.count, with: piece)
      case 3 where !model.isEmpty:
        let distance = 1 + random.below(model.count)
        let count = random.below(40)
        writer.repeatBytes(from: distance, count: count)
        for _ in 0..<count { model.append(model[model.count - distance]) }
      case 4:
        writer.append(line: piece.span)
        model += piece + [0x0D, 0x0A]
      default:
        writer.append(piece)
        model += piece
      }
      #expect(writer.array == model)
    }
  }

  @Test(
    "writes marked lines",
    arguments: [0, 9, 10, 99, 100, 12345, -1, -10, Int64.max, Int64.min])
  func markedLines(value: Int64) {
    var writer = ByteWriter(minimumCapacity: 0)
    for _ in 0..<3 { writer.append(marker: UInt8(ascii: ":"), line: value) }
    writer.append(line: "end")
    let expected = String(repeating: ":\(value)\r\n", count: 3) + "end\r\n"
    #expect(writer.array == bytes(expected))
  }

  @Test("gives memory back and can be used again")
  func shrinks() {
    var writer = ByteWriter(minimumCapacity: 1 << 20)
    writer.append([UInt8](repeating: 1, count: 1 << 20))
    writer.removeAll(keepingAtMost: 8)
    #expect(writer.count == 0)
    writer.append("abc")
    writer.append(text: "é")
    #expect(writer.array == [0x61, 0x62, 0x63, 0xC3, 0xA9])
  }

  @Test("compares spans")
  func compares() {
    let text = bytes("GeT")
    let equal = text.span.equals("GeT")
    let folded = text.span.equalsIgnoringCase("get")
    let longer = text.span.equalsIgnoringCase("gets")
    #expect(equal && folded && !longer)
    #expect(text.span.equals(bytes("Get").span) == false)
    #expect([UInt8]().span.equals([UInt8]().span) == true)
    #expect([0xFF].span.compare([0x00, 0x01].span) > 0)
    #expect([0x61].span.compare([0x61, 0x00].span) < 0)
  }
}

@Suite("Seeded hash") struct SeededHashTests {
  @Test("tells apart what differs in one byte, in length or in seed")
  func differs() {
    let hash = SeededHash(seed: 1)
    var seen: Set<UInt64> = []
    var inputs = 0
    for count in 0..<70 {
      seen.insert(hash([UInt8](repeating: 0, count: count).span))
      inputs += 1
      for place in 0..<count {
        var input = [UInt8](repeating: 0, count: count)
        input[place] = 1
        seen.insert(hash(input.span))
        inputs += 1
      }
    }
    #expect(seen.count == inputs)
    let other = SeededHash(seed: 2)
    #expect(hash(bytes("key").span) != other(bytes("key").span))
    #expect(hash(bytes("key").span) == SeededHash(seed: 1)(bytes("key").span))
  }
}
