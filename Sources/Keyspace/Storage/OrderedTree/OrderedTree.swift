import Glibc

/// What an ``OrderedTree`` holds: a value of fixed size with a strict order.
protocol OrderedTreeElement: BitwiseCopyable {
  /// Whether `first` comes before `second`.
  static func isLess(_ first: Self, _ second: Self) -> Bool
  /// Elements in a full leaf, at least 4.
  static var leafCapacity: Int { get }
  /// Children of a full inner node, at least 4.
  static var innerCapacity: Int { get }
}

extension OrderedTreeElement {
  static var leafCapacity: Int { 32 }
  static var innerCapacity: Int { 32 }
}

/// A set of elements in their order: a B+-tree that counts, so that the rank of an element and the element of a rank
/// are found as fast as an element itself.
///
/// ```
///                  | children | elements below each | least element below each but the first |      inner nodes
///                     /      \
///   | n | next | previous | elements … |  <->  | n | next | previous | elements … |                  leaves
/// ```
///
/// Leaves are a chain in both directions. All of them lie equally deep. An inner node has at least two children and a
/// leaf at least one element; a node that falls below a third of its capacity is joined with a neighbour, or takes some
/// of its elements. A leaf that is split at the far end of the chain keeps everything, so that elements that arrive in
/// order fill their leaves. The one leaf of a small tree has only as much room as it needs.
///
/// Least elements are exact: they are never copies of elements that have been removed, because an element may refer to
/// memory that is freed then.
///
/// The struct is a handle that is copied bit by bit and frees nothing by itself: exactly one copy must be kept, and
/// ``release()`` called on it. All nodes are malloc'd and free of reference counts.
@safe struct OrderedTree<Element: OrderedTreeElement> {
  typealias Leaf = TreeLeaf<Element>
  typealias Inner = TreeInner<Element>

  /// A leaf when ``height`` is 0, else an inner node; nil when the tree is empty.
  var root: UnsafeMutableRawPointer?
  var firstLeaf: UnsafeMutableRawPointer?
  var lastLeaf: UnsafeMutableRawPointer?
  /// Levels of inner nodes.
  var height = 0
  /// Number of elements.
  ///
  /// O(1).
  var count = 0
  /// What the allocator takes for the nodes, in bytes.
  ///
  /// O(1).
  var memory = 0

  /// An empty tree; allocates nothing.
  init() {}

  /// Frees all nodes.
  ///
  /// What elements refer to is the caller's. O(n).
  mutating func release() {
    var budget = Int.max
    _ = releasePart(&budget) { _ in }
  }

  /// Frees nodes from the end on, a unit of `budget` each, and calls `body` with the elements of each leaf before, a unit
  /// for each call if `body` is a unit's work; nothing else may be done with the tree from then on.
  ///
  /// Returns whether nothing is left.
  mutating func releasePart(_ budget: inout Int, unitsPerElement: Int = 0, _ body: (Element) -> Void) -> Bool {
    guard let root = unsafe root else { return true }
    guard unsafe Self.releasePart(root, height, &budget, unitsPerElement, body) else { return false }
    self = OrderedTree()
    return true
  }

  private static func releasePart(
    _ node: UnsafeMutableRawPointer, _ height: Int, _ budget: inout Int, _ unitsPerElement: Int,
    _ body: (Element) -> Void
  ) -> Bool {
    if height > 0 {
      let inner = unsafe Inner(node)
      while unsafe inner.count > 0 {
        guard budget > 0 else { return false }
        let last = unsafe inner.child(inner.count - 1)
        guard unsafe releasePart(last, height - 1, &budget, unitsPerElement, body) else { return false }
        unsafe inner.count -= 1
      }
    } else {
      let leaf = unsafe Leaf(node)
      for index in unsafe 0..<leaf.count { unsafe body(leaf[index]) }
      budget -= unsafe leaf.count * unitsPerElement
    }
    unsafe Glibc.free(node)
    budget -= 1
    return true
  }

  // MARK: Nodes

  mutating func makeLeaf(capacity: Int) -> Leaf {
    let leaf = unsafe Leaf.allocate(capacity: capacity)
    unsafe memory += Database.blockSize(Leaf.size(capacity: capacity))
    return unsafe leaf
  }

  mutating func makeInner() -> Inner {
    unsafe memory += Database.blockSize(Inner.size)
    return unsafe Inner.allocate()
  }

  mutating func free(_ leaf: Leaf) {
    memory -= unsafe Database.blockSize(Leaf.size(capacity: leaf.capacity))
    unsafe Glibc.free(leaf.base)
  }

  mutating func free(_ inner: Inner) {
    unsafe memory -= Database.blockSize(Inner.size)
    unsafe Glibc.free(inner.base)
  }

  /// Elements below a node.
  static func size(_ node: UnsafeMutableRawPointer, height: Int) -> Int {
    unsafe height == 0 ? Leaf(node).count : Inner(node).size
  }

  /// The least element below a node that has any.
  static func least(_ node: UnsafeMutableRawPointer, height: Int) -> Element {
    var node = unsafe node
    for _ in 0..<height { unsafe node = Inner(node).child(0) }
    return unsafe Leaf(node)[0]
  }
}
