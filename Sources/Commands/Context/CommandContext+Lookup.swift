import Bytes
public import Keyspace

extension CommandContext {
  /// The entry of `key` for a command that reads: removes it first when its time is over, counts hit or miss, and
  /// moves its access clock.
  public func lookupRead(_ key: Span<UInt8>, touch: Bool = true) -> Entry? {
    guard let entry = lookup(key, touch: touch) else {
      statistics.keyspaceMisses += 1
      return nil
    }
    statistics.keyspaceHits += 1
    return entry
  }

  /// The entry of `key` for a command that writes: removes it first when its time is over.
  public func lookupWrite(_ key: Span<UInt8>) -> Entry? { lookup(key, touch: true) }

  private func lookup(_ key: Span<UInt8>, touch: Bool) -> Entry? {
    guard let entry = database.find(key) else { return nil }
    if let expiry = entry.expiry, expireIfNeeded(key, expiry) { return nil }
    if touch { self.touch(entry) }
    return entry
  }

  /// Removes `key` of the selected database when its time is over. Returns whether it did. Nothing expires while
  /// loading.
  private func expireIfNeeded(_ key: Span<UInt8>, _ expiry: Int64) -> Bool {
    guard !isLoading, expiry < milliseconds else { return false }
    deleteExpired(key, in: session.database)
    return true
  }

  /// Removes a key whose time is over and leaves its DEL among the effects (spec 1.6).
  public func deleteExpired(_ key: Span<UInt8>, in index: Int) {
    statistics.expiredKeys += 1
    effects.begin(in: index, count: 2)
    effects.add(settings.lazyExpire ? "UNLINK" : "DEL")
    effects.add(key)
    touchWatchers(key, in: index)
    keyspace.databases[index].remove(key)
  }

  /// Tells the watchers of `key` in the selected database that it has changed. Every change of a key calls this.
  public func signalModified(_ key: Span<UInt8>) { touchWatchers(key, in: session.database) }

  /// Tells the watchers of `key` in database `index` that it has changed.
  public func touchWatchers(_ key: Span<UInt8>, in index: Int) {
    guard !watchers.isEmpty else { return }
    watchers.touch(WatchedKey(database: index, key: [UInt8](copying: key)))
  }

  private func touch(_ entry: Entry) {
    if settings.usesFrequency { return bumpFrequency(entry) }
    entry.access = accessClock
  }
}
