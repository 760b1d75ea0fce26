/// A command's refusal: the text of an error reply, without the leading `-`.
public enum CommandError: Error, Sendable {
  /// A fixed text.
  case text(StaticString)
  /// A text that names what was wrong.
  case message([UInt8])

  /// A text that names what was wrong.
  public static func message(text: String) -> CommandError { .message(Array(text.utf8)) }
}

/// The texts of Redis 7.0.15.
extension CommandError {
  public static var syntax: CommandError { .text("ERR syntax error") }
  public static var wrongType: CommandError {
    .text("WRONGTYPE Operation against a key holding the wrong kind of value")
  }
  public static var notAnInteger: CommandError { .text("ERR value is not an integer or out of range") }
  public static var noSuchKey: CommandError { .text("ERR no such key") }
}
