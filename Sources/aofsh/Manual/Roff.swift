/// Writes a manual page in the words of man(7).
struct Roff {
  private(set) var text = ""
  /// Whether a section has just begun, where no paragraph need be.
  private var isFresh = false

  /// Begins the page.
  mutating func title(_ name: String, section: Int, source: String, manual: String) {
    request("TH", [name.uppercased(), String(section), "", source, manual])
    // Neither hyphens in long words nor stretched lines: names of options must be found by searching.
    text += ".nh\n.ad l\n"
  }

  mutating func section(_ title: String) { begin("SH", title) }

  mutating func subsection(_ title: String) { begin("SS", title) }

  mutating func paragraph(_ words: String) {
    separate()
    text += Self.lines(words)
  }

  /// A term and what it means; the term is in roff's own words, as ``bold(_:)`` makes them.
  mutating func item(_ term: String, _ words: String) {
    text += ".TP\n\(term)\n\(Self.lines(words))"
    isFresh = false
  }

  /// Lines that stay as they are.
  mutating func example(_ lines: String) {
    separate()
    text += ".RS 4\n.nf\n\(Self.lines(lines)).fi\n.RE\n"
  }

  /// Lines of one paragraph.
  mutating func lines(_ lines: [String]) {
    separate()
    text += lines.map(Self.bold).joined(separator: "\n.br\n") + "\n"
  }

  private mutating func begin(_ name: String, _ title: String) {
    request(name, [title])
    isFresh = true
  }

  private mutating func separate() {
    if !isFresh { text += ".PP\n" }
    isFresh = false
  }

  static func bold(_ text: String) -> String { "\\fB\(escaped(text))\\fR" }

  static func italic(_ text: String) -> String { "\\fI\(escaped(text))\\fR" }

  private mutating func request(_ name: String, _ words: [String]) {
    text += ".\(name)" + words.map { " \"\(Self.escaped($0))\"" }.joined() + "\n"
  }

  /// Text of several lines, none of which is taken for a request.
  private static func lines(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let isRequest = line.hasPrefix(".") || line.hasPrefix("'")
      return (isRequest ? "\\&" : "") + escaped(String(line)) + "\n"
    }.joined()
  }

  /// Text in which nothing means something to roff, in ASCII.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "\"": result += "\\(dq"
      case "'": result += "\\(aq"
      case "`": result += "\\(ga"
      case "^": result += "\\(ha"
      case "~": result += "\\(ti"
      case _ where scalar.isASCII: result.unicodeScalars.append(scalar)
      default:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "\\[u\(String(repeating: "0", count: max(0, 4 - digits.utf8.count)))\(digits)]"
      }
    }
    return result
  }
}
