import Glibc

/// A power-of-two array of ``Bucket``s with their chains. Memory starts zeroed, which is an empty bucket.
@unsafe struct BucketArray {
  private(set) var base: UnsafeMutableRawPointer
  /// Bucket count minus one.
  let mask: Int
  /// Entries in this array.
  var count = 0

  var bucketCount: Int { unsafe mask + 1 }
  private var byteCount: Int { unsafe bucketCount * Bucket.size }
  /// From this size on, memory comes straight from the kernel: zeroed page by page on first use, so that
  /// growing never stalls to clear it, and given back at once when the array is retired.
  private static let mappedSize = 1 << 20

  /// An empty array of `bucketCount` buckets, which must be a power of two.
  init(bucketCount: Int) {
    precondition(bucketCount > 0 && bucketCount & (bucketCount - 1) == 0, "a power of two")
    unsafe mask = bucketCount - 1
    unsafe base = Self.allocate(bucketCount * Bucket.size)
  }

  private static func allocate(_ size: Int) -> UnsafeMutableRawPointer {
    if unsafe size >= mappedSize {
      let mapped = unsafe mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
      guard let mapped = unsafe mapped, unsafe mapped != MAP_FAILED else { fatalError("out of memory: hash table") }
      return unsafe mapped
    }
    let memory = unsafe UnsafeMutableRawPointer.allocate(byteCount: size, alignment: Bucket.size)
    unsafe memory.initializeMemory(as: UInt8.self, repeating: 0, count: size)
    return unsafe memory
  }

  /// Frees the array and its chains; the entries stay.
  func deallocate() {
    for index in unsafe 0..<bucketCount { unsafe freeChain(of: bucket(index)) }
    if unsafe byteCount >= Self.mappedSize {
      unsafe munmap(base, byteCount)
    } else {
      unsafe base.deallocate()
    }
  }

  /// Frees the array when its chains are known to be gone, after a rehash.
  func deallocateEmptied() {
    if unsafe byteCount >= Self.mappedSize { unsafe munmap(base, byteCount) } else { unsafe base.deallocate() }
  }

  func bucket(_ index: Int) -> Bucket { unsafe Bucket(base + index &* Bucket.size) }

  /// Frees the buckets chained behind `head`.
  func freeChain(of head: Bucket) {
    var bucket = unsafe head
    guard unsafe bucket.isChained else { return }
    unsafe bucket = bucket.next
    while true {
      let next = unsafe bucket.isChained ? Optional(bucket.next.base) : nil
      unsafe bucket.base.deallocate()
      guard let next = unsafe next else { return }
      unsafe bucket = Bucket(next)
    }
  }

  /// Puts `entry` into the bucket of `hash`.
  mutating func insert(_ entry: UnsafeMutableRawPointer, hash: UInt64) {
    unsafe count += 1
    let tag = Table.tag(hash)
    var bucket = unsafe self.bucket(Int(truncatingIfNeeded: hash) & mask)
    while true {
      let chained = unsafe bucket.isChained
      let free = unsafe ~bucket.flags & (chained ? 0x3F : 0x7F)
      if free != 0 { return unsafe bucket.put(entry, tag: tag, at: free.trailingZeroBitCount) }
      if !chained { unsafe extend(bucket) }
      unsafe bucket = bucket.next
    }
  }

  /// Turns the last slot of a full bucket into a link to a new bucket that takes over its entry.
  private func extend(_ bucket: Bucket) {
    let last = unsafe Bucket.slots - 1
    let added = unsafe Bucket(Self.allocate(Bucket.size))
    unsafe added.put(bucket.entry(last), tag: bucket.tag(last), at: 0)
    unsafe bucket.address(ofSlot: last).pointee = added.base
    unsafe bucket.clear(last)
    unsafe bucket.flags = bucket.flags | Bucket.chainedBit
  }

  /// Calls `body` with the address of every entry slot in the bucket at `index` and its chain.
  func forEach(inBucket index: Int, _ body: (UnsafeMutablePointer<UnsafeMutableRawPointer>) -> Void) {
    var bucket = unsafe self.bucket(index)
    while true {
      var occupied = unsafe bucket.occupied
      while occupied != 0 {
        unsafe body(bucket.address(ofSlot: occupied.trailingZeroBitCount))
        occupied &= occupied &- 1
      }
      guard unsafe bucket.isChained else { return }
      unsafe bucket = bucket.next
    }
  }
}
