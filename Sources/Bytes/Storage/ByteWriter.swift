import Glibc

/// A growable run of bytes that is written at its end and read as a whole.
///
/// Replies, AOF units and RDB records are built in one. It owns its memory, keeps it over ``removeAll()``, and
/// never shares it, so that writing costs no uniqueness check and a forked child copies no page of it.
///
/// ```
/// |<------- count ------->|<-- room to grow -->|
/// 0                                            capacity
/// ```
///
/// Use `[UInt8]` for bytes that are stored or compared; use this for bytes on their way out.
@safe public struct ByteWriter: ~Copyable {
  @usableFromInline var base: UnsafeMutablePointer<UInt8>
  /// Bytes written so far.
  public internal(set) var count: Int
  @usableFromInline var capacity: Int

  /// An empty writer with room for `minimumCapacity` bytes.
  public init(minimumCapacity: Int = 64) {
    capacity = max(minimumCapacity, 16)
    unsafe base = Self.allocate(capacity)
    count = 0
  }

  deinit { unsafe free(base) }

  private static func allocate(
    _ size: Int, replacing old: UnsafeMutablePointer<UInt8>? = nil
  ) -> UnsafeMutablePointer<UInt8> {
    guard let block = unsafe realloc(old, size) else { fatalError("out of memory: \(size) bytes for a buffer") }
    return unsafe block.assumingMemoryBound(to: UInt8.self)
  }

  /// Bytes of memory that it has, written or not.
  public var allocatedCount: Int { capacity }

  /// Whether nothing has been written.
  ///
  /// O(1).
  public var isEmpty: Bool { count == 0 }

  /// The bytes written.
  ///
  /// Valid until the next write.
  public var span: Span<UInt8> {
    @_lifetime(borrow self)
    get {
      let span = unsafe Span(_unsafeStart: base, count: count)
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  /// Lets `body` read the bytes; for a writer inside of a class, whose span cannot leave it.
  public func withSpan<Result: ~Copyable>(_ body: (Span<UInt8>) -> Result) -> Result { body(span) }

  /// Makes room for `additional` more bytes.
  ///
  /// Amortised O(1) per byte.
  public mutating func reserve(_ additional: Int) {
    if count + additional > capacity { grow(to: count + additional) }
  }

  @inline(never)
  private mutating func grow(to needed: Int) {
    // Not a copy: the system moves the pages of a large block.
    let larger = max(needed, capacity * 2)
    unsafe base = Self.allocate(larger, replacing: base)
    capacity = larger
  }

  /// Appends one byte.
  public mutating func append(_ byte: UInt8) {
    reserve(1)
    unsafe base[count] = byte
    count += 1
  }

  /// Appends a copy of `bytes`.
  public mutating func append(_ bytes: Span<UInt8>) {
    let added = bytes.count
    reserve(added)
    unsafe bytes.withUnsafeBufferPointer { source in
      if let start = source.baseAddress { unsafe (base + count).update(from: start, count: added) }
    }
    count += added
  }

  /// Appends the bytes of a literal.
  public mutating func append(_ text: StaticString) {
    let added = text.utf8CodeUnitCount
    reserve(added)
    unsafe (base + count).update(from: text.utf8Start, count: added)
    count += added
  }

  /// Appends a copy of `bytes`.
  public mutating func append(_ bytes: [UInt8]) { append(bytes.span) }

  /// Appends `text` as UTF-8.
  ///
  /// For paths that are not hot.
  public mutating func append(text: String) {
    for byte in text.utf8 { append(byte) }
  }

  /// Lets `body` fill room for `limit` bytes behind what was written, and counts as many as it says.
  public mutating func append<Failure: Error>(
    atMost limit: Int, filling body: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
  ) throws(Failure) -> Int {
    reserve(limit)
    let added = unsafe try body(UnsafeMutableRawBufferPointer(start: base + count, count: limit))
    precondition(added >= 0 && added <= limit, "more bytes than there was room for")
    count += added
    return added
  }

  /// Appends `added` bytes that repeat those from `distance` bytes before the end, over and over if there are fewer.
  public mutating func repeatBytes(from distance: Int, count added: Int) {
    precondition(distance > 0 && distance <= count && added >= 0, "repeating bytes that were not written")
    reserve(added)
    unsafe (base + count).update(from: base + count - distance, count: min(distance, added))
    var offset = distance
    while offset < added {
      unsafe base[count + offset] = base[count + offset - distance]
      offset += 1
    }
    count += added
  }

  /// Drops everything and keeps the memory.
  ///
  /// O(1).
  public mutating func removeAll() { count = 0 }

  /// Drops everything and returns memory beyond `limit` bytes.
  ///
  /// O(1).
  public mutating func removeAll(keepingAtMost limit: Int) {
    count = 0
    guard capacity > limit else { return }
    unsafe free(base)
    capacity = max(limit, 16)
    unsafe base = Self.allocate(capacity)
  }

  /// Drops the first `length` bytes; the rest moves to the front.
  ///
  /// O(count).
  public mutating func removeFirst(_ length: Int) {
    precondition(length >= 0 && length <= count, "cannot drop more than was written")
    unsafe base.update(from: base + length, count: count - length)
    count -= length
  }

  /// Drops everything after the first `length` bytes.
  ///
  /// O(1).
  public mutating func truncate(to length: Int) {
    precondition(length >= 0 && length <= count, "truncating beyond the end")
    count = length
  }

  /// Replaces the bytes at `offset`, which must have been written before.
  public mutating func replace(at offset: Int, with bytes: Span<UInt8>) {
    precondition(offset >= 0 && offset + bytes.count <= count, "replacing bytes that were not written")
    for index in bytes.indices { unsafe base[offset + index] = bytes[index] }
  }

  /// A copy of what was written.
  public var array: [UInt8] { [UInt8](copying: span) }
}
