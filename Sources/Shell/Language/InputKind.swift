/// What a file or standard input holds.
public enum InputKind: Equatable, Sendable {
  /// Lines of the shell's language.
  case script
  /// Requests in the Redis protocol, to be loaded in bulk.
  case protocolStream
  /// A Markdown file with `aofsh` blocks.
  case transcript

  /// Tells by the name (nil for standard input) and the first byte (nil if there is none).
  ///
  /// A name that ends in `.md` or `.markdown`, in either case, is a transcript's; else a `*` begins a protocol stream.
  public static func detect(name: String?, firstByte: UInt8?) -> InputKind {
    let lowercased = name?.lowercased() ?? ""
    if lowercased.hasSuffix(".md") || lowercased.hasSuffix(".markdown") { return .transcript }
    return firstByte == UInt8(ascii: "*") ? .protocolStream : .script
  }
}
