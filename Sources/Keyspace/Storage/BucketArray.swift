import Glibc

/// A power-of-two array of ``Bucket``s with their chains.
///
/// Memory starts zeroed, which is an empty bucket.
@unsafe struct BucketArray {
  private let base: UnsafeMutableRawPointer
  /// Bucket count minus one.
  let mask: Int
  /// Buckets behind the heads of chains.
  private(set) var chainedCount = 0
  /// Where the buckets of chains lie, if the array is large.
  private var slabs = unsafe BucketSlabs()

  var bucketCount: Int { unsafe mask + 1 }
  /// Bytes of the array and the buckets in its chains.
  var memory: Int { unsafe (bucketCount + chainedCount) * Bucket.size }

  /// From this size on, memory comes straight from the kernel: zeroed page by page on first use, so that
  /// growing never stalls to clear it, and given back while the array is emptied.
  private static let mappedSize = 2 << 20
  private var isMapped: Bool { unsafe bucketCount * Bucket.size >= Self.mappedSize }

  /// From this many buckets on, those of chains lie in slabs.
  private static let slabbedCount = 1024
  private var hasSlabs: Bool { unsafe bucketCount >= Self.slabbedCount }

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
      unsafe HeapPages.ask(mapped, size)
      return unsafe mapped
    }
    let memory = unsafe UnsafeMutableRawPointer.allocate(byteCount: size, alignment: Bucket.size)
    unsafe memory.initializeMemory(as: UInt8.self, repeating: 0, count: size)
    return unsafe memory
  }

  /// Frees the array and its chains; the entries stay.
  ///
  /// O(buckets) if there are chains.
  func deallocate() {
    var chained = unsafe chainedCount
    var index = 0
    while chained > 0 {
      chained -= unsafe freeChain(of: bucket(index))
      index += 1
    }
    if unsafe isMapped { unsafe munmap(base, bucketCount * Bucket.size) } else { unsafe base.deallocate() }
  }

  func bucket(_ index: Int) -> Bucket { unsafe Bucket(base + index &* Bucket.size) }

  /// Forgets the entries of the bucket at `index` and frees its chain.
  mutating func empty(_ index: Int) {
    let head = unsafe bucket(index)
    unsafe chainedCount -= freeChain(of: head)
    unsafe head.clear()
    unsafe giveBack(before: index + 1)
  }

  /// Gives back two megabytes of emptied buckets, which is a huge page, that ends before `index`, so that the end of a resize does
  /// not have to free all at once.
  ///
  /// They still read as empty buckets.
  func giveBack(before index: Int) {
    let size = unsafe Self.mappedSize
    guard unsafe isMapped, unsafe index & (size / Bucket.size - 1) == 0 else { return }
    unsafe madvise(base + (index * Bucket.size - size), size, MADV_DONTNEED)
  }

  /// Frees the buckets behind `head`, unless they lie in slabs, and returns how many those were.
  private func freeChain(of head: Bucket) -> Int {
    let isFreed = unsafe !hasSlabs
    var freed = 0
    var next = unsafe head.isChained ? Optional(head.next) : nil
    while let bucket = unsafe next {
      unsafe next = bucket.isChained ? Optional(bucket.next) : nil
      if isFreed { unsafe bucket.base.deallocate() }
      freed += 1
    }
    return freed
  }

  /// Puts `entry` into the bucket of `hash`.
  mutating func insert(_ entry: UnsafeMutableRawPointer, hash: UInt64) {
    let index = unsafe Int(truncatingIfNeeded: hash) & mask
    unsafe insert(SlotWord(entry, hash: hash), tag: SlotWord.tag(hash), inBucket: index)
  }

  /// Puts an entry with its tag into the bucket at `index`.
  @inline(__always)
  mutating func insert(_ entry: SlotWord, tag: UInt8, inBucket index: Int) {
    var bucket = unsafe self.bucket(index)
    while true {
      if let free = unsafe bucket.firstFree { return unsafe bucket.put(entry, tag: tag, at: free) }
      if unsafe !bucket.isChained {
        unsafe bucket.chain(to: Bucket(hasSlabs ? slabs.next() : Self.allocate(Bucket.size)))
        unsafe chainedCount += 1
      }
      unsafe bucket = bucket.next
    }
  }

  /// Calls `body` with every slot in use in the bucket at `index` and its chain.
  @inline(__always)
  func forEach(inBucket index: Int, _ body: (Bucket.Slot) -> Void) {
    var bucket = unsafe self.bucket(index)
    while true {
      var occupied = unsafe bucket.occupied
      while occupied != 0 {
        unsafe body(bucket.slot(occupied.trailingZeroBitCount))
        occupied &= occupied &- 1
      }
      guard unsafe bucket.isChained else { return }
      unsafe bucket = bucket.next
    }
  }

  /// Entries in the bucket at `index` and its chain.
  func count(inBucket index: Int) -> Int {
    var count = 0
    unsafe forEach(inBucket: index) { _ in count += 1 }
    return count
  }
}
