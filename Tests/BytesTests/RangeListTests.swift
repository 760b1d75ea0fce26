import Bytes
import Testing

@Suite("Lists of ranges") struct RangeListTests {
  @Test("keep what is added, beyond their first room, and forget from the end")
  func growth() {
    var list = RangeList(minimumCapacity: 0)
    for number in 0..<1000 { list.append(number..<number * 2) }
    #expect(list.count == 1000 && list.span.count == 1000)
    #expect((0..<1000).allSatisfy { list[$0] == $0..<$0 * 2 && list.span[$0] == $0..<$0 * 2 })
    list.truncate(to: 3)
    list.append(7..<8)
    #expect((0..<list.count).map { list[$0] } == [0..<0, 1..<2, 2..<4, 7..<8])
    list.removeAll()
    #expect(list.count == 0 && list.span.isEmpty)
  }

  @Test("reading beyond the end is a programmer's error")
  func beyondTheEnd() async {
    await #expect(processExitsWith: .failure) {
      var list = RangeList()
      list.append(1..<2)
      list.removeAll()
      _ = list[0]
    }
  }
}

@Suite("Words of bytes") struct WordTests {
  private let bytes: [UInt8] = (1...20).map { UInt8($0) * 11 }

  private func expected(_ index: Int, _ count: Int) -> UInt64 {
    (0..<count).reduce(0) { $0 | UInt64(bytes[index + $1]) << UInt64($1 * 8) }
  }

  @Test("are read in order from any place, of any length up to eight")
  func lengths() {
    for index in 0...20 {
      for count in 0...min(8, 20 - index) {
        #expect(bytes.span.word(at: index, count: count) == expected(index, count))
      }
      #expect(bytes.span.word(at: index) == (index <= 12 ? expected(index, 8) : nil))
    }
    #expect(bytes.span.word(at: -1) == nil && bytes.span.word(at: .max) == nil && bytes.span.word(at: .min) == nil)
    #expect([UInt8]().span.word(at: 0) == nil)
  }
}
