import Bytes
import Glibc

/// A handle on one key and its value: one heap block, without reference counts.
///
/// ```
/// byte 0       value type (bits 0–2), has an expiry (bit 3), encoding (bits 4–7)
/// bytes 1–3    access clock: seconds for LRU, minutes and counter for LFU
/// bytes 4–6    key length, or FFFFFF when the length follows in 8 bytes of its own
/// byte 7       length of a string value that is stored inline
/// 8 bytes      key length                 only for keys of 16 MB and more
/// 8 bytes      expiry, Unix time in ms    only when bit 3 is set
/// 8 bytes      the integer, or the address of the value's own block; absent for inline strings
/// n bytes      the inline string
/// k bytes      the key
/// ```
///
/// A handle stays valid until its key is next changed, and must not be kept beyond that; databases hand it out for
/// the moment. With a 16-byte key and a 32-byte value the block has 56 bytes, which the allocator serves with 64.
@safe public struct Entry {
  let base: UnsafeMutableRawPointer

  static let longKey = 0xFF_FFFF
  /// The longest string that is stored inside the entry.
  static let inlineLimit = 255

  init(_ base: UnsafeMutableRawPointer) { unsafe self.base = base }

  private var kind: UInt8 { unsafe base.load(as: UInt8.self) }

  /// The type of the value.
  public var type: ValueType {
    guard let type = ValueType(rawValue: kind & 7) else { fatalError("an entry of no known type") }
    return type
  }

  /// The encoding of a string value.
  public var stringEncoding: StringEncoding {
    guard let encoding = StringEncoding(rawValue: kind >> 4) else { fatalError("an entry of no known encoding") }
    return encoding
  }

  var isInline: Bool {
    let encoding = kind >> 4
    return kind & 7 == 0 && (encoding == 1 || encoding == 2)
  }

  /// Whether the key has a time to live.
  public var hasExpiry: Bool { kind & 8 != 0 }

  // MARK: Layout

  private var word: UInt64 { unsafe base.load(as: UInt64.self) }

  /// Length of the key in bytes.
  public var keyLength: Int {
    let short = Int(truncatingIfNeeded: word >> 32) & Self.longKey
    return short == Self.longKey ? unsafe base.load(fromByteOffset: 8, as: Int.self) : short
  }

  private var isLongKey: Bool { Int(truncatingIfNeeded: word >> 32) & Self.longKey == Self.longKey }
  private var expiryOffset: Int { isLongKey ? 16 : 8 }
  private var valueOffset: Int { expiryOffset &+ (hasExpiry ? 8 : 0) }
  private var inlineLength: Int { Int(truncatingIfNeeded: word >> 56) }
  private var keyOffset: Int { valueOffset &+ (isInline ? inlineLength : 8) }

  /// Bytes that an entry of this shape needs.
  static func size(keyLength: Int, hasExpiry: Bool, inline: Int?) -> Int {
    8 + (keyLength >= longKey ? 8 : 0) + (hasExpiry ? 8 : 0) + (inline ?? 8) + keyLength
  }

  /// Bytes that this entry needs.
  var size: Int { keyOffset + keyLength }

  /// What the allocator takes for a value outside the entry.
  var valueBlockSize: Int {
    switch type {
    case .string: stringEncoding == .rawApart ? unsafe body.blockSize : 0
    }
  }

  // MARK: Key

  /// The bytes of the key.
  public var key: Span<UInt8> {
    @_lifetime(borrow self)
    get { bytes(at: keyOffset, count: keyLength) }
  }

  @_lifetime(borrow self)
  private func bytes(at offset: Int, count: Int) -> Span<UInt8> {
    let start = unsafe UnsafePointer((base + offset).assumingMemoryBound(to: UInt8.self))
    let span = unsafe Span(_unsafeStart: start, count: count)
    return unsafe _overrideLifetime(span, borrowing: self)
  }

  /// Whether the key equals `other`.
  func hasKey(_ other: Span<UInt8>) -> Bool {
    guard keyLength == other.count else { return false }
    return unsafe other.withUnsafeBufferPointer { other in
      guard let start = other.baseAddress else { return true }
      return unsafe memcmp(base + keyOffset, start, other.count) == 0
    }
  }

  func hash(_ hasher: SeededHash) -> UInt64 { hasher(key) }

  // MARK: Expiry and access

  /// When the key expires, Unix time in milliseconds; nil when it does not.
  public var expiry: Int64? {
    hasExpiry ? unsafe base.load(fromByteOffset: expiryOffset, as: Int64.self) : nil
  }

  func setStoredExpiry(_ milliseconds: Int64) {
    precondition(hasExpiry, "the entry has no room for an expiry")
    unsafe base.storeBytes(of: milliseconds, toByteOffset: expiryOffset, as: Int64.self)
  }

  /// The 24 bits of the access clock: seconds for LRU, `minutes << 8 | counter` for LFU.
  public var access: UInt32 {
    get { UInt32(truncatingIfNeeded: word) >> 8 }
    nonmutating set {
      let low = UInt32(kind) | newValue << 8
      unsafe base.storeBytes(of: low, as: UInt32.self)
    }
  }

  // MARK: String value

  /// The integer of a string in the `int` encoding. Only for that encoding.
  public var integer: Int64 {
    precondition(kind & 0xF7 == 0, "not an integer")
    return unsafe base.load(fromByteOffset: valueOffset, as: Int64.self)
  }

  func setStoredInteger(_ value: Int64) {
    precondition(kind & 0xF7 == 0, "not an integer")
    unsafe base.storeBytes(of: value, toByteOffset: valueOffset, as: Int64.self)
  }

  var body: StringBody { unsafe StringBody(base.load(fromByteOffset: valueOffset, as: UnsafeMutableRawPointer.self)) }

  func setBody(_ body: StringBody) {
    unsafe base.storeBytes(of: body.base, toByteOffset: valueOffset, as: UnsafeMutableRawPointer.self)
  }

  /// The bytes of a string that is not in the `int` encoding.
  public var bytes: Span<UInt8> {
    @_lifetime(borrow self)
    get {
      if isInline { return bytes(at: valueOffset, count: inlineLength) }
      precondition(kind & 7 == 0 && kind >> 4 == 3, "not a string of bytes")
      let span = unsafe Span(_unsafeStart: UnsafePointer(body.bytes), count: body.count)
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  /// Length of a string value in bytes, in any encoding. O(1).
  public var stringLength: Int {
    switch stringEncoding {
    case .integer: DecimalDigits(integer).span.count
    case .embedded, .raw: inlineLength
    case .rawApart: unsafe body.count
    }
  }

  // MARK: Making

  /// Writes the header, expiry and key of an entry into fresh or reused memory.
  static func fill(
    _ base: UnsafeMutableRawPointer, encoding: StringEncoding, inline: Int, expiry: Int64?, access: UInt32,
    key: Span<UInt8>
  ) -> Entry {
    let isLong = key.count >= longKey
    let kind = UInt64(encoding.rawValue << 4 | (expiry == nil ? 0 : 8))
    let length = UInt64(isLong ? longKey : key.count)
    let word = kind | UInt64(access) << 8 | length << 32 | UInt64(inline) << 56
    unsafe base.storeBytes(of: word, as: UInt64.self)
    let entry = unsafe Entry(base)
    if isLong { unsafe base.storeBytes(of: key.count, toByteOffset: 8, as: Int.self) }
    if let expiry { entry.setStoredExpiry(expiry) }
    entry.store(key, at: entry.keyOffset)
    return entry
  }

  private func store(_ source: Span<UInt8>, at offset: Int) {
    unsafe source.withUnsafeBufferPointer { source in
      if let start = source.baseAddress { unsafe memmove(base + offset, start, source.count) }
    }
  }

  func storeInline(_ source: Span<UInt8>) {
    precondition(isInline && source.count == inlineLength, "the inline value has another length")
    store(source, at: valueOffset)
  }

  /// Frees the value's own block, if it has one.
  func releaseValue() {
    switch type {
    case .string: if stringEncoding == .rawApart { unsafe body.base.deallocate() }
    }
  }

  /// Frees the entry and its value.
  func release() {
    releaseValue()
    unsafe free(base)
  }
}
