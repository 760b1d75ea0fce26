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
  ///   - isRaw: whether the output is written as it should be expected, `[..]` and `...` in it included.
  ///   - output: what was printed, without colour. Blank lines at its end are left out, as they are not compared.
  public static func step(prompt: Prompt, input: [UInt8], output: [UInt8], isRaw: Bool = false) -> [UInt8] {
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
      text.append(contentsOf: isRaw ? line : TranscriptEscape.escape(line))
      text.append(0x0A)
    }
    return text
  }

  /// What `output` will be when the session is run again at another time: the time that a command took, and times and
  /// numbers in lines of the log, become `[..]`. Lines that would be read as something else are escaped.
  static func generalized(_ output: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    for line in output.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let line = Array(line)
      if isTime(line) {
        text += Array("([..] ms)".utf8)
      } else if let rest = logMessage(line) {
        text += Array("[..] ".utf8) + withoutNumbers(rest)
      } else {
        text += TranscriptEscape.escape(line)
      }
      text.append(0x0A)
    }
    return text.isEmpty ? [] : text.dropLast()
  }

  /// Whether a line is `(0.123 ms)`.
  private static func isTime(_ line: [UInt8]) -> Bool {
    guard line.first == UInt8(ascii: "("), line.suffix(4).elementsEqual(" ms)".utf8) else { return false }
    return line.dropFirst().dropLast(4).allSatisfy { $0.isASCIIDigit || $0 == UInt8(ascii: ".") }
  }

  /// What follows process, role and time in a line of the log; nil for other lines.
  private static func logMessage(_ line: [UInt8]) -> [UInt8]? {
    let process = line.prefix { $0.isASCIIDigit }
    let words = line.split(separator: 0x20, maxSplits: 5, omittingEmptySubsequences: false)
    guard !process.isEmpty, process.count + 2 == words[0].count, line[process.count] == UInt8(ascii: ":"),
      words.count == 6, words[4].filter({ $0 == UInt8(ascii: ":") }).count == 2
    else { return nil }
    return Array(words[5])
  }

  private static func withoutNumbers(_ line: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    var isInNumber = false
    for byte in line {
      let isDigit = byte.isASCIIDigit
      if isDigit, !isInNumber { text += Array("[..]".utf8) }
      if !isDigit { text.append(byte) }
      isInNumber = isDigit
    }
    return text
  }
}
