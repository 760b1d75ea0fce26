import Bytes
public import Keyspace

extension CommandContext {
  /// The entry of `key` for a command that reads: removes it first when its time is over, counts hit or miss, and
  /// moves its access clock unless `touch` is false. A miss is an event unless `notifies` is false.
  ///
  /// During a pause (CLIENT PAUSE) nothing is removed.
  public func lookupRead(_ key: Span<UInt8>, touch: Bool = true, notifies: Bool = true) -> Entry? {
    guard let entry = lookup(key, in: session.database, touch: touch, reads: true) else {
      statistics.keyspaceMisses += 1
      if notifies { notify(.miss, "keymiss", key) }
      return nil
    }
    statistics.keyspaceHits += 1
    return entry
  }

  /// The entry of `key` for a command that writes: removes it first when its time is over.
  public func lookupWrite(_ key: Span<UInt8>) -> Entry? { lookup(key, in: session.database, touch: true) }

  /// The entry of `key` in database `index` for a command that writes there.
  public func lookupWrite(_ key: Span<UInt8>, in index: Int) -> Entry? { lookup(key, in: index, touch: true) }

  private func lookup(_ key: Span<UInt8>, in index: Int, touch: Bool, reads: Bool = false) -> Entry? {
    guard let entry = keyspace.databases[index].find(key) else { return nil }
    if isExpired(entry) {
      // While changes are paused it stays, and is seen by none.
      if !reads || !isPaused { deleteExpired(key, in: index) }
      return nil
    }
    if touch, !keepsAccessClocks { self.touch(entry) }
    return entry
  }

  // MARK: Expiry

  /// Whether nothing is to change for the time being (CLIENT PAUSE).
  var isPaused: Bool { clients.pausedUntil > microseconds }

  /// Whether the time of `entry` is over.
  ///
  /// Nothing expires while loading.
  public func isExpired(_ entry: Entry) -> Bool {
    guard let expiry = entry.expiry else { return false }
    return expiry < milliseconds && !isLoading
  }

  /// Removes `key` of the selected database when its time is over.
  func removeIfExpired(_ key: Span<UInt8>) {
    guard database.expiringCount > 0, let entry = database.find(key), isExpired(entry) else { return }
    deleteExpired(key, in: session.database)
  }

  /// Removes a key whose time is over and leaves its DEL among the effects (spec 1.6).
  ///
  /// `key` must not be the entry's own bytes.
  public func deleteExpired(_ key: Span<UInt8>, in index: Int) {
    statistics.expiredKeys += 1
    effects.begin(in: index, count: 2)
    effects.add(settings.lazyExpire ? "UNLINK" : "DEL")
    effects.add(key)
    keyspace.databases[index].remove(key, lazily: settings.lazyExpire)
    notify(.expired, "expired", key, in: index)
    touchWatchers(key, in: index, byItself: true)
  }

  // MARK: Access clocks

  private func touch(_ entry: Entry) {
    if settings.usesFrequency { return bumpFrequency(entry) }
    entry.access = accessClock
  }

  /// Removes `key` when its time is over, for a command that sets it whatever it was.
  ///
  /// Returns the access clock of the new value. Where no key expires and no frequency is kept, that needs no lookup.
  func prepareOverwrite(of key: Span<UInt8>) -> UInt32 {
    if database.expiringCount == 0, !settings.usesFrequency { return accessClock }
    return access(replacing: lookupWrite(key))
  }

  /// The access clock of a value that replaces `old`: its frequency goes on, its idle time starts again.
  func access(replacing old: Entry?) -> UInt32 {
    if let old, settings.usesFrequency { return old.access }
    return accessClock
  }
}
