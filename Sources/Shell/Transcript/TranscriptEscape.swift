import Bytes

/// Keeps output that looks like a part of a transcript apart from the parts themselves.
///
/// A line that begins with a prompt or `...>`, is a lone `...` or begins with a fence of three backquotes or tildes
/// gets a backslash before it, and so does such a line that already has backslashes before it. Reading takes one off.
public enum TranscriptEscape {
  /// The line as it is written into a transcript.
  public static func escape(_ line: [UInt8]) -> [UInt8] { isSpecial(line) ? [UInt8(ascii: "\\")] + line : line }

  /// The line that was written as `line`; nil if it was written unescaped.
  static func unescape(_ line: [UInt8]) -> [UInt8]? {
    line.first == UInt8(ascii: "\\") && isSpecial(line) ? Array(line.dropFirst()) : nil
  }

  private static func isSpecial(_ line: [UInt8]) -> Bool {
    let bare = Array(line.drop { $0 == UInt8(ascii: "\\") })
    if bare.elementsEqual("...".utf8) || Prompt.parse(bare.span) != nil { return true }
    if Prompt.parseContinuation(bare.span) != nil { return true }
    let text = bare.drop { $0 == 0x20 }
    return text.starts(with: "```".utf8) || text.starts(with: "~~~".utf8)
  }
}
