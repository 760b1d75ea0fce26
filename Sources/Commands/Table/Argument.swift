/// One argument in a command's syntax, as COMMAND DOCS tells it.
///
/// Arguments form a tree: one of several, and a block of several in a row, have arguments of their own. The hints at
/// the prompt and the syntax line of `:help` are made from it.
public struct Argument: Sendable {
  /// What an argument is; the raw values are the names of COMMAND DOCS.
  public enum Kind: String, Sendable {
    case string, integer, double, key, pattern
    /// A point in Unix time.
    case unixTime = "unix-time"
    /// A word that stands for itself.
    case token = "pure-token"
    /// One of ``children``.
    case oneOf = "oneof"
    /// All of ``children``, one after the other.
    case block
  }

  /// How often an argument may be given.
  public struct Flags: OptionSet, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// It may be left out.
    public static let optional = Flags(rawValue: 1 << 0)
    /// It may be repeated.
    public static let multiple = Flags(rawValue: 1 << 1)
    /// When it is repeated, its token is too.
    public static let multipleToken = Flags(rawValue: 1 << 2)
  }

  /// Its name.
  public let name: String
  /// What it is.
  public let kind: Kind
  /// The word that precedes it; of a token the word itself.
  public let token: String?
  /// How often it may be given.
  public let flags: Flags
  /// Which of the command's key specifications finds it; nil for what is no key.
  public let keySpecification: Int?
  /// The Redis version that introduced it, if that is not the command's.
  public let since: String?
  /// The Redis version since when it should no longer be used.
  public var deprecatedSince: String?
  /// The arguments that it is made of.
  public let children: [Argument]

  /// The names of the flags, in the order in which COMMAND DOCS lists them.
  static let flagNames: [(Flags, StaticString)] = [
    (.optional, "optional"), (.multiple, "multiple"), (.multipleToken, "multiple_token"),
  ]
}
