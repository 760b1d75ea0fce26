import Bytes
import Keyspace
import RESP

/// Finding elements.
extension ListCommands {
  /// `LPOS key element [RANK rank] [COUNT num-matches] [MAXLEN len]`.
  static func lpos(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let search = try PositionSearch(arguments)
    guard let list = try context.read(ListValue.self, arguments[1]) else {
      if search.limit == nil { context.reply.null() } else { context.reply.array(0) }
      return
    }
    let found = search.positions(of: arguments[2], in: list)
    guard search.limit != nil else {
      if let first = found.first { context.reply.integer(first) } else { context.reply.null() }
      return
    }
    context.reply.array(found.count)
    for position in found { context.reply.integer(position) }
  }

  /// What LPOS asks for.
  private struct PositionSearch {
    /// Which match is the first that counts; from the end when negative.
    var rank: Int64 = 1
    /// How many matches are wanted, 0 for all; nil for one that is not replied as an array.
    var limit: Int64?
    /// How many elements are looked at, 0 for all.
    var reach: Int64 = 0

    init(_ arguments: Arguments) throws(CommandError) {
      var index = 3
      while index < arguments.count {
        guard index + 1 < arguments.count else { throw .syntax }
        if arguments.isOption(at: index, "rank") {
          rank = try arguments.integer(at: index + 1)
          if rank == 0 { throw .rankIsZero }
        } else if arguments.isOption(at: index, "count") {
          guard let count = arguments[index + 1].canonicalInteger, count >= 0 else { throw .countIsNegative }
          limit = count
        } else if arguments.isOption(at: index, "maxlen") {
          guard let count = arguments[index + 1].canonicalInteger, count >= 0 else { throw .reachIsNegative }
          reach = count
        } else {
          throw .syntax
        }
        index += 2
      }
    }

    func positions(of text: Span<UInt8>, in list: ListValue) -> [Int] {
      let count = list.count
      let end: ListEnd = rank < 0 ? .left : .right
      let skipped = rank == .min ? 0 : rank.magnitude - 1
      let wanted = limit ?? 1
      var found: [Int] = []
      var (looked, matches) = (0, UInt64(0))
      list.match(text, from: end == .right ? 0 : count - 1, towards: end) { isMatch in
        if isMatch {
          matches += 1
          if matches > skipped { found.append(end == .right ? looked : count - 1 - looked) }
        }
        looked += 1
        return (wanted == 0 || found.count < wanted) && (reach == 0 || looked < reach)
      }
      return found
    }
  }
}
