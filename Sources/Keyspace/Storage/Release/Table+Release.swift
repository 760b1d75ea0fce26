extension Table {
  /// Takes an entry out of a table that is only emptied from now on: the first one from bucket `index` on, which moves
  /// on, a unit of `budget` for each bucket.
  ///
  /// Returns nil when the budget is used up or there are no more buckets. Chains and large arrays are freed on the way.
  mutating func takeNext(_ index: inout Int, _ budget: inout Int) -> Block? {
    let first = unsafe current.bucketCount
    while index < bucketCount, budget > 0 {
      if index >= rehashIndex {
        let block =
          unsafe index < first
          ? current.takeFirst(inBucket: index) : target?.takeFirst(inBucket: index - first)
        if let block = unsafe block {
          return unsafe Block(block)
        }
        if index < first { unsafe current.empty(index) } else { unsafe target?.empty(index - first) }
        budget -= 1
      }
      index += 1
    }
    return nil
  }
}

extension BucketArray {
  /// Takes an entry out of the bucket at `index` or its chain; nil when there is none.
  func takeFirst(inBucket index: Int) -> UnsafeMutableRawPointer? {
    var bucket = unsafe self.bucket(index)
    while true {
      if unsafe bucket.occupied != 0 {
        let slot = unsafe bucket.slot(bucket.occupied.trailingZeroBitCount)
        let block = unsafe slot.pointee
        unsafe bucket.clear(slot)
        return unsafe block
      }
      guard unsafe bucket.isChained else { return nil }
      unsafe bucket = bucket.next
    }
  }
}
