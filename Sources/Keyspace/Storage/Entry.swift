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
/// k bytes      the key
/// 8 bytes      expiry, Unix time in ms    only when bit 3 is set
/// n bytes      the inline string; for other values 8 bytes, the integer or the address of the value's own block
/// ```
///
/// The key comes first, so that a lookup reads one cache line in most cases. What follows it is not aligned.
///
/// A handle stays valid until its key is next changed, and must not be kept beyond that; databases hand it out for
/// the moment. With a 16-byte key and a 32-byte value the block has 56 bytes, which the allocator serves with 64.
@safe public struct Entry: TableBlock {
  let base: UnsafeMutableRawPointer

  static let longKey = 0xFF_FFFF
  static let accessMask: UInt32 = 0xFF_FFFF

  init(_ base: UnsafeMutableRawPointer) { unsafe self.base = base }

  // MARK: Layout

  var word: UInt64 { unsafe base.load(as: UInt64.self) }
  var kind: UInt8 { UInt8(truncatingIfNeeded: word) }
  /// The type and the encoding.
  var form: ValueForm { ValueForm(bits: kind & 0xF7) }

  /// The type of the value.
  public var type: ValueType {
    guard let type = ValueType(rawValue: kind & 7) else { fatalError("an entry of no known type") }
    return type
  }

  /// Whether the key has a time to live.
  public var hasExpiry: Bool { kind & 8 != 0 }

  private var isLongKey: Bool { Int(truncatingIfNeeded: word >> 32) & Self.longKey == Self.longKey }
  private var keyOffset: Int { isLongKey ? 16 : 8 }
  private var expiryOffset: Int { keyOffset &+ keyLength }
  var valueOffset: Int { expiryOffset &+ (hasExpiry ? 8 : 0) }

  /// Bytes that this entry needs.
  var size: Int { valueOffset &+ (isInline ? inlineLength : 8) }

  // MARK: Key

  /// Length of the key in bytes.
  public var keyLength: Int {
    let short = Int(truncatingIfNeeded: word >> 32) & Self.longKey
    return short == Self.longKey ? unsafe base.load(fromByteOffset: 8, as: Int.self) : short
  }

  /// The bytes of the key.
  public var key: Span<UInt8> {
    @_lifetime(borrow self)
    get { bytes(at: keyOffset, count: keyLength) }
  }

  @_lifetime(borrow self)
  func bytes(at offset: Int, count: Int) -> Span<UInt8> {
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

  // MARK: Expiry and access

  /// When the key expires, Unix time in milliseconds; nil when it does not.
  public var expiry: Int64? {
    hasExpiry ? unsafe base.loadUnaligned(fromByteOffset: expiryOffset, as: Int64.self) : nil
  }

  func setStoredExpiry(_ milliseconds: Int64) {
    precondition(hasExpiry, "the entry has no room for an expiry")
    unsafe base.storeBytes(of: milliseconds, toByteOffset: expiryOffset, as: Int64.self)
  }

  /// The 24 bits of the access clock: seconds for LRU, `minutes << 8 | counter` for LFU.
  ///
  /// Higher bits are dropped.
  public var access: UInt32 {
    get { UInt32(truncatingIfNeeded: word) >> 8 }
    nonmutating set { unsafe base.storeBytes(of: UInt32(kind) | newValue << 8, as: UInt32.self) }
  }

  // MARK: Making

  /// Bytes that an entry of this shape needs; `inline` is the length of an inline string, nil for other values.
  static func size(keyLength: Int, hasExpiry: Bool, inline: Int?) -> Int {
    8 + (keyLength >= longKey ? 8 : 0) + (hasExpiry ? 8 : 0) + (inline ?? 8) + keyLength
  }

  /// Whether the block has the right size for another value, which would begin where the present one does.
  func fits(hasExpiry: Bool, inline: Int?) -> Bool {
    let needed = Self.size(keyLength: keyLength, hasExpiry: hasExpiry, inline: inline)
    return self.hasExpiry == hasExpiry && Database.blockSize(needed) == Database.blockSize(size)
  }

  /// Writes all but the value of an entry into a fresh block.
  static func fill(
    _ base: UnsafeMutableRawPointer, form: ValueForm, inline: Int?, expiry: Int64?, access: UInt32,
    key: Span<UInt8>
  ) -> Entry {
    let isLong = key.count >= longKey
    let length = UInt64(isLong ? longKey : key.count)
    unsafe base.storeBytes(of: length << 32, as: UInt64.self)
    if isLong { unsafe base.storeBytes(of: key.count, toByteOffset: 8, as: Int.self) }
    let entry = unsafe Entry(base)
    entry.store(key, at: entry.keyOffset)
    entry.refill(form: form, inline: inline, expiry: expiry, access: access)
    return entry
  }

  /// Writes all but the key and the value, for a value that ``fits(hasExpiry:inline:)``.
  func refill(form: ValueForm, inline: Int?, expiry: Int64?, access: UInt32) {
    let kind = UInt64(form.bits | (expiry == nil ? 0 : 8))
    let keyLength = word & UInt64(Self.longKey) << 32
    let low = kind | UInt64(access & Self.accessMask) << 8
    unsafe base.storeBytes(of: low | keyLength | UInt64(inline ?? 0) << 56, as: UInt64.self)
    if let expiry { setStoredExpiry(expiry) }
  }

  func store(_ source: Span<UInt8>, at offset: Int) {
    unsafe source.withUnsafeBufferPointer { source in
      if let start = source.baseAddress { unsafe memmove(base + offset, start, source.count) }
    }
  }

  /// Frees the entry and its value.
  func release() {
    unsafe owned.release()
    unsafe free(base)
  }
}
