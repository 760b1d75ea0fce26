import Bytes

/// The refusals of what is no command.
extension CommandError {
  /// How much of a name, and of all arguments together, an error quotes.
  private static let quotedLength = 128

  /// No command has the name that is the first of `arguments`.
  static func unknownCommand(_ arguments: Arguments) -> CommandError {
    var quoted: [UInt8] = []
    for index in 1..<max(arguments.count, 1) where quoted.count < quotedLength {
      quoted.append(UInt8(ascii: "'"))
      append(arguments[index], atMost: quotedLength - (quoted.count - 1), to: &quoted)
      quoted += "' ".utf8
    }
    var text = Array("ERR unknown command '".utf8)
    append(arguments[0], atMost: quotedLength, to: &text)
    text += "', with args beginning with: ".utf8
    return .message(text + quoted)
  }

  /// The command that was called `container` has no subcommand called `name`.
  static func unknownSubcommand(_ name: Span<UInt8>, of container: Span<UInt8>) -> CommandError {
    var text = Array("ERR unknown subcommand '".utf8)
    append(name, atMost: quotedLength, to: &text)
    text += "'. Try ".utf8
    append(container, atMost: container.count, to: &text) { $0.asciiUppercased }
    text += " HELP.".utf8
    return .message(text)
  }

  /// The command called `fullName` takes another number of arguments.
  public static func wrongArity(_ fullName: String) -> CommandError {
    .message(text: "ERR wrong number of arguments for '\(fullName)' command")
  }

  /// Appends `bytes` as C prints a string: up to a zero byte, and no more than `limit`.
  private static func append(
    _ bytes: Span<UInt8>, atMost limit: Int, to text: inout [UInt8], as form: (UInt8) -> UInt8 = { $0 }
  ) {
    for index in 0..<min(limit, bytes.count) {
      if bytes[index] == 0 { return }
      text.append(form(bytes[index]))
    }
  }
}
