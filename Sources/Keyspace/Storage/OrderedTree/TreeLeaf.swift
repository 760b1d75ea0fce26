import Glibc

/// A leaf of an ``OrderedTree``.
///
/// ```
/// 0          4          8       16         24
/// | elements | capacity | next  | previous | elements …
/// ```
@unsafe struct TreeLeaf<Element: BitwiseCopyable> {
  private static var headerSize: Int { 24 }

  let base: UnsafeMutableRawPointer

  init(_ base: UnsafeMutableRawPointer) { unsafe self.base = base }

  static func size(capacity: Int) -> Int { unsafe headerSize + capacity * MemoryLayout<Element>.stride }

  /// An empty leaf without neighbours.
  static func allocate(capacity: Int) -> TreeLeaf {
    guard let base = unsafe malloc(size(capacity: capacity)) else { fatalError("out of memory: a leaf") }
    unsafe base.storeBytes(of: UInt64(capacity) << 32, as: UInt64.self)
    unsafe base.storeBytes(of: nil, toByteOffset: 8, as: UnsafeMutableRawPointer?.self)
    unsafe base.storeBytes(of: nil, toByteOffset: 16, as: UnsafeMutableRawPointer?.self)
    return unsafe TreeLeaf(base)
  }

  /// The leaf moved to a block with more room; it must have no neighbours.
  func growing(to capacity: Int) -> TreeLeaf {
    guard let moved = unsafe realloc(base, Self.size(capacity: capacity)) else { fatalError("out of memory: a leaf") }
    unsafe moved.storeBytes(of: UInt32(capacity), toByteOffset: 4, as: UInt32.self)
    return unsafe TreeLeaf(moved)
  }

  var count: Int {
    get { unsafe Int(base.load(as: UInt32.self)) }
    nonmutating set { unsafe base.storeBytes(of: UInt32(truncatingIfNeeded: newValue), as: UInt32.self) }
  }

  var capacity: Int { unsafe Int(base.load(fromByteOffset: 4, as: UInt32.self)) }

  var next: UnsafeMutableRawPointer? {
    get { unsafe base.load(fromByteOffset: 8, as: UnsafeMutableRawPointer?.self) }
    nonmutating set { unsafe base.storeBytes(of: newValue, toByteOffset: 8, as: UnsafeMutableRawPointer?.self) }
  }

  var previous: UnsafeMutableRawPointer? {
    get { unsafe base.load(fromByteOffset: 16, as: UnsafeMutableRawPointer?.self) }
    nonmutating set { unsafe base.storeBytes(of: newValue, toByteOffset: 16, as: UnsafeMutableRawPointer?.self) }
  }

  private var elements: UnsafeMutablePointer<Element> {
    unsafe (base + Self.headerSize).assumingMemoryBound(to: Element.self)
  }

  subscript(index: Int) -> Element {
    get { unsafe elements[index] }
    nonmutating set { unsafe elements[index] = newValue }
  }

  /// Puts an element at `index`, for which there must be room.
  func insert(_ element: Element, at index: Int) {
    let count = unsafe count
    unsafe memmove(elements + index + 1, elements + index, (count - index) * MemoryLayout<Element>.stride)
    unsafe elements[index] = element
    unsafe self.count = count + 1
  }

  func remove(at index: Int) {
    let count = unsafe count - 1
    unsafe memmove(elements + index, elements + index + 1, (count - index) * MemoryLayout<Element>.stride)
    unsafe self.count = count
  }

  /// Moves the elements from `index` on to the front of `other`, which must have room.
  func moveTail(from index: Int, toFrontOf other: TreeLeaf) {
    let stride = MemoryLayout<Element>.stride
    let moved = unsafe count - index
    unsafe memmove(other.elements + moved, other.elements, other.count * stride)
    unsafe memcpy(other.elements, elements + index, moved * stride)
    unsafe other.count += moved
    unsafe count = index
  }

  /// Moves the first `moved` elements of `other` to the end of this leaf, which must have room.
  func takeHead(of other: TreeLeaf, count moved: Int) {
    let stride = MemoryLayout<Element>.stride
    let left = unsafe other.count - moved
    unsafe memcpy(elements + count, other.elements, moved * stride)
    unsafe memmove(other.elements, other.elements + moved, left * stride)
    unsafe count += moved
    unsafe other.count = left
  }
}
