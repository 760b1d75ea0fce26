import Bytes

extension Database {
  /// Lets the existing `key` expire at `milliseconds` Unix time.
  ///
  /// Expected O(1).
  public func setExpiry(_ key: Span<UInt8>, at milliseconds: Int64) {
    let hash = hashToChange(key)
    guard let slot = unsafe slot(of: key, hash: hash) else { preconditionFailure("no such key") }
    let entry = unsafe Entry(slot.pointee)
    if entry.hasExpiry { return entry.setStoredExpiry(milliseconds) }
    unsafe replace(entry, at: slot, with: reshape(entry, key: key, expiry: milliseconds), hash: hash)
    releaseBlock(entry)
  }

  /// Takes the expiry off `key`.
  ///
  /// Returns whether there was one. Expected O(1).
  public func clearExpiry(_ key: Span<UInt8>) -> Bool {
    let hash = hashToChange(key)
    guard let slot = unsafe slot(of: key, hash: hash) else { return false }
    let entry = unsafe Entry(slot.pointee)
    guard entry.hasExpiry else { return false }
    unsafe replace(entry, at: slot, with: reshape(entry, key: key, expiry: nil), hash: hash)
    releaseBlock(entry)
    return true
  }

  /// A copy of the entry's block with another expiry or key, which takes over the value's own block.
  private func reshape(_ entry: Entry, key: Span<UInt8>, expiry: Int64?) -> Entry {
    let inline = entry.isInline ? entry.inlineLength : nil
    let block = unsafe allocate(Entry.size(keyLength: key.count, hasExpiry: expiry != nil, inline: inline))
    let changed = unsafe Entry.fill(
      block, form: entry.form, inline: inline, expiry: expiry, access: entry.access, key: key)
    if entry.type != .string {
      changed.setBlock(entry.block)
      return changed
    }
    switch entry.stringEncoding {
    case .integer: changed.setStoredInteger(entry.integer)
    case .embedded, .raw: changed.storeInline(entry.bytes)
    case .rawApart: if let body = unsafe entry.body { unsafe changed.setBody(body) }
    }
    return changed
  }

  /// Gives the value and expiry of `key`, which must exist, the name `newKey` in `destination`; a key of that name must
  /// not exist there.
  ///
  /// Expected O(1).
  public func move(_ key: Span<UInt8>, to destination: Database, as newKey: Span<UInt8>) {
    destination.requireUnvisited()
    precondition(destination.find(newKey) == nil, "moving onto a key that exists")
    guard let entry = unlink(key) else { preconditionFailure("no such key") }
    let valueSize = unsafe entry.owned.memory
    unsafe blockMemory -= valueSize
    unsafe destination.blockMemory += valueSize
    let moved = destination.reshape(entry, key: newKey, expiry: entry.expiry)
    destination.link(moved, hash: destination.hasher(newKey))
    releaseBlock(entry)
  }

  /// Copies the value and expiry of `key`, which must exist, to `newKey` in `destination`, where it must not exist.
  public func copy(_ key: Span<UInt8>, to destination: Database, as newKey: Span<UInt8>) {
    precondition(destination.find(newKey) == nil, "copying onto a key that exists")
    guard let entry = find(key) else { preconditionFailure("no such key") }
    let expiry: ExpiryChange = if let time = entry.expiry { .at(time) } else { .clear }
    func make(_ value: some CollectionValue) {
      destination.make(value.copy(), at: newKey, expiry: expiry, access: entry.access)
    }
    switch entry.type {
    case .string: copyString(entry, to: destination, as: newKey, expiry: expiry)
    case .list: make(ListValue(block: entry.block))
    case .set: make(SetValue(block: entry.block))
    case .sortedSet: make(SortedSetValue(block: entry.block))
    case .hash: make(HashValue(block: entry.block))
    case .stream: make(StreamValue(block: entry.block))
    }
  }

  private func copyString(
    _ entry: Entry, to destination: Database, as newKey: Span<UInt8>, expiry: ExpiryChange
  ) {
    switch entry.stringEncoding {
    case .integer: destination.setInteger(newKey, entry.integer, expiry: expiry, access: entry.access)
    case .embedded: destination.setText(newKey, entry.bytes, expiry: expiry, access: entry.access)
    case .raw, .rawApart: destination.setRawString(newKey, entry.bytes, expiry: expiry, access: entry.access)
    }
  }
}
