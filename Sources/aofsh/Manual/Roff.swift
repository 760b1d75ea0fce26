/// Writes a manual page in the words of man(7).
struct Roff {
  private(set) var text = ""

  /// Begins the page.
  mutating func title(_ name: String, section: Int, source: String, manual: String) {
    request("TH", [name.uppercased(), String(section), "", source, manual])
    // Neither hyphens in long words nor stretched lines: names of options must be found by searching.
    text += ".nh\n.ad l\n"
  }

  mutating func section(_ title: String) { request("SH", [title]) }

  mutating func subsection(_ title: String) { request("SS", [title]) }

  mutating func paragraph(_ words: String) { text += ".PP\n\(Self.lines(words))" }

  /// A term and what it means; the term is in roff's own words, as ``bold(_:)`` makes them.
  mutating func item(_ term: String, _ words: String) { text += ".TP\n\(term)\n\(Self.lines(words))" }

  /// Lines that stay as they are.
  mutating func example(_ lines: String) { text += ".PP\n.RS 4\n.nf\n\(Self.lines(lines)).fi\n.RE\n" }

  /// Lines of one paragraph.
  mutating func lines(_ lines: [String]) { text += ".PP\n" + lines.map(Self.bold).joined(separator: "\n.br\n") + "\n" }

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
