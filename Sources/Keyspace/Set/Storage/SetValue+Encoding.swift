import Bytes

extension SetValue {
  /// Makes an empty set ready for `count` members, which it can then hold without growing.
  public mutating func reserve(_ count: Int, _ limits: EncodingLimits) {
    guard isIntset, self.count == 0, count > Self.largestIntset(limits) else { return }
    unsafe integers.release()
    self = SetValue(capacity: count, limits)
  }

  private static func largestIntset(_ limits: EncodingLimits) -> Int {
    min(limits.setMaxIntsetEntries, IntsetFormat.largestCount)
  }

  /// Makes a hash table of an intset that has more members than it may.
  public mutating func convertIfLarge(_ limits: EncodingLimits) {
    if isIntset, count > Self.largestIntset(limits) { convert(limits) }
  }

  /// Makes a hash table, for Redis, of an intset.
  public mutating func convert(_ limits: EncodingLimits) {
    precondition(isIntset, "not an intset")
    move(to: SetValue(capacity: count + 1, limits))
  }

  /// Makes an ``ElementTable`` of a listpack.
  mutating func spread(_ limits: EncodingLimits) {
    move(to: SetValue(capacity: Self.packedLimits.count + 1, limits))
  }

  /// Puts all members into `empty` and takes its place.
  private mutating func move(to empty: SetValue) {
    var moved = empty
    forEach { member in
      member.withSpan { text in
        if moved.isPacked { return moved.append(text) }
        unsafe moved.members.insert(SetMember.make(text), hash: moved.members.hash(text))
      }
    }
    release()
    self = moved
  }
}
