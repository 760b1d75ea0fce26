import Bytes

/// Writes a session as a transcript that passes when it is run again.
///
/// The parts are handed out as they are made, so that a session that ends suddenly has lost nothing but the last line
/// of the file: ``opening(title:)``, then a ``step(prompt:input:output:)`` for each line, then ``closing``. The
/// caller leaves out what ``Secrets`` finds.
public enum Recording {
  /// The head of the file.
  public static func opening(title: String) -> [UInt8] {
    // A line end within the title would end the heading.
    let line = title.split { $0.isNewline }.joined(separator: " ")
    return Array("# \(line)\n\n```aofsh\n".utf8)
  }

  /// The end of the file.
  public static var closing: [UInt8] { Array("```\n".utf8) }

  /// One line that was typed and what it printed.
  ///
  /// - Parameters:
  ///   - prompt: the prompt at which it was typed.
  ///   - input: the logical line. A newline outside a quote is white space and is written as such.
  ///   - output: what was printed, without colour. Blank lines at its end are left out, as they are not compared.
  public static func step(prompt: Prompt, input: [UInt8], output: [UInt8]) -> [UInt8] {
    var text = Array(prompt.text.utf8)
    var quotes = QuoteScanner()
    let isBlock = Block.isOpening(Array(input.prefix { $0 != 0x0A }))
    let hasQuotes = Line.hasQuotes(input.span, isFreeText: { _ in false })
    for byte in input {
      if byte != 0x0A {
        text.append(byte)
      } else if isBlock || hasQuotes && quotes.isOpen {
        text.append(byte)
        text.append(contentsOf: Prompt.continuation.utf8)
      } else {
        text.append(0x20)
      }
      quotes.read(byte)
    }
    text.append(0x0A)
    for line in Transcript.lines(of: output) {
      text.append(contentsOf: TranscriptEscape.escape(line))
      text.append(0x0A)
    }
    return text
  }
}
