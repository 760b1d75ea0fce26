import Bytes
import Testing

@testable import Keyspace

@Suite("Listpacks") struct ListpackTests {
  /// A text of each kind and size class, and those at the limits.
  static let samples: [[UInt8]] = {
    let lengths = [0, 1, 2, 20, 62, 63, 64, 65, 125, 126, 127, 128, 4093, 4094, 4095, 4096, 4097, 16380, 16381, 16383]
    var samples = lengths.map { length in (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ 0x80) } }
    for edge in [0, 1, 127, 128, 4095, 4096, 32767, 32768, 8_388_607, 8_388_608, 2_147_483_647, 2_147_483_648] {
      samples.append(Array("\(edge)".utf8))
      samples.append(Array("\(-edge - 1)".utf8))
    }
    samples += [Int64.max, Int64.min, 0x0102_0304_0506_0708].map { Array("\($0)".utf8) }
    samples += ["-0", "00", "+1", " 1", "9223372036854775808", "-9223372036854775809", "1.5"].map { Array($0.utf8) }
    return samples
  }()

  @Test("encode the classes of integers and strings as the format says")
  func encodings() {
    let rows: [(String, [UInt8])] = [
      ("0", [0, 1]), ("127", [0x7F, 1]), ("128", [0xC0, 0x80, 2]), ("-1", [0xDF, 0xFF, 2]), ("-4096", [0xD0, 0, 2]),
      ("4095", [0xCF, 0xFF, 2]), ("4096", [0xF1, 0, 0x10, 3]), ("-32768", [0xF1, 0, 0x80, 3]),
      ("32768", [0xF2, 0, 0x80, 0, 4]), ("-8388608", [0xF2, 0, 0, 0x80, 4]), ("8388608", [0xF3, 0, 0, 0x80, 0, 5]),
      ("2147483648", [0xF4, 0, 0, 0, 0x80, 0, 0, 0, 0, 9]), ("", [0x80, 1]), ("ab", [0x82, 0x61, 0x62, 3]),
      ("-0", [0x82, 0x2D, 0x30, 3]),
    ]
    for (text, encoding) in rows {
      let model = ListpackModel()
      model.insert(Array(text.utf8), at: 0)
      #expect(model.bytes == [UInt8(encoding.count + 7), 0, 0, 0, 1, 0] + encoding + [0xFF], "\(text)")
      #expect(ListpackFormat.encodedSize(Array(text.utf8).span) == encoding.count)
    }
  }

  @Test(
    "store lengths at the end in as many bytes as Redis does",
    arguments: [126, 127, 16382, 16383, 2_097_150, 2_097_151])
  func backLengths(length: Int) {
    let head = length < 4000 ? 2 : 5
    let model = ListpackModel()
    for _ in 0..<2 { model.insert([UInt8](repeating: 0x61, count: length - head), at: 0) }
    let back = [126: 1, 127: 1, 16382: 2, 16383: 3, 2_097_150: 3, 2_097_151: 4][length] ?? 0
    #expect(model.bytes.count == 7 + 2 * (length + back))
    #expect(model.fault() == nil)
  }

  @Test("keep their elements through inserts, replacements and removals at each place")
  func everyPlace() {
    let few = [Array("1".utf8), Array("-70000".utf8), [0x61], [UInt8](repeating: 0xFE, count: 130)]
    for size in 0...4 {
      for index in 0...size {
        for text in few {
          let model = ListpackModel()
          for element in 0..<size { model.insert(few[element % few.count], at: element) }
          model.insert(text, at: index)
          #expect(model.fault() == nil, "inserted \(text) at \(index) of \(size)")
          model.replace(index, with: few[(size + index) % few.count])
          #expect(model.fault() == nil, "replaced \(index) of \(size)")
          model.remove(index)
          #expect(model.fault() == nil, "removed \(index) of \(size)")
          model.remove(from: index, count: 2)
          #expect(model.fault() == nil, "removed 2 from \(index) of \(size)")
        }
      }
    }
  }

  @Test("stay whole through random changes", arguments: [1, 2, 3] as [UInt64])
  func randomChanges(seed: UInt64) {
    var random = RandomNumbers(seed: seed)
    let model = ListpackModel()
    for step in 0..<3000 {
      let index = random.below(model.elements.count + 1)
      let text = Self.samples[random.below(Self.samples.count)]
      switch random.below(10) {
      case 0..<5: model.insert(text, at: index)
      case 5, 6: if index < model.elements.count { model.replace(index, with: text) }
      case 7, 8: if index < model.elements.count { model.remove(index) }
      default: if index < model.elements.count { model.remove(from: index, count: random.below(6)) }
      }
      if step % 50 == 0 { #expect(model.fault() == nil, "seed \(seed), step \(step)") }
    }
    #expect(model.fault() == nil)
    let copy = unsafe model.list.copy()
    #expect(unsafe [UInt8](copying: copy.span) == model.bytes)
    unsafe copy.release()
  }

  @Test("find an element, every one or one of several")
  func find() {
    let model = ListpackModel()
    for (index, text) in ["a", "1", "b", "a", "-1", "a"].enumerated() { model.insert(Array(text.utf8), at: index) }
    let first = unsafe model.list.first ?? 0
    func index(_ text: String, skipping: Int = 0) -> Int? {
      let found = unsafe model.list.find(Array(text.utf8).span, from: first, skipping: skipping)
      return (0..<6).first { index in unsafe found != nil && model.list.position(at: index) == found }
    }
    #expect(index("a") == 0)
    #expect(index("-1") == 4)
    #expect(index("-1", skipping: 1) == 4)
    #expect(index("1", skipping: 1) == nil)
    #expect(index("b", skipping: 2) == nil)
    #expect(index("01") == nil)
    #expect(index("") == nil)
  }

  @Test("join and split")
  func joining() {
    for cut in 0...5 {
      let model = ListpackModel()
      for index in 0..<5 { model.insert(Self.samples[index * 5], at: index) }
      let whole = model.bytes
      let position = unsafe model.list.position(at: cut) ?? model.list.byteCount - 1
      let rest = unsafe model.list.split(before: position)
      #expect(unsafe model.list.statedCount == cut && rest.statedCount == 5 - cut)
      let areValid = unsafe [model.list, rest].map { unsafe ListpackFormat.isValid($0.span, deeply: true) }
      #expect(areValid == [true, true])
      unsafe model.list.append(contentsOf: rest)
      #expect(model.bytes == whole)
      unsafe rest.release()
    }
  }

  @Test("count more elements than the header can say")
  func manyElements() {
    let model = ListpackModel()
    for index in 0..<65_536 { model.insert([0x30 + UInt8(index % 10)], at: index) }
    #expect(unsafe model.list.statedCount == 0xFFFF)
    #expect(model.fault() == nil)
    model.remove(from: 65_534, count: 1)
    #expect(unsafe model.list.statedCount == 0xFFFF)
    #expect(unsafe model.list.count == 65_535)
    #expect(unsafe model.list.statedCount == 0xFFFF)
    model.remove(0)
    #expect(unsafe model.list.count == 65_534)
    #expect(unsafe model.list.statedCount == 65_534)
    #expect(model.fault() == nil)
  }

  @Test("take no more memory than an allocator with four sizes in each power of two")
  func blockSizes() {
    for size in 1...70_000 {
      let block = Allocator.steppedSize(size)
      #expect(block >= size + 8 && block % 16 == 0 && (block <= 128 || block <= (size + 8) * 5 / 4 + 1), "\(size)")
    }
  }
}
