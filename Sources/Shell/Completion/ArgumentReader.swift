import Bytes
public import Commands

/// Reads the words of a command against the syntax of its arguments, one by one, and knows at each what may follow.
///
/// What is left of the syntax is a row of parts. Parts that may be left out and stand beside each other are taken in any
/// order; a word that stands for itself (`NX`) is preferred to free text; a number of keys says how many keys follow. A
/// word that fits nothing is refused and changes nothing. It holds no more than the rest of the tree: reading a word is
/// O(parts left).
public struct ArgumentReader: Sendable {
  /// One way in which the next word may begin something.
  public struct Opening: Sendable {
    /// The word that stands for itself; nil for free text.
    public let token: String?
    /// What it begins.
    public let argument: Argument

    /// The syntax of what it begins: `EX seconds`.
    public var syntax: String {
      guard let token, argument.kind != .token else { return token ?? argument.valueSyntax }
      return "\(token) \(argument.valueSyntax)"
    }
  }

  /// What may be left, the likeliest first. There are several where a word can be one thing or another: the last of
  /// some keys, or the timeout behind them.
  private var alternatives: [[Part]]
  private static let limit = 8

  /// A reader at the first argument.
  public init(_ arguments: [Argument]) { alternatives = [arguments.map { Part($0) }] }

  /// Reads one word.
  ///
  /// - Returns: false when it fits nowhere; the reader is then where it was.
  public mutating func read(_ word: [UInt8]) -> Bool {
    for tokensOnly in [true, false] {
      let steps = alternatives.flatMap { Part.steps($0, word, tokensOnly) }
      if steps.isEmpty { continue }
      alternatives = steps.prefix(Self.limit).map { step in
        guard let taken = step.taken, taken.kind == .integer, taken.name.hasPrefix("numkeys") else { return step.rest }
        return Self.expectKeys(word.span.canonicalInteger, in: step.rest)
      }
      return true
    }
    return false
  }

  /// Whether nothing more has to follow.
  public var isComplete: Bool { alternatives.contains { $0.allSatisfy(\.isOptional) } }

  /// The syntax of what may follow, as redis-cli shows it.
  ///
  /// Where the likeliest reading still wants something, but by another the command is whole, as in `BLPOP a 5`, all of
  /// it is in brackets.
  public var syntax: String {
    let syntax = alternatives[0].map(\.syntax).joined(separator: " ")
    return isComplete && !alternatives[0].allSatisfy(\.isOptional) ? "[\(syntax)]" : syntax
  }

  /// The syntax of what must follow.
  public var requiredSyntax: String { alternatives[0].filter { !$0.isOptional }.map(\.syntax).joined(separator: " ") }

  /// What the next word may begin.
  public var openings: [Opening] { alternatives.flatMap { Part.openings($0) } }

  /// A number of keys was read: that many must follow.
  private static func expectKeys(_ count: Int64?, in parts: [Part]) -> [Part] {
    guard let count, count >= 0,
      let index = parts.firstIndex(where: { $0.argument.kind == .key && $0.argument.flags.contains(.multiple) })
    else { return parts }
    var parts = parts
    if count == 0 {
      parts.remove(at: index)
    } else {
      parts[index].isOptional = false
      parts[index].left = Int(count)
    }
    return parts
  }
}

/// An argument of which something is still to be read.
private struct Part: Sendable {
  /// Which of it.
  enum Extent { case whole, afterToken, repetition }

  let argument: Argument
  var extent = Extent.whole
  var isOptional: Bool
  /// How often it must still come, where a number of keys said so.
  var left: Int?
  /// Whether it belongs to a block that has begun: `ANY` behind `COUNT 12`.
  var isInner = false

  init(_ argument: Argument) {
    self.argument = argument
    isOptional = argument.flags.contains(.optional)
  }

  private init(_ argument: Argument, _ extent: Extent, isOptional: Bool, left: Int?) {
    self.argument = argument
    self.extent = extent
    self.isOptional = isOptional
    self.left = left
  }

  /// The word that must come first.
  private var token: String? {
    switch extent {
    case .whole: argument.token
    case .afterToken: nil
    case .repetition: argument.flags.contains(.multipleToken) ? argument.token : nil
    }
  }

  // MARK: Reading

  /// What is left behind a word, and the argument whose value the word was.
  typealias Step = (rest: [Part], taken: Argument?)

  /// The ways in which `word` may be the next of `parts`.
  static func steps(_ parts: [Part], _ word: [UInt8], _ tokensOnly: Bool) -> [Step] {
    let optional = parts.prefix { $0.isOptional }.count
    return (0..<min(optional + 1, parts.count)).flatMap { index in
      // Of what may be left out, free text has its place, and so has the rest of a block; words that stand for
      // themselves do not.
      let earlier = index == optional ? [] : parts[..<index].filter { $0.hasToken && !$0.isInner }
      return parts[index].begin(word, tokensOnly).map { ($0.rest + earlier + parts[(index + 1)...], $0.taken) }
    }
  }

  private func begin(_ word: [UInt8], _ tokensOnly: Bool) -> [Step] {
    if let token {
      guard tokensOnly, Self.isWord(word, token) else { return [] }
      if argument.kind == .token { return [(repetition, nil)] }
      return [([Part(argument, .afterToken, isOptional: false, left: left)], nil)]
    }
    switch argument.kind {
    case .token: return []
    case .oneOf:
      let first = argument.children.lazy.map { Part($0).begin(word, tokensOnly) }.first { !$0.isEmpty }
      return (first ?? []).map { ($0.rest + repetition, $0.taken) }
    case .block:
      let steps = Self.steps(argument.children.map { Part($0) }, word, tokensOnly)
      return steps.map { step in
        let rest = step.rest.map { part in
          var part = part
          part.isInner = true
          return part
        }
        return (rest + repetition, step.taken)
      }
    case .string, .integer, .double, .key, .pattern, .unixTime:
      return !tokensOnly && argument.accepts(word) ? [(repetition, argument)] : []
    }
  }

  private static func isWord(_ word: [UInt8], _ token: String) -> Bool {
    word.count == token.utf8.count
      && zip(word, token.utf8).allSatisfy { $0.asciiLowercased == $1.asciiLowercased }
  }

  /// What may follow the argument of its own.
  private var repetition: [Part] {
    guard argument.flags.contains(.multiple), left != 1 else { return [] }
    return [Part(argument, .repetition, isOptional: left == nil, left: left.map { $0 - 1 })]
  }

  /// Whether it begins with a word that stands for itself.
  private var hasToken: Bool { openings.contains { $0.token != nil } }

  // MARK: Telling

  static func openings(_ parts: [Part]) -> [ArgumentReader.Opening] {
    let optional = parts.prefix { $0.isOptional }.count
    return parts.prefix(optional + 1).flatMap(\.openings)
  }

  private var openings: [ArgumentReader.Opening] {
    if let token { return [ArgumentReader.Opening(token: token, argument: argument)] }
    switch argument.kind {
    case .oneOf: return argument.children.flatMap { Part($0).openings }
    case .block: return Self.openings(argument.children.map { Part($0) })
    default: return [ArgumentReader.Opening(token: nil, argument: argument)]
    }
  }

  var syntax: String {
    if extent == .whole, isOptional == argument.flags.contains(.optional), left == nil { return argument.syntax }
    let once = token.map { argument.kind == .token ? $0 : "\($0) \(argument.valueSyntax)" } ?? argument.valueSyntax
    if extent == .repetition, left == nil { return "[\(once) ...]" }
    guard argument.flags.contains(.multiple), left != 1 else { return once }
    let repeated = argument.flags.contains(.multipleToken) ? argument.token.map { "\($0) " } ?? "" : ""
    return "\(once) [\(repeated)\(argument.valueSyntax) ...]"
  }
}

extension Argument {
  /// Whether `word` can be a value of this kind. Bounds of scores may be exclusive or infinite.
  fileprivate func accepts(_ word: [UInt8]) -> Bool {
    switch kind {
    case .integer, .unixTime:
      let digits = word.first == UInt8(ascii: "-") ? word.dropFirst() : word[...]
      return !digits.isEmpty && digits.allSatisfy { $0.isASCIIDigit }
    case .double:
      let open = word.first == UInt8(ascii: "(") ? Array(word.dropFirst()) : word
      return Double(String(decoding: open, as: UTF8.self)) != nil
    default: return true
    }
  }
}
