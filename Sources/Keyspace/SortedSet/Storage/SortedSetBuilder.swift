import Bytes

/// The members of a sorted set that is being made of members in any order; the order is made at the end.
///
/// It gathers results that are stored and values that are loaded, faster than one insertion after the other would.
@safe public struct SortedSetBuilder: ~Copyable {
  private let elements: ElementTable<SortedSetMember>

  /// No members yet, and room for `capacity`; of the limits, what the table is seeded with.
  public init(_ limits: EncodingLimits, capacity: Int = 0) {
    unsafe elements = .make(seed: limits.elementSeed, capacity: min(capacity, 1 << 20))
  }

  deinit { unsafe elements.release() }

  /// Number of members.
  public var count: Int { unsafe elements.count }

  /// Gives `member` the score that `body` makes of its present one, nil if it is no member; nothing changes when `body`
  /// returns nil.
  ///
  /// Expected O(1).
  public mutating func update(_ member: Span<UInt8>, _ body: (Double?) -> Double?) {
    let hash = unsafe elements.hash(member)
    if let slot = unsafe elements.slot(member, hash: hash) {
      let found = unsafe SortedSetMember(slot.pointee)
      if let score = body(found.score) { found.score = score }
    } else if let score = body(nil) {
      unsafe elements.insert(.make(member, score: score), hash: hash)
    }
  }

  /// Removes `member`.
  ///
  /// Expected O(1).
  public mutating func remove(_ member: Span<UInt8>) { _ = unsafe elements.remove(member) }

  /// Calls `body` with the members and their scores in order.
  ///
  /// O(n log n).
  public func forEach(_ body: (ElementText, Double) -> Void) {
    for ranked in ranked { body(ranked.member.text, ranked.score) }
  }

  /// The members in order, in a small set if there are no more than the limits allow.
  ///
  /// O(n log n), O(n) when they were added in order or in reverse.
  public consuming func finish(_ limits: EncodingLimits) -> SortedSetValue {
    var (longest, total) = (0, 0)
    unsafe elements.forEach {
      longest = max(longest, $0.text.count)
      total += $0.text.count
    }
    let isSmall = count <= limits.zsetMaxListpackEntries && longest <= limits.zsetMaxListpackValue && total <= 1 << 30
    if !isSmall { return finishLarge() }
    var members = unsafe SortedSetListpack(.make())
    for ranked in ranked { unsafe members.append(ranked.member.key, ranked.score) }
    return unsafe SortedSetValue(members)
  }

  /// The members in order, in a large set.
  consuming func finishLarge() -> SortedSetValue {
    var next = 0
    let ranked = ranked
    let tree = OrderedTree<RankedScore>(count: ranked.count) {
      next += 1
      return ranked[next - 1]
    }
    let members = unsafe RankedMembers(elements, tree)
    discard self
    return unsafe SortedSetValue(members)
  }

  private var ranked: [RankedScore] {
    var ranked: [RankedScore] = []
    ranked.reserveCapacity(count)
    unsafe elements.forEach { ranked.append(RankedScore($0, score: $0.score)) }
    ranked.sort(by: RankedScore.isLess)
    return ranked
  }
}
