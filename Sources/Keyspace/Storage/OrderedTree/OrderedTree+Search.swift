extension OrderedTree {
  /// A place in the tree, valid until the tree changes.
  @safe struct Position {
    fileprivate let leaf: UnsafeMutableRawPointer
    fileprivate let index: Int

    fileprivate init(_ leaf: UnsafeMutableRawPointer, _ index: Int) {
      unsafe self.leaf = leaf
      self.index = index
    }

    /// The element that is there.
    var element: Element {
      get { unsafe Leaf(leaf)[index] }
      nonmutating set { unsafe Leaf(leaf)[index] = newValue }
    }
  }

  /// The number of elements at the front of a leaf that `isBefore` holds for.
  @inline(__always)
  static func lowerBound(in leaf: Leaf, _ isBefore: (Element) -> Bool) -> Int {
    var (low, high) = unsafe (0, leaf.count)
    while low < high {
      let middle = (low &+ high) >> 1
      if unsafe isBefore(leaf[middle]) { low = middle &+ 1 } else { high = middle }
    }
    return low
  }

  /// The first element that `isBefore` does not hold for, with its rank; nil when it holds for all.
  ///
  /// `isBefore` must hold for all elements up to some place and for none behind it. O(log n).
  @inline(__always)
  func lowerBound(_ isBefore: (Element) -> Bool) -> (position: Position, rank: Int)? {
    guard var node = unsafe root else { return nil }
    var rank = 0
    for _ in 0..<height {
      let inner = unsafe Inner(node)
      let index = unsafe inner.lastChild(where: isBefore)
      for before in 0..<index { unsafe rank &+= inner.size(before) }
      unsafe node = inner.child(index)
    }
    let leaf = unsafe Leaf(node)
    let index = unsafe Self.lowerBound(in: leaf, isBefore)
    rank &+= index
    if unsafe index < leaf.count { return unsafe (Position(node, index), rank) }
    guard let next = unsafe leaf.next else { return nil }
    return unsafe (Position(next, 0), rank)
  }

  /// The number of elements at the front that `isBefore` holds for.
  ///
  /// O(log n).
  @inline(__always)
  func rank(_ isBefore: (Element) -> Bool) -> Int { lowerBound(isBefore)?.rank ?? count }

  /// The element that is neither less nor greater than `element`; nil if there is none.
  ///
  /// O(log n).
  func find(_ element: Element) -> (position: Position, rank: Int)? {
    guard let found = lowerBound({ Element.isLess($0, element) }), !Element.isLess(element, found.position.element)
    else { return nil }
    return found
  }

  /// The element that has `rank` others before it; nil when there is none.
  ///
  /// O(log n).
  func position(at rank: Int) -> Position? {
    guard rank >= 0, rank < count else { return nil }
    return unsafe descend(to: rank) { _, _, _ in }
  }

  /// The element that has `rank` others before it, which must exist; `body` gets each inner node on the way to it, the
  /// child that the way leads to, and how many elements below that come before it.
  @inline(__always)
  func descend(to rank: Int, _ body: (_ inner: Inner, _ child: Int, _ rest: Int) -> Void) -> Position {
    guard var node = unsafe root else { preconditionFailure("no element of this rank") }
    var rest = rank
    for _ in 0..<height {
      let inner = unsafe Inner(node)
      var index = 0
      while unsafe rest >= inner.size(index) {
        unsafe rest &-= inner.size(index)
        index &+= 1
      }
      unsafe body(inner, index, rest)
      unsafe node = inner.child(index)
    }
    return unsafe Position(node, rest)
  }

  /// The first element; nil when the tree is empty.
  ///
  /// O(1).
  var first: Position? {
    guard let leaf = unsafe firstLeaf else { return nil }
    return unsafe Position(leaf, 0)
  }

  /// The last element; nil when the tree is empty.
  ///
  /// O(1).
  var last: Position? {
    guard let leaf = unsafe lastLeaf else { return nil }
    return unsafe Position(leaf, Leaf(leaf).count - 1)
  }

  /// The element after another; nil at the end.
  ///
  /// O(1).
  func next(_ position: Position) -> Position? {
    let leaf = unsafe Leaf(position.leaf)
    if unsafe position.index + 1 < leaf.count { return unsafe Position(leaf.base, position.index + 1) }
    guard let next = unsafe leaf.next else { return nil }
    return unsafe Position(next, 0)
  }

  /// The element before another; nil at the start.
  ///
  /// O(1).
  func previous(_ position: Position) -> Position? {
    if position.index > 0 { return unsafe Position(position.leaf, position.index - 1) }
    guard let previous = unsafe Leaf(position.leaf).previous else { return nil }
    return unsafe Position(previous, Leaf(previous).count - 1)
  }

  /// Calls `body` with every element in order.
  ///
  /// The tree must not change meanwhile, but what elements refer to may be freed. O(n).
  @inline(__always)
  func forEach(_ body: (Element) -> Void) {
    var node = unsafe firstLeaf
    while let base = unsafe node {
      let leaf = unsafe Leaf(base)
      for index in unsafe 0..<leaf.count { unsafe body(leaf[index]) }
      unsafe node = leaf.next
    }
  }
}
