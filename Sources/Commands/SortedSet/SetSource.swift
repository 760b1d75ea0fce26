import Bytes
import Keyspace

/// One of the keys that ZUNION and its like combine: a sorted set, a set whose members all have the score 1, or nothing.
struct SetSource {
  private enum Value {
    case nothing
    case sorted(SortedSetValue)
    case plain(SetValue)
  }

  private let value: Value
  /// By what scores are multiplied.
  var weight = 1.0

  /// The value of `key`.
  init(_ context: CommandContext, _ key: Span<UInt8>) throws(CommandError) {
    guard let entry = context.lookupRead(key) else {
      value = .nothing
      return
    }
    switch entry.type {
    case .sortedSet: value = .sorted(SortedSetValue(block: entry.block))
    case .set: value = .plain(SetValue(block: entry.block))
    default: throw .wrongType
    }
  }

  /// Number of members.
  var count: Int {
    switch value {
    case .nothing: 0
    case .sorted(let set): set.count
    case .plain(let set): set.count
    }
  }

  /// The score of `member`; nil when it is no member.
  func score(of member: Span<UInt8>) -> Double? {
    switch value {
    case .nothing: nil
    case .sorted(let set): set.score(of: member)
    case .plain(let set): set.contains(member) ? 1 : nil
    }
  }

  /// Calls `body` with every member and its score until it returns false.
  func visit(while body: (ElementText, Double) -> Bool) {
    switch value {
    case .nothing: break
    case .sorted(let set): set.visit(while: body)
    case .plain(let set): set.visit(while: { body($0, 1) })
    }
  }

  /// Calls `body` with every member and its score multiplied by the weight, zero if that is no number.
  func forEachWeighted(_ body: (ElementText, Double) -> Void) {
    visit(while: { member, score in
      let product = weight * score
      body(member, product.isNaN ? 0 : product)
      return true
    })
  }
}
