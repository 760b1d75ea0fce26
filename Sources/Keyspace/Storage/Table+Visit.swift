import Bytes

extension Table {
  /// Calls `body` once with each entry, in no particular order.
  ///
  /// The table must not change meanwhile; `body` may free the entry it gets.
  func forEach(_ body: (Block) -> Void) {
    unsafe Lookahead<Block>.run(
      { ahead in
        for index in unsafe rehashIndex..<current.bucketCount {
          unsafe current.forEach(inBucket: index) { unsafe ahead.add($0.pointee, body) }
        }
        guard let target = unsafe target else { return }
        for index in unsafe 0..<target.bucketCount {
          unsafe target.forEach(inBucket: index) { unsafe ahead.add($0.pointee, body) }
        }
      }, visit: body)
  }

  /// One step of an iteration from `cursor`: calls `body` with the entries found and returns the next cursor, 0 at the
  /// end.
  ///
  /// An entry can be met twice when the table is resized between steps, but none is missed.
  func scan(_ cursor: UInt64, _ body: (Block) -> Void) -> UInt64 {
    guard count > 0 else { return 0 }
    guard let target = unsafe target else {
      let index = unsafe Int(truncatingIfNeeded: cursor) & current.mask
      unsafe current.forEach(inBucket: index) { unsafe body(Block($0.pointee)) }
      return unsafe Self.advance(cursor, mask: current.mask)
    }
    // The bucket of the smaller array, then all buckets of the larger one that it expands to.
    let (small, large) = unsafe current.mask < target.mask ? (current, target) : (target, current)
    unsafe small.forEach(inBucket: Int(truncatingIfNeeded: cursor) & small.mask) { unsafe body(Block($0.pointee)) }
    var next = cursor
    repeat {
      unsafe large.forEach(inBucket: Int(truncatingIfNeeded: next) & large.mask) { unsafe body(Block($0.pointee)) }
      next = unsafe Self.advance(next, mask: large.mask)
    } while unsafe next & UInt64(small.mask ^ large.mask) != 0
    return next
  }

  /// Increments the bits under `mask` in reverse order: the highest of them counts first, and carries go down.
  private static func advance(_ cursor: UInt64, mask: Int) -> UInt64 {
    ((cursor | ~UInt64(mask)).reversedBits &+ 1).reversedBits
  }

  /// A random entry, all equally likely but for those in chains longer than ``Bucket/slots``; nil when the table is
  /// empty.
  ///
  /// Expected O(1) unless the table is sparse, at worst O(buckets).
  func random(_ numbers: inout RandomNumbers) -> Block? {
    guard count > 0 else { return nil }
    // A bucket by lot, and in it a place by lot: an empty place loses, so that entries in full buckets are no rarer.
    for _ in 0..<100 {
      let index = numbers.below(bucketCount)
      let place = unsafe numbers.below(Bucket.slots)
      let found = entryCount(inBucket: index)
      if place < found { return unsafe entry(found <= Bucket.slots ? place : numbers.below(found), inBucket: index) }
    }
    // Nearly empty: the first bucket with entries from one by lot on.
    let start = numbers.below(bucketCount)
    for offset in 0..<bucketCount {
      let index = (start + offset) % bucketCount
      let found = entryCount(inBucket: index)
      if found > 0 { return entry(numbers.below(found), inBucket: index) }
    }
    return nil
  }

  /// Entries in a bucket, where those of `target` are numbered after those of `current`.
  private func entryCount(inBucket index: Int) -> Int {
    let first = unsafe current.bucketCount
    if index < first { return unsafe current.count(inBucket: index) }
    return unsafe target?.count(inBucket: index - first) ?? 0
  }

  private func entry(_ place: Int, inBucket index: Int) -> Block? {
    let first = unsafe current.bucketCount
    guard let array = unsafe index < first ? current : target else { return nil }
    var found: Block?
    var skipped = 0
    unsafe array.forEach(inBucket: index < first ? index : index - first) { slot in
      if skipped == place { found = unsafe Block(slot.pointee) }
      skipped += 1
    }
    return found
  }
}

extension UInt64 {
  /// The word with its bits in opposite order.
  fileprivate var reversedBits: UInt64 {
    var word = byteSwapped
    word = (word >> 4) & 0x0F0F_0F0F_0F0F_0F0F | (word & 0x0F0F_0F0F_0F0F_0F0F) << 4
    word = (word >> 2) & 0x3333_3333_3333_3333 | (word & 0x3333_3333_3333_3333) << 2
    return (word >> 1) & 0x5555_5555_5555_5555 | (word & 0x5555_5555_5555_5555) << 1
  }
}
