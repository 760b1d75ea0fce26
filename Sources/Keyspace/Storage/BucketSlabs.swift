/// Memory for the buckets of the chains of one large ``BucketArray``: many lie in one block, a slab.
///
/// One by one they would be spread over the heap between the entries, and when the table has grown, freeing each would
/// touch what lies around it: that took a twelfth of the time of loading a million keys. A slab is freed with the
/// array.
///
/// The first bucket of a slab holds the address of the slab before it.
@unsafe struct BucketSlabs {
  private static let bucketsPerSlab = 512
  private static var size: Int { unsafe bucketsPerSlab * Bucket.size }

  private var newest: UnsafeMutableRawPointer?
  /// Buckets of the newest slab that are taken.
  private var taken = bucketsPerSlab

  /// An empty bucket.
  mutating func next() -> UnsafeMutableRawPointer {
    if unsafe taken == Self.bucketsPerSlab { unsafe addSlab() }
    guard let newest = unsafe newest else { preconditionFailure("no slab to take a bucket from") }
    defer { unsafe taken += 1 }
    return unsafe newest + taken * Bucket.size
  }

  private mutating func addSlab() {
    let slab = unsafe UnsafeMutableRawPointer.allocate(byteCount: Self.size, alignment: Bucket.size)
    unsafe slab.initializeMemory(as: UInt8.self, repeating: 0, count: Self.size)
    unsafe slab.storeBytes(of: newest, as: UnsafeMutableRawPointer?.self)
    unsafe newest = slab
    unsafe taken = 1
  }

  /// Frees all slabs.
  ///
  /// O(slabs).
  func deallocate() {
    var slab = unsafe newest
    while let current = unsafe slab {
      unsafe slab = current.load(as: UnsafeMutableRawPointer?.self)
      unsafe current.deallocate()
    }
  }
}
