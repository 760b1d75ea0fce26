public import Bytes

extension Database {
  /// Calls `body` once with each entry, in no particular order.
  ///
  /// The database must not change meanwhile. O(n).
  public func forEach(_ body: (Entry) -> Void) { visiting { unsafe entries.forEach(body) } }

  /// One step of an iteration from `cursor`; the next cursor, 0 at the end.
  ///
  /// The database must not change in `body`.
  ///
  /// Between steps it may: a key that is there all the time is met at least once.
  public func scan(_ cursor: UInt64, _ body: (Entry) -> Void) -> UInt64 {
    visiting { unsafe entries.scan(cursor, body) }
  }

  /// One step over the keys that have an expiry, as ``scan(_:_:)``.
  public func scanExpiring(_ cursor: UInt64, _ body: (Entry) -> Void) -> UInt64 {
    visiting { unsafe expiring.scan(cursor, body) }
  }

  private func visiting<Result>(_ visit: () -> Result) -> Result {
    unsafe visits += 1
    defer { unsafe visits -= 1 }
    return visit()
  }

  /// A random entry; nil when the database is empty.
  ///
  /// Expected O(1), unless most of its keys were just removed.
  public func random(_ numbers: inout RandomNumbers) -> Entry? { unsafe entries.random(&numbers) }

  /// A random entry that has an expiry; nil when there is none.
  ///
  /// Expected O(1).
  public func randomExpiring(_ numbers: inout RandomNumbers) -> Entry? { unsafe expiring.random(&numbers) }

  // MARK: Maintenance

  /// Prepares an empty database for `count` keys, of which `expiringCount` expire, so that loading never rehashes.
  ///
  /// A hint: absurd counts are cut down.
  public func reserve(_ count: Int, expiring expiringCount: Int) {
    requireUnvisited()
    unsafe entries.reserve(count)
    unsafe expiring.reserve(expiringCount)
  }

  /// Moves buckets of a table that is being resized, and starts to shrink sparse ones; for the cron.
  ///
  /// Returns whether a resize is still under way.
  public func maintain(buckets: Int) -> Bool {
    requireUnvisited()
    unsafe entries.shrinkIfSparse()
    unsafe expiring.shrinkIfSparse()
    let more = unsafe entries.rehashStep(buckets: buckets, hasher: hasher)
    return unsafe expiring.rehashStep(buckets: buckets, hasher: hasher) || more
  }
}
