import Bytes
import Keyspace

/// An interval of members, as two arguments say it.
enum MemberRange {
  /// By what an interval is measured.
  enum Kind { case ranks, scores, members }

  /// From a rank to a rank, counted from the end if negative.
  case ranks(Int, Int)
  case scores(ScoreRange)
  case members(LexRange)

  /// The interval between the arguments at `first` and `last`.
  init(_ kind: Kind, _ arguments: Arguments, _ first: Int, _ last: Int) throws(CommandError) {
    switch kind {
    case .ranks: self = .ranks(Int(try arguments.integer(at: first)), Int(try arguments.integer(at: last)))
    case .scores: self = .scores(try Self.scores(arguments[first], arguments[last]))
    case .members: self = .members(LexRange(try Self.bound(arguments[first]), try Self.bound(arguments[last])))
    }
  }

  private static func scores(_ first: Span<UInt8>, _ last: Span<UInt8>) throws(CommandError) -> ScoreRange {
    let (least, greatest) = (try score(first), try score(last))
    return ScoreRange(
      least.value, greatest.value, excludesLeast: least.isExcluded, excludesGreatest: greatest.isExcluded)
  }

  private static func score(_ text: Span<UInt8>) throws(CommandError) -> (value: Double, isExcluded: Bool) {
    let isExcluded = text.count > 0 && text[0] == UInt8(ascii: "(")
    let (value, isWhole) = text.extracting((isExcluded ? 1 : 0)...).looseDouble
    if !isWhole || value.isNaN { throw .scoreRangeInvalid }
    return (value, isExcluded)
  }

  private static func bound(_ text: Span<UInt8>) throws(CommandError) -> LexRange.Bound {
    guard text.count > 0 else { throw .lexRangeInvalid }
    switch text[0] {
    case UInt8(ascii: "+") where text.count == 1 || text[1] == 0: return .greatest
    case UInt8(ascii: "-") where text.count == 1 || text[1] == 0: return .least
    case UInt8(ascii: "["): return .including([UInt8](copying: text.extracting(1...)))
    case UInt8(ascii: "("): return .excluding([UInt8](copying: text.extracting(1...)))
    default: throw .lexRangeInvalid
    }
  }

  /// The ranks of the members of `set` in the interval, but for the first `skipped` ones, the last ones if `reversed`.
  func ranks(in set: SortedSetValue, reversed: Bool = false, skipping skipped: Int = 0) -> Range<Int> {
    switch self {
    case .members(let range): return set.ranks(range, reversed: reversed, skipping: skipped)
    case .scores(let range):
      let ranks = set.ranks(range)
      let skipped = min(skipped, ranks.count)
      return reversed
        ? ranks.lowerBound..<ranks.upperBound - skipped : ranks.lowerBound + skipped..<ranks.upperBound
    case .ranks(let first, let last): return Self.ranks(from: first, through: last, in: set.count, reversed: reversed)
    }
  }

  /// The ranks that `first` and `last` name among `count`: negative ones count from the end, all in the other direction
  /// if `reversed`.
  static func ranks(from first: Int, through last: Int, in count: Int, reversed: Bool) -> Range<Int> {
    let start = max(0, first < 0 ? first + count : first)
    let end = min(last < 0 ? last + count : last, count - 1)
    if start > end { return 0..<0 }
    return reversed ? count - 1 - end..<count - start : start..<end + 1
  }
}
