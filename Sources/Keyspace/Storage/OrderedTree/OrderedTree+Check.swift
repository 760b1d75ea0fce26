extension OrderedTree {
  /// The first violation of what must always hold, or nil; for tests.
  ///
  /// O(n).
  func checkInvariants() -> String? {
    guard let root = unsafe root else {
      return unsafe count == 0 && height == 0 && memory == 0 && firstLeaf == nil && lastLeaf == nil
        ? nil : "something left of an empty tree"
    }
    var check = unsafe TreeCheck<Element>()
    unsafe check.visit(root, height: height, isRoot: true)
    if unsafe check.elements != count { unsafe check.problem = "\(count) elements counted, \(check.elements) there" }
    if unsafe check.memory != memory { unsafe check.problem = "\(memory) bytes counted, \(check.memory) there" }
    if unsafe check.leaves.first != firstLeaf || check.leaves.last != lastLeaf { unsafe check.problem = "ends" }
    for index in unsafe 0..<check.leaves.count {
      let leaf = unsafe Leaf(check.leaves[index])
      let previous = unsafe index > 0 ? check.leaves[index - 1] : nil
      let next = unsafe index + 1 < check.leaves.count ? check.leaves[index + 1] : nil
      if unsafe leaf.previous != previous || leaf.next != next { unsafe check.problem = "a chain that is broken" }
    }
    var before: Element?
    forEach { element in
      if let before, !Element.isLess(before, element) { unsafe check.problem = "elements out of order" }
      before = element
    }
    return unsafe check.problem
  }
}

/// What is found on a walk through a tree.
@unsafe private struct TreeCheck<Element: OrderedTreeElement> {
  var problem: String?
  var elements = 0
  var memory = 0
  var leaves: [UnsafeMutableRawPointer] = unsafe []

  mutating func visit(_ node: UnsafeMutableRawPointer, height: Int, isRoot: Bool) {
    guard height > 0 else {
      let leaf = unsafe TreeLeaf<Element>(node)
      unsafe elements += leaf.count
      unsafe memory += Database.blockSize(TreeLeaf<Element>.size(capacity: leaf.capacity))
      unsafe leaves.append(node)
      if unsafe leaf.count == 0 { unsafe problem = "an empty leaf" }
      if unsafe !isRoot && leaf.capacity != Element.leafCapacity { unsafe problem = "a small leaf among others" }
      return
    }
    let inner = unsafe TreeInner<Element>(node)
    unsafe memory += Database.blockSize(TreeInner<Element>.size)
    if unsafe inner.count < 2 || inner.count > Element.innerCapacity { unsafe problem = "too few or many children" }
    for index in unsafe 0..<inner.count {
      let child = unsafe inner.child(index)
      if unsafe OrderedTree<Element>.size(child, height: height - 1) != inner.size(index) {
        unsafe problem = "a node with another size than its parent says"
      }
      let least = unsafe OrderedTree<Element>.least(child, height: height - 1)
      if index > 0, unsafe Element.isLess(least, inner.key(index)) || Element.isLess(inner.key(index), least) {
        unsafe problem = "a key that is not the least element"
      }
      unsafe visit(child, height: height - 1, isRoot: false)
    }
  }
}
