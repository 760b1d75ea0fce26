extension OrderedTree {
  private static var leastInLeaf: Int { max(1, Element.leafCapacity / 3) }
  private static var leastInInner: Int { max(2, Element.innerCapacity / 3) }

  /// What was taken out below a node, and whether it was the least element there.
  private struct Removal {
    let element: Element
    var wasLeast: Bool
  }

  /// Takes out the element that is neither less nor greater than `element`; nil if there is none.
  ///
  /// O(log n).
  @discardableResult
  mutating func remove(_ element: Element) -> Element? {
    guard let found = find(element) else { return nil }
    return remove(at: found.rank)
  }

  /// Takes out the element that has `rank` others before it, which must exist.
  ///
  /// Compares no elements. O(log n).
  @discardableResult
  mutating func remove(at rank: Int) -> Element {
    guard rank >= 0, rank < count, let root = unsafe root else { preconditionFailure("no element of this rank") }
    let removal = unsafe remove(at: rank, below: root, height: height)
    count -= 1
    if count == 0 {
      unsafe free(Leaf(root))
      unsafe (self.root, firstLeaf, lastLeaf) = (nil, nil, nil)
    } else if height > 0, unsafe Inner(root).count == 1 {
      unsafe self.root = Inner(root).child(0)
      unsafe free(Inner(root))
      height -= 1
    }
    return removal.element
  }

  private mutating func remove(at rank: Int, below node: UnsafeMutableRawPointer, height: Int) -> Removal {
    guard height > 0 else {
      let leaf = unsafe Leaf(node)
      let element = unsafe leaf[rank]
      unsafe leaf.remove(at: rank)
      return Removal(element: element, wasLeast: rank == 0)
    }
    let inner = unsafe Inner(node)
    var (index, rest) = (0, rank)
    while unsafe rest >= inner.size(index) {
      unsafe rest &-= inner.size(index)
      index &+= 1
    }
    let child = unsafe inner.child(index)
    var removal = unsafe remove(at: rest, below: child, height: height - 1)
    unsafe inner.setSize(index, inner.size(index) - 1)
    if removal.wasLeast, index > 0 {
      // An empty leaf has no least element, but it is about to be joined with the one before.
      if unsafe inner.size(index) > 0 { unsafe inner.setKey(index, Self.least(child, height: height - 1)) }
      removal.wasLeast = false
    }
    let first = index > 0 ? index - 1 : 0
    if height == 1 {
      if unsafe Leaf(child).count < Self.leastInLeaf { unsafe levelLeaves(first, of: inner) }
    } else if unsafe Inner(child).count < Self.leastInInner {
      unsafe levelInner(first, of: inner, height: height - 1)
    }
    return removal
  }

  /// Joins the leaves `index` and `index + 1` of a node, or shares their elements between them.
  private mutating func levelLeaves(_ index: Int, of parent: Inner) {
    let (left, right) = unsafe (Leaf(parent.child(index)), Leaf(parent.child(index + 1)))
    let total = unsafe left.count + right.count
    if total <= Element.leafCapacity {
      unsafe left.takeHead(of: right, count: right.count)
      let next = unsafe right.next
      unsafe left.next = next
      if let next = unsafe next { unsafe Leaf(next).previous = left.base } else { unsafe lastLeaf = left.base }
      unsafe free(right)
      unsafe parent.remove(at: index + 1)
    } else {
      let half = total / 2
      if unsafe left.count > half {
        unsafe left.moveTail(from: half, toFrontOf: right)
      } else {
        unsafe left.takeHead(of: right, count: half - left.count)
      }
      unsafe parent.setSize(index + 1, right.count)
      unsafe parent.setKey(index + 1, right[0])
    }
    unsafe parent.setSize(index, left.count)
  }

  /// Joins the inner nodes `index` and `index + 1` of a node, or shares their children between them.
  private mutating func levelInner(_ index: Int, of parent: Inner, height: Int) {
    let (left, right) = unsafe (Inner(parent.child(index)), Inner(parent.child(index + 1)))
    let total = unsafe left.count + right.count
    let key = unsafe parent.key(index + 1)
    if total <= Element.innerCapacity {
      unsafe left.takeHead(of: right, count: right.count, key: key)
      unsafe free(right)
      unsafe parent.remove(at: index + 1)
    } else {
      let half = total / 2
      if unsafe left.count > half {
        unsafe left.moveTail(from: half, toFrontOf: right, key: key)
      } else {
        unsafe left.takeHead(of: right, count: half - left.count, key: key)
      }
      unsafe parent.setSize(index + 1, right.size)
      // The key of a node's first child is meaningless there, but moved along it is the node's least element.
      unsafe parent.setKey(index + 1, right.key(0))
    }
    unsafe parent.setSize(index, left.size)
  }

  // MARK: Replacing

  /// Puts `new` in the place of the element that is neither less nor greater than `old`, if that leaves the order as it
  /// is.
  ///
  /// Returns whether it did. O(log n).
  mutating func replace(_ old: Element, with new: Element) -> Bool {
    guard let found = find(old), fits(new, in: found.position) else { return false }
    replaceElement(at: found.rank, with: new)
    return true
  }

  /// Exchanges the element that is neither less nor greater than `old`, which must exist, for `new`, at the place where
  /// that belongs.
  ///
  /// O(log n).
  mutating func update(_ old: Element, to new: Element) {
    guard let found = find(old) else { preconditionFailure("no such element") }
    if fits(new, in: found.position) { return replaceElement(at: found.rank, with: new) }
    remove(at: found.rank)
    insert(new)
  }

  private func fits(_ new: Element, in position: Position) -> Bool {
    if let previous = previous(position), !Element.isLess(previous.element, new) { return false }
    if let next = next(position), !Element.isLess(new, next.element) { return false }
    return true
  }

  private mutating func replaceElement(at rank: Int, with new: Element) {
    let place = unsafe descend(to: rank) { inner, child, rest in
      // The least element of a node is its key, too.
      if rest == 0, child > 0 { unsafe inner.setKey(child, new) }
    }
    place.element = new
  }
}
