import Bytes

/// Writes a session as a transcript that passes when it is run again.
///
/// The parts are handed out as they are made, so that a session that ends suddenly has lost nothing but the last line
/// of the file: ``opening(title:)``, then a ``step(prompt:input:output:)`` for each line, then ``closing``. The
/// caller leaves out what ``Secrets`` finds.
public enum Recording {
  /// The head of the file.
  ///
  /// - Parameter seed: what everything random of the session came from.
  public static func opening(title: String, seed: UInt64? = nil) -> [UInt8] {
    // A line end within the title would end the heading.
    let line = title.split { $0.isNewline }.joined(separator: " ")
    let remark = seed.map { "<!-- seed \($0) -->\n\n" } ?? ""
    return Array("# \(line)\n\n\(remark)```aofsh\n".utf8)
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

  /// What `output` will be when the session is run again at another time: the time that a command took, times of the
  /// present, and numbers in lines of the log, become `[..]`. Lines that would be read as something else are escaped.
  ///
  /// - Parameters:
  ///   - now: the time, in microseconds since 1970.
  ///   - directory: the data directory, if that is another one each time.
  ///   - isVolatile: whether the line that printed this prints something else each time.
  ///   - isTimed: whether what has reached the disk is a matter of time, as under `everysec`.
  static func generalized(
    _ output: [UInt8], now: Int64 = 0, directory: [UInt8] = [], isVolatile: Bool = false, isTimed: Bool = false
  ) -> [UInt8] {
    if isVolatile { return volatile(output) }
    var text: [UInt8] = []
    for line in output.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let plain = without(directory, Array(line))
      if let rest = logMessage(plain) {
        text += Array("[..] ".utf8) + withoutNumbers(rest)
      } else {
        text += generalized(line: withoutTimes(plain, now), isTimed ? volatileMarks + timedMarks : volatileMarks)
      }
      text.append(0x0A)
    }
    return text.isEmpty ? [] : text.dropLast()
  }

  /// - Parameter marks: what stands before what is another thing each time.
  private static func generalized(line: [UInt8], _ marks: [String]) -> [UInt8] {
    if isSlowness(line) { return Array("...".utf8) }
    if isTime(line) { return Array("([..] ms)".utf8) }
    guard let mark = marks.first(where: { line.contains(Array($0.utf8)) }) else { return TranscriptEscape.escape(line) }
    return upTo(mark, in: line) + Array("[..]".utf8)
  }

  /// What stands before what is another thing each time: in a snapshot decoded, in the state of persistence.
  private static let volatileMarks = [" aux used-mem = ", " AUX FIELD used-mem = ", "  checksum ", "snapshot   "]
  /// What stands before what depends on the moments of fsyncs.
  private static let timedMarks = ["page cache  ", "disk   ", "logged     "]

  /// The line up to and with the first `mark`.
  private static func upTo(_ mark: String, in line: [UInt8]) -> [UInt8] {
    let end = line.indices.first { line[$0...].starts(with: mark.utf8) } ?? line.count
    return Array(line[..<min(line.count, end + mark.utf8.count)])
  }

  /// Bytes of a date and time at the head of `text`, such as `2023-09-25 15:42:48.000` or `25 Sep 2023 15:42:48.000`; 0
  /// if there is none.
  private static func dateLength(_ text: ArraySlice<UInt8>) -> Int {
    let forms = ["0000-00-00 00:00:00", "00 aaa 0000 00:00:00"].map { Array($0.utf8) }
    let found = forms.first { form in
      text.count >= form.count
        && zip(text, form).allSatisfy { byte, mark in
          byte == mark || mark == 0x30 && byte.isASCIIDigit || mark == 0x61 && (0x41...0x7A).contains(byte)
        }
    }
    guard let form = found else { return 0 }
    let fraction = text.dropFirst(form.count)
    guard fraction.first == UInt8(ascii: ".") else { return form.count }
    return form.count + 1 + fraction.dropFirst().prefix { $0.isASCIIDigit }.count
  }

  /// What stands for an output that is another one each time: its form if it is a line, else any lines.
  private static func volatile(_ output: [UInt8]) -> [UInt8] {
    let lines = Transcript.lines(of: output)
    guard lines.count == 1, let line = lines.first else { return lines.isEmpty ? [] : Array("...\n".utf8) }
    if line.first == UInt8(ascii: "\"") { return Array("\"[..]\"\n".utf8) }
    if line.starts(with: "(".utf8) { return TranscriptEscape.escape(withoutNumbers(line)) + [0x0A] }
    return Array("...\n".utf8)
  }

  /// Whether a line is `(0.51s)`, which tells of slow commands; when run again they may be faster.
  private static func isSlowness(_ line: [UInt8]) -> Bool {
    guard line.first == UInt8(ascii: "("), line.suffix(2).elementsEqual("s)".utf8), line.count > 5 else { return false }
    return line.dropFirst().dropLast(2).allSatisfy { $0.isASCIIDigit || $0 == UInt8(ascii: ".") }
  }

  /// The line with `[..]` in the place of `word`.
  private static func without(_ word: [UInt8], _ line: [UInt8]) -> [UInt8] {
    guard !word.isEmpty, line.contains(word) else { return line }
    var text: [UInt8] = []
    var index = 0
    while index < line.count {
      let isThere = line[index...].starts(with: word)
      text += isThere ? Array("[..]".utf8) : [line[index]]
      index += isThere ? word.count : 1
    }
    return text
  }

  /// The line with `[..]` in the place of times within five years of `now`, in whatever unit.
  private static func withoutTimes(_ line: [UInt8], _ now: Int64) -> [UInt8] {
    guard now > 0, line.contains(where: \.isASCIIDigit) else { return line }
    var text: [UInt8] = []
    var rest = line[...]
    while let first = rest.first {
      let digits = rest.prefix { $0.isASCIIDigit }
      if digits.isEmpty {
        text.append(first)
        rest.removeFirst()
        continue
      }
      let length = dateLength(rest)
      if length > 0 {
        text += Array("[..]".utf8)
        rest = rest.dropFirst(length)
        continue
      }
      let number = Int64(String(decoding: digits, as: UTF8.self)) ?? 0
      let units: [Int64] = [1_000_000, 1000, 1]
      let isTime = units.contains { abs(number - now / $0) < 157_680_000 * (1_000_000 / $0) }
      text += isTime ? Array("[..]".utf8) : Array(digits)
      rest = rest.dropFirst(digits.count)
    }
    return text
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
