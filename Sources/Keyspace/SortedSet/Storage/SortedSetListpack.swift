import Bytes
import Glibc

/// A small sorted set: a listpack of members and scores in turn, in the order of the scores, and of the members' bytes
/// where scores are equal.
///
/// Scores that are integers of no more than 2⁶² are stored as such (so that -0 becomes 0), others as their text.
@unsafe struct SortedSetListpack {
  private(set) var list: Listpack

  init(_ list: Listpack) { unsafe self.list = list }

  var count: Int { unsafe list.count / 2 }

  // MARK: Reading

  /// The score of the member at `position`.
  func score(_ position: Int) -> Double {
    guard let place = unsafe list.next(position) else { return 0 }
    switch unsafe list.element(place) {
    case .integer(let value): return Double(value)
    case .bytes(let range):
      let score = unsafe list.bytes(range).looseDouble.value
      // Only a damaged file can hold a score that is none.
      return score.isNaN ? 0 : score
    }
  }

  /// The member at `position`.
  func member(_ position: Int) -> ElementText { unsafe ElementText(list, position) }

  /// The member after the one at `position`.
  func next(_ position: Int) -> Int? {
    guard let score = unsafe list.next(position) else { return nil }
    return unsafe list.next(score)
  }

  /// The member before the one at `position`.
  func previous(_ position: Int) -> Int? {
    guard let score = unsafe list.previous(position) else { return nil }
    return unsafe list.previous(score)
  }

  /// Where the member called `text` is.
  ///
  /// O(n).
  func find(_ text: Span<UInt8>) -> Int? {
    guard let first = unsafe list.first else { return nil }
    return unsafe list.find(text, from: first, skipping: 1)
  }

  /// How many members come before the one at `position`.
  ///
  /// O(n).
  func rank(_ position: Int) -> Int {
    var rank = 0
    var place = unsafe previous(position)
    while let here = place {
      rank += 1
      place = unsafe previous(here)
    }
    return rank
  }

  /// The number of members at the front that `isBefore` holds for.
  ///
  /// O(n).
  @inline(__always)
  func leading(_ isBefore: (Int) -> Bool) -> Int {
    var count = 0
    var position = unsafe list.first
    while let here = position, isBefore(here) {
      count += 1
      position = unsafe next(here)
    }
    return count
  }

  /// The number of members at the end that `isBehind` holds for.
  ///
  /// O(n).
  func trailing(_ isBehind: (Int) -> Bool) -> Int {
    var count = 0
    var position = unsafe list.position(at: -2)
    while let here = position, isBehind(here) {
      count += 1
      position = unsafe previous(here)
    }
    return count
  }

  // MARK: Changing

  /// Adds a member that is not there.
  ///
  /// O(n).
  mutating func insert(_ text: Span<UInt8>, _ score: Double) {
    var position = unsafe list.first
    while let here = position {
      let other = unsafe self.score(here)
      if other > score { break }
      if other == score, unsafe member(here).withSpan({ $0.order(text) > 0 }) { break }
      position = unsafe next(here)
    }
    guard let position else { return unsafe append(text, score) }
    unsafe list.insert(text, before: position)
    guard let place = unsafe list.next(position) else { preconditionFailure("a member that is lost") }
    if let integer = score.listpackInteger {
      unsafe list.insert(integer: integer, before: place)
    } else {
      unsafe list.insert(DoubleText(score).span, before: place)
    }
  }

  /// Adds a member that comes after all others.
  mutating func append(_ text: Span<UInt8>, _ score: Double) {
    unsafe list.append(text)
    if let integer = score.listpackInteger {
      unsafe list.append(integer: integer)
    } else {
      unsafe list.append(DoubleText(score).span)
    }
  }

  /// Removes the member at `position`.
  mutating func remove(_ position: Int) {
    if let score = unsafe list.remove(position) { unsafe list.remove(score) }
  }

  /// Removes the members of some ranks.
  mutating func remove(ranks: Range<Int>) {
    unsafe list.remove(from: 2 * ranks.lowerBound, count: 2 * ranks.count)
  }
}

extension Double {
  /// The integer as which a listpack holds this score; nil when it holds a text.
  fileprivate var listpackInteger: Int64? {
    let limit = 0x1p62
    guard self >= -limit, self <= limit else { return nil }
    return Int64(exactly: self)
  }
}
