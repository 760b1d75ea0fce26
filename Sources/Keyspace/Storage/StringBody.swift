import Bytes
import Glibc

/// A long string value in a heap block of its own, with room to grow.
///
/// ```
/// 0        8          16
/// | count  | capacity | bytes …
/// ```
@unsafe struct StringBody {
  private static let headerSize = 16
  /// Growth doubles the block up to this size and then adds it, as Redis' strings do.
  private static let greedyLimit = 1 << 20

  let base: UnsafeMutableRawPointer

  init(_ base: UnsafeMutableRawPointer) { unsafe self.base = base }

  var count: Int { unsafe base.load(as: Int.self) }
  var capacity: Int { unsafe base.load(fromByteOffset: 8, as: Int.self) }
  private var bytes: UnsafeMutableRawPointer { unsafe base + Self.headerSize }

  /// What the allocator takes for the block.
  var blockSize: Int { unsafe Database.blockSize(Self.headerSize + capacity) }

  var span: Span<UInt8> {
    @_lifetime(borrow self)
    get {
      let start = unsafe UnsafePointer(bytes.assumingMemoryBound(to: UInt8.self))
      let span = unsafe Span(_unsafeStart: start, count: count)
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  /// A new body with room for `capacity` bytes and none in use.
  static func allocate(capacity: Int) -> StringBody {
    unsafe make(malloc(headerSize + capacity), capacity: capacity, count: 0)
  }

  private static func make(_ block: UnsafeMutableRawPointer?, capacity: Int, count: Int) -> StringBody {
    guard let block = unsafe block else { fatalError("out of memory: \(capacity) bytes for a string") }
    unsafe block.storeBytes(of: count, as: Int.self)
    unsafe block.storeBytes(of: capacity, toByteOffset: 8, as: Int.self)
    return unsafe StringBody(block)
  }

  /// The body, or what it was moved to, with room for `needed` bytes.
  func growing(to needed: Int) -> StringBody {
    guard unsafe needed > capacity else { return unsafe self }
    let larger = unsafe needed < Self.greedyLimit ? needed * 2 : needed + Self.greedyLimit
    let count = unsafe count
    return unsafe Self.make(realloc(base, Self.headerSize + larger), capacity: larger, count: count)
  }

  /// Writes `source` at `offset`, for which there must be room; zeroes fill the gap behind the end, if there is one.
  func write(_ source: Span<UInt8>, at offset: Int) {
    let end = offset + source.count
    precondition(unsafe offset >= 0 && end <= capacity, "a string that does not fit its block")
    if unsafe offset > count { unsafe memset(bytes + count, 0, offset - count) }
    unsafe source.withUnsafeBufferPointer { source in
      if let start = source.baseAddress { unsafe memmove(bytes + offset, start, source.count) }
    }
    if unsafe end > count { unsafe base.storeBytes(of: end, as: Int.self) }
  }

  /// Whether `span` lies in the block.
  func contains(_ span: Span<UInt8>) -> Bool {
    unsafe span.withUnsafeBufferPointer { span in
      guard let start = span.baseAddress else { return false }
      let offset = unsafe UnsafeRawPointer(start) - UnsafeRawPointer(base)
      return unsafe offset >= 0 && offset < Self.headerSize + capacity
    }
  }

  func release() { unsafe free(base) }
}
