import Bytes
import Commands
import Engine

/// Finds the argument of a Redis command that an error reply is about, where that is known.
///
/// A function of the table of commands, the words and the reply; what a key holds is asked of the caller.
struct CommandFault {
  let table: CommandTable
  /// The type of a key's value in the words of TYPE; nil when that is not known.
  let typeOfKey: ([UInt8]) -> String?

  /// Where the fault is; nil when nothing says so.
  func place(_ message: [UInt8], _ words: [[UInt8]]) -> FaultPlace? {
    guard let first = words.first else { return nil }
    let text = String(decoding: message, as: UTF8.self)
    guard let container = table.lookup(first.span) else {
      guard text.hasPrefix("ERR unknown command") else { return nil }
      let near = Suggestions.nearest(to: String(decoding: first, as: UTF8.self), among: table.all.map(\.name))
      return FaultPlace(word: 0, advice: Self.didYouMean(near.map { $0.uppercased() }))
    }
    if text.hasPrefix("ERR unknown subcommand"), words.count > 1 {
      let given = String(decoding: words[1], as: UTF8.self)
      let near = Suggestions.nearest(to: given, among: container.subcommands.map(\.name)).map { $0.uppercased() }
      let all = container.subcommands.map { $0.name.uppercased() }
      return FaultPlace(word: 1, advice: near.isEmpty ? "one of \(Self.list(all))" : Self.didYouMean(near))
    }
    guard let command = table.lookup(OwnedArguments(words).view) else { return nil }
    if text.hasPrefix("WRONGTYPE") { return wrongType(command, words) }
    return inArguments(command, text, message, words)
  }

  private func inArguments(_ command: Command, _ text: String, _ message: [UInt8], _ words: [[UInt8]]) -> FaultPlace? {
    let offset = command.fullName == command.name ? 1 : 2
    var reader = ArgumentReader(command.arguments)
    for (index, word) in words.enumerated().dropFirst(offset) where !reader.read(word) {
      guard Self.isAboutSyntax(text) else { return quoted(command, message, words) }
      let isKnown = command.arguments.contains { $0.hasToken(word) }
      return FaultPlace(word: index, advice: isKnown ? Self.misplaced : Self.advice(reader.openings, word))
    }
    if text.hasPrefix("ERR wrong number of arguments"), !reader.isComplete {
      return FaultPlace(word: words.count, advice: "missing: \(reader.requiredSyntax)")
    }
    if text.contains("no such key") || text.contains("hash value is not") || text.hasPrefix("ERR value is not") {
      return keyPlaces(command, words).first.map { FaultPlace(word: $0) }
    }
    if text.hasPrefix("ERR timeout is") {
      return FaultPlace(word: words.count - 1, advice: "expected a number of seconds")
    }
    if text.hasPrefix("ERR invalid expire time") { return expiry(words) }
    return quoted(command, message, words)
  }

  private static let misplaced = "this cannot follow the words before it"

  private static func isAboutSyntax(_ text: String) -> Bool {
    [
      "ERR syntax error", "ERR value is not", "ERR wrong number of arguments", "ERR min or max", "ERR numkeys",
      "ERR Unsupported option",
    ].contains { text.hasPrefix($0) } || text.contains(" not an integer") || text.contains("not a valid float")
      || text.contains("must be")
  }

  /// What could have stood in the place of `word`.
  private static func advice(_ openings: [ArgumentReader.Opening], _ word: [UInt8]) -> String {
    let tokens = openings.compactMap(\.token)
    let near = Suggestions.nearest(to: String(decoding: word, as: UTF8.self), among: tokens)
    if !near.isEmpty { return didYouMean(near) }
    if openings.isEmpty { return "nothing more is expected here" }
    let texts = openings.map { opening in
      switch opening.argument.kind {
      case .integer, .unixTime: opening.token == nil ? "\(opening.syntax) (an integer)" : opening.syntax
      case .double: opening.token == nil ? "\(opening.syntax) (a number)" : opening.syntax
      default: opening.syntax
      }
    }
    return "expected \(list(texts))"
  }

  private func quoted(_ command: Command, _ message: [UInt8], _ words: [[UInt8]]) -> FaultPlace? {
    guard let index = FaultPlace.quoted(by: message, among: words) else { return nil }
    guard command.name == "set", command.fullName == "config|set" else { return FaultPlace(word: index) }
    let given = String(decoding: words[index], as: UTF8.self)
    return FaultPlace(word: index, advice: Self.didYouMean(Suggestions.nearest(to: given, among: Configuration.names)))
  }

  /// The time of an expiry that is not positive.
  private func expiry(_ words: [[UInt8]]) -> FaultPlace? {
    let index = words.indices.dropFirst(2).first { index in
      let word = words[index]
      return (word.span.canonicalInteger ?? 1) <= 0
    }
    return index.map { FaultPlace(word: $0, advice: "a time must be above 0") }
  }

  // MARK: Keys

  private func wrongType(_ command: Command, _ words: [[UInt8]]) -> FaultPlace? {
    let places = keyPlaces(command, words)
    let wanted = command.group.typeNames
    for place in places {
      guard let type = typeOfKey(words[place]), type != "none", !wanted.contains(type) else { continue }
      return FaultPlace(word: place, advice: "this key holds a \(type)")
    }
    return places.count == 1 ? FaultPlace(word: places[0]) : nil
  }

  private func keyPlaces(_ command: Command, _ words: [[UInt8]]) -> [Int] {
    command.keyPositions(OwnedArguments(words).view).map(\.index)
  }

  // MARK: Words

  static func didYouMean(_ names: [String]) -> String {
    names.isEmpty ? "" : "did you mean \(names.joined(separator: " or "))?"
  }

  private static func list(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " or " + last
  }
}

extension Argument {
  /// Whether `word`, in either case, stands for itself somewhere in the syntax.
  fileprivate func hasToken(_ word: [UInt8]) -> Bool {
    token.map { !$0.isEmpty && $0.utf8.map(\.asciiLowercased) == word.map(\.asciiLowercased) } ?? false
      || children.contains { $0.hasToken(word) }
  }
}

extension CommandGroup {
  /// The types of keys, as TYPE names them, that commands of the group take.
  fileprivate var typeNames: [String] {
    switch self {
    case .string, .bitmap, .hyperLogLog: ["string"]
    case .list: ["list"]
    case .set: ["set"]
    case .sortedSet: ["zset", "set"]
    case .geo: ["zset"]
    case .hash: ["hash"]
    case .stream: ["stream"]
    default: []
    }
  }
}
