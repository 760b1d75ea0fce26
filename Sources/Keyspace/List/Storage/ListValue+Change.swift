import Bytes

extension ListValue {
  /// Adds an element, which must not be a part of the list itself, at one end.
  ///
  /// O(1).
  public mutating func push(_ text: Span<UInt8>, at end: ListEnd, _ limits: EncodingLimits) {
    let limits = own(limits)
    if isSmall {
      var list = unsafe listpack
      if unsafe allows(text.count, in: list, limits) {
        if end == .left { unsafe list.prepend(text) } else { unsafe list.append(text) }
        return unsafe setListpack(list)
      }
      promote(limits)
    }
    unsafe quicklist.push(text, at: end, limits)
  }

  private func allows(_ size: Int, in list: Listpack, _ limits: EncodingLimits) -> Bool {
    let count = unsafe list.statedCount
    // The first element of a list is stored whatever the limits are.
    if count == 0 { return size < limits.largeElement }
    return unsafe limits.allowsInsert(of: size, intoNodeOf: list.byteCount, count: count)
  }

  /// Removes the element at one end of a list that has one, after `body` has read it.
  ///
  /// O(1).
  public mutating func pop(_ end: ListEnd, _ limits: EncodingLimits, _ body: (Span<UInt8>) -> Void) {
    guard isSmall else { return unsafe quicklist.pop(end, own(limits), body) }
    var list = unsafe listpack
    guard let position = unsafe end == .left ? list.first : list.last else {
      preconditionFailure("popping from an empty list")
    }
    unsafe list.withText(position) { body($0) }
    unsafe list.remove(position)
    unsafe setListpack(list)
  }

  /// Replaces the element of that index; false if there is none.
  ///
  /// O(nodes).
  public mutating func set(_ index: Int, _ text: Span<UInt8>, _ limits: EncodingLimits) -> Bool {
    guard isSmall, text.count < limits.largeElement else {
      return unsafe changeQuicklist(limits) { list, limits in unsafe list.set(index, text, limits) }
    }
    var list = unsafe listpack
    guard index >= 0, let position = unsafe list.position(at: index) else { return false }
    unsafe list.replace(position, with: text)
    unsafe setListpack(list)
    return true
  }

  /// Adds an element before or after the first one that has the text `pivot`; false if there is none.
  ///
  /// O(n).
  public mutating func insert(
    _ text: Span<UInt8>, beside pivot: Span<UInt8>, after: Bool, _ limits: EncodingLimits
  ) -> Bool {
    unsafe changeQuicklist(limits) { list, limits in
      unsafe list.insert(text, beside: pivot, after: after, limits)
    }
  }

  /// Removes `range` of indexes, all of which must be there.
  ///
  /// O(nodes).
  public mutating func remove(_ range: Range<Int>, _ limits: EncodingLimits) {
    guard isSmall else { return unsafe quicklist.remove(from: range.lowerBound, count: range.count, own(limits)) }
    var list = unsafe listpack
    unsafe list.remove(from: range.lowerBound, count: range.count)
    unsafe setListpack(list)
  }

  /// Removes up to `limit` elements that have the text `text`, beginning at `end`, and says how many.
  ///
  /// O(n).
  public mutating func remove(
    _ text: Span<UInt8>, from end: ListEnd, limit: Int, _ limits: EncodingLimits
  ) -> Int {
    unsafe changeQuicklist(limits) { list, limits in
      unsafe list.remove(text, from: end, limit: limit, limits)
    }
  }
}
