import Bytes
import Glibc

/// Redis' intset (``IntsetFormat``) in one malloc'd block: the bytes, and room to grow behind them.
///
/// A handle like a pointer, as ``Listpack``: copies of it name the same block, which moves when it grows.
@unsafe struct Intset {
  private(set) var base: UnsafeMutableRawPointer

  init(base: UnsafeMutableRawPointer) { unsafe self.base = base }

  /// An empty intset of 16-bit integers.
  static func make() -> Intset {
    let set = unsafe Intset(base: allocate(IntsetFormat.headerSize))
    unsafe set.setHeader(width: 2, count: 0)
    return unsafe set
  }

  /// An intset of these bytes, which must be those of another or valid (``IntsetFormat/isValid(_:)``).
  static func make(copying bytes: Span<UInt8>) -> Intset {
    precondition(bytes.count >= IntsetFormat.headerSize, "not an intset")
    let set = unsafe Intset(base: allocate(bytes.count))
    unsafe BlockLength.store(bytes, to: set.base)
    return unsafe set
  }

  private static func allocate(_ size: Int, replacing old: UnsafeMutableRawPointer? = nil) -> UnsafeMutableRawPointer {
    guard let block = unsafe realloc(old, Allocator.steppedSize(size) - 8) else {
      fatalError("out of memory: \(size) bytes for an intset")
    }
    return unsafe block
  }

  private func setHeader(width: Int, count: Int) {
    unsafe base.storeBytes(of: UInt32(width).littleEndian, as: UInt32.self)
    unsafe base.storeBytes(of: UInt32(count).littleEndian, toByteOffset: 4, as: UInt32.self)
  }

  /// Bytes of each integer: 2, 4 or 8.
  var width: Int { unsafe Int(UInt32(littleEndian: base.load(as: UInt32.self))) }
  /// Number of integers.
  var count: Int { unsafe Int(UInt32(littleEndian: base.load(fromByteOffset: 4, as: UInt32.self))) }
  /// Bytes in use.
  var byteCount: Int { unsafe IntsetFormat.headerSize + count * width }
  /// What the allocator takes for the block.
  var memory: Int { unsafe Allocator.steppedSize(byteCount) }

  /// Frees the block.
  func release() { unsafe free(base) }

  /// An intset with the same bytes in a block of its own.
  func copy() -> Intset { unsafe Self.make(copying: span) }

  /// All bytes, as an RDB file holds them.
  var span: Span<UInt8> {
    @_lifetime(borrow self)
    get {
      let span = unsafe Span(_unsafeStart: UnsafePointer(base.assumingMemoryBound(to: UInt8.self)), count: byteCount)
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  // MARK: Integers

  /// The integer at `index`; they are in ascending order.
  ///
  /// O(1).
  subscript(_ index: Int) -> Int64 { unsafe load(index, width) }

  @inline(__always)
  private func load(_ index: Int, _ width: Int) -> Int64 {
    let place = unsafe base + (IntsetFormat.headerSize &+ index &* width)
    switch width {
    case 2: return unsafe Int64(Int16(littleEndian: place.loadUnaligned(as: Int16.self)))
    case 4: return unsafe Int64(Int32(littleEndian: place.loadUnaligned(as: Int32.self)))
    default: return unsafe Int64(littleEndian: place.loadUnaligned(as: Int64.self))
    }
  }

  private func store(_ value: Int64, at index: Int, _ width: Int) {
    let place = unsafe base + (IntsetFormat.headerSize &+ index &* width)
    switch width {
    case 2: unsafe place.storeBytes(of: Int16(truncatingIfNeeded: value).littleEndian, as: Int16.self)
    case 4: unsafe place.storeBytes(of: Int32(truncatingIfNeeded: value).littleEndian, as: Int32.self)
    default: unsafe place.storeBytes(of: value.littleEndian, as: Int64.self)
    }
  }

  /// The index of the first integer that is not less than `value`.
  ///
  /// O(log n).
  private func lowerBound(_ value: Int64) -> Int {
    let width = unsafe width
    var (low, high) = unsafe (0, count)
    if unsafe high > 0 && load(high - 1, width) < value { return high }
    while low < high {
      let middle = (low &+ high) &>> 1
      if unsafe load(middle, width) < value { low = middle &+ 1 } else { high = middle }
    }
    return low
  }

  /// Whether `value` is a member.
  ///
  /// O(log n).
  func contains(_ value: Int64) -> Bool {
    let index = unsafe lowerBound(value)
    return unsafe index < count && self[index] == value
  }

  /// Adds `value`.
  ///
  /// Returns false when it is there already. O(n).
  mutating func insert(_ value: Int64) -> Bool {
    let (count, width) = unsafe (count, width)
    let needed = IntsetFormat.width(of: value)
    if needed > width {
      unsafe widen(from: width, to: needed, adding: value)
      return true
    }
    let index = unsafe lowerBound(value)
    if unsafe index < count && load(index, width) == value { return false }
    unsafe resize(from: byteCount, to: byteCount + width)
    let place = unsafe base + (IntsetFormat.headerSize + index * width)
    unsafe memmove(place + width, place, (count - index) * width)
    unsafe store(value, at: index, width)
    unsafe setHeader(width: width, count: count + 1)
    return true
  }

  /// Adds `value`, which needs wider integers than there are, so that it is the least or the greatest.
  private mutating func widen(from old: Int, to width: Int, adding value: Int64) {
    let count = unsafe count
    unsafe resize(from: byteCount, to: IntsetFormat.headerSize + (count + 1) * width)
    let shift = value < 0 ? 1 : 0
    for index in stride(from: count - 1, through: 0, by: -1) {
      unsafe store(load(index, old), at: index + shift, width)
    }
    unsafe store(value, at: value < 0 ? 0 : count, width)
    unsafe setHeader(width: width, count: count + 1)
  }

  /// Removes `value`.
  ///
  /// Returns whether it was there. The integers stay as wide as they are. O(n).
  mutating func remove(_ value: Int64) -> Bool {
    let (count, width) = unsafe (count, width)
    let index = unsafe lowerBound(value)
    guard unsafe index < count && load(index, width) == value else { return false }
    let place = unsafe base + (IntsetFormat.headerSize + index * width)
    unsafe memmove(place, place + width, (count - index - 1) * width)
    unsafe resize(from: byteCount, to: byteCount - width)
    unsafe setHeader(width: width, count: count - 1)
    return true
  }

  private mutating func resize(from old: Int, to size: Int) {
    if Allocator.steppedSize(old) == Allocator.steppedSize(size) { return }
    unsafe base = Self.allocate(size, replacing: base)
  }
}
