import Bytes
import Glibc

/// A node of a quicklist: a block of its own, between its neighbours.
@unsafe struct QuicklistNode {
  var previous: UnsafeMutablePointer<QuicklistNode>?
  var next: UnsafeMutablePointer<QuicklistNode>?
  /// A listpack, the bytes of one large element, or either of them compressed: 8 bytes of length and the LZF bytes.
  var content: UnsafeMutableRawPointer
  /// Bytes of the content when it is not compressed.
  var size: Int
  /// Elements in the node.
  var count: UInt32
  /// Whether the content is one element instead of a listpack.
  var isPlain = false
  var isCompressed = false
}

/// What leads to the nodes of a quicklist.
@unsafe struct QuicklistRoot {
  var head: UnsafeMutablePointer<QuicklistNode>?
  var tail: UnsafeMutablePointer<QuicklistNode>?
  /// Elements in all nodes.
  var count = 0
  /// Number of nodes.
  var length = 0
  /// What the allocator takes for all blocks.
  var memory = 0
}

/// Redis' quicklist: a chain of listpacks, in which large elements have nodes of their own.
///
/// Where a node ends and another begins is Redis', change by change, because it is seen in RDB files. Nodes farther from
/// both ends than the directive `list-compress-depth` says are compressed, unless that saves little. Head and tail never
/// are. Elements are pushed and popped in the time that one listpack takes, and found by index in O(nodes).
@unsafe struct Quicklist {
  typealias Node = UnsafeMutablePointer<QuicklistNode>

  let root: UnsafeMutablePointer<QuicklistRoot>

  init(root: UnsafeMutablePointer<QuicklistRoot>) { unsafe self.root = root }

  /// A quicklist without nodes.
  static func make() -> Quicklist {
    let root = unsafe block(MemoryLayout<QuicklistRoot>.size).bindMemory(to: QuicklistRoot.self, capacity: 1)
    unsafe root.initialize(to: QuicklistRoot())
    unsafe root.pointee.memory = Database.blockSize(MemoryLayout<QuicklistRoot>.size)
    return unsafe Quicklist(root: root)
  }

  static func block(_ size: Int) -> UnsafeMutableRawPointer {
    guard let block = unsafe malloc(size) else { fatalError("out of memory: \(size) bytes for a list") }
    return unsafe block
  }

  var count: Int { unsafe root.pointee.count }
  var head: Node? { unsafe root.pointee.head }
  var tail: Node? { unsafe root.pointee.tail }

  // MARK: Whole lists

  /// Frees nodes from the head on, a unit each, and then the root.
  ///
  /// Returns whether nothing is left.
  func releasePart(_ budget: inout Int) -> Bool {
    while let node = unsafe head {
      guard budget > 0 else { return false }
      unsafe root.pointee.head = node.pointee.next
      unsafe free(node.pointee.content)
      unsafe free(node)
      budget -= 1
    }
    unsafe free(root)
    return true
  }

  /// Frees the root and the only node, but not its content.
  func releaseEmptied() {
    unsafe free(head)
    unsafe free(root)
  }

  /// A list with the same nodes.
  func copy() -> Quicklist {
    let copy = unsafe Quicklist.make()
    var node = unsafe head
    while let here = unsafe node {
      let size = unsafe Self.contentSize(here)
      let content = unsafe Self.block(Self.blockSize(here) - 8)
      unsafe memcpy(content, here.pointee.content, size)
      let twin = unsafe copy.newNode(content, size: here.pointee.size, count: Int(here.pointee.count))
      unsafe twin.pointee.isPlain = here.pointee.isPlain
      unsafe twin.pointee.isCompressed = here.pointee.isCompressed
      unsafe copy.root.pointee.memory += Self.blockSize(twin)
      unsafe copy.link(twin, beside: copy.tail, after: true)
      unsafe copy.root.pointee.count += Int(here.pointee.count)
      unsafe node = here.pointee.next
    }
    return unsafe copy
  }

  // MARK: Nodes

  /// Bytes in use in the node's content.
  static func contentSize(_ node: Node) -> Int {
    unsafe node.pointee.isCompressed ? 8 + node.pointee.content.load(as: Int.self) : node.pointee.size
  }

  /// What the allocator takes for the node's content.
  static func blockSize(_ node: Node) -> Int {
    let size = unsafe contentSize(node)
    let grows = unsafe !node.pointee.isPlain && !node.pointee.isCompressed
    return grows ? Allocator.steppedSize(size) : Database.blockSize(size)
  }

  private func newNode(_ content: UnsafeMutableRawPointer, size: Int, count: Int) -> Node {
    let bytes = unsafe MemoryLayout<QuicklistNode>.size
    let node = unsafe Self.block(bytes).bindMemory(to: QuicklistNode.self, capacity: 1)
    unsafe node.initialize(to: QuicklistNode(content: content, size: size, count: UInt32(count)))
    unsafe root.pointee.memory += Database.blockSize(bytes)
    return unsafe node
  }

  /// A node that takes over `list`; not linked, and its elements not counted yet.
  func newNode(_ list: Listpack) -> Node {
    let node = unsafe newNode(list.base, size: list.byteCount, count: list.count)
    unsafe root.pointee.memory += Self.blockSize(node)
    return unsafe node
  }

  /// A node with one large element; not linked, and its element not counted yet.
  func newPlainNode(_ text: Span<UInt8>) -> Node {
    let node = unsafe newNode(Self.plainBlock(text), size: text.count, count: 1)
    unsafe node.pointee.isPlain = true
    unsafe root.pointee.memory += Self.blockSize(node)
    return unsafe node
  }

  static func plainBlock(_ text: Span<UInt8>) -> UnsafeMutableRawPointer {
    let content = unsafe block(max(text.count, 1))
    unsafe text.withUnsafeBufferPointer { source in
      if let start = source.baseAddress { unsafe memcpy(content, start, source.count) }
    }
    return unsafe content
  }

  /// Puts a node before or after another, or as the only one.
  private func link(_ node: Node, beside other: Node?, after: Bool) {
    let previous = unsafe after ? other : other?.pointee.previous
    let next = unsafe after ? other?.pointee.next : other
    unsafe node.pointee.previous = previous
    unsafe node.pointee.next = next
    if let previous = unsafe previous { unsafe previous.pointee.next = node } else { unsafe root.pointee.head = node }
    if let next = unsafe next { unsafe next.pointee.previous = node } else { unsafe root.pointee.tail = node }
    unsafe root.pointee.length += 1
  }

  /// Puts a node before or after another, and compresses what has come to lie inside.
  func insert(_ node: Node, beside other: Node?, after: Bool, _ limits: EncodingLimits) {
    unsafe link(node, beside: other, after: after)
    unsafe root.pointee.count += Int(node.pointee.count)
    if let other = unsafe other { unsafe settle(other, limits) }
    unsafe settle(node, limits)
  }

  /// Removes a node with the elements it still has.
  func remove(_ node: Node, _ limits: EncodingLimits) {
    let (previous, next) = unsafe (node.pointee.previous, node.pointee.next)
    if let previous = unsafe previous { unsafe previous.pointee.next = next } else { unsafe root.pointee.head = next }
    if let next = unsafe next { unsafe next.pointee.previous = previous } else { unsafe root.pointee.tail = previous }
    unsafe root.pointee.length -= 1
    unsafe root.pointee.count -= Int(node.pointee.count)
    unsafe root.pointee.memory -= Self.blockSize(node) + Database.blockSize(MemoryLayout<QuicklistNode>.size)
    unsafe free(node.pointee.content)
    unsafe free(node)
    unsafe settle(nil, limits)
  }

  // MARK: Listpacks

  /// The listpack of a node that is neither plain nor compressed.
  static func list(_ node: Node) -> Listpack { unsafe Listpack(base: node.pointee.content) }

  /// Puts the changed listpack of such a node back, which has `change` more elements now.
  func store(_ list: Listpack, _ node: Node, change: Int) {
    unsafe root.pointee.memory -= Allocator.steppedSize(node.pointee.size)
    unsafe node.pointee.content = list.base
    unsafe node.pointee.size = list.byteCount
    unsafe node.pointee.count = UInt32(Int(node.pointee.count) + change)
    unsafe root.pointee.memory += Allocator.steppedSize(node.pointee.size)
    unsafe root.pointee.count += change
  }
}
