public import Bytes

extension SortedSetValue {
  /// The score of `member`; nil when it is no member.
  ///
  /// Expected O(1), for a small set O(n).
  public func score(of member: Span<UInt8>) -> Double? {
    switch unsafe form {
    case .small(let members):
      guard let position = unsafe members.find(member) else { return nil }
      return unsafe members.score(position)
    case .large(let members): return unsafe members.find(member)?.score
    }
  }

  /// How many members come before `member`, and its score; nil when it is no member.
  ///
  /// O(log n), for a small set O(n).
  public func rank(of member: Span<UInt8>) -> Int? {
    switch unsafe form {
    case .small(let members):
      guard let position = unsafe members.find(member) else { return nil }
      return unsafe members.rank(position)
    case .large(let members):
      guard let found = unsafe members.find(member) else { return nil }
      return unsafe members.rank(found)
    }
  }

  /// The member that has `rank` others before it, which must exist, and its score.
  ///
  /// O(log n), for a small set O(n).
  public func element(at rank: Int) -> (member: ElementText, score: Double) {
    switch unsafe form {
    case .small(let members):
      guard let position = unsafe members.list.position(at: 2 * rank) else { preconditionFailure("no such rank") }
      return unsafe (members.member(position), members.score(position))
    case .large(let members):
      guard let position = unsafe members.tree.position(at: rank) else { preconditionFailure("no such rank") }
      return (position.element.member.text, position.element.score)
    }
  }

  /// Calls `body` with the members of some ranks and their scores, in order or in reverse.
  ///
  /// The set must not change meanwhile. O(log n + ranks), for a small set O(n).
  public func forEach(in ranks: Range<Int>, reversed: Bool = false, _ body: (ElementText, Double) -> Void) {
    unsafe visit(ranks, reversed: reversed) { members, position in
      unsafe body(members.member(position), members.score(position))
    } large: {
      body($0.member.text, $0.score)
    }
  }

  /// Calls `body` with the members of some ranks, in order.
  ///
  /// The set must not change meanwhile. O(log n + ranks), for a small set O(n).
  public func forEachMember(in ranks: Range<Int>, _ body: (ElementText) -> Void) {
    unsafe visit(ranks, reversed: false) { members, position in
      unsafe body(members.member(position))
    } large: {
      body($0.member.text)
    }
  }

  @inline(__always)
  private func visit(
    _ ranks: Range<Int>, reversed: Bool, small: (SortedSetListpack, Int) -> Void, large: (RankedScore) -> Void
  ) {
    guard !ranks.isEmpty else { return }
    let start = reversed ? ranks.upperBound - 1 : ranks.lowerBound
    var left = ranks.count
    switch unsafe form {
    case .small(let members):
      var position = unsafe members.list.position(at: 2 * start)
      while let here = position {
        unsafe small(members, here)
        left -= 1
        if left == 0 { return }
        position = unsafe reversed ? members.previous(here) : members.next(here)
      }
    case .large(let members):
      let tree = unsafe members.tree
      var position = tree.position(at: start)
      while let here = position {
        large(here.element)
        left -= 1
        if left == 0 { return }
        position = reversed ? tree.previous(here) : tree.next(here)
      }
    }
  }

  /// Calls `body` with every member and its score, in order or in reverse.
  ///
  /// The set must not change meanwhile. O(n).
  public func forEach(reversed: Bool = false, _ body: (ElementText, Double) -> Void) {
    forEach(in: 0..<count, reversed: reversed, body)
  }

  /// Calls `body` with every member and its score, in order, until it returns false.
  public func visit(while body: (ElementText, Double) -> Bool) {
    switch unsafe form {
    case .small(let members):
      var position = unsafe members.list.first
      while let here = position, unsafe body(members.member(here), members.score(here)) {
        position = unsafe members.next(here)
      }
    case .large(let members):
      let tree = unsafe members.tree
      var position = tree.first
      while let here = position, body(here.element.member.text, here.element.score) { position = tree.next(here) }
    }
  }

  /// One step of an iteration from `cursor`; the next cursor, 0 at the end.
  ///
  /// Between steps the set may change: a member that is there all the time is met at least once. A small set gives all
  /// its members at once.
  public func scan(_ cursor: UInt64, _ body: (ElementText, Double) -> Void) -> UInt64 {
    switch unsafe form {
    case .small:
      forEach(body)
      return 0
    case .large(let members): return unsafe members.scan(cursor) { body($0.text, $0.score) }
    }
  }

  /// The bytes of a small set's listpack; nil of a large set.
  public var listpackBytes: Span<UInt8>? {
    @_lifetime(borrow self)
    get {
      guard case .small(let members) = unsafe form else { return nil }
      return unsafe _overrideLifetime(members.list.span, borrowing: self)
    }
  }

  /// Appends the text of a score as ZSCAN shows it: a small set's integers with all their digits, even beyond 2⁵³.
  public func append(storedScore score: Double, to writer: inout ByteWriter) {
    if isSmall, score.magnitude <= 0x1p62, let integer = Int64(exactly: score) {
      writer.append(decimal: integer)
    } else {
      writer.append(double: score)
    }
  }

  // MARK: Ranges

  /// The ranks of the members whose scores lie in `range`.
  ///
  /// O(log n), for a small set O(n).
  public func ranks(_ range: ScoreRange) -> Range<Int> {
    let first: Int
    let end: Int
    switch unsafe form {
    case .small(let members):
      first = unsafe members.leading { unsafe range.isAfter(members.score($0)) }
      end = unsafe members.leading { unsafe !range.isBefore(members.score($0)) }
    case .large(let members):
      first = unsafe members.tree.rank { range.isAfter($0.score) }
      end = unsafe members.tree.rank { !range.isBefore($0.score) }
    }
    return first < end ? first..<end : first..<first
  }

  /// The ranks of the members that lie in `range`.
  ///
  /// The first ones, or the last ones if `reversed`, as many as `skipped` says, are left out. Where scores differ, which
  /// is not what this is for, it is those that Redis finds in a small set when it looks from that side. O(log n), for a
  /// small set O(n).
  public func ranks(_ range: LexRange, reversed: Bool = false, skipping skipped: Int = 0) -> Range<Int> {
    let skipped = min(skipped, count)
    switch unsafe form {
    case .small(let members): return unsafe ranks(range, members, reversed: reversed, skipping: skipped)
    case .large(let members):
      let first = unsafe members.tree.rank { range.isAfter($0.member.key) } + (reversed ? 0 : skipped)
      let end = unsafe members.tree.rank { !range.isBefore($0.member.key) } - (reversed ? skipped : 0)
      return first < end ? first..<end : 0..<0
    }
  }

  private func ranks(
    _ range: LexRange, _ members: SortedSetListpack, reversed: Bool, skipping skipped: Int
  ) -> Range<Int> {
    let isAfter = { (position: Int) in unsafe members.member(position).withSpan { range.isAfter($0) } }
    let isBefore = { (position: Int) in unsafe members.member(position).withSpan { range.isBefore($0) } }
    guard !range.isEmpty, let head = unsafe members.list.first, let tail = unsafe members.list.position(at: -2),
      !isBefore(head), !isAfter(tail)
    else { return 0..<0 }
    if reversed {
      let last = unsafe members.count - 1 - members.trailing(isBefore)
      guard last >= skipped, let found = unsafe members.list.position(at: 2 * last), !isAfter(found) else {
        return 0..<0
      }
      let end = last + 1 - skipped
      var first = end
      var position = unsafe members.list.position(at: 2 * (end - 1))
      while let here = position, !isAfter(here) {
        first -= 1
        position = unsafe members.previous(here)
      }
      return first..<end
    }
    let found = unsafe members.leading(isAfter)
    guard let place = unsafe members.list.position(at: 2 * found), !isBefore(place) else { return 0..<0 }
    let first = found + skipped
    var end = first
    var position = unsafe members.list.position(at: 2 * first)
    while let here = position, !isBefore(here) {
      end += 1
      position = unsafe members.next(here)
    }
    return first..<end
  }
}
