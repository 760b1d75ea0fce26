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
  /// Strings have the same length; they contain times.
  case length
  /// Texts, wherever they are, are compared as sets of words.
  case words
  /// Times in milliseconds may differ by a minute, wherever they are: integers above a million million, what follows the
  /// word `idle`, and the third of four elements, which XPENDING tells.
  case times

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
    "acl|getuser": (.words, "single commands come in the order of the hash"),
    "acl|list": (.words, "single commands come in the order of the hash"),
    "latency|doctor": (.shape, "advice without jokes"),
    "lolwut": (.shape, "no picture"),
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
    "memory|usage": (.shape, "another allocator"),
  ]

  /// The rule for a command, out of `rules` or the general ones.
  static func of(
    _ command: [[UInt8]], _ rules: [String: (rule: ReplyRule, reason: String)] = [:]
  ) -> ReplyRule {
    let words = command.prefix(2).map { String(decoding: $0, as: UTF8.self).lowercased() }
    guard let first = words.first else { return .exact }
    // A script that runs the command in its arguments.
    if first == "eval", command.count > 3 { return of(Array(command.dropFirst(3)), rules) }
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
    case .words: return Self.words(left) == Self.words(right)
    case .length: return Self.kind(left) == Self.kind(right) && Self.length(left) == Self.length(right)
    case .times: return Self.timeless(left) == Self.timeless(right)
    case .shape: return Self.kind(left) == Self.kind(right) && Self.count(left) == Self.count(right)
    }
  }

  private static func length(_ reply: RedisReply) -> Int {
    if case .bulk(let bytes) = reply { return bytes.count }
    return 0
  }

  /// A reply without the times in it.
  private static func timeless(_ reply: RedisReply) -> String {
    switch reply {
    case .integer(let value): value > 1_000_000_000_000 ? "time" : "\(value)"
    case .array(let elements):
      "["
        + elements.indices.map { index in
          let isIdle = index > 0 && elements[index - 1] == .bulk(Array("idle".utf8))
          if case .integer = elements[index], isIdle || (index == 2 && elements.count == 4) { return "time" }
          return timeless(elements[index])
        }.joined(separator: " ") + "]"
    case .map(let pairs):
      pairs.map { pair in
        let isIdle = pair.key == .bulk(Array("idle".utf8))
        return "\(pair.key)=\(isIdle ? "time" : timeless(pair.value))"
      }.joined(separator: " ")
    default: reply.description
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
    case .map(let pairs): pairs.map { "\($0.key)=\(sorted($0.value))" }.sorted()
    default: [reply.description]
    }
  }

  private static func words(_ reply: RedisReply) -> String {
    if let pairs = reply.pairs { return pairs.map { words($0.key) + words($0.value) }.joined(separator: "\n") }
    if let elements = reply.elements { return elements.map(words).joined(separator: "\n") }
    return (reply.text ?? reply.description).split { " ()".contains($0) }.sorted().joined(separator: " ")
  }

  private static func count(_ reply: RedisReply) -> Int? { reply.elements?.count ?? reply.pairs?.count }
}
