extension Command {
  /// The syntax of its arguments as redis-cli shows it: `key value [NX|XX] [GET] [EX seconds|…]`.
  public var syntax: String { arguments.map(\.syntax).joined(separator: " ") }
}

extension Argument {
  /// The argument as redis-cli shows it: in brackets if it is optional, with `…` in brackets if it may be repeated.
  public var syntax: String {
    var text = preceded(by: token)
    if flags.contains(.multiple) { text += " [\(preceded(by: flags.contains(.multipleToken) ? token : nil)) ...]" }
    return flags.contains(.optional) ? "[\(text)]" : text
  }

  private func preceded(by token: String?) -> String {
    guard kind != .token, let token else { return valueSyntax }
    return "\(token) \(valueSyntax)"
  }

  /// The argument once, without the word that precedes it; of a token the word itself.
  public var valueSyntax: String {
    switch kind {
    case .token: token.map { $0.isEmpty ? "\"\"" : $0 } ?? name
    case .oneOf: children.map(\.syntax).joined(separator: "|")
    case .block: children.map(\.syntax).joined(separator: " ")
    case .string, .integer, .double, .key, .pattern, .unixTime: name
    }
  }
}
