import Bytes
import Glibc

/// Redis' listpack (``ListpackFormat``) in one malloc'd block: the bytes, and room to grow behind them.
///
/// A handle like a pointer: copies of it name the same block, which moves when it grows and is freed by ``release()``
/// only. Positions are offsets of elements in the block and hold until the next change before them. Strings that are
/// handed in must not lie in the block.
@unsafe struct Listpack {
  var base: UnsafeMutableRawPointer

  /// The handle on a block that holds a listpack.
  init(base: UnsafeMutableRawPointer) { unsafe self.base = base }

  /// An empty listpack.
  static func make() -> Listpack {
    let list = unsafe Listpack(base: allocate(ListpackFormat.headerSize + 1))
    unsafe list.base.storeBytes(of: UInt32(ListpackFormat.headerSize + 1).littleEndian, as: UInt32.self)
    unsafe list.base.storeBytes(of: 0, toByteOffset: 4, as: UInt16.self)
    unsafe list.base.storeBytes(of: ListpackFormat.end, toByteOffset: ListpackFormat.headerSize, as: UInt8.self)
    return unsafe list
  }

  /// A listpack of these bytes, which must be valid (``ListpackFormat/isValid(_:deeply:)``, deeply).
  static func make(copying bytes: Span<UInt8>) -> Listpack {
    precondition(ListpackFormat.isValid(bytes, deeply: false), "not a listpack")
    let list = unsafe Listpack(base: allocate(bytes.count))
    unsafe list.store(bytes, at: 0)
    return unsafe list
  }

  /// Bytes that `bytes` takes as an element.
  static func encodedSize(_ bytes: Span<UInt8>) -> Int { ListpackFormat.encodedSize(bytes) }

  /// Whether `bytes` are a listpack (``ListpackFormat/isValid(_:deeply:)``).
  static func isValid(_ bytes: Span<UInt8>, deeply: Bool) -> Bool { ListpackFormat.isValid(bytes, deeply: deeply) }

  // MARK: Block

  private static func allocate(_ size: Int, replacing old: UnsafeMutableRawPointer? = nil) -> UnsafeMutableRawPointer {
    precondition(size <= UInt32.max, "a listpack of more than 4 GB")
    guard let block = unsafe realloc(old, Allocator.steppedSize(size) - 8) else {
      fatalError("out of memory: \(size) bytes for a listpack")
    }
    return unsafe block
  }

  /// Gives the block room for `size` bytes, and returns what is too much.
  func resized(from old: Int, to size: Int) -> UnsafeMutableRawPointer {
    if Allocator.steppedSize(old) == Allocator.steppedSize(size) { return unsafe base }
    return unsafe Self.allocate(size, replacing: base)
  }

  /// What the allocator takes for the block.
  var memory: Int { unsafe Allocator.steppedSize(byteCount) }

  /// Frees the block.
  func release() { unsafe free(base) }

  /// A listpack with the same bytes in a block of its own.
  func copy() -> Listpack { unsafe Self.make(copying: span) }

  // MARK: Header

  /// Bytes in use, header and end included.
  var byteCount: Int {
    unsafe Int(UInt32(littleEndian: base.loadUnaligned(as: UInt32.self)))
  }

  /// The number of elements in the header: FFFF when it is not known.
  var statedCount: Int {
    unsafe Int(UInt16(littleEndian: base.loadUnaligned(fromByteOffset: 4, as: UInt16.self)))
  }

  func setByteCount(_ count: Int) { unsafe base.storeBytes(of: UInt32(count).littleEndian, as: UInt32.self) }

  func setStatedCount(_ count: Int) {
    let stated = UInt16(min(count, ListpackFormat.unknownCount))
    unsafe base.storeBytes(of: stated.littleEndian, toByteOffset: 4, as: UInt16.self)
  }

  /// Elements in the listpack.
  ///
  /// O(1); O(n) where the header does not know, which then learns it as Redis' does.
  var count: Int {
    let stated = unsafe statedCount
    if stated != ListpackFormat.unknownCount { return stated }
    var count = 0
    var position = unsafe first
    while let here = position {
      count += 1
      position = unsafe next(here)
    }
    if count < ListpackFormat.unknownCount { unsafe setStatedCount(count) }
    return count
  }

  // MARK: Bytes

  /// All bytes, as an RDB file holds them.
  var span: Span<UInt8> {
    @_lifetime(borrow self)
    get { unsafe bytes(0..<byteCount) }
  }

  /// The bytes in `range`.
  @_lifetime(borrow self)
  func bytes(_ range: Range<Int>) -> Span<UInt8> {
    let start = unsafe UnsafePointer((base + range.lowerBound).assumingMemoryBound(to: UInt8.self))
    let span = unsafe Span(_unsafeStart: start, count: range.count)
    return unsafe _overrideLifetime(span, borrowing: self)
  }

  func store(_ bytes: Span<UInt8>, at position: Int) {
    unsafe bytes.withUnsafeBufferPointer { source in
      if let start = source.baseAddress { unsafe memcpy(base + position, start, source.count) }
    }
  }

  func byte(_ position: Int) -> Int { unsafe Int(base.load(fromByteOffset: position, as: UInt8.self)) }
}
