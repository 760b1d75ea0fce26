import Bytes

/// A set of different texts.
///
/// A small set of integers is an ``Intset``, every other set an ``ElementTable``. A set turns from the first into the
/// second when it gets a member that is no canonical 64-bit integer, or more members than the Redis directive
/// `set-max-intset-entries`, and stays so.
@safe public struct SetValue: CollectionValue {
  private static let integers: UInt8 = 0
  private static let table: UInt8 = 1

  public static var type: ValueType { .set }
  public private(set) var block: CollectionBlock

  public init() { unsafe block = CollectionBlock(Intset.make().base, encoding: Self.integers) }
  public init(block: CollectionBlock) { self.block = block }

  /// An empty set in the encoding that is right when `member` is its first one.
  public init(for member: Span<UInt8>, _ limits: EncodingLimits) {
    if member.canonicalInteger != nil {
      self.init()
    } else {
      self.init(capacity: 0, limits)
    }
  }

  /// An empty large set with room for `capacity` members.
  private init(capacity: Int, _ limits: EncodingLimits) {
    let table = unsafe ElementTable<SetMember>.make(seed: limits.elementSeed, capacity: capacity)
    unsafe block = CollectionBlock(table.base, encoding: Self.table)
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
  var integers: Intset { unsafe Intset(base: block.address) }
  var members: ElementTable<SetMember> { unsafe ElementTable(base: block.address) }

  public var encodingName: StaticString { isIntset ? "intset" : "hashtable" }
  public var count: Int { isIntset ? unsafe integers.count : unsafe members.count }
  public var memory: Int { isIntset ? unsafe integers.memory : unsafe members.memory }

  public func copy() -> SetValue {
    let address = unsafe isIntset ? integers.copy().base : members.copy().base
    return unsafe SetValue(block: CollectionBlock(address, encoding: block.encoding))
  }

  public func release() { if isIntset { unsafe integers.release() } else { unsafe members.release() } }

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

  // MARK: Members

  /// Whether `member` is one.
  ///
  /// Expected O(1); O(log n) in an intset.
  public func contains(_ member: Span<UInt8>) -> Bool {
    guard isIntset else { return unsafe members.find(member) != nil }
    guard let integer = member.canonicalInteger else { return false }
    return unsafe integers.contains(integer)
  }

  /// Whether `member`, of another set, is one of this.
  public func contains(_ member: ElementText) -> Bool {
    if let integer = member.integer, isIntset { return unsafe integers.contains(integer) }
    return member.withSpan { contains($0) }
  }

  /// Adds `member`, which must not be a part of the set itself.
  ///
  /// Returns whether it is new. Expected O(1); O(n) in an intset.
  @discardableResult
  public mutating func insert(_ member: Span<UInt8>, _ limits: EncodingLimits) -> Bool {
    if isIntset {
      if let integer = member.canonicalInteger { return insert(integer, limits) }
      convert(limits)
    }
    let hash = unsafe members.hash(member)
    if unsafe members.slot(member, hash: hash) != nil { return false }
    unsafe members.insert(SetMember.make(member), hash: hash)
    return true
  }

  /// Adds `member` of another set.
  @discardableResult
  public mutating func insert(_ member: ElementText, _ limits: EncodingLimits) -> Bool {
    if let integer = member.integer, isIntset { return insert(integer, limits) }
    return member.withSpan { insert($0, limits) }
  }

  private mutating func insert(_ integer: Int64, _ limits: EncodingLimits) -> Bool {
    var integers = unsafe integers
    let isNew = unsafe integers.insert(integer)
    unsafe block = CollectionBlock(integers.base, encoding: Self.integers)
    if isNew { convertIfLarge(limits) }
    return isNew
  }

  /// Removes `member`, which must not be a part of the set itself.
  ///
  /// Returns whether it was there. Expected O(1); O(n) in an intset.
  @discardableResult
  public mutating func remove(_ member: Span<UInt8>) -> Bool {
    guard isIntset else { return unsafe members.remove(member) }
    guard let integer = member.canonicalInteger else { return false }
    var integers = unsafe integers
    defer { unsafe block = CollectionBlock(integers.base, encoding: Self.integers) }
    return unsafe integers.remove(integer)
  }

  // MARK: Encodings

  /// Makes an empty set ready for `count` members, which it can then hold without growing.
  public mutating func reserve(_ count: Int, _ limits: EncodingLimits) {
    guard isIntset, self.count == 0, count > Self.largestIntset(limits) else { return }
    unsafe integers.release()
    self = SetValue(capacity: count, limits)
  }

  private static func largestIntset(_ limits: EncodingLimits) -> Int {
    min(limits.setMaxIntsetEntries, IntsetFormat.largestCount)
  }

  /// Turns an intset into a large set if it has more members than it may.
  public mutating func convertIfLarge(_ limits: EncodingLimits) {
    if isIntset, count > Self.largestIntset(limits) { convert(limits) }
  }

  /// Turns an intset into a large set.
  public mutating func convert(_ limits: EncodingLimits) {
    let old = unsafe integers
    let large = unsafe SetValue(capacity: old.count + 1, limits)
    let table = unsafe large.members
    for index in 0..<count {
      let text = unsafe DecimalDigits(old[index])
      unsafe table.insert(SetMember.make(text.span), hash: table.hash(text.span))
    }
    unsafe old.release()
    self = large
  }
}
