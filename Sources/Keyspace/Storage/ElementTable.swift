import Bytes
import Glibc

/// A block of an ``ElementTable``.
protocol ElementBlock: TableBlock {}

extension ElementBlock {
  @inline(__always)
  func hasKey(_ other: Span<UInt8>) -> Bool { key.equals(other) }

  func release() { unsafe free(base) }

  /// What the allocator takes for the block.
  var memory: Int { Database.blockSize(size) }
}

/// A ``Table`` of elements with its hash function and its account of memory, in one malloc'd block: what sets and hashes
/// become when they are large.
///
/// A handle like a pointer, which is freed by ``release()`` only. It owns the elements.
@unsafe struct ElementTable<Block: ElementBlock> {
  private struct Root: ~Copyable {
    var table = Table<Block>()
    let hasher: SeededHash
    var blockMemory = 0
    /// The next bucket, while the table is freed.
    var releaseIndex = 0
  }

  private let root: UnsafeMutablePointer<Root>

  init(base: UnsafeMutableRawPointer) { unsafe root = base.assumingMemoryBound(to: Root.self) }

  /// An empty table whose hash function is seeded with `seed`, with room for `capacity` elements.
  static func make(seed: UInt64, capacity: Int = 0) -> ElementTable {
    unsafe make(hasher: SeededHash(seed: seed), capacity: capacity)
  }

  private static func make(hasher: SeededHash, capacity: Int) -> ElementTable {
    let root = UnsafeMutablePointer<Root>.allocate(capacity: 1)
    unsafe root.initialize(to: Root(hasher: hasher))
    unsafe root.pointee.table.reserve(capacity)
    return unsafe ElementTable(base: UnsafeMutableRawPointer(root))
  }

  /// Where the table is.
  var base: UnsafeMutableRawPointer { unsafe UnsafeMutableRawPointer(root) }

  /// Number of elements.
  var count: Int { unsafe root.pointee.table.count }

  /// What the allocator takes for the table and its elements.
  var memory: Int {
    unsafe Database.blockSize(MemoryLayout<Root>.size) + root.pointee.table.memory + root.pointee.blockMemory
  }

  /// Frees the table and its elements.
  ///
  /// O(n).
  func release() {
    var budget = Int.max
    _ = unsafe releasePart(&budget)
  }

  /// Frees elements, a unit each, and then the table; nothing else may be done with it from then on.
  ///
  /// Returns whether nothing is left.
  func releasePart(_ budget: inout Int) -> Bool {
    while let element = unsafe root.pointee.table.takeNext(&root.pointee.releaseIndex, &budget) {
      element.release()
      budget -= 1
    }
    guard unsafe root.pointee.releaseIndex == root.pointee.table.bucketCount else { return false }
    unsafe root.deinitialize(count: 1)
    unsafe root.deallocate()
    return true
  }

  /// A table with copies of all elements.
  ///
  /// O(n).
  func copy() -> ElementTable {
    let copy = unsafe Self.make(hasher: root.pointee.hasher, capacity: count)
    unsafe root.pointee.table.forEach { element in
      let size = element.size
      let block = unsafe Self.allocate(size)
      unsafe memcpy(block, element.base, size)
      unsafe copy.insert(Block(block), hash: copy.hash(element.key))
    }
    return unsafe copy
  }

  static func allocate(_ size: Int) -> UnsafeMutableRawPointer {
    guard let block = unsafe malloc(size) else { fatalError("out of memory: \(size) bytes for an element") }
    return unsafe block
  }

  // MARK: Elements

  func hash(_ key: Span<UInt8>) -> UInt64 { unsafe root.pointee.hasher(key) }

  /// Where the element of `key` is; valid until the table changes.
  @inline(__always)
  func slot(_ key: Span<UInt8>, hash: UInt64) -> Bucket.Slot? { unsafe root.pointee.table.find(key, hash: hash) }

  /// The element of `key`.
  ///
  /// Expected O(1).
  @inline(__always)
  func find(_ key: Span<UInt8>) -> Block? {
    guard let slot = unsafe slot(key, hash: hash(key)) else { return nil }
    return unsafe Block(slot.pointee)
  }

  /// Adds an element whose key is not there.
  ///
  /// Expected O(1), amortised and bounded per call.
  func insert(_ element: Block, hash: UInt64) {
    unsafe root.pointee.table.insert(element.base, hash: hash, hasher: root.pointee.hasher)
    unsafe root.pointee.blockMemory += element.memory
  }

  /// Puts `new` in the place of the element at `slot`, which has the same key and is freed.
  func replace(at slot: Bucket.Slot, with new: Block) {
    let old = unsafe Block(slot.pointee)
    unsafe root.pointee.blockMemory += new.memory - old.memory
    unsafe slot.pointee = new.base
    old.release()
  }

  /// Removes the element of `key`, and shrinks the table when it becomes sparse.
  ///
  /// Returns whether it was there. Expected O(1).
  func remove(_ key: Span<UInt8>) -> Bool {
    guard let slot = unsafe slot(key, hash: hash(key)) else { return false }
    let element = unsafe Block(slot.pointee)
    unsafe root.pointee.table.remove(at: slot, hasher: root.pointee.hasher)
    unsafe root.pointee.table.shrinkIfSparse()
    unsafe root.pointee.blockMemory -= element.memory
    element.release()
    return true
  }

  // MARK: Visiting

  /// Calls `body` once with each element, in no particular order.
  ///
  /// O(n).
  func forEach(_ body: (Block) -> Void) { unsafe root.pointee.table.forEach(body) }

  /// One step of an iteration (``Table/scan(_:_:)``).
  func scan(_ cursor: UInt64, _ body: (Block) -> Void) -> UInt64 { unsafe root.pointee.table.scan(cursor, body) }

  /// A random element; nil when there is none.
  ///
  /// Expected O(1).
  func random(_ numbers: inout RandomNumbers) -> Block? { unsafe root.pointee.table.random(&numbers) }

  /// The first violation of what must always hold, or nil; for tests.
  func checkInvariants() -> String? {
    var memory = 0
    unsafe forEach { memory += $0.memory }
    if unsafe memory != root.pointee.blockMemory { return "\(memory) bytes in elements, not as counted" }
    return unsafe root.pointee.table.checkInvariants(root.pointee.hasher)
  }
}
