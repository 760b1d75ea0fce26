import Glibc

/// An inner node of an ``OrderedTree`` with ``OrderedTreeElement/innerCapacity`` F.
///
/// ```
/// 0          8          8 + 8F                 8 + 16F
/// | children | F nodes  | F numbers of elements | F least elements, the first without a meaning
/// ```
@unsafe struct TreeInner<Element: OrderedTreeElement> {
  let base: UnsafeMutableRawPointer

  init(_ base: UnsafeMutableRawPointer) { unsafe self.base = base }

  static var capacity: Int { Element.innerCapacity }
  static var size: Int { unsafe 8 + capacity * (16 + MemoryLayout<Element>.stride) }

  /// A node without children.
  static func allocate() -> TreeInner {
    guard let base = unsafe malloc(size) else { fatalError("out of memory: an inner node") }
    unsafe base.storeBytes(of: 0, as: Int.self)
    return unsafe TreeInner(base)
  }

  /// Number of children.
  var count: Int {
    get { unsafe base.load(as: Int.self) }
    nonmutating set { unsafe base.storeBytes(of: newValue, as: Int.self) }
  }

  private var children: UnsafeMutablePointer<UnsafeMutableRawPointer> {
    unsafe (base + 8).assumingMemoryBound(to: UnsafeMutableRawPointer.self)
  }
  private var sizes: UnsafeMutablePointer<Int> {
    unsafe (base + (8 + 8 * Self.capacity)).assumingMemoryBound(to: Int.self)
  }
  private var keys: UnsafeMutablePointer<Element> {
    unsafe (base + (8 + 16 * Self.capacity)).assumingMemoryBound(to: Element.self)
  }

  func child(_ index: Int) -> UnsafeMutableRawPointer { unsafe children[index] }
  /// Elements below a child.
  func size(_ index: Int) -> Int { unsafe sizes[index] }
  func setSize(_ index: Int, _ size: Int) { unsafe sizes[index] = size }
  /// The least element below a child other than the first.
  func key(_ index: Int) -> Element { unsafe keys[index] }
  func setKey(_ index: Int, _ key: Element) { unsafe keys[index] = key }

  /// Elements below the node.
  var size: Int {
    var sum = 0
    for index in unsafe 0..<count { unsafe sum += sizes[index] }
    return sum
  }

  /// The number of children whose least element `isBefore` holds for, the first counted as one of them, less one.
  @inline(__always)
  func lastChild(where isBefore: (Element) -> Bool) -> Int {
    var (low, high) = unsafe (1, count)
    while low < high {
      let middle = (low &+ high) >> 1
      if unsafe isBefore(keys[middle]) { low = middle &+ 1 } else { high = middle }
    }
    return low &- 1
  }

  /// Puts a child at `index`, for which there must be room.
  func insert(_ child: UnsafeMutableRawPointer, size: Int, key: Element, at index: Int) {
    let behind = unsafe count - index
    unsafe memmove(children + index + 1, children + index, behind * 8)
    unsafe memmove(sizes + index + 1, sizes + index, behind * 8)
    unsafe memmove(keys + index + 1, keys + index, behind * MemoryLayout<Element>.stride)
    unsafe children[index] = child
    unsafe sizes[index] = size
    unsafe keys[index] = key
    unsafe count += 1
  }

  /// Takes out a child that is not the first.
  func remove(at index: Int) {
    unsafe count -= 1
    let behind = unsafe count - index
    unsafe memmove(children + index, children + index + 1, behind * 8)
    unsafe memmove(sizes + index, sizes + index + 1, behind * 8)
    unsafe memmove(keys + index, keys + index + 1, behind * MemoryLayout<Element>.stride)
  }

  /// Moves the children from `index` on to the front of `other`, whose first child's least element is `key`.
  func moveTail(from index: Int, toFrontOf other: TreeInner, key: Element) {
    let moved = unsafe count - index
    if unsafe other.count > 0 { unsafe other.keys[0] = key }
    let stride = MemoryLayout<Element>.stride
    unsafe memmove(other.children + moved, other.children, other.count * 8)
    unsafe memmove(other.sizes + moved, other.sizes, other.count * 8)
    unsafe memmove(other.keys + moved, other.keys, other.count * stride)
    unsafe memcpy(other.children, children + index, moved * 8)
    unsafe memcpy(other.sizes, sizes + index, moved * 8)
    unsafe memcpy(other.keys, keys + index, moved * stride)
    unsafe other.count += moved
    unsafe count = index
  }

  /// Moves the first `moved` children of `other`, whose least element is `key`, to the end of this node.
  func takeHead(of other: TreeInner, count moved: Int, key: Element) {
    let stride = MemoryLayout<Element>.stride
    unsafe other.keys[0] = key
    unsafe memcpy(children + count, other.children, moved * 8)
    unsafe memcpy(sizes + count, other.sizes, moved * 8)
    unsafe memcpy(keys + count, other.keys, moved * stride)
    unsafe count += moved
    let left = unsafe other.count - moved
    unsafe memmove(other.children, other.children + moved, left * 8)
    unsafe memmove(other.sizes, other.sizes + moved, left * 8)
    unsafe memmove(other.keys, other.keys + moved, left * stride)
    unsafe other.count = left
  }
}
