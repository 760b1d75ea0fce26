extension OrderedTree {
  /// A tree of `count` elements that `next` gives one after the other, in their order.
  ///
  /// Compares none. O(n).
  init(count: Int, next: () -> Element) {
    self.init()
    guard count > 0 else { return }
    var level = makeLeaves(count, next)
    while level.count > 1 {
      level = makeParents(of: level)
      height += 1
    }
    unsafe root = level[0].node
    self.count = count
  }

  /// A tree of what `change` makes of the elements, which must keep their order.
  ///
  /// O(n).
  func copy(_ change: (Element) -> Element) -> OrderedTree {
    var position = first
    return OrderedTree(count: count) {
      guard let current = position else { preconditionFailure("fewer elements than counted") }
      position = self.next(current)
      return change(current.element)
    }
  }

  /// A node with what its parent must know.
  @safe private struct Part {
    let node: UnsafeMutableRawPointer
    let size: Int
    let least: Element
  }

  private mutating func makeLeaves(_ count: Int, _ next: () -> Element) -> [Part] {
    var parts: [Part] = []
    for size in Self.shares(of: count, capacity: Element.leafCapacity) {
      let leaf = unsafe makeLeaf(capacity: size == count ? size : Element.leafCapacity)
      for index in 0..<size { unsafe leaf.insert(next(), at: index) }
      unsafe leaf.previous = lastLeaf
      if let last = unsafe lastLeaf { unsafe Leaf(last).next = leaf.base } else { unsafe firstLeaf = leaf.base }
      unsafe lastLeaf = leaf.base
      unsafe parts.append(Part(node: leaf.base, size: size, least: leaf[0]))
    }
    return parts
  }

  private mutating func makeParents(of parts: [Part]) -> [Part] {
    var parents: [Part] = []
    var taken = 0
    for number in Self.shares(of: parts.count, capacity: Element.innerCapacity) {
      let inner = unsafe makeInner()
      let children = parts[taken..<taken + number]
      for (index, part) in children.enumerated() {
        unsafe inner.insert(part.node, size: part.size, key: part.least, at: index)
      }
      unsafe parents.append(Part(node: inner.base, size: inner.size, least: parts[taken].least))
      taken += number
    }
    return parents
  }

  /// How `total` items are shared out to nodes: all full but the last two, which share evenly what is left.
  private static func shares(of total: Int, capacity: Int) -> [Int] {
    if total <= capacity { return [total] }
    var shares: [Int] = []
    var rest = total
    while rest >= 2 * capacity {
      shares.append(capacity)
      rest -= capacity
    }
    if rest > capacity { return shares + [rest - rest / 2, rest / 2] }
    return shares + [rest]
  }
}
