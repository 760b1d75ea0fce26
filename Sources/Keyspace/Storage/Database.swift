import Bytes
import Glibc

/// One database: its keys, their values and their expiries.
///
/// This is storage, not semantics: it knows no commands, does not look at the clock and reports no changes. Lookups
/// borrow the key; nothing is allocated unless an entry must be made or must grow.
///
/// The entries that have an expiry are in a second table as well, by the same blocks. A block that is replaced by
/// another is freed only when neither table, nor the key or value that was handed in, can refer to it any more.
///
/// The stored properties do without the run-time checks for overlapping accesses, which would cost each lookup more
/// than its instructions. The one overlap that callers could bring about is to change a database that is just being
/// visited, and that is trapped by counting the visits.
public final class Database {
  @exclusivity(unchecked) var entries = Table<Entry>()
  /// The entries that have an expiry, so that expiring needs no search.
  @exclusivity(unchecked) var expiring = Table<Entry>()
  let hasher: SeededHash
  /// Where values go that are not to be freed at once.
  private let deferred: DeferredReleases
  @exclusivity(unchecked) var blockMemory = 0
  @exclusivity(unchecked) private var pages = HeapPages()
  /// Calls of `body` closures under way.
  @exclusivity(unchecked) var visits = 0
  /// What ``fetch(_:count:)`` read; without a meaning.
  @exclusivity(unchecked) var fetched: UInt64 = 0

  /// An empty database whose tables are seeded with `seed`, and which shares `deferred` with others.
  public init(seed: UInt64, deferred: DeferredReleases = DeferredReleases()) {
    hasher = SeededHash(seed: seed)
    self.deferred = deferred
  }

  deinit { unsafe entries.forEach { $0.release() } }

  /// Keys in the database, expired ones included until they are removed.
  ///
  /// O(1).
  public var count: Int { unsafe entries.count }
  /// Keys that have a time to live.
  ///
  /// O(1).
  public var expiringCount: Int { unsafe expiring.count }
  /// Buckets in the main table.
  public var bucketCount: Int { unsafe entries.bucketCount }
  /// Buckets in the table of keys that expire.
  public var expiringBucketCount: Int { unsafe expiring.bucketCount }
  /// Bytes of both tables, without the entries.
  ///
  /// O(1).
  public var tableMemory: Int { unsafe entries.memory + expiring.memory }
  /// Bytes in the blocks of entries and their values.
  ///
  /// O(1).
  public var usedMemory: Int { unsafe blockMemory }

  /// The entry of `key`, whether expired or not.
  ///
  /// Expected O(1).
  public func find(_ key: Span<UInt8>) -> Entry? {
    guard let slot = unsafe slot(of: key, hash: hasher(key)) else { return nil }
    return unsafe Entry(slot.pointee)
  }

  /// Where the tables keep the entry of `key`.
  func slot(of key: Span<UInt8>, hash: UInt64) -> Bucket.Slot? { unsafe entries.find(key, hash: hash) }

  /// The hash of a key that is about to change.
  func hashToChange(_ key: Span<UInt8>) -> UInt64 {
    requireUnvisited()
    return hasher(key)
  }

  func requireUnvisited() { precondition(unsafe visits == 0, "a database must not change while it is visited") }

  // MARK: Blocks

  /// What the allocator takes for a block of `size` bytes: its own word, rounded up to 16 bytes, 32 at least.
  static func blockSize(_ size: Int) -> Int { max(32, (size + 8 + 15) & ~15) }

  func allocate(_ size: Int) -> UnsafeMutableRawPointer {
    // The whole of what the allocator takes, because an entry that grows within it stays in place.
    let size = Self.blockSize(size)
    guard let block = unsafe malloc(size - 8) else { fatalError("out of memory: \(size) bytes for an entry") }
    unsafe blockMemory += size
    // Once in a megabyte.
    if unsafe (blockMemory ^ (blockMemory &- size)) >> 20 != 0 { unsafe pages.allocated(block) }
    return unsafe block
  }

  func allocateBody(capacity: Int) -> StringBody {
    let body = unsafe StringBody.allocate(capacity: capacity)
    unsafe blockMemory += body.blockSize
    return unsafe body
  }

  func grow(_ body: StringBody, to needed: Int) -> StringBody {
    unsafe blockMemory -= body.blockSize
    let grown = unsafe body.growing(to: needed)
    unsafe blockMemory += grown.blockSize
    return unsafe grown
  }

  /// Frees an entry with its value; a large value is freed later if `lazily`.
  private func release(_ entry: Entry, lazily: Bool) {
    unsafe release(entry.owned, lazily: lazily)
    releaseBlock(entry)
  }

  /// Frees the entry's block only; its value has moved to another block, or is freed apart.
  func releaseBlock(_ entry: Entry) {
    unsafe blockMemory -= Self.blockSize(entry.size)
    unsafe free(entry.base)
  }

  /// Frees the value of a key that has another from now on.
  func releaseOverwritten(_ value: OwnedValue) { unsafe release(value, lazily: deferred.takesOverwritten) }

  private func release(_ value: OwnedValue, lazily: Bool) {
    let memory = unsafe value.memory
    unsafe blockMemory -= memory
    if lazily, deferred.isActive, case .collection(let type, let block) = unsafe value {
      let effort = unsafe value.effort
      if effort > DeferredReleases.leastEffort {
        return deferred.add(.collection(type, block), objects: 1, effort: effort, memory: memory)
      }
    }
    unsafe value.release()
  }

  // MARK: Linking

  /// Puts the entry of a new key into the tables.
  func link(_ entry: Entry, hash: UInt64) {
    unsafe entries.insert(entry.base, hash: hash, hasher: hasher)
    if entry.hasExpiry { unsafe expiring.insert(entry.base, hash: hash, hasher: hasher) }
  }

  /// Puts `new` in the place of `old`, which lies at `slot` and has the same key.
  ///
  /// `old` is not freed.
  func replace(_ old: Entry, at slot: Bucket.Slot, with new: Entry, hash: UInt64) {
    unsafe slot.pointee = new.base
    switch (old.hasExpiry, new.hasExpiry) {
    case (false, false): break
    case (false, true): unsafe expiring.insert(new.base, hash: hash, hasher: hasher)
    case (true, true): unsafe expiringSlot(of: old, hash: hash).pointee = new.base
    case (true, false): unsafe expiring.remove(at: expiringSlot(of: old, hash: hash), hasher: hasher)
    }
  }

  private func expiringSlot(of entry: Entry, hash: UInt64) -> Bucket.Slot {
    guard let slot = unsafe expiring.find(block: entry.base, hash: hash) else { fatalError("an expiry that is lost") }
    return unsafe slot
  }

  /// Takes the entry of `key` out of the tables without freeing it.
  func unlink(_ key: Span<UInt8>) -> Entry? {
    let hash = hashToChange(key)
    guard let slot = unsafe slot(of: key, hash: hash) else { return nil }
    let entry = unsafe Entry(slot.pointee)
    if entry.hasExpiry { unsafe expiring.remove(at: expiringSlot(of: entry, hash: hash), hasher: hasher) }
    unsafe entries.remove(at: slot, hasher: hasher)
    return entry
  }

  /// Removes `key`. Its value, if it is large, is freed later when `lazily` says so, or when it does not say anything
  /// and overwritten values are (``DeferredReleases/takesOverwritten``).
  ///
  /// Returns whether it was there. Expected O(1) and the cost of freeing the value.
  @discardableResult
  public func remove(_ key: Span<UInt8>, lazily: Bool? = nil) -> Bool {
    guard let entry = unlink(key) else { return false }
    release(entry, lazily: lazily ?? deferred.takesOverwritten)
    return true
  }

  /// Removes every key, and frees their values later if `lazily`.
  ///
  /// O(n), and O(1) if `lazily`.
  public func removeAll(lazily: Bool = false) {
    requireUnvisited()
    let (keys, memory) = unsafe (entries.count, blockMemory + tableMemory)
    unsafe blockMemory = 0
    unsafe expiring = Table<Entry>()
    let emptied = unsafe DetachedEntries(exchange(&entries, with: Table<Entry>()))
    if lazily, deferred.isActive {
      deferred.add(.database(emptied), objects: keys, effort: 2 * keys + 1, memory: memory)
    } else {
      var budget = Int.max
      _ = emptied.releasePart(&budget)
    }
  }
}
