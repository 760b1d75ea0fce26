/// A long string value in a heap block of its own, with room to grow.
///
/// ```
/// 0        8          16
/// | count  | capacity | bytes …
/// ```
@unsafe struct StringBody {
  static let headerSize = 16
  /// Growth doubles the block up to this size and then adds it, as Redis' strings do.
  private static let greedyLimit = 1 << 20

  let base: UnsafeMutableRawPointer

  init(_ base: UnsafeMutableRawPointer) { unsafe self.base = base }

  var count: Int {
    get { unsafe base.load(as: Int.self) }
    nonmutating set { unsafe base.storeBytes(of: newValue, as: Int.self) }
  }

  var capacity: Int { unsafe base.load(fromByteOffset: 8, as: Int.self) }

  /// What the allocator takes for the block.
  var blockSize: Int { unsafe Database.blockSize(Self.headerSize + capacity) }

  var bytes: UnsafeMutablePointer<UInt8> {
    unsafe (base + Self.headerSize).assumingMemoryBound(to: UInt8.self)
  }

  /// A new body with room for `capacity` bytes and none in use.
  static func allocate(capacity: Int) -> StringBody {
    let base = unsafe UnsafeMutableRawPointer.allocate(byteCount: headerSize + capacity, alignment: 8)
    unsafe base.storeBytes(of: 0, as: Int.self)
    unsafe base.storeBytes(of: capacity, toByteOffset: 8, as: Int.self)
    return unsafe StringBody(base)
  }

  /// The body, or a larger copy of it, with room for `needed` bytes; frees what it replaces.
  func growing(to needed: Int) -> StringBody {
    guard unsafe needed > capacity else { return unsafe self }
    let larger = unsafe Self.allocate(capacity: needed < Self.greedyLimit ? needed * 2 : needed + Self.greedyLimit)
    unsafe larger.bytes.update(from: bytes, count: count)
    unsafe larger.count = count
    unsafe base.deallocate()
    return unsafe larger
  }
}
