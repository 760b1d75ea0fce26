import Bytes
import Keyspace

/// Which members one of the ZRANGE family asks for, and in which order.
struct RangeQuery {
  /// The kind of interval, if the command's name says it.
  private var kind: MemberRange.Kind?
  /// Whether the order is reversed, if the command's name says it.
  private var direction: Bool?
  private var offset = 0
  /// Whether the interval is one of ranks, which has no offset or limit.
  var isByRank: Bool { kind ?? .ranks == .ranks }
  /// How many members at most; all if negative.
  private var limit = -1
  private let range: MemberRange
  /// `WITHSCORES`.
  private(set) var withScores = false
  /// `REV`, or one of the ZREVRANGE commands.
  var isReversed: Bool { direction ?? false }

  /// The query whose interval is the arguments `first` and `first + 1`, with options behind.
  init(
    _ arguments: Arguments, at first: Int, _ kind: MemberRange.Kind? = nil, reversed: Bool? = nil,
    stores: Bool = false
  ) throws(CommandError) {
    var options = Options(kind: kind, direction: reversed)
    try options.parse(arguments, from: first + 2, stores: stores)
    self.kind = options.kind
    direction = options.direction
    withScores = options.withScores
    offset = options.offset
    limit = options.limit
    let kind = options.kind ?? .ranks
    if limit != -1, kind == .ranks { throw .limitWithoutRange }
    if withScores, kind == .members { throw .scoresOfLexRange }
    let isSwapped = kind != .ranks && options.direction == true
    range = try MemberRange(kind, arguments, isSwapped ? first + 1 : first, isSwapped ? first : first + 1)
  }

  private struct Options {
    var kind: MemberRange.Kind?
    var direction: Bool?
    var withScores = false
    var offset = 0
    var limit = -1

    mutating func parse(_ arguments: Arguments, from start: Int, stores: Bool) throws(CommandError) {
      var index = start
      while index < arguments.count {
        if !stores, arguments.isOption(at: index, "withscores") {
          withScores = true
        } else if arguments.isOption(at: index, "limit"), index + 2 < arguments.count {
          offset = Int(try arguments.integer(at: index + 1))
          limit = Int(try arguments.integer(at: index + 2))
          index += 2
        } else if direction == nil, arguments.isOption(at: index, "rev") {
          direction = true
        } else if kind == nil, arguments.isOption(at: index, "bylex") {
          kind = .members
        } else if kind == nil, arguments.isOption(at: index, "byscore") {
          kind = .scores
        } else {
          throw .syntax
        }
        index += 1
      }
    }
  }

  /// The ranks of the members of `set` that are asked for.
  func ranks(in set: SortedSetValue) -> Range<Int> {
    // A negative offset counts down for ever and meets nothing.
    if offset < 0, !isByRank { return 0..<0 }
    let ranks = range.ranks(in: set, reversed: isReversed, skipping: offset)
    if limit < 0 || ranks.count <= limit { return ranks }
    return isReversed
      ? ranks.upperBound - limit..<ranks.upperBound : ranks.lowerBound..<ranks.lowerBound + limit
  }
}
