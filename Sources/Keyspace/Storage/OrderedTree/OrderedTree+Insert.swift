extension OrderedTree {
  private static var smallestLeaf: Int { min(4, Element.leafCapacity) }

  /// Adds an element that equals none of those in the tree.
  ///
  /// O(log n).
  mutating func insert(_ element: Element) {
    count += 1
    guard let root = unsafe root else {
      let leaf = unsafe makeLeaf(capacity: Self.smallestLeaf)
      unsafe leaf.insert(element, at: 0)
      unsafe (self.root, firstLeaf, lastLeaf) = (leaf.base, leaf.base, leaf.base)
      return
    }
    guard let added = unsafe insert(element, below: root, height: height) else { return }
    let top = unsafe makeInner()
    // `root` may have moved, but only a leaf that was not split.
    unsafe top.insert(root, size: Self.size(root, height: height), key: element, at: 0)
    unsafe top.insert(
      added, size: Self.size(added, height: height), key: Self.least(added, height: height), at: 1)
    unsafe self.root = top.base
    height += 1
  }

  /// Adds an element below `node`.
  ///
  /// Returns the node that was split off, which follows `node`.
  private mutating func insert(
    _ element: Element, below node: UnsafeMutableRawPointer, height: Int
  ) -> UnsafeMutableRawPointer? {
    guard height > 0 else { return unsafe insert(element, into: Leaf(node)) }
    let inner = unsafe Inner(node)
    let index = unsafe inner.lastChild { Element.isLess($0, element) }
    let child = unsafe inner.child(index)
    guard let added = unsafe insert(element, below: child, height: height - 1) else {
      unsafe inner.setSize(index, inner.size(index) + 1)
      return nil
    }
    let size = unsafe Self.size(added, height: height - 1)
    unsafe inner.setSize(index, inner.size(index) + 1 - size)
    let key = unsafe Self.least(added, height: height - 1)
    if unsafe inner.count < Element.innerCapacity {
      unsafe inner.insert(added, size: size, key: key, at: index + 1)
      return nil
    }
    return unsafe split(inner, adding: added, size: size, key: key, at: index + 1)
  }

  private mutating func insert(_ element: Element, into leaf: Leaf) -> UnsafeMutableRawPointer? {
    let index = unsafe Self.lowerBound(in: leaf) { Element.isLess($0, element) }
    if unsafe leaf.count < leaf.capacity {
      unsafe leaf.insert(element, at: index)
      return nil
    }
    if unsafe leaf.capacity < Element.leafCapacity {
      unsafe growOnlyLeaf(leaf).insert(element, at: index)
      return nil
    }
    let added = unsafe split(leaf, insertingAt: index)
    if unsafe index < leaf.count || (index == leaf.count && index < leaf.capacity) {
      unsafe leaf.insert(element, at: index)
    } else {
      unsafe added.insert(element, at: index - leaf.count)
    }
    return unsafe added.base
  }

  /// Gives the leaf of a small tree twice the room.
  private mutating func growOnlyLeaf(_ leaf: Leaf) -> Leaf {
    let capacity = unsafe min(leaf.capacity * 2, Element.leafCapacity)
    memory -= unsafe Database.blockSize(Leaf.size(capacity: leaf.capacity))
    unsafe memory += Database.blockSize(Leaf.size(capacity: capacity))
    let grown = unsafe leaf.growing(to: capacity)
    unsafe (root, firstLeaf, lastLeaf) = (grown.base, grown.base, grown.base)
    return unsafe grown
  }

  /// Moves elements of a full leaf to a new one that follows it: half of them, but at the ends of the chain none or all
  /// if the one to come is the new first or last.
  private mutating func split(_ leaf: Leaf, insertingAt index: Int) -> Leaf {
    let added = unsafe makeLeaf(capacity: Element.leafCapacity)
    let next = unsafe leaf.next
    let count = unsafe leaf.count
    let kept = unsafe index == count && next == nil ? count : index == 0 && leaf.previous == nil ? 0 : count / 2
    unsafe leaf.moveTail(from: kept, toFrontOf: added)
    unsafe added.previous = leaf.base
    unsafe added.next = next
    unsafe leaf.next = added.base
    if let next = unsafe next { unsafe Leaf(next).previous = added.base } else { unsafe lastLeaf = added.base }
    return unsafe added
  }

  /// Adds a child to a full inner node, which is split.
  private mutating func split(
    _ inner: Inner, adding child: UnsafeMutableRawPointer, size: Int, key: Element, at index: Int
  ) -> UnsafeMutableRawPointer {
    let added = unsafe makeInner()
    // At the end of the chain, where elements arrive in order, the new node gets just the two children it must have.
    let kept = index == Element.innerCapacity ? Element.innerCapacity - 1 : Element.innerCapacity / 2
    unsafe inner.moveTail(from: kept, toFrontOf: added, key: key)
    if index <= kept {
      unsafe inner.insert(child, size: size, key: key, at: index)
    } else {
      unsafe added.insert(child, size: size, key: key, at: index - kept)
    }
    return unsafe added.base
  }
}
