import Bytes

/// The hash table of a database: from key bytes to the heap block of an ``Entry``.
///
/// Buckets of seven entries (``Bucket``) with chains, in one power-of-two array; while the table grows or shrinks
/// there are two arrays, and every change moves a few buckets from the old to the new one, so no single command
/// pays for the whole. A cursor walks the buckets in reverse-binary order, which is what gives SCAN its guarantee:
/// an element that is present during the whole iteration is returned, also when the table is resized meanwhile.
///
/// All storage is free of reference counts: a forked child reads it without copying a page.
@safe struct Table: ~Copyable {
  private var current: BucketArray
  /// The array that is being filled while a resize is under way.
  private var target: BucketArray?
  /// The next bucket of `current` to move.
  private var rehashIndex = 0
  /// Iterations that must see each entry once; buckets do not move meanwhile.
  private var pauses = 0

  private static let smallestBucketCount = 1
  /// Entries per bucket at which the table doubles. Seven fit; chains are rare up to six.
  private static let entriesPerBucket = 6

  init() { unsafe current = BucketArray(bucketCount: Self.smallestBucketCount) }

  deinit {
    unsafe current.deallocate()
    unsafe target?.deallocate()
  }

  /// Entries in the table. O(1).
  var count: Int { unsafe current.count + (target?.count ?? 0) }
  /// Buckets of both arrays; what DEBUG HTSTATS calls the table size.
  var bucketCount: Int { unsafe current.bucketCount + (target?.bucketCount ?? 0) }
  /// Whether entries are being moved to an array of another size.
  var isRehashing: Bool { unsafe target != nil }

  /// The byte of the hash that a bucket keeps: bits that the index does not use.
  static func tag(_ hash: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: hash >> 56) }

  /// The slot that holds the entry of `key`, or nil. Expected O(1).
  func find(_ key: Span<UInt8>, hash: UInt64) -> UnsafeMutablePointer<UnsafeMutableRawPointer>? {
    if let slot = unsafe Self.find(key, hash: hash, in: current) { return unsafe slot }
    guard let target = unsafe target else { return nil }
    return unsafe Self.find(key, hash: hash, in: target)
  }

  private static func find(
    _ key: Span<UInt8>, hash: UInt64, in array: BucketArray
  ) -> UnsafeMutablePointer<UnsafeMutableRawPointer>? {
    let tag = Self.tag(hash)
    var bucket = unsafe array.bucket(Int(truncatingIfNeeded: hash) & array.mask)
    while true {
      var candidates = unsafe bucket.matches(tag)
      while candidates != 0 {
        let slot = candidates.trailingZeroBitCount
        if unsafe Entry(bucket.entry(slot)).hasKey(key) { return unsafe bucket.address(ofSlot: slot) }
        candidates &= candidates &- 1
      }
      guard unsafe bucket.isChained else { return nil }
      unsafe bucket = bucket.next
    }
  }

  /// Adds an entry whose key is not in the table. Expected O(1), amortised and bounded per call.
  mutating func insert(_ entry: UnsafeMutableRawPointer, hash: UInt64, hasher: SeededHash) {
    rehashStep(hasher: hasher)
    growIfNeeded()
    if unsafe target != nil { unsafe target?.insert(entry, hash: hash) } else { unsafe current.insert(entry, hash: hash) }
  }

  /// Removes and returns the entry of `key`. Expected O(1).
  mutating func remove(_ key: Span<UInt8>, hash: UInt64, hasher: SeededHash) -> UnsafeMutableRawPointer? {
    rehashStep(hasher: hasher)
    if let entry = unsafe Self.remove(key, hash: hash, from: &current) { return unsafe entry }
    guard var array = unsafe target else { return nil }
    let entry = unsafe Self.remove(key, hash: hash, from: &array)
    unsafe target = array
    return unsafe entry
  }

  private static func remove(
    _ key: Span<UInt8>, hash: UInt64, from array: inout BucketArray
  ) -> UnsafeMutableRawPointer? {
    let tag = Self.tag(hash)
    var bucket = unsafe array.bucket(Int(truncatingIfNeeded: hash) & array.mask)
    while true {
      var candidates = unsafe bucket.matches(tag)
      while candidates != 0 {
        let slot = candidates.trailingZeroBitCount
        let entry = unsafe bucket.entry(slot)
        if unsafe Entry(entry).hasKey(key) {
          unsafe bucket.clear(slot)
          unsafe array.count -= 1
          return unsafe entry
        }
        candidates &= candidates &- 1
      }
      guard unsafe bucket.isChained else { return nil }
      unsafe bucket = bucket.next
    }
  }

  // MARK: Resizing

  private mutating func growIfNeeded() {
    guard unsafe target == nil, pauses == 0 else { return }
    let limit = unsafe current.bucketCount * Self.entriesPerBucket
    if unsafe current.count >= limit { startResize(to: unsafe current.bucketCount * 2) }
  }

  /// Starts to shrink a table that is mostly empty; part of the cron, as in Redis. O(1).
  mutating func shrinkIfSparse() {
    guard unsafe target == nil, pauses == 0 else { return }
    let wanted = Self.bucketCount(for: count)
    if unsafe current.bucketCount > 4, unsafe wanted * 8 <= current.bucketCount { startResize(to: wanted) }
  }

  private static func bucketCount(for entries: Int) -> Int {
    var buckets = smallestBucketCount
    while buckets * entriesPerBucket < entries { buckets *= 2 }
    return buckets
  }

  /// Prepares for `entries` entries, so that loading a file of known size never rehashes.
  mutating func reserve(_ entries: Int) {
    guard unsafe target == nil, unsafe current.count == 0 else { return }
    let wanted = Self.bucketCount(for: entries)
    guard unsafe wanted > current.bucketCount else { return }
    unsafe current.deallocate()
    unsafe current = BucketArray(bucketCount: wanted)
  }

  private mutating func startResize(to bucketCount: Int) {
    unsafe target = BucketArray(bucketCount: bucketCount)
    rehashIndex = 0
  }

  /// Moves up to `buckets` occupied buckets of the old array. Returns whether there is more to move.
  @discardableResult
  mutating func rehashStep(buckets: Int = 1, hasher: SeededHash) -> Bool {
    guard unsafe target != nil, pauses == 0 else { return false }
    var moved = 0
    var visited = 0
    while unsafe moved < buckets && visited < buckets * 8 && rehashIndex < current.bucketCount {
      if moveBucket(rehashIndex, hasher: hasher) { moved += 1 }
      visited += 1
      rehashIndex += 1
    }
    guard unsafe rehashIndex == current.bucketCount, let filled = unsafe target else { return true }
    unsafe current.deallocateEmptied()
    unsafe current = filled
    unsafe target = nil
    return false
  }

  private mutating func moveBucket(_ index: Int, hasher: SeededHash) -> Bool {
    guard var array = unsafe target else { return false }
    let bucket = unsafe current.bucket(index)
    guard unsafe bucket.flags != 0 else { return false }
    var moved = 0
    unsafe current.forEach(inBucket: index) { slot in
      unsafe array.insert(slot.pointee, hash: Entry(slot.pointee).hash(hasher))
      moved += 1
    }
    unsafe current.freeChain(of: bucket)
    unsafe bucket.flags = 0
    unsafe current.count -= moved
    unsafe target = array
    return true
  }

  // MARK: Visiting

  /// Buckets stay where they are until ``resumeRehash()``.
  mutating func pauseRehash() { pauses += 1 }
  /// Ends one ``pauseRehash()``.
  mutating func resumeRehash() { pauses -= 1 }

  /// Calls `body` once with each entry, in no particular order. The table must not change meanwhile.
  func forEach(_ body: (Entry) -> Void) {
    for index in unsafe 0..<current.bucketCount {
      unsafe current.forEach(inBucket: index) { unsafe body(Entry($0.pointee)) }
    }
    guard let target = unsafe target else { return }
    for index in unsafe 0..<target.bucketCount {
      unsafe target.forEach(inBucket: index) { unsafe body(Entry($0.pointee)) }
    }
  }

  /// One step of a SCAN from `cursor`: calls `body` with the entries found and returns the next cursor, 0 at the end.
  func scan(_ cursor: UInt64, _ body: (Entry) -> Void) -> UInt64 {
    guard count > 0 else { return 0 }
    guard let target = unsafe target else {
      unsafe current.forEach(inBucket: Int(truncatingIfNeeded: cursor) & current.mask) { unsafe body(Entry($0.pointee)) }
      return unsafe Self.advance(cursor, mask: current.mask)
    }
    // The bucket of the smaller array, then all buckets of the larger one that it expands to.
    let (small, large) = unsafe current.mask < target.mask ? (current, target) : (target, current)
    unsafe small.forEach(inBucket: Int(truncatingIfNeeded: cursor) & small.mask) { unsafe body(Entry($0.pointee)) }
    var next = cursor
    repeat {
      unsafe large.forEach(inBucket: Int(truncatingIfNeeded: next) & large.mask) { unsafe body(Entry($0.pointee)) }
      next = unsafe Self.advance(next, mask: large.mask)
    } while unsafe next & UInt64(small.mask ^ large.mask) != 0
    return next
  }

  /// Increments the bits under `mask` in reverse order, as the cursor of Redis' `dictScan` does.
  private static func advance(_ cursor: UInt64, mask: Int) -> UInt64 {
    let filled = cursor | ~UInt64(mask)
    return (filled.reversedBits &+ 1).reversedBits
  }

  /// A random entry, close to uniform; nil when the table is empty. Expected O(1).
  func random(_ numbers: inout RandomNumbers) -> Entry? {
    guard count > 0 else { return nil }
    while true {
      let index = numbers.below(bucketCount)
      let first = unsafe current.bucketCount
      let array = unsafe index < first ? current : target
      guard let array = unsafe array else { continue }
      var found: [Entry] = []
      unsafe array.forEach(inBucket: index < first ? index : index - first) { unsafe found.append(Entry($0.pointee)) }
      if !found.isEmpty { return found[numbers.below(found.count)] }
    }
  }
}

extension UInt64 {
  /// The word with its bits in opposite order.
  var reversedBits: UInt64 {
    var word = byteSwapped
    word = (word >> 4) & 0x0F0F_0F0F_0F0F_0F0F | (word & 0x0F0F_0F0F_0F0F_0F0F) << 4
    word = (word >> 2) & 0x3333_3333_3333_3333 | (word & 0x3333_3333_3333_3333) << 2
    return (word >> 1) & 0x5555_5555_5555_5555 | (word & 0x5555_5555_5555_5555) << 1
  }
}
