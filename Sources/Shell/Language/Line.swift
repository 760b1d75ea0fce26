import Bytes

/// What one logical line of the shell's language says.
///
/// White space at the head of a line does not count. A Redis command whose name begins with `:`, `#` or `!` is
/// written in quotes. Bytes need not be UTF-8, and may be zero.
public enum Line: Equatable, Sendable {
  /// Nothing but white space.
  case empty
  /// A line that begins with `#`.
  case comment
  /// A Redis command, split by redis-cli's quoting rules.
  case command([[UInt8]])
  /// A meta-command.
  case meta(MetaCall)
  /// What follows the `!` of a line for the system shell, without white space around it.
  case shell([UInt8])
  /// A `:repeat` or `:if` with all lines up to its `:end`, joined by newlines.
  case block([UInt8])
  /// The line ends within a quote: append a newline and the next line, and parse again.
  case openQuote
  /// The line begins a block whose `:end` has not come: append a newline and the next line, and parse again.
  case openBlock
  /// The line cannot be split.
  case invalid(Problem)

  /// Why a line cannot be split.
  public enum Problem: Equatable, Sendable {
    /// A closing quote is followed by something else than white space, `offset` bytes into the line.
    case textAfterQuote(offset: Int)
    /// The input ended within a quote.
    case unclosedQuote
    /// The input ended within a block.
    case unclosedBlock

    /// The message, which is redis-cli's.
    public var message: String { "Invalid argument(s)" }

    /// What is wrong, for those who look for it in a script.
    public var explanation: String {
      switch self {
      case .textAfterQuote(let offset): "a closing quote must be followed by a space (byte \(offset + 1))"
      case .unclosedQuote: "a quote is opened here and never closed"
      case .unclosedBlock: "a block begins here that no :end closes"
      }
    }
  }

  /// Parses `text`, a line without its end, or several joined by newlines.
  ///
  /// O(count).
  ///
  /// - Parameter isFreeText: whether the meta-command of this name takes the rest of its line as it stands; quotes
  ///   are not looked at then.
  public static func parse(_ text: Span<UInt8>, isFreeText: (String) -> Bool = { _ in false }) -> Line {
    guard let start = text.indices.first(where: { !text[$0].isASCIISpace }) else { return .empty }
    switch text[start] {
    case UInt8(ascii: "#"): return .comment
    case UInt8(ascii: "!"): return .shell([UInt8](copying: text.extracting(start + 1..<text.count).trimmed))
    case UInt8(ascii: ":"):
      let whole = [UInt8](copying: text)
      if Block.isOpen(whole) { return .openBlock }
      if Block.isOpening(Array(whole.prefix { $0 != 0x0A })) { return .block(whole) }
      return meta(text, at: start, isFreeText)
    default:
      switch ArgumentSplitter.split(text) {
      case .arguments(let arguments): return .command(arguments)
      case .openQuote: return .openQuote
      case .garbageAfterQuote(let offset): return .invalid(.textAfterQuote(offset: offset))
      }
    }
  }

  /// Parses one line of a meta-command, though it may begin a block.
  static func parseMeta(_ text: Span<UInt8>) -> Line {
    guard let start = text.indices.first(where: { !text[$0].isASCIISpace }) else { return .empty }
    return meta(text, at: start) { _ in false }
  }

  private static func meta(_ text: Span<UInt8>, at start: Int, _ isFreeText: (String) -> Bool) -> Line {
    var end = start + 1
    while end < text.count, !text[end].isASCIISpace { end += 1 }
    let name = String(bytes: text.extracting(start + 1..<end))
    let rest = [UInt8](copying: text.extracting(end..<text.count).trimmed)
    if isFreeText(name) { return .meta(MetaCall(name: name, arguments: [], rest: rest)) }
    switch ArgumentSplitter.split(text.extracting(end..<text.count)) {
    case .arguments(let arguments): return .meta(MetaCall(name: name, arguments: arguments, rest: rest))
    case .openQuote: return .openQuote
    case .garbageAfterQuote(let offset): return .invalid(.textAfterQuote(offset: end + offset))
    }
  }

  /// Whether quotes mean something in the line that begins with `text`: they do not in comments, lines for the system
  /// shell and meta-commands that take free text.
  static func hasQuotes(_ text: Span<UInt8>, isFreeText: (String) -> Bool) -> Bool {
    guard let start = text.indices.first(where: { !text[$0].isASCIISpace }) else { return false }
    switch text[start] {
    case UInt8(ascii: "#"), UInt8(ascii: "!"): return false
    case UInt8(ascii: ":"):
      var end = start + 1
      while end < text.count, !text[end].isASCIISpace { end += 1 }
      return !isFreeText(String(bytes: text.extracting(start + 1..<end)))
    default: return true
    }
  }
}

/// A call of a meta-command.
public struct MetaCall: Equatable, Sendable {
  /// The name without the colon.
  public var name: String
  /// The arguments, split as a Redis command's are.
  ///
  /// Empty for a command that takes free text.
  public var arguments: [[UInt8]]
  /// What follows the name, as it stands, without white space around it.
  public var rest: [UInt8]

  /// A call.
  public init(name: String, arguments: [[UInt8]], rest: [UInt8]) {
    self.name = name
    self.arguments = arguments
    self.rest = rest
  }
}

extension Span where Element == UInt8 {
  /// The bytes without white space at either end.
  var trimmed: Span<UInt8> {
    @_lifetime(copy self)
    get {
      var lower = 0
      var upper = count
      while lower < upper, self[lower].isASCIISpace { lower += 1 }
      while lower < upper, self[upper - 1].isASCIISpace { upper -= 1 }
      return extracting(lower..<upper)
    }
  }
}
