import Bytes
import Keyspace

/// What ZUNION, ZINTER, ZDIFF, their storing forms and ZINTERCARD are told.
struct CombineRequest {
  /// Which options the command takes.
  enum Options {
    /// `WITHSCORES`.
    case scores
    /// `LIMIT`.
    case limit
    /// None: the result is stored.
    case none
  }

  /// The keys' values, in the order of the arguments.
  private(set) var sources: [SetSource] = []
  private(set) var aggregate = Aggregate.sum
  private(set) var withScores = false
  /// Up to how many members are counted; 0 for all.
  private(set) var limit = 0

  /// The request whose number of keys is the argument at `index`.
  init(
    _ context: CommandContext, _ arguments: Arguments, countAt index: Int, weighs: Bool, _ options: Options,
    command: String
  ) throws(CommandError) {
    let keyCount = Int(try arguments.integer(at: index))
    if keyCount < 1 { throw .keysMissing(command) }
    if keyCount > arguments.count - index - 1 { throw .syntax }
    sources.reserveCapacity(keyCount)
    let end = index + 1 + keyCount
    for key in index + 1..<end { sources.append(try SetSource(context, arguments[key])) }
    var option = end
    while option < arguments.count {
      let left = arguments.count - option
      if weighs, left >= keyCount + 1, arguments.isOption(at: option, "weights") {
        try takeWeights(arguments, from: option + 1)
        option += keyCount + 1
      } else if weighs, left >= 2, arguments.isOption(at: option, "aggregate") {
        aggregate = try Self.aggregate(arguments, option + 1)
        option += 2
      } else if options == .scores, arguments.isOption(at: option, "withscores") {
        withScores = true
        option += 1
      } else if options == .limit, left >= 2, arguments.isOption(at: option, "limit") {
        limit = try arguments.count(at: option + 1, orThrow: .limitNegative)
        option += 2
      } else {
        throw .syntax
      }
    }
  }

  private mutating func takeWeights(_ arguments: Arguments, from start: Int) throws(CommandError) {
    for index in sources.indices {
      guard let weight = arguments[start + index].redisDouble else { throw .weightNotAFloat }
      sources[index].weight = weight
    }
  }

  private static func aggregate(_ arguments: Arguments, _ index: Int) throws(CommandError) -> Aggregate {
    if arguments.isOption(at: index, "sum") { return .sum }
    if arguments.isOption(at: index, "min") { return .least }
    if arguments.isOption(at: index, "max") { return .greatest }
    throw .syntax
  }

  // MARK: Results

  /// All members of any source.
  func union(_ limits: EncodingLimits) -> SortedSetBuilder {
    var result = SortedSetBuilder(limits)
    // In the order of sizes, in which Redis adds up what may be rounded.
    for source in sources.sorted(by: { $0.count < $1.count }) {
      source.forEachWeighted { member, score in
        member.withSpan { result.update($0) { old in old.map { aggregate.combined($0, score) } ?? score } }
      }
    }
    return result
  }

  /// Calls `body` with the members of all sources until it returns false.
  func forEachCommon(_ body: (Span<UInt8>, Double) -> Bool) {
    let sources = sources.sorted { $0.count < $1.count }
    let first = sources[0]
    first.visit { member, score in
      member.withSpan { member in
        var sum = first.weight * score
        if sum.isNaN { sum = 0 }
        for index in 1..<sources.count {
          guard let other = sources[index].score(of: member) else { return true }
          sum = aggregate.combined(sum, other * sources[index].weight)
        }
        return body(member, sum)
      }
    }
  }

  /// All members of every source.
  func intersection(_ limits: EncodingLimits) -> SortedSetBuilder {
    var result = SortedSetBuilder(limits)
    forEachCommon { member, score in
      result.update(member) { _ in score }
      return true
    }
    return result
  }

  /// The members of the first source that are in no other: each is looked up there, or all others' members are removed
  /// from a copy, whichever is less work.
  func difference(_ limits: EncodingLimits) -> SortedSetBuilder {
    var result = SortedSetBuilder(limits)
    let lookups = sources[0].count * sources.count / 2
    let looksUp = lookups <= sources.reduce(0) { $0 + $1.count }
    sources[0].visit { member, score in
      member.withSpan { member in
        if looksUp {
          for index in 1..<sources.count where sources[index].score(of: member) != nil { return }
        }
        result.update(member) { _ in score }
      }
      return true
    }
    if looksUp { return result }
    for source in sources.dropFirst() {
      source.visit { member, _ in
        member.withSpan { result.remove($0) }
        return result.count > 0
      }
    }
    return result
  }
}
