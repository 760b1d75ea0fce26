import Bytes

extension Database {
  /// The first violation of what must always hold, or nil; for tests.
  ///
  /// O(n).
  ///
  /// - every entry is found by its key, in its own slot;
  /// - the entries with an expiry, and no others, are in the second table, as the same blocks;
  /// - the counts of keys and bytes are those of a recount.
  package func checkInvariants() -> String? {
    var problem = unsafe entries.checkInvariants(hasher) ?? expiring.checkInvariants(hasher)
    var (memory, withExpiry) = (0, 0)
    unsafe entries.forEach { entry in
      memory += Self.blockSize(entry.size) + (unsafe entry.owned.memory)
      if entry.hasExpiry { withExpiry += 1 }
    }
    unsafe expiring.forEach { entry in
      guard let slot = unsafe slot(of: entry.key, hash: entry.hash(hasher)) else {
        return problem = "an expiry without a key"
      }
      if unsafe slot.pointee != entry.base { problem = "the tables have different blocks for one key" }
      if !entry.hasExpiry { problem = "no expiry in an entry of the second table" }
    }
    if memory != usedMemory { problem = "\(usedMemory) bytes counted, \(memory) there" }
    if unsafe withExpiry != expiring.count {
      unsafe problem = "\(expiring.count) expiries counted, \(withExpiry) there"
    }
    return problem
  }
}

extension Table {
  func checkInvariants(_ hasher: SeededHash) -> String? {
    var problem: String?
    var (counted, chained) = (0, 0)
    forEach { entry in
      counted += 1
      let slot = unsafe find(entry.key, hash: entry.hash(hasher))
      if unsafe slot?.pointee != entry.base { problem = "an entry that is not found by its key" }
      if unsafe find(block: entry.base, hash: entry.hash(hasher))?.address != slot?.address {
        problem = "an entry in two slots"
      }
      if unsafe slot?.word.bits != SlotWord(entry.base, hash: entry.hash(hasher)).bits {
        problem = "a slot with bits of another hash"
      }
    }
    for index in 0..<bucketCount {
      let first = unsafe current.bucketCount
      let array = unsafe index < first ? current : target ?? current
      var bucket = unsafe array.bucket(index < first ? index : index - first)
      if index < rehashIndex, unsafe !bucket.isUnused { problem = "a bucket that was moved is not empty" }
      while unsafe bucket.isChained {
        unsafe bucket = bucket.next
        chained += 1
      }
    }
    if counted != count { problem = "\(count) entries counted, \(counted) there" }
    if unsafe memory != (bucketCount + chained) * Bucket.size {
      problem = "\(chained) buckets in chains, not as counted"
    }
    if unsafe target == nil && rehashIndex != 0 { problem = "a resize of one array" }
    return problem
  }
}
