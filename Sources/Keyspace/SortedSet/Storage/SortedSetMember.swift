import Bytes

/// A member of a large sorted set with its score, in one block.
///
/// ```
/// 0       8
/// | score | length (BlockLength) | the member
/// ```
@safe struct SortedSetMember: ElementBlock {
  let base: UnsafeMutableRawPointer

  init(_ base: UnsafeMutableRawPointer) { unsafe self.base = base }

  /// A block of its own for `text`.
  static func make(_ text: Span<UInt8>, score: Double) -> SortedSetMember {
    let offset = 8 + BlockLength.size(of: text.count)
    let block = unsafe ElementTable<SortedSetMember>.allocate(offset + text.count)
    unsafe block.storeBytes(of: score, as: Double.self)
    unsafe BlockLength.store(text.count, to: block + 8)
    unsafe BlockLength.store(text, to: block + offset)
    return unsafe SortedSetMember(block)
  }

  private var length: Int { unsafe BlockLength.load(base + 8) }
  var size: Int { 8 &+ length &+ BlockLength.size(of: length) }

  /// The score.
  var score: Double {
    get { unsafe base.load(as: Double.self) }
    nonmutating set { unsafe base.storeBytes(of: newValue, as: Double.self) }
  }

  /// The member.
  var text: ElementText {
    let length = length
    return unsafe ElementText(base + (8 &+ BlockLength.size(of: length)), count: length)
  }

  var key: Span<UInt8> {
    @_lifetime(borrow self)
    get { unsafe _overrideLifetime(text.bytes, borrowing: self) }
  }
}

/// What the ordered tree of a large sorted set holds: a score, and whose it is.
///
/// The order is that of the scores, and of the members' bytes where scores are equal. No score is a NaN.
@safe struct RankedScore: OrderedTreeElement {
  let score: Double
  private let block: UnsafeMutableRawPointer

  init(_ member: SortedSetMember, score: Double) {
    self.score = score
    unsafe block = member.base
  }

  /// Whose score it is.
  var member: SortedSetMember { unsafe SortedSetMember(block) }

  @inline(__always)
  static func isLess(_ first: RankedScore, _ second: RankedScore) -> Bool {
    if first.score != second.score { return first.score < second.score }
    return first.isMemberLess(second)
  }

  private func isMemberLess(_ other: RankedScore) -> Bool { member.key.order(other.member.key) < 0 }
}
