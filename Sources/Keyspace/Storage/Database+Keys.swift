public import Bytes

extension Database {
  /// Lets the existing `key` expire at `milliseconds` Unix time. Expected O(1).
  public func setExpiry(_ key: Span<UInt8>, at milliseconds: Int64) {
    let hash = hasher(key)
    guard let slot = unsafe entries.find(key, hash: hash) else { preconditionFailure("no such key") }
    let entry = unsafe Entry(slot.pointee)
    if entry.hasExpiry { return entry.setStoredExpiry(milliseconds) }
    let changed = reshape(entry, key: key, expiry: milliseconds)
    unsafe link(changed, at: slot, hash: hash, hadExpiry: false)
    releaseBlock(entry)
  }

  /// Takes the expiry off `key`. Returns whether there was one. Expected O(1).
  public func clearExpiry(_ key: Span<UInt8>) -> Bool {
    let hash = hasher(key)
    guard let slot = unsafe entries.find(key, hash: hash) else { return false }
    let entry = unsafe Entry(slot.pointee)
    guard entry.hasExpiry else { return false }
    let changed = reshape(entry, key: key, expiry: nil)
    unsafe link(changed, at: slot, hash: hash, hadExpiry: true)
    releaseBlock(entry)
    return true
  }

  /// A copy of the entry's block with another expiry or key; the value moves over. The old block is
  /// to be freed when no table refers to it any more.
  private func reshape(_ entry: Entry, key: Span<UInt8>, expiry: Int64?) -> Entry {
    let inline = entry.isInline ? entry.stringLength : nil
    let size = Entry.size(keyLength: key.count, hasExpiry: expiry != nil, inline: inline)
    let block = unsafe allocate(size)
    let changed = unsafe Entry.fill(
      block, encoding: entry.stringEncoding, inline: inline ?? 0, expiry: expiry, access: entry.access, key: key)
    switch entry.stringEncoding {
    case .integer: changed.setStoredInteger(entry.integer)
    case .embedded, .raw: changed.storeInline(entry.bytes)
    case .rawApart: unsafe changed.setBody(entry.body)
    }
    return changed
  }

  /// Gives the value and expiry of `key`, which must exist, the name `newKey` in `destination`; a key of that name
  /// must not exist there. Expected O(1).
  public func move(_ key: Span<UInt8>, to destination: Database, as newKey: Span<UInt8>) {
    guard let entry = unlink(key) else { preconditionFailure("no such key") }
    usedMemory(movesWith: entry, to: destination)
    let moved = destination.reshape(entry, key: newKey, expiry: entry.expiry)
    unsafe destination.link(moved, at: nil, hash: destination.hasher(newKey), hadExpiry: false)
    destination.releaseBlock(entry)
  }

  /// Copies the value and expiry of `key`, which must exist, to `newKey` in `destination`, where it must not exist.
  public func copy(_ key: Span<UInt8>, to destination: Database, as newKey: Span<UInt8>) {
    guard let entry = find(key) else { preconditionFailure("no such key") }
    let expiry: ExpiryChange = if let time = entry.expiry { .at(time) } else { .clear }
    switch entry.stringEncoding {
    case .integer: destination.setInteger(newKey, entry.integer, expiry: expiry, access: entry.access)
    case .embedded: destination.setText(newKey, entry.bytes, expiry: expiry, access: entry.access)
    case .raw, .rawApart: destination.setRawString(newKey, entry.bytes, expiry: expiry, access: entry.access)
    }
  }

  // MARK: Visiting

  /// Calls `body` once with each entry, in no particular order. The database must not change meanwhile. O(n).
  public func forEach(_ body: (Entry) -> Void) { entries.forEach(body) }

  /// One step of an iteration from `cursor`; the next cursor, 0 at the end. The database must not change in `body`.
  public func scan(_ cursor: UInt64, _ body: (Entry) -> Void) -> UInt64 { entries.scan(cursor, body) }

  /// One step over the keys that have an expiry, as ``scan(_:_:)``.
  public func scanExpiring(_ cursor: UInt64, _ body: (Entry) -> Void) -> UInt64 { expiring.scan(cursor, body) }

  /// A random entry; nil when the database is empty. Expected O(1).
  public func random(_ numbers: inout RandomNumbers) -> Entry? { entries.random(&numbers) }

  /// A random entry that has an expiry; nil when there is none. Expected O(1).
  public func randomExpiring(_ numbers: inout RandomNumbers) -> Entry? { expiring.random(&numbers) }
}

extension Database {
  /// Accounts for the blocks of `entry` changing their owner.
  private func usedMemory(movesWith entry: Entry, to destination: Database) {
    let size = Self.blockSize(entry.size) + entry.valueBlockSize
    usedMemory -= size
    destination.usedMemory += size
  }
}
