import Bytes

/// A hash: fields with a value each.
///
/// A small hash is a ``Listpack`` of fields and values in turn, in order of insertion; a large one an ``ElementTable``.
/// A hash becomes large when a field or value is longer than the Redis directive `hash-max-listpack-value`, or when it
/// has more fields than `hash-max-listpack-entries`, and stays so.
@safe public struct HashValue: CollectionValue {
  private static let packed: UInt8 = 0
  private static let table: UInt8 = 1

  public static var type: ValueType { .hash }
  public private(set) var block: CollectionBlock

  public init() { unsafe block = CollectionBlock(Listpack.make().base, encoding: Self.packed) }
  public init(block: CollectionBlock) { self.block = block }

  /// The hash whose listpack is `bytes`; nil when those are no listpack of fields and values in turn.
  ///
  /// As in Redis, a field that is there twice is not looked for. O(n).
  public init?(listpack bytes: Span<UInt8>) {
    guard ListpackFormat.isValid(bytes, deeply: true) else { return nil }
    let list = unsafe Listpack.make(copying: bytes)
    unsafe block = CollectionBlock(list.base, encoding: Self.packed)
    guard unsafe list.count % 2 == 0 else {
      release()
      return nil
    }
  }

  /// Whether the hash is small: one listpack.
  public var isPacked: Bool { block.encoding == Self.packed }
  var list: Listpack { unsafe Listpack(base: block.address) }
  var elements: ElementTable<HashElement> { unsafe ElementTable(base: block.address) }

  public var encodingName: StaticString { isPacked ? "listpack" : "hashtable" }
  public var count: Int { isPacked ? unsafe list.count / 2 : unsafe elements.count }
  public var memory: Int { isPacked ? unsafe list.memory : unsafe elements.memory }

  public func copy() -> HashValue {
    let address = unsafe isPacked ? list.copy().base : elements.copy().base
    return unsafe HashValue(block: CollectionBlock(address, encoding: block.encoding))
  }

  public var releaseEffort: Int { isPacked ? 1 : unsafe elements.count }

  public func releasePart(_ budget: inout Int) -> Bool {
    guard isPacked else { return unsafe elements.releasePart(&budget) }
    unsafe list.release()
    return true
  }

  /// The bytes of the listpack.
  ///
  /// Only of a small hash.
  public var packedBytes: Span<UInt8> {
    @_lifetime(borrow self)
    get {
      precondition(isPacked, "not a listpack")
      return unsafe _overrideLifetime(list.span, borrowing: self)
    }
  }

  // MARK: Reading

  /// The value of `field`; nil when there is none.
  ///
  /// Expected O(1); O(n) in a small hash.
  public func value(of field: Span<UInt8>) -> ElementText? {
    if isPacked {
      guard let position = packedValue(of: field) else { return nil }
      return unsafe ElementText(list, position)
    }
    return unsafe elements.find(field)?.value
  }

  /// Where the value of `field` is in the listpack.
  private func packedValue(of field: Span<UInt8>) -> Int? {
    guard let first = unsafe list.first, let position = unsafe list.find(field, from: first, skipping: 1) else {
      return nil
    }
    return unsafe list.next(position)
  }

  // MARK: Changing

  /// Sets `field` to `value`.
  ///
  /// Neither may be a part of the hash. Returns whether the field is new. Expected O(1); O(n) in a small hash.
  @discardableResult
  public mutating func set(_ field: Span<UInt8>, _ value: Span<UInt8>, _ limits: EncodingLimits) -> Bool {
    if isPacked, max(field.count, value.count) > limits.hashMaxListpackValue { convert(limits) }
    guard isPacked else { return setInTable(field, value) }
    let isNew = setPacked(field, value)
    if count > limits.hashMaxListpackEntries { convert(limits) }
    return isNew
  }

  private mutating func setPacked(_ field: Span<UInt8>, _ value: Span<UInt8>) -> Bool {
    var list = unsafe list
    defer { unsafe block = CollectionBlock(list.base, encoding: Self.packed) }
    if let position = packedValue(of: field) {
      unsafe list.replace(position, with: value)
      return false
    }
    unsafe list.append(field)
    unsafe list.append(value)
    return true
  }

  private func setInTable(_ field: Span<UInt8>, _ value: Span<UInt8>) -> Bool {
    let hash = unsafe elements.hash(field)
    guard let slot = unsafe elements.slot(field, hash: hash) else {
      unsafe elements.insert(HashElement.make(field, value), hash: hash)
      return true
    }
    if unsafe !HashElement(slot.pointee).replaceValue(value) {
      unsafe elements.replace(at: slot, with: HashElement.make(field, value))
    }
    return false
  }

  /// Prepares for texts of `total` bytes, the longest of which has `longest`: makes a large hash at once when a small
  /// one cannot hold them.
  public mutating func prepare(longest: Int, total: Int, _ limits: EncodingLimits) {
    guard isPacked else { return }
    let isTooLarge = unsafe list.byteCount + total > ListpackFormat.safeSize
    if longest > limits.hashMaxListpackValue || isTooLarge { convert(limits) }
  }

  /// Makes an empty hash large at once when it is going to have `count` fields and a small one cannot.
  public mutating func reserve(_ count: Int, _ limits: EncodingLimits) {
    if self.count == 0, count > limits.hashMaxListpackEntries { convert(limits, capacity: count) }
  }

  /// Removes `field`.
  ///
  /// Returns whether it was there. Expected O(1); O(n) in a small hash.
  public mutating func remove(_ field: Span<UInt8>) -> Bool {
    guard isPacked else { return unsafe elements.remove(field) }
    var list = unsafe list
    guard let first = unsafe list.first, let position = unsafe list.find(field, from: first, skipping: 1) else {
      return false
    }
    _ = unsafe list.remove(position)
    unsafe list.remove(position)
    unsafe block = CollectionBlock(list.base, encoding: Self.packed)
    return true
  }

  /// Makes a small hash large if it has more fields than a small one may.
  public mutating func convertIfLarge(_ limits: EncodingLimits) {
    if isPacked, count > limits.hashMaxListpackEntries { convert(limits) }
  }

  /// Makes a small hash large.
  public mutating func convert(_ limits: EncodingLimits, capacity: Int = 0) {
    precondition(isPacked, "a hash is converted once")
    let table = unsafe ElementTable<HashElement>.make(seed: limits.elementSeed, capacity: max(capacity, count))
    forEachPacked { field, value in
      field.withSpan { field in
        let hash = unsafe table.hash(field)
        // A damaged file may have it twice: the first one counts.
        if unsafe table.slot(field, hash: hash) != nil { return }
        value.withSpan { unsafe table.insert(HashElement.make(field, $0), hash: hash) }
      }
    }
    unsafe list.release()
    unsafe block = CollectionBlock(table.base, encoding: Self.table)
  }
}
