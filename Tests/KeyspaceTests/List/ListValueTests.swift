import Bytes
import Testing

@testable import Keyspace

/// Lists under random changes, compared with arrays, under several limits of nodes.
@Suite("Lists") struct ListValueTests {
  struct Limits: Sendable, CustomTestStringConvertible {
    let size: Int
    let depth: Int

    var testDescription: String { "nodes of \(size), \(depth) at each end uncompressed" }
    var value: EncodingLimits {
      var limits = EncodingLimits()
      limits.listMaxListpackSize = size
      limits.listCompressDepth = depth
      return limits
    }
  }

  static let limits = [
    Limits(size: -2, depth: 0), Limits(size: -1, depth: 1), Limits(size: 3, depth: 0), Limits(size: 1, depth: 0),
    Limits(size: 4, depth: 1), Limits(size: 5, depth: 3), Limits(size: 0, depth: 2), Limits(size: -5, depth: 1),
  ]

  private static func element(_ random: inout RandomNumbers) -> [UInt8] {
    switch random.below(6) {
    case 0: Array("\(random.below(2000) - 1000)".utf8)
    case 1: [UInt8](repeating: 0x78, count: random.below(900))
    case 2: (0..<random.below(40)).map { _ in UInt8.random(in: 0...255, using: &random) }
    default: Array("m\(random.below(30))".utf8)
    }
  }

  @Test("hold what they should through random changes", arguments: limits, [1, 2] as [UInt64])
  func randomChanges(limits: Limits, seed: UInt64) {
    var random = RandomNumbers(seed: seed)
    var list = ListValue()
    defer { list.release() }
    var model: [[UInt8]] = []
    for step in 0..<4000 {
      Self.change(&list, &model, limits.value, &random)
      if step % 40 == 0 { #expect(Self.fault(list, model) == nil, "step \(step)") }
      if step % 500 == 0 {
        let copy = list.copy()
        #expect(Self.fault(copy, model) == nil, "copied after step \(step)")
        #expect(copy.memory == list.memory)
        copy.release()
      }
    }
    #expect(Self.fault(list, model) == nil)
  }

  private static func change(
    _ list: inout ListValue, _ model: inout [[UInt8]], _ limits: EncodingLimits, _ random: inout RandomNumbers
  ) {
    let text = element(&random)
    switch random.below(20) {
    case 0..<6:
      list.push(text.span, at: .right, limits)
      model.append(text)
    case 6..<10:
      list.push(text.span, at: .left, limits)
      model.insert(text, at: 0)
    case 10, 11: if !model.isEmpty { pop(&list, &model, .left, limits) }
    case 12, 13: if !model.isEmpty { pop(&list, &model, .right, limits) }
    case 14:
      let index = random.below(model.count + 3) - 1
      let isSet = list.set(index, text.span, limits)
      #expect(isSet == model.indices.contains(index))
      if isSet { model[index] = text }
    case 15, 16, 17: insert(text, &list, &model, limits, &random)
    case 18:
      let start = random.below(model.count + 1)
      let count = random.below(min(model.count - start, 12) + 1)
      list.remove(start..<start + count, limits)
      model.removeSubrange(start..<start + count)
    default: removeEqual(text, &list, &model, limits, &random)
    }
  }

  private static func pop(
    _ list: inout ListValue, _ model: inout [[UInt8]], _ end: ListEnd, _ limits: EncodingLimits
  ) {
    var popped: [UInt8] = []
    list.pop(end, limits) { popped = [UInt8](copying: $0) }
    #expect(popped == (end == .left ? model.removeFirst() : model.removeLast()))
  }

  private static func insert(
    _ text: [UInt8], _ list: inout ListValue, _ model: inout [[UInt8]], _ limits: EncodingLimits,
    _ random: inout RandomNumbers
  ) {
    let pivot = model.isEmpty || random.below(8) == 0 ? text : model[random.below(model.count)]
    let isAfter = random.below(2) == 0
    let place = model.firstIndex(of: pivot)
    let isInserted = list.insert(text.span, beside: pivot.span, after: isAfter, limits)
    #expect(isInserted == (place != nil))
    if let place { model.insert(text, at: isAfter ? place + 1 : place) }
  }

  private static func removeEqual(
    _ text: [UInt8], _ list: inout ListValue, _ model: inout [[UInt8]], _ limits: EncodingLimits,
    _ random: inout RandomNumbers
  ) {
    let end: ListEnd = random.below(2) == 0 ? .left : .right
    let limit = 1 + random.below(4)
    let matches = model.indices.filter { model[$0] == text }
    let expected = end == .left ? matches.prefix(limit) : matches.suffix(limit)
    let count = list.remove(text.span, from: end, limit: limit, limits)
    #expect(count == expected.count)
    for index in expected.reversed() { model.remove(at: index) }
  }

  /// What is wrong, if anything is.
  private static func fault(_ list: ListValue, _ model: [[UInt8]]) -> String? {
    guard list.count == model.count else { return "\(list.count) elements instead of \(model.count)" }
    var elements: [[UInt8]] = []
    list.forEach { elements.append([UInt8](copying: $0)) }
    guard elements == model else { return "other elements" }
    elements = []
    list.visit(from: model.count - 1, towards: .left) {
      elements.append([UInt8](copying: $0))
      return true
    }
    guard elements == model.reversed() else { return "other elements from the right" }
    for index in [0, 1, model.count / 3, model.count / 2, model.count - 1] where model.indices.contains(index) {
      var found: [UInt8]?
      list.visit(from: index) {
        found = [UInt8](copying: $0)
        return false
      }
      guard found == model[index] else { return "element \(index) is not found" }
    }
    return list.memory == memory(of: list) ? nil : "a wrong account of memory"
  }

  /// What all blocks take, counted.
  private static func memory(of list: ListValue) -> Int {
    if list.isSmall { return unsafe list.listpack.memory }
    let quicklist = unsafe list.quicklist
    var memory = unsafe Database.blockSize(MemoryLayout<QuicklistRoot>.size)
    var node = unsafe quicklist.head
    while let here = unsafe node {
      memory += unsafe Database.blockSize(MemoryLayout<QuicklistNode>.size) + Quicklist.blockSize(here)
      unsafe node = here.pointee.next
    }
    return memory
  }

  @Test("compress what lies inside, and neither end")
  func compression() {
    let limits = Limits(size: 4, depth: 2).value
    var list = ListValue()
    defer { list.release() }
    let text = [UInt8](repeating: 0x61, count: 100)
    for _ in 0..<40 { list.push(text.span, at: .right, limits) }
    #expect(Self.compressed(list) == [false, false] + Array(repeating: true, count: 6) + [false, false])
    for _ in 0..<4 { list.pop(.left, limits) { _ in } }
    #expect(Self.compressed(list) == [false, false] + Array(repeating: true, count: 5) + [false, false])
    list.visit(from: 15) { _ in false }
    let short: [UInt8] = [0x62]
    let isSet = list.set(15, short.span, limits)
    #expect(isSet)
    #expect(Self.compressed(list) == [false, false] + Array(repeating: true, count: 5) + [false, false])
    let small = list.memory
    list.remove(4..<24, limits)
    #expect(list.nodeCount == 4 && list.memory < small)
    #expect(!Self.compressed(list).contains(true))
  }

  private static func compressed(_ list: ListValue) -> [Bool] {
    var nodes: [Bool] = []
    list.forEachNode { form, _ in nodes.append(form.originalCount != nil) }
    return nodes
  }

  @Test("are one listpack while that is enough")
  func smallForm() {
    var list = ListValue()
    defer { list.release() }
    let limits = EncodingLimits()
    #expect(list.memory == 32 && list.nodeCount == 0)
    for index in 0..<3 {
      let text = Array("\(index)".utf8)
      list.push(text.span, at: .right, limits)
    }
    #expect(list.isSmall && list.nodeCount == 1 && list.memory == 32)
    let long = [UInt8](repeating: 1, count: 9000)
    list.push(long.span, at: .left, limits)
    #expect(!list.isSmall && list.nodeCount == 2)
  }

  @Test("match elements by their texts, in both forms and directions")
  func matches() {
    for size in [-2, 2] {
      let limits = Limits(size: size, depth: 0).value
      var list = ListValue()
      for text in ["1", "a", "1", "01", "a"] {
        let bytes = Array(text.utf8)
        list.push(bytes.span, at: .right, limits)
      }
      let (one, letter) = (Array("1".utf8), Array("a".utf8))
      var seen: [Bool] = []
      list.match(one.span, from: 0, towards: .right) {
        seen.append($0)
        return true
      }
      #expect(seen == [true, false, true, false, false])
      seen = []
      list.match(letter.span, from: 3, towards: .left) {
        seen.append($0)
        return seen.count < 3
      }
      #expect(seen == [false, false, true])
      list.release()
    }
  }

  @Test("keep elements of any size in nodes of their own where a file has them so")
  func plainNodes() {
    let limits = Limits(size: 3, depth: 0).value
    var list = ListValue()
    defer { list.release() }
    let (a, b, c, d, e) = ([0x61], [0x62], [0x63], [0x64], [0x65]) as ([UInt8], [UInt8], [UInt8], [UInt8], [UInt8])
    let plain = Array("plain".utf8)
    list.push(a.span, at: .right, limits)
    list.append(plainNode: plain.span, limits)
    list.push(b.span, at: .right, limits)
    #expect(Self.fault(list, [a, plain, b]) == nil && list.nodeCount == 3)
    var done = list.insert(c.span, beside: plain.span, after: false, limits)
    done = list.insert(d.span, beside: plain.span, after: true, limits) && done
    #expect(done)
    #expect(Self.fault(list, [a, c, plain, d, b]) == nil)
    done = list.set(2, e.span, limits)
    #expect(done)
    #expect(Self.fault(list, [a, c, e, d, b]) == nil)
    let none: [UInt8] = []
    list.append(plainNode: plain.span, limits)
    list.append(plainNode: none.span, limits)
    let counts = (
      list.remove(plain.span, from: .left, limit: 9, limits), list.remove(none.span, from: .left, limit: 9, limits)
    )
    #expect(counts == (1, 1))
    #expect(Self.fault(list, [a, c, e, d, b]) == nil)
  }
}
