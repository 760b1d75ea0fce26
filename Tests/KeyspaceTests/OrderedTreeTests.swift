import Bytes
import Testing

@testable import Keyspace

/// An element whose order is that of `key` alone, in nodes so small that few elements make a deep tree.
private struct Small: OrderedTreeElement, Equatable {
  let key: Int
  var note = 0

  static func isLess(_ first: Small, _ second: Small) -> Bool { first.key < second.key }
  static var leafCapacity: Int { 4 }
  static var innerCapacity: Int { 4 }
}

/// An element as sorted sets have it, in nodes of the usual size.
private struct Large: OrderedTreeElement, Equatable {
  let key: Int
  var note = 0

  static func isLess(_ first: Large, _ second: Large) -> Bool { first.key < second.key }
}

extension OrderedTree {
  /// All elements, forwards, after a look at what the other ways to reach them give.
  fileprivate func elements(checking: Bool = true) -> [Element] {
    var elements: [Element] = []
    var position = first
    while let current = position {
      elements.append(current.element)
      position = next(current)
    }
    if checking, let problem = checkInvariants() { Issue.record("\(problem)") }
    return elements
  }
}

@Suite("The ordered tree") struct OrderedTreeTests {
  @Test("is right at every size when elements come and go in any order", arguments: 0...60)
  func smallScope(size: Int) {
    for seed in 0..<30 {
      var random = RandomNumbers(seed: UInt64(size * 1000 + seed))
      var tree = OrderedTree<Small>()
      let order: [Int] =
        switch seed {
        case 0: Array(0..<size)
        case 1: (0..<size).reversed()
        default: (0..<size).shuffled(using: &random)
        }
      for (step, number) in order.enumerated() {
        tree.insert(Small(key: number))
        #expect(tree.elements().map(\.key) == order[...step].sorted())
      }
      let removals: [Int] = seed % 3 == 0 ? Array(0..<size) : (0..<size).shuffled(using: &random)
      var left = Set(0..<size)
      for number in removals {
        #expect(tree.remove(Small(key: number))?.key == number)
        #expect(tree.remove(Small(key: number)) == nil)
        left.remove(number)
        #expect(tree.elements().map(\.key) == left.sorted())
      }
      #expect(tree.memory == 0)
    }
  }

  @Test("finds, ranks and walks as a sorted array does", arguments: 0...40)
  func search(size: Int) throws {
    var tree = OrderedTree<Small>(count: 0) { Small(key: 0) }
    for number in (0..<size).shuffled() { tree.insert(Small(key: number * 2)) }
    defer { tree.release() }
    for probe in -1...(2 * size + 1) {
      let below = min(size, max(0, (probe + 1) / 2))
      #expect(tree.rank { $0.key < probe } == below)
      let found = tree.lowerBound { $0.key < probe }
      #expect(found?.rank == (below < size ? below : nil))
      #expect(found?.position.element.key == (below < size ? below * 2 : nil))
      #expect((tree.find(Small(key: probe)) != nil) == (probe % 2 == 0 && probe >= 0 && probe < 2 * size))
    }
    for rank in -1...size {
      let position = tree.position(at: rank)
      #expect(position?.element.key == (rank >= 0 && rank < size ? rank * 2 : nil))
      guard let position else { continue }
      #expect(tree.next(position)?.element.key == (rank + 1 < size ? rank * 2 + 2 : nil))
      #expect(tree.previous(position)?.element.key == (rank > 0 ? rank * 2 - 2 : nil))
    }
    #expect(tree.first?.element.key == (size > 0 ? 0 : nil))
    #expect(tree.last?.element.key == (size > 0 ? 2 * size - 2 : nil))
  }

  @Test("is built from sorted elements, copied, and changes from there", arguments: 0...70)
  func build(size: Int) {
    var number = 0
    var tree = OrderedTree<Small>(count: size) {
      number += 1
      return Small(key: 2 * number)
    }
    let numbers = (0..<size).map { 2 * $0 + 2 }
    #expect(tree.elements().map(\.key) == numbers)
    var copy = tree.copy { Small(key: $0.key, note: 7) }
    for number in stride(from: 1, through: 2 * size + 1, by: 2) { tree.insert(Small(key: number)) }
    #expect(tree.elements().map(\.key) == Array(1..<2 * size + 2))
    #expect(copy.elements() == numbers.map { Small(key: $0, note: 7) })
    while copy.count > 0 {
      copy.remove(at: copy.count / 2)
      _ = copy.elements()
    }
    tree.release()
    #expect(tree.memory == 0 && tree.count == 0)
  }

  @Test("replaces an element only where the order stays", arguments: 1...30)
  func replace(size: Int) {
    for index in 0..<size {
      for other in -1...(3 * size + 1) {
        var tree = OrderedTree<Small>()
        for number in 0..<size { tree.insert(Small(key: 3 * number)) }
        let fits = (index == 0 || other > 3 * index - 3) && (index == size - 1 || other < 3 * index + 3)
        #expect(tree.replace(Small(key: 3 * index), with: Small(key: other, note: 1)) == fits)
        var expected = (0..<size).map { Small(key: 3 * $0) }
        if fits { expected[index] = Small(key: other, note: 1) }
        #expect(tree.elements() == expected)
        tree.release()
      }
    }
  }

  @Test("agrees with a sorted array over many random changes", arguments: 0..<8)
  func random(seed: UInt64) {
    var random = RandomNumbers(seed: seed)
    var tree = OrderedTree<Large>()
    var model: [Int] = []
    for step in 0..<6_000 {
      let grows = random.below(2000) > model.count + 300 * (step / 1500 % 2 == 0 ? -2 : 3)
      let key = random.below(100_000)
      let index = model.firstIndex { $0 >= key } ?? model.count
      let isThere = index < model.count && model[index] == key
      if grows, !isThere {
        tree.insert(Large(key: key))
        model.insert(key, at: index)
      } else if !model.isEmpty {
        let rank = random.below(model.count)
        #expect(tree.remove(at: rank).key == model.remove(at: rank))
      }
      #expect(tree.rank { $0.key < key } == (model.firstIndex { $0 >= key } ?? model.count))
      if step % 500 == 0 { #expect(tree.elements().map(\.key) == model) }
    }
    #expect(tree.elements().map(\.key) == model)
    tree.release()
  }

  @Test("fills its leaves when elements arrive in order", arguments: [false, true])
  func fillsLeaves(isReversed: Bool) {
    var tree = OrderedTree<Large>()
    for number in 0..<10_000 { tree.insert(Large(key: isReversed ? -number : number)) }
    #expect(tree.checkInvariants() == nil)
    #expect(tree.memory < 10_000 * (MemoryLayout<Large>.stride + 4))
    tree.release()
  }

  @Test("takes little memory for few elements")
  func smallMemory() {
    var tree = OrderedTree<Large>()
    #expect(tree.memory == 0)
    tree.insert(Large(key: 1))
    #expect(tree.memory <= 112)
    tree.release()
  }
}
