import Bytes

extension SetValue {
  /// Whether `member` is one.
  ///
  /// Expected O(1); O(log n) in an intset.
  public func contains(_ member: Span<UInt8>) -> Bool {
    switch block.encoding {
    case Self.integers:
      guard let integer = member.canonicalInteger else { return false }
      return unsafe integers.contains(integer)
    case Self.packed: return position(of: member) != nil
    default: return unsafe members.find(member) != nil
    }
  }

  /// Where `member` is in the listpack.
  private func position(of member: Span<UInt8>) -> Int? {
    guard let first = unsafe list.first else { return nil }
    return unsafe list.find(member, from: first)
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
    if isPacked {
      if position(of: member) != nil { return false }
      if count < Self.packedLimits.count, member.count <= Self.packedLimits.length {
        append(member)
        return true
      }
      spread(limits)
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

  /// Adds `member` at the end of the listpack.
  mutating func append(_ member: Span<UInt8>) {
    var list = unsafe list
    unsafe list.append(member)
    unsafe block = CollectionBlock(list.base, encoding: Self.packed)
  }

  /// Removes `member`, which must not be a part of the set itself.
  ///
  /// Returns whether it was there. Expected O(1); O(n) in an intset.
  @discardableResult
  public mutating func remove(_ member: Span<UInt8>) -> Bool {
    switch block.encoding {
    case Self.integers:
      guard let integer = member.canonicalInteger else { return false }
      var integers = unsafe integers
      defer { unsafe block = CollectionBlock(integers.base, encoding: Self.integers) }
      return unsafe integers.remove(integer)
    case Self.packed:
      guard let position = position(of: member) else { return false }
      var list = unsafe list
      unsafe list.remove(position)
      unsafe block = CollectionBlock(list.base, encoding: Self.packed)
      return true
    default: return unsafe members.remove(member)
    }
  }
}
