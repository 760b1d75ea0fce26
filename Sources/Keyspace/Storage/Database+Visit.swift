public import Bytes

extension Database {
  /// Calls `body` once with each entry, in no particular order. The database must not change meanwhile. O(n).
  public func forEach(_ body: (Entry) -> Void) { entries.forEach(body) }

  /// One step of an iteration from `cursor`; the next cursor, 0 at the end. The database must not change in `body`.
  ///
  /// Between steps it may: a key that is there all the time is met at least once.
  public func scan(_ cursor: UInt64, _ body: (Entry) -> Void) -> UInt64 { entries.scan(cursor, body) }

  /// One step over the keys that have an expiry, as ``scan(_:_:)``.
  public func scanExpiring(_ cursor: UInt64, _ body: (Entry) -> Void) -> UInt64 { expiring.scan(cursor, body) }

  /// A random entry; nil when the database is empty. Expected O(1), unless most of its keys were just removed.
  public func random(_ numbers: inout RandomNumbers) -> Entry? { entries.random(&numbers) }

  /// A random entry that has an expiry; nil when there is none. Expected O(1).
  public func randomExpiring(_ numbers: inout RandomNumbers) -> Entry? { expiring.random(&numbers) }

  // MARK: Maintenance

  /// Prepares an empty database for `count` keys, of which `expiringCount` expire, so that loading never rehashes.
  /// A hint: absurd counts are cut down.
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
