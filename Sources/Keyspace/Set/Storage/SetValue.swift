import Bytes

/// A set of different texts.
///
/// A small set of integers is an ``Intset``, every other set for Redis a hash table. A set turns from the first into the
/// second when it gets a member that is no canonical 64-bit integer, or more members than the Redis directive
/// `set-max-intset-entries`, and stays so. Of the second kind, very small sets are a ``Listpack`` of members here, in a
/// tenth of the memory; only the others are an ``ElementTable``.
@safe public struct SetValue: CollectionValue {
  static let integers: UInt8 = 0
  static let packed: UInt8 = 1
  static let table: UInt8 = 2
  /// The most members of a listpack, and the length of the longest.
  static let packedLimits = (count: 8, length: 64)

  public static var type: ValueType { .set }
  public internal(set) var block: CollectionBlock

  public init() { unsafe block = CollectionBlock(Intset.make().base, encoding: Self.integers) }
  public init(block: CollectionBlock) { self.block = block }

  /// An empty set in the encoding that is right when `member` is its first one.
  public init(for member: Span<UInt8>, _ limits: EncodingLimits) {
    if member.canonicalInteger != nil {
      self.init()
    } else {
      self.init(capacity: 1, limits)
    }
  }

  /// An empty set that is no intset, with room for `capacity` members.
  init(capacity: Int, _ limits: EncodingLimits) {
    if capacity <= Self.packedLimits.count {
      unsafe block = CollectionBlock(Listpack.make().base, encoding: Self.packed)
    } else {
      let table = unsafe ElementTable<SetMember>.make(seed: limits.elementSeed, capacity: capacity)
      unsafe block = CollectionBlock(table.base, encoding: Self.table)
    }
  }

  /// The set whose intset is `bytes`; nil when those are no intset with members.
  ///
  /// O(n).
  public init?(intset bytes: Span<UInt8>) {
    guard IntsetFormat.isValid(bytes) else { return nil }
    unsafe block = CollectionBlock(Intset.make(copying: bytes).base, encoding: Self.integers)
  }

  /// Whether the set is an intset.
  public var isIntset: Bool { block.encoding == Self.integers }
  var isPacked: Bool { block.encoding == Self.packed }
  var integers: Intset { unsafe Intset(base: block.address) }
  var list: Listpack { unsafe Listpack(base: block.address) }
  var members: ElementTable<SetMember> { unsafe ElementTable(base: block.address) }

  public var encodingName: StaticString { isIntset ? "intset" : "hashtable" }

  public var count: Int {
    switch block.encoding {
    case Self.integers: unsafe integers.count
    case Self.packed: unsafe list.count
    default: unsafe members.count
    }
  }

  public var memory: Int {
    switch block.encoding {
    case Self.integers: unsafe integers.memory
    case Self.packed: unsafe list.memory
    default: unsafe members.memory
    }
  }

  public func copy() -> SetValue {
    let address =
      switch block.encoding {
      case Self.integers: unsafe integers.copy().base
      case Self.packed: unsafe list.copy().base
      default: unsafe members.copy().base
      }
    return unsafe SetValue(block: CollectionBlock(address, encoding: block.encoding))
  }

  public var releaseEffort: Int {
    block.encoding == Self.integers || block.encoding == Self.packed ? 1 : unsafe members.count
  }

  public func releasePart(_ budget: inout Int) -> Bool {
    switch block.encoding {
    case Self.integers: unsafe integers.release()
    case Self.packed: unsafe list.release()
    default: return unsafe members.releasePart(&budget)
    }
    return true
  }

  /// The bytes of the intset.
  ///
  /// Only of such a set.
  public var intsetBytes: Span<UInt8> {
    @_lifetime(borrow self)
    get {
      precondition(isIntset, "not an intset")
      return unsafe _overrideLifetime(integers.span, borrowing: self)
    }
  }

  /// Whether both are the same set, in the same memory.
  public func isSame(as other: SetValue) -> Bool { unsafe block.address == other.block.address }
}
