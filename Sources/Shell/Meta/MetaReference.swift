/// What there is to know of the meta-commands, for manuals.
public struct MetaReference: Equatable, Sendable {
  /// The name and what may stand behind it.
  public let syntax: String
  /// One line on what it does.
  public let summary: String

  /// All meta-commands, in the order in which `:help` lists them.
  public static var all: [MetaReference] {
    MetaTable().all.map { MetaReference(syntax: $0.syntax, summary: $0.summary) }
  }
}
