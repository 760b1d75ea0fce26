import Bytes

/// A hash table from key bytes to heap blocks that begin with, or contain, the key: the entries of a database, the
/// elements of a set or a hash.
///
/// Buckets of seven entries (``Bucket``) with chains, in one power-of-two array. While the table grows or shrinks
/// there are two arrays, and every change moves a bucket or a few from the old to the new one, in order, so that no
/// single command pays for the whole. An entry always lies in the one place that its hash says: in the new array if
/// its bucket of the old one has been moved, else in the old array. So a lookup probes one bucket, also meanwhile.
///
/// A cursor walks the buckets in reverse-binary order, which is what gives SCAN its guarantee: an element that is
/// present during the whole iteration is returned, also when the table is resized meanwhile.
///
/// All storage is free of reference counts: a forked child reads it without copying a page. The table owns its
/// buckets, not the blocks. It is generic so that each kind of block gets a table specialised for it.
@safe struct Table<Block: TableBlock>: ~Copyable {
  var current: BucketArray
  /// The array that is being filled while a resize is under way.
  var target: BucketArray?
  /// The next bucket of `current` to move; those before it are empty.
  ///
  /// 0 when no resize is under way.
  var rehashIndex = 0
  /// Entries in the table.
  ///
  /// O(1).
  private(set) var count = 0

  init() { unsafe current = BucketArray(bucketCount: 1) }

  deinit {
    unsafe current.deallocate()
    unsafe target?.deallocate()
  }

  /// Buckets of both arrays, without those of chains.
  ///
  /// O(1).
  var bucketCount: Int { unsafe current.bucketCount + (target?.bucketCount ?? 0) }
  /// Bytes of both arrays and their chains.
  ///
  /// O(1).
  var memory: Int { unsafe current.memory + (target?.memory ?? 0) }

  /// The bucket where entries of `hash` lie.
  private func home(of hash: UInt64) -> Bucket {
    let index = unsafe Int(truncatingIfNeeded: hash) & current.mask
    guard index < rehashIndex, let target = unsafe target else { return unsafe current.bucket(index) }
    return unsafe target.bucket(Int(truncatingIfNeeded: hash) & target.mask)
  }

  /// The first word of the bucket where entries of `hash` lie.
  @inline(__always)
  func firstWord(of hash: UInt64) -> UInt64 { unsafe home(of: hash).base.load(as: UInt64.self) }

  /// The first block in the bucket where entries of `hash` lie that may be the entry; nil when there is none.
  @inline(__always)
  func likelyBlock(of hash: UInt64) -> UnsafeMutableRawPointer? {
    let bucket = unsafe home(of: hash)
    let candidates = unsafe bucket.matches(SlotWord.tag(hash))
    return candidates == 0 ? nil : unsafe bucket.slot(candidates.trailingZeroBitCount >> 3 &- 1).pointee
  }

  /// The slot of the entry with `hash` that `isWanted` accepts, or nil.
  @inline(__always)
  private func locate(_ hash: UInt64, _ isWanted: (UnsafeMutableRawPointer) -> Bool) -> Bucket.Slot? {
    let tag = SlotWord.tag(hash)
    var bucket = unsafe home(of: hash)
    while true {
      var candidates = unsafe bucket.matches(tag)
      while candidates != 0 {
        let slot = unsafe bucket.slot(candidates.trailingZeroBitCount >> 3 &- 1)
        if unsafe isWanted(slot.pointee) { return unsafe slot }
        candidates &= candidates &- 1
      }
      guard unsafe bucket.isChained else { return nil }
      unsafe bucket = bucket.next
    }
  }

  /// The slot that holds the entry of `key`, or nil; valid until the table changes.
  ///
  /// Expected O(1).
  @inline(__always)
  func find(_ key: Span<UInt8>, hash: UInt64) -> Bucket.Slot? {
    unsafe locate(hash) { unsafe Block($0).hasKey(key) }
  }

  /// The slot that holds exactly the block `base`, or nil.
  ///
  /// Reads no entry. Expected O(1).
  func find(block base: UnsafeMutableRawPointer, hash: UInt64) -> Bucket.Slot? {
    unsafe locate(hash) { unsafe $0 == base }
  }

  /// Adds an entry whose key is not in the table.
  ///
  /// Expected O(1), amortised and bounded per call.
  mutating func insert(_ entry: UnsafeMutableRawPointer, hash: UInt64, hasher: SeededHash) {
    growIfNeeded()
    rehashStep(hasher: hasher)
    let index = unsafe Int(truncatingIfNeeded: hash) & current.mask
    if index < rehashIndex {
      unsafe target?.insert(entry, hash: hash)
    } else {
      unsafe current.insert(entry, hash: hash)
    }
    count += 1
  }

  /// Takes the entry at `slot`, which a lookup has just returned, out of the table.
  ///
  /// O(1), bounded.
  mutating func remove(at slot: Bucket.Slot, hasher: SeededHash) {
    unsafe Bucket(containing: slot).clear(slot)
    count -= 1
    rehashStep(hasher: hasher)
  }
}
