import Bytes
import Keyspace
import RESP

extension HashCommands {
  private typealias Pair = (field: ElementText, value: ElementText)

  /// `HRANDFIELD key [count [WITHVALUES]]`.
  static func hrandfield(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    guard arguments.count > 2 else {
      guard let pair = try context.read(HashValue.self, arguments[1])?.random(&context.random) else {
        return context.reply.null()
      }
      return context.reply.bulk(pair.field)
    }
    let count = try arguments.signedCount(at: 2)
    let withValues = arguments.count > 3
    if arguments.count > 4 || (withValues && !arguments.isOption(at: 3, "withvalues")) { throw .syntax }
    // Each field would come with a value, and the reply be longer than a count can say.
    if withValues, count.magnitude > Int.max / 2 { throw .valueOutOfRange }
    guard let hash = try context.read(HashValue.self, arguments[1]), count != 0 else { return context.reply.array(0) }
    if count < 0 {
      announce(context, -count, withValues)
      drawWithRepetition(context, hash, -count) { reply(context, $0, withValues) }
    } else {
      announce(context, min(count, hash.count), withValues)
      drawWithoutRepetition(context, hash, min(count, hash.count)) { reply(context, $0, withValues) }
    }
  }

  private static func announce(_ context: CommandContext, _ count: Int, _ withValues: Bool) {
    context.reply.array(withValues && context.reply.version == .resp2 ? 2 * count : count)
  }

  private static func reply(_ context: CommandContext, _ pair: Pair, _ withValues: Bool) {
    if withValues, context.reply.version == .resp3 { context.reply.array(2) }
    context.reply.bulk(pair.field)
    if withValues { context.reply.bulk(pair.value) }
  }

  private static func drawWithRepetition(
    _ context: CommandContext, _ hash: HashValue, _ count: Int, _ body: (Pair) -> Void
  ) {
    let start = context.reply.bytes.count
    if !hash.isPacked || count == 1 {
      for _ in 0..<count {
        if context.replyIsTooLong(from: start) { return }
        if let pair = hash.random(&context.random) { body(pair) }
      }
      return
    }
    let pairs = all(hash)
    for _ in 0..<count {
      if context.replyIsTooLong(from: start) { return }
      body(pairs[context.random.below(pairs.count)])
    }
  }

  private static func drawWithoutRepetition(
    _ context: CommandContext, _ hash: HashValue, _ count: Int, _ body: (Pair) -> Void
  ) {
    if count == hash.count { return hash.forEach { body((field: $0, value: $1)) } }
    if count == 1 { return drawWithRepetition(context, hash, 1, body) }
    if !hash.isPacked, count < hash.count / Sample.sparseness {
      var drawn = Set<UInt>()
      while drawn.count < count {
        if let pair = hash.random(&context.random), drawn.insert(pair.field.identity).inserted { body(pair) }
      }
      return
    }
    var pairs = all(hash)
    Sample.shuffle(&pairs, first: count, &context.random)
    for pair in pairs.prefix(count) { body(pair) }
  }

  private static func all(_ hash: HashValue) -> [Pair] {
    var pairs: [Pair] = []
    pairs.reserveCapacity(hash.count)
    hash.forEach { pairs.append((field: $0, value: $1)) }
    return pairs
  }
}
