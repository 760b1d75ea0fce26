import Bytes

/// When tables change their size.
private enum Load {
  /// Mean entries per bucket at which a table doubles.
  ///
  /// A quarter of the buckets has a chain then.
  static let entriesPerBucket = 6
  /// A table shrinks when it has this many times the buckets that its entries need, and then to this part; never by
  /// more at once, because the entries that come meanwhile must fit in.
  static let sparseness = 8
  /// More entries than this are not prepared for; they are as likely a forged count as a real one.
  static let largestReservation = 1 << 28

  static func bucketCount(for entries: Int) -> Int {
    var buckets = 1
    while buckets * entriesPerBucket < entries { buckets *= 2 }
    return buckets
  }
}

extension Table {
  /// Whether entries are being moved to an array of another size.
  var isRehashing: Bool { unsafe target != nil }

  mutating func growIfNeeded() {
    guard !isRehashing else { return }
    let buckets = unsafe current.bucketCount
    if count >= buckets * Load.entriesPerBucket { startResize(to: buckets * 2) }
  }

  /// Starts to shrink a table that is mostly empty; part of the cron, as in Redis.
  ///
  /// O(1).
  mutating func shrinkIfSparse() {
    guard !isRehashing else { return }
    let smaller = unsafe current.bucketCount / Load.sparseness
    if smaller >= Load.bucketCount(for: count) { startResize(to: smaller) }
  }

  /// Prepares an empty table for `entries` entries, so that loading a file of known size never rehashes.
  mutating func reserve(_ entries: Int) {
    guard !isRehashing, count == 0 else { return }
    let wanted = Load.bucketCount(for: min(entries, Load.largestReservation))
    guard unsafe wanted > current.bucketCount else { return }
    unsafe current.deallocate()
    unsafe current = BucketArray(bucketCount: wanted)
  }

  private mutating func startResize(to bucketCount: Int) {
    unsafe target = BucketArray(bucketCount: bucketCount)
    rehashIndex = 0
  }

  /// Moves up to `buckets` occupied buckets of the old array.
  ///
  /// Returns whether there is more to move.
  @discardableResult
  mutating func rehashStep(buckets: Int = 1, hasher: SeededHash) -> Bool {
    guard isRehashing else { return false }
    var moved = 0
    var visited = 0
    while unsafe moved < buckets && visited < buckets * Load.sparseness && rehashIndex < current.bucketCount {
      if moveBucket(rehashIndex, hasher: hasher) { moved += 1 }
      visited += 1
      rehashIndex += 1
    }
    guard unsafe rehashIndex == current.bucketCount, let filled = unsafe target else { return true }
    unsafe current.deallocate()
    unsafe current = filled
    unsafe target = nil
    rehashIndex = 0
    return false
  }

  /// The bucket of `target` for an entry that lies in bucket `index` of `count`.
  ///
  /// Reads the entry only when its slot does not tell, in very small and very large tables.
  @inline(__always)
  private func newIndex(of word: SlotWord, from index: Int, _ count: Int, _ hasher: SeededHash) -> Int {
    guard let mask = unsafe target?.mask else { preconditionFailure("no resize is under way") }
    if mask < count { return index & mask }
    if mask == 2 * count - 1, let bit = word.hashBit(count.trailingZeroBitCount) {
      return bit == 0 ? index : index + count
    }
    return unsafe Int(truncatingIfNeeded: Block(word.entry).hash(hasher)) & mask
  }

  /// Moves one bucket with its chain.
  ///
  /// Returns whether there was anything in it.
  private mutating func moveBucket(_ index: Int, hasher: SeededHash) -> Bool {
    let source = unsafe current
    let isUnused = unsafe source.bucket(index).isUnused
    if !isUnused {
      unsafe source.forEach(inBucket: index) { slot in
        let (word, tag) = unsafe (slot.word, Bucket(containing: slot).tag(slot))
        let place = unsafe newIndex(of: word, from: index, source.bucketCount, hasher)
        unsafe target?.insert(word, tag: tag, inBucket: place)
      }
    }
    unsafe current.empty(index)
    return !isUnused
  }
}
