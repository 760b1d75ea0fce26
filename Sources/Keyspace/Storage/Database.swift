import Bytes
import Glibc

/// One database: its keys, their values and their expiries.
///
/// This is storage, not semantics: it knows no commands, does not look at the clock and reports no changes. Lookups
/// borrow the key; nothing is allocated unless an entry must be made or must grow.
public final class Database {
  var entries = Table()
  /// The entries that have an expiry, by the same blocks; so that expiring needs no search.
  var expiring = Table()
  let hasher: SeededHash
  /// Bytes in the blocks of entries and long strings.
  public internal(set) var usedMemory = 0

  /// An empty database whose table is seeded with `seed`.
  public init(seed: UInt64) { hasher = SeededHash(seed: seed) }

  deinit { entries.forEach { $0.release() } }

  /// Keys in the database, expired ones included until they are removed. O(1).
  public var count: Int { entries.count }
  /// Keys that have a time to live. O(1).
  public var expiringCount: Int { expiring.count }
  /// Buckets in the main table.
  public var bucketCount: Int { entries.bucketCount }
  /// Buckets in the table of keys that expire.
  public var expiringBucketCount: Int { expiring.bucketCount }

  /// The entry of `key`, whether expired or not. Expected O(1).
  public func find(_ key: Span<UInt8>) -> Entry? {
    guard let slot = unsafe entries.find(key, hash: hasher(key)) else { return nil }
    return unsafe Entry(slot.pointee)
  }

  // MARK: Blocks

  /// What the allocator takes for a block of `size` bytes: its own word, rounded up to 16 bytes, 32 at least.
  static func blockSize(_ size: Int) -> Int { max(32, (size + 8 + 15) & ~15) }

  func allocate(_ size: Int) -> UnsafeMutableRawPointer {
    // The whole of what the allocator takes, because an entry that grows within it stays in place.
    guard let block = unsafe malloc(Self.blockSize(size) - 8) else { fatalError("out of memory: \(size) bytes for an entry") }
    usedMemory += Self.blockSize(size)
    return unsafe block
  }

  func allocateBody(capacity: Int) -> StringBody {
    let body = unsafe StringBody.allocate(capacity: capacity)
    unsafe usedMemory += body.blockSize
    return unsafe body
  }

  func grow(_ body: StringBody, to needed: Int) -> StringBody {
    unsafe usedMemory -= body.blockSize
    let grown = unsafe body.growing(to: needed)
    unsafe usedMemory += grown.blockSize
    return unsafe grown
  }

  /// Frees an entry with its value.
  func release(_ entry: Entry) {
    releaseValue(entry)
    releaseBlock(entry)
  }

  /// Frees the entry's block only; its value has been freed or has moved to another block.
  func releaseBlock(_ entry: Entry) {
    usedMemory -= Self.blockSize(entry.size)
    unsafe free(entry.base)
  }

  /// Frees a value's own block.
  func releaseValue(_ entry: Entry) {
    usedMemory -= entry.valueBlockSize
    entry.releaseValue()
  }

  // MARK: Linking

  /// Puts a new entry, or a new block for the key at `slot`, into the tables.
  func link(_ entry: Entry, at slot: UnsafeMutablePointer<UnsafeMutableRawPointer>?, hash: UInt64, hadExpiry: Bool) {
    if let slot = unsafe slot {
      unsafe slot.pointee = entry.base
    } else {
      unsafe entries.insert(entry.base, hash: hash, hasher: hasher)
    }
    relinkExpiry(entry, hash: hash, hadExpiry: hadExpiry)
  }

  private func relinkExpiry(_ entry: Entry, hash: UInt64, hadExpiry: Bool) {
    switch (hadExpiry, entry.hasExpiry) {
    case (false, false): break
    case (false, true): unsafe expiring.insert(entry.base, hash: hash, hasher: hasher)
    case (true, true):
      if let slot = unsafe expiring.find(entry.key, hash: hash) { unsafe slot.pointee = entry.base }
    case (true, false): _ = unsafe expiring.remove(entry.key, hash: hash, hasher: hasher)
    }
  }

  /// Takes the entry of `key` out of the tables without freeing it.
  func unlink(_ key: Span<UInt8>) -> Entry? {
    let hash = hasher(key)
    if expiring.count > 0 { _ = unsafe expiring.remove(key, hash: hash, hasher: hasher) }
    guard let block = unsafe entries.remove(key, hash: hash, hasher: hasher) else { return nil }
    return unsafe Entry(block)
  }

  /// Removes `key`. Returns whether it was there. Expected O(1) and the cost of freeing the value.
  @discardableResult
  public func remove(_ key: Span<UInt8>) -> Bool {
    guard let entry = unlink(key) else { return false }
    release(entry)
    return true
  }

  /// Removes every key. O(n).
  public func removeAll() {
    entries.forEach { self.release($0) }
    entries = Table()
    expiring = Table()
  }

  /// Prepares an empty database for `count` keys, of which `expiringCount` expire, so that loading never rehashes.
  public func reserve(_ count: Int, expiring expiringCount: Int) {
    entries.reserve(count)
    expiring.reserve(expiringCount)
  }

  /// Moves buckets of a table that is being resized, and starts to shrink sparse ones; for the cron.
  /// Returns whether a resize is still under way.
  public func maintain(buckets: Int) -> Bool {
    entries.shrinkIfSparse()
    expiring.shrinkIfSparse()
    let more = entries.rehashStep(buckets: buckets, hasher: hasher)
    return expiring.rehashStep(buckets: buckets, hasher: hasher) || more
  }
}
