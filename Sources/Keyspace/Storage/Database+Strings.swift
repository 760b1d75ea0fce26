public import Bytes

/// What happens to a key's time to live when its value is set.
public enum ExpiryChange: Sendable, Equatable {
  /// The key loses its expiry.
  case clear
  /// An existing expiry stays.
  case keep
  /// The key expires at this Unix time in milliseconds.
  case at(Int64)
}

extension Database {
  /// Sets `key` to the string `value` in the most compact encoding, as SET does. Expected O(1).
  public func setString(
    _ key: Span<UInt8>, _ value: Span<UInt8>, expiry: ExpiryChange = .clear, access: UInt32 = 0
  ) {
    if let integer = value.canonicalInteger { return setInteger(key, integer, expiry: expiry, access: access) }
    let encoding: StringEncoding = value.count <= StringEncoding.embeddedLimit ? .embedded : .raw
    setBytes(key, value, encoding: encoding, expiry: expiry, access: access)
  }

  /// Sets `key` to the bytes of `value` even if they read as an integer, as INCRBYFLOAT does. Expected O(1).
  public func setText(
    _ key: Span<UInt8>, _ value: Span<UInt8>, expiry: ExpiryChange = .keep, access: UInt32 = 0
  ) {
    let encoding: StringEncoding = value.count <= StringEncoding.embeddedLimit ? .embedded : .raw
    setBytes(key, value, encoding: encoding, expiry: expiry, access: access)
  }

  /// Sets `key` to `value` in the `raw` encoding, whatever its length, as APPEND and SETRANGE do. Expected O(1).
  public func setRawString(
    _ key: Span<UInt8>, _ value: Span<UInt8>, expiry: ExpiryChange = .keep, access: UInt32 = 0
  ) {
    setBytes(key, value, encoding: .raw, expiry: expiry, access: access)
  }

  /// Sets `key` to an integer in the `int` encoding. Expected O(1).
  public func setInteger(
    _ key: Span<UInt8>, _ value: Int64, expiry: ExpiryChange = .clear, access: UInt32 = 0
  ) {
    place(key, encoding: .integer, inline: nil, expiry: expiry, access: access) { $0.setStoredInteger(value) }
  }

  private func setBytes(
    _ key: Span<UInt8>, _ value: Span<UInt8>, encoding: StringEncoding, expiry: ExpiryChange, access: UInt32
  ) {
    if value.count <= Entry.inlineLimit {
      return place(key, encoding: encoding, inline: value.count, expiry: expiry, access: access) {
        $0.storeInline(value)
      }
    }
    place(key, encoding: .rawApart, inline: nil, expiry: expiry, access: access) { entry in
      let body = unsafe self.allocateBody(capacity: value.count)
      unsafe value.withUnsafeBufferPointer { source in
        if let start = source.baseAddress { unsafe body.bytes.update(from: start, count: source.count) }
      }
      unsafe body.count = value.count
      unsafe entry.setBody(body)
    }
  }

  /// Gives `key` a block of the right shape, in place when the old one fits, and lets `store` write the value.
  private func place(
    _ key: Span<UInt8>, encoding: StringEncoding, inline: Int?, expiry: ExpiryChange, access: UInt32,
    store: (Entry) -> Void
  ) {
    let hash = hasher(key)
    let slot = unsafe entries.find(key, hash: hash)
    let old = if let slot = unsafe slot { unsafe Optional(Entry(slot.pointee)) } else { Entry?.none }
    let hadExpiry = old?.hasExpiry ?? false
    let expiresAt: Int64? = switch expiry {
    case .clear: nil
    case .keep: old?.expiry
    case .at(let time): time
    }
    let size = Entry.size(keyLength: key.count, hasExpiry: expiresAt != nil, inline: inline)
    if let old { releaseValue(old) }
    // `key` comes from a request, never from the block that is about to be overwritten.
    let block: UnsafeMutableRawPointer
    if let old, Self.blockSize(old.size) == Self.blockSize(size) {
      unsafe block = old.base
    } else {
      unsafe block = allocate(size)
    }
    let entry = unsafe Entry.fill(
      block, encoding: encoding, inline: inline ?? 0, expiry: expiresAt, access: access, key: key)
    store(entry)
    unsafe link(entry, at: slot, hash: hash, hadExpiry: hadExpiry)
    // Only now does no table refer to the old block any more.
    if let old, unsafe old.base != block { releaseBlock(old) }
  }

  /// Appends `suffix` to the string at `key`, which must exist, and returns the new length. The time to live stays.
  /// Amortised O(suffix).
  public func append(_ key: Span<UInt8>, _ suffix: Span<UInt8>) -> Int {
    guard let entry = find(key) else { preconditionFailure("appending to a missing key") }
    if entry.stringEncoding == .rawApart {
      let count = unsafe entry.body.count
      let body = unsafe grow(entry.body, to: count + suffix.count)
      unsafe suffix.withUnsafeBufferPointer { source in
        if let start = source.baseAddress { unsafe (body.bytes + count).update(from: start, count: source.count) }
      }
      unsafe body.count = count + suffix.count
      unsafe entry.setBody(body)
      return count + suffix.count
    }
    var joined = ByteWriter(minimumCapacity: entry.stringLength + suffix.count)
    joined.append(string: entry)
    joined.append(suffix)
    setRawString(key, joined.span, expiry: .keep, access: entry.access)
    return joined.count
  }

  /// Overwrites the string at `key` from `offset` on, filling a gap with zero bytes, and returns the new length. A
  /// missing key is made. The time to live stays. O(bytes), and O(length) when a short string becomes a long one.
  public func setRange(_ key: Span<UInt8>, offset: Int, _ bytes: Span<UInt8>, access: UInt32 = 0) -> Int {
    let length = max(find(key)?.stringLength ?? 0, offset + bytes.count)
    makeApart(key, capacity: length, access: access)
    guard let entry = find(key) else { preconditionFailure("the key was just made") }
    let body = unsafe entry.body
    let count = unsafe body.count
    if length > count { unsafe (body.bytes + count).update(repeating: 0, count: length - count) }
    unsafe bytes.withUnsafeBufferPointer { source in
      if let start = source.baseAddress { unsafe (body.bytes + offset).update(from: start, count: source.count) }
    }
    unsafe body.count = length
    return length
  }

  /// Makes the value of `key` a long string in its own block with room for `capacity` bytes.
  private func makeApart(_ key: Span<UInt8>, capacity: Int, access: UInt32) {
    if let entry = find(key), entry.stringEncoding == .rawApart {
      return unsafe entry.setBody(grow(entry.body, to: capacity))
    }
    var current = ByteWriter()
    if let entry = find(key) { current.append(string: entry) }
    place(key, encoding: .rawApart, inline: nil, expiry: .keep, access: access) { entry in
      let body = unsafe self.allocateBody(capacity: max(capacity, 32))
      unsafe current.span.withUnsafeBufferPointer { source in
        if let start = source.baseAddress { unsafe body.bytes.update(from: start, count: source.count) }
      }
      unsafe body.count = current.count
      unsafe entry.setBody(body)
    }
  }
}

extension ByteWriter {
  /// Appends the text of a string value, in any encoding.
  public mutating func append(string entry: Entry) {
    if entry.stringEncoding == .integer { return append(decimal: entry.integer) }
    append(entry.bytes)
  }
}
