import Bytes

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
  /// Sets `key` to the string `value` in the most compact encoding, as SET does.
  ///
  /// Expected O(1).
  public func setString(
    _ key: Span<UInt8>, _ value: Span<UInt8>, expiry: ExpiryChange = .clear, access: UInt32 = 0
  ) {
    if let integer = value.canonicalInteger { return setInteger(key, integer, expiry: expiry, access: access) }
    setText(key, value, expiry: expiry, access: access)
  }

  /// Sets `key` to the bytes of `value` even if they read as an integer, as INCRBYFLOAT does.
  ///
  /// Expected O(1).
  public func setText(
    _ key: Span<UInt8>, _ value: Span<UInt8>, expiry: ExpiryChange = .keep, access: UInt32 = 0
  ) {
    let encoding: StringEncoding = value.count <= StringEncoding.embeddedLimit ? .embedded : .raw
    setBytes(key, value, encoding: encoding, expiry: expiry, access: access)
  }

  /// Sets `key` to `value` in the `raw` encoding, whatever its length, as APPEND and SETRANGE do.
  ///
  /// Expected O(1).
  public func setRawString(
    _ key: Span<UInt8>, _ value: Span<UInt8>, expiry: ExpiryChange = .keep, access: UInt32 = 0
  ) {
    setBytes(key, value, encoding: .raw, expiry: expiry, access: access)
  }

  /// Sets `key` to an integer in the `int` encoding.
  ///
  /// Expected O(1).
  public func setInteger(
    _ key: Span<UInt8>, _ value: Int64, expiry: ExpiryChange = .clear, access: UInt32 = 0
  ) {
    place(key, form: ValueForm(.integer), inline: nil, expiry: expiry, access: access) { $0.setStoredInteger(value) }
  }

  private func setBytes(
    _ key: Span<UInt8>, _ value: Span<UInt8>, encoding: StringEncoding, expiry: ExpiryChange, access: UInt32
  ) {
    if value.count > Entry.inlineLimit {
      let body = unsafe allocateBody(capacity: value.count)
      unsafe body.write(value, at: 0)
      return unsafe setBody(key, body, expiry: expiry, access: access)
    }
    place(key, form: ValueForm(encoding), inline: value.count, expiry: expiry, access: access) { $0.storeInline(value) }
  }

  private func setBody(_ key: Span<UInt8>, _ body: StringBody, expiry: ExpiryChange, access: UInt32) {
    place(key, form: ValueForm(.rawApart), inline: nil, expiry: expiry, access: access) { unsafe $0.setBody(body) }
  }

  /// Gives `key` a block of the right shape, in place when the old one fits, and lets `store` write the value.
  ///
  /// What was there is freed last: key and value may be parts of it.
  @discardableResult
  func place(
    _ key: Span<UInt8>, form: ValueForm, inline: Int?, expiry: ExpiryChange, access: UInt32, store: (Entry) -> Void
  ) -> Entry {
    let hash = hashToChange(key)
    guard let slot = unsafe slot(of: key, hash: hash) else {
      let entry = make(key, form, inline, expiry.time(keeping: nil), access)
      store(entry)
      link(entry, hash: hash)
      return entry
    }
    let old = unsafe Entry(slot.pointee)
    let oldValue = unsafe old.owned
    // Last, because key and value may be parts of it.
    defer { unsafe releaseOverwritten(oldValue) }
    let time = expiry.time(keeping: old.expiry)
    if old.fits(hasExpiry: time != nil, inline: inline) {
      old.refill(form: form, inline: inline, expiry: time, access: access)
      store(old)
      return old
    }
    let entry = make(key, form, inline, time, access)
    store(entry)
    unsafe replace(old, at: slot, with: entry, hash: hash)
    releaseBlock(old)
    return entry
  }

  private func make(
    _ key: Span<UInt8>, _ form: ValueForm, _ inline: Int?, _ expiry: Int64?, _ access: UInt32
  ) -> Entry {
    let block = unsafe allocate(Entry.size(keyLength: key.count, hasExpiry: expiry != nil, inline: inline))
    return unsafe Entry.fill(block, form: form, inline: inline, expiry: expiry, access: access, key: key)
  }

  /// Appends `suffix`, which must not be part of the string itself, to the string at `key`, which must exist, and
  /// returns the new length.
  ///
  /// The time to live and the access clock stay. Amortised O(suffix).
  public func append(_ key: Span<UInt8>, _ suffix: Span<UInt8>) -> Int {
    guard let entry = find(key) else { preconditionFailure("appending to a missing key") }
    return write(suffix, at: entry.stringLength, of: key, entry, access: entry.access)
  }

  /// Overwrites the string at `key` from `offset` on with `bytes`, which must not be part of the string itself, filling
  /// a gap with zero bytes, and returns the new length.
  ///
  /// A missing key is made, with the access clock `access`. The time to live stays. O(bytes), and O(length) when a
  /// short string becomes a long one.
  public func setRange(_ key: Span<UInt8>, offset: Int, _ bytes: Span<UInt8>, access: UInt32 = 0) -> Int {
    let entry = find(key)
    return write(bytes, at: offset, of: key, entry, access: entry?.access ?? access)
  }

  private func write(
    _ bytes: Span<UInt8>, at offset: Int, of key: Span<UInt8>, _ entry: Entry?, access: UInt32
  ) -> Int {
    requireUnvisited()
    precondition(offset >= 0, "a string starts at 0")
    if let entry, let body = unsafe entry.body {
      precondition(unsafe !body.contains(bytes), "a string cannot be written into itself")
      let grown = unsafe grow(body, to: offset + bytes.count)
      unsafe grown.write(bytes, at: offset)
      unsafe entry.setBody(grown)
      return unsafe grown.count
    }
    // A short string: its text is copied out, because its entry will be another.
    var text = ByteWriter()
    if let entry { text.append(string: entry) }
    let length = max(text.count, offset + bytes.count)
    if length > Entry.inlineLimit {
      let body = unsafe allocateBody(capacity: length)
      unsafe body.write(text.span, at: 0)
      unsafe body.write(bytes, at: offset)
      unsafe setBody(key, body, expiry: .keep, access: access)
    } else {
      while text.count < length { text.append(0) }
      text.replace(at: offset, with: bytes)
      setRawString(key, text.span, expiry: .keep, access: access)
    }
    return length
  }
}

extension ExpiryChange {
  /// The expiry that a key has afterwards.
  fileprivate func time(keeping old: Int64?) -> Int64? {
    switch self {
    case .clear: nil
    case .keep: old
    case .at(let time): time
    }
  }
}
