import Bytes

extension SortedSetValue {
  /// Gives `member` the score that `body` makes of its present one, nil if it is no member.
  ///
  /// Nothing changes when `body` returns nil or an equal score; it must not return a NaN. A new member can make the set
  /// a large one. O(log n), for a small set O(n).
  public mutating func update(_ member: Span<UInt8>, _ limits: EncodingLimits, _ body: (Double?) -> Double?) {
    switch unsafe form {
    case .large(let members): unsafe members.update(member, body)
    case .small(var members):
      if let position = unsafe members.find(member) {
        let old = unsafe members.score(position)
        guard let score = body(old), score != old else { return }
        unsafe members.remove(position)
        unsafe members.insert(member, score)
      } else {
        guard let score = body(nil) else { return }
        let isTooMany = unsafe members.count + 1 > limits.zsetMaxListpackEntries
        let isTooLong = member.count > limits.zsetMaxListpackValue
        if unsafe isTooMany || isTooLong || !Self.hasRoom(members.list, for: member.count) {
          enlarge(limits)
          return update(member, limits) { _ in score }
        }
        unsafe members.insert(member, score)
      }
      self = unsafe SortedSetValue(members)
    }
  }

  /// Redis keeps listpacks below a gigabyte.
  private static func hasRoom(_ list: Listpack, for added: Int) -> Bool { unsafe list.byteCount + added <= 1 << 30 }

  /// Sets the score of `member`.
  public mutating func set(_ member: Span<UInt8>, _ score: Double, _ limits: EncodingLimits) {
    update(member, limits) { _ in score }
  }

  /// Removes `member`.
  ///
  /// Returns whether it was there. O(log n), for a small set O(n).
  public mutating func remove(_ member: Span<UInt8>) -> Bool {
    switch unsafe form {
    case .large(let members): return unsafe members.remove(member)
    case .small(var members):
      guard let position = unsafe members.find(member) else { return false }
      unsafe members.remove(position)
      self = unsafe SortedSetValue(members)
      return true
    }
  }

  /// Removes the members of some ranks.
  ///
  /// O(ranks · log n), for a small set O(n).
  public mutating func remove(ranks: Range<Int>) {
    guard !ranks.isEmpty else { return }
    switch unsafe form {
    case .large(let members): for _ in ranks { unsafe members.remove(at: ranks.lowerBound) }
    case .small(var members):
      unsafe members.remove(ranks: ranks)
      self = unsafe SortedSetValue(members)
    }
  }

  /// Makes a small set that has more members than the limits allow a large one, as is done to loaded sets.
  public mutating func enlargeIfMany(_ limits: EncodingLimits) {
    if count > limits.zsetMaxListpackEntries { enlarge(limits) }
  }

  /// Makes a small set a large one.
  ///
  /// O(n).
  public mutating func enlarge(_ limits: EncodingLimits) {
    guard case .small(let members) = unsafe form else { return }
    var builder = SortedSetBuilder(limits)
    forEach { member, score in
      member.withSpan { builder.update($0) { $0 ?? score } }
    }
    unsafe members.list.release()
    self = builder.finishLarge()
  }
}
