import TestSupport

/// How replies are compared that cannot be equal to the byte.
enum ReplyRule {
  /// To the byte.
  case exact
  /// Integers may differ so much: both servers look at the clock, not at the same moment.
  case near(Int64)
  /// The elements are compared as a set: their order depends on the seed of the hash.
  case unordered
  /// Only the shape counts: the contents are of the run, not of the command.
  case shape

  /// Commands whose replies are not compared to the byte, with the reason.
  private static let exceptions: [String: (rule: ReplyRule, reason: String)] = [
    "ttl": (.near(60), "seconds pass between the two"),
    "expiretime": (.near(60), "seconds pass between the two"),
    "pttl": (.near(60_000), "milliseconds pass between the two"),
    "pexpiretime": (.near(60_000), "milliseconds pass between the two"),
    "object|idletime": (.near(60), "seconds pass between the two"),
    "object|refcount": (.shape, "a copy of a small integer is shared here, and not in Redis"),
    "object|freq": (.shape, "keys with the same small integer share its counter in Redis"),
    "lastsave": (.near(60), "seconds pass between the two"),
    "keys": (.unordered, "hash order"),
    "scan": (.unordered, "hash order"),
    "config|get": (.unordered, "hash order of the names"),
    "command|list": (.unordered, "hash order of the table"),
    "randomkey": (.shape, "random"),
    "time": (.shape, "the clock"),
    "info": (.shape, "figures of the run"),
    "hello": (.shape, "the number of the client"),
    "client|id": (.shape, "the number of the client"),
    "debug|object": (.shape, "addresses"),
  ]

  /// The rule for a command, out of `rules` or the general ones.
  static func of(
    _ command: [[UInt8]], _ rules: [String: (rule: ReplyRule, reason: String)] = [:]
  ) -> ReplyRule {
    let words = command.prefix(2).map { String(decoding: $0, as: UTF8.self).lowercased() }
    guard let first = words.first else { return .exact }
    let full = words.joined(separator: "|")
    // What a cursor stands for depends on the seed of the hash.
    if first == "scan", words.count > 1, words[1] != "0" { return .shape }
    if let own = rules[full] ?? rules[first] { return own.rule }
    return exceptions[full]?.rule ?? exceptions[first]?.rule ?? .exact
  }

  /// Whether both replies are the same by this rule.
  func accepts(_ left: RedisReply, _ right: RedisReply) -> Bool {
    if left == right { return true }
    switch self {
    case .exact: return false
    case .near(let limit):
      guard case .integer(let first) = left, case .integer(let second) = right else { return false }
      return first >= 0 && second >= 0 && abs(first - second) <= limit
    case .unordered: return Self.sorted(left) == Self.sorted(right)
    case .shape: return Self.kind(left) == Self.kind(right) && Self.count(left) == Self.count(right)
    }
  }

  private static func kind(_ reply: RedisReply) -> String {
    switch reply {
    case .error: "error"
    case .null: "null"
    case .integer: "integer"
    case .bulk, .verbatim, .simple: "text"
    default: "elements"
    }
  }

  private static func sorted(_ reply: RedisReply) -> [String] {
    switch reply {
    case .array(let elements), .set(let elements): elements.map { sorted($0).joined() }.sorted()
    case .map(let pairs): pairs.map { "\($0.key)=\($0.value)" }.sorted()
    default: [reply.description]
    }
  }

  private static func count(_ reply: RedisReply) -> Int? { reply.elements?.count ?? reply.pairs?.count }
}
